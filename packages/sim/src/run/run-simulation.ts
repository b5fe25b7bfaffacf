// One run by one seed: a broker with several clients, faults, healing, the last reading, verdict.
//
// main phase (faults) → healing: everything is up and every producer is acknowledged → producers
// end → groups commit all → consumers end → the auditor reads every log → the broker stops cleanly.

import { Prng, SimulatedUniverse, type World } from '@ottla/base';
import { Admin } from '@ottla/client';

import { examine } from '../checkers/all-checkers.ts';
import type { Anomaly } from '../checkers/checker.ts';
import { Cuts } from '../faults/cuts.ts';
import { DiskTrouble } from '../faults/disk-trouble.ts';
import type { Battlefield } from '../faults/fault.ts';
import { Nemesis } from '../faults/nemesis.ts';
import { PowerTraps } from '../faults/power-traps.ts';
import { FAULTS_OVER } from '../history/history.ts';
import { describeError, HistoryRecorder } from '../history/history-recorder.ts';
import type { PlantedBug } from '../planted/planted-bug.ts';
import { drawScenario, type ScenarioOptions } from '../scenario/draw-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { BOOTSTRAP, type Stage } from '../workload/stage.ts';
import { Audit } from './audit.ts';
import { castOf } from './cast.ts';
import type { ClientProcess } from './client-process.ts';
import { Counters } from './counters.ts';
import { watchRejections } from './rejections.ts';
import { RunLog } from './run-log.ts';
import { BROKER, SimulatedBroker } from './simulated-broker.ts';
import { Watched } from './watched.ts';

export interface SimulationOptions extends ScenarioOptions {
  /** A mutation of the system under test, which the checkers must find. */
  readonly planted?: PlantedBug | undefined;
  readonly traceLines?: boolean;
  readonly keepsDebug?: boolean;
}

export interface SimulationRun {
  readonly scenario: Scenario;
  readonly history: HistoryRecorder;
  readonly anomalies: readonly Anomaly[];
  /** Operations, faults and what else was counted, by name. */
  readonly counts: Readonly<Record<string, number>>;
  /** Number of events and their hash: equal for equal seeds. */
  readonly digest: string;
  readonly traceLines: readonly string[];
  readonly log: readonly string[];
  readonly virtualMs: number;
}

/**
 * Then a run is given up. What is demanded is stricter, and told by `silence` and `lag`: an
 * acknowledgement each 45 s, and each record given within a minute. For one producer alone a minute
 * would be too short: it may hold records for its delivery timeout, up to 75 s, before it sends
 * one that counts.
 */
const HEALING_MS = 120_000;
const SETTLING_MS = 150_000;
const STEP_MS = 500;

export async function runSimulation(options: SimulationOptions): Promise<SimulationRun> {
  const simulation = new Simulation(options);
  const unwatch = watchRejections((error) => simulation.complain('unhandled rejection', error));
  try {
    await simulation.run();
  } catch (error) {
    simulation.complain('the run broke', error);
  } finally {
    unwatch();
  }
  return simulation.result();
}

class Simulation {
  readonly #universe: SimulatedUniverse;
  readonly #scenario: Scenario;
  readonly #history: HistoryRecorder;
  readonly #counters = new Counters();
  readonly #log: RunLog;
  readonly #stage: Stage;
  readonly #operator: World;
  readonly #broker: SimulatedBroker;
  readonly #clients: readonly ClientProcess[];
  readonly #planted: PlantedBug | undefined;

  constructor(options: SimulationOptions) {
    const { seed, planted, traceLines = false, keepsDebug = false } = options;
    const universe = new SimulatedUniverse({ seed, traceLines });
    const scenario = drawScenario({ ...options, ...planted?.needs });
    const { topics, groups, areOffsetsDurable, settings } = scenario;
    const nowMs = () => universe.nowMs;
    const history = new HistoryRecorder({ topics, groups, areOffsetsDurable, nowMs });
    this.#universe = universe;
    this.#scenario = scenario;
    this.#history = history;
    this.#planted = planted;
    this.#log = new RunLog({ nowMs, keepsDebug, onError: (line) => this.#errorSaid(line) });
    const logger = this.#log;
    this.#stage = {
      seed,
      history,
      counters: this.#counters,
      logger,
      acknowledged: new Watched<void>(),
      isProducingOver: false,
      isConsumingOver: false,
    };
    this.#operator = universe.createNode('operator');
    this.#broker = new SimulatedBroker({
      universe,
      operator: this.#operator,
      settings,
      logger: logger.child(BROKER),
      history,
      wrap: (world) => planted?.wrapBroker?.(world, Prng.labelled(seed, 'planted')) ?? world,
    });
    this.#clients = castOf({
      universe,
      scenario,
      stage: this.#stage,
      planted,
      broke: (name, error) => this.complain(`${name} broke`, error),
    });
  }

  complain(what: string, error: unknown): void {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#history.complaints.push(`${what} at ${this.#universe.nowMs.toFixed(1)}: ${stack}`);
  }

  async run(): Promise<void> {
    const universe = this.#universe;
    this.#broker.start();
    await this.#until('the broker to serve for the first time', 30_000, () => this.#isServing());
    await this.#createTopics();
    for (const client of this.#clients) client.start();
    const field = this.#battlefield();
    const nemesis = new Nemesis(field, this.#scenario.faults, this.#counters);
    const traps = this.#setTraps(field);
    void nemesis.rage();
    await universe.advance(this.#scenario.mainMs);
    traps?.end();
    nemesis.end();
    this.#history.incident(FAULTS_OVER);
    await this.#heal();
    await this.#audit();
    await this.#until('the broker to stop', 60_000, this.#stopped(this.#broker.stop()));
  }

  result(): SimulationRun {
    const { digest, lines } = this.#universe.trace;
    const history = this.#history;
    for (const { kind } of history.incidents) this.#counters.add(`incident ${kind}`);
    return {
      scenario: this.#scenario,
      history,
      anomalies: examine(history),
      counts: this.#counters.asRecord(),
      digest,
      traceLines: lines,
      log: this.#log.lines,
      virtualMs: this.#universe.nowMs,
    };
  }

  #battlefield(): Battlefield {
    const { seed } = this.#scenario;
    const universe = this.#universe;
    const counters = this.#counters;
    const prng = Prng.labelled(seed, 'nemesis');
    const storage = universe.storage(BROKER);
    return {
      universe,
      prng,
      operator: this.#operator,
      broker: this.#broker,
      clients: this.#clients,
      cuts: new Cuts(universe),
      disk: new DiskTrouble(storage, Prng.labelled(seed, 'disk'), (name) => counters.add(name)),
    };
  }

  /** Undefined in a run that loses no power. */
  #setTraps(field: Battlefield): PowerTraps | undefined {
    const { seed, faults } = this.#scenario;
    if (!faults.families.includes('power')) return undefined;
    const { acknowledged } = this.#stage;
    const prng = Prng.labelled(seed, 'power traps');
    const traps = new PowerTraps({ ...field, prng, acknowledged }, faults, this.#counters);
    void traps.rage();
    return traps;
  }

  async #createTopics(): Promise<void> {
    const admin = new Admin({ bootstrapServers: BOOTSTRAP, world: this.#operator });
    const topics = this.#scenario.topics.map(({ name, partitions, configs }) => {
      return { name, partitions, configs };
    });
    await this.#universe.resolve(admin.createTopics(topics));
    await admin.close();
  }

  async #heal(): Promise<void> {
    const healedMs = this.#universe.nowMs;
    await this.#until('the broker to serve', HEALING_MS, () => this.#isServing());
    await this.#until('each producer to be acknowledged', HEALING_MS, () =>
      this.#scenario.producers.every(({ name }) => this.#isAcknowledged(name, healedMs)),
    );
    this.#stage.isProducingOver = true;
    await this.#until('the producers to end', SETTLING_MS, () =>
      this.#areDone([...this.#scenario.producers.map(({ name }) => name), 'admin']),
    );
  }

  #isAcknowledged(name: string, sinceMs: number): boolean {
    return this.#history.sends.some(
      ({ session, outcome, invokedMs }) =>
        outcome === 'ok' && invokedMs >= sinceMs && session.id.startsWith(`${name}.`),
    );
  }

  #areDone(names: readonly string[]): boolean {
    return this.#clients.every(({ name, isDone }) => isDone || !names.includes(name));
  }

  async #audit(): Promise<void> {
    const world = this.#universe.createNode('auditor');
    const wrapped = this.#planted?.wrapClient?.(world, this.#plantedPrng(), 'auditor') ?? world;
    const audit = new Audit(this.#stage, this.#scenario, wrapped);
    await this.#untilTold('the groups to commit all', HEALING_MS, () => audit.areGroupsDone());
    this.#stage.isConsumingOver = true;
    await this.#until('the consumers to end', HEALING_MS, () =>
      this.#clients.every(({ isDone }) => isDone),
    );
    try {
      await this.#universe.resolve(audit.readAll(), HEALING_MS);
    } catch (error) {
      const what = `all logs to be read (${describeError(error)})`;
      this.#history.stalls.push({ what, waitedMs: HEALING_MS });
    }
    await audit.close();
  }

  #plantedPrng(): Prng {
    return Prng.labelled(this.#scenario.seed, 'planted auditor');
  }

  #isServing(): boolean {
    return this.#broker.isServing;
  }

  #stopped(stopping: Promise<void>): () => boolean {
    let isOver = false;
    stopping.then(
      () => (isOver = true),
      (error: unknown) => this.complain('the broker could not stop', error),
    );
    return () => isOver;
  }

  /** Looks every half second; what does not come about in time is a stall. */
  async #until(what: string, limitMs: number, isSo: () => boolean): Promise<void> {
    await this.#untilTold(what, limitMs, () => isSo());
  }

  async #untilTold(
    what: string,
    limitMs: number,
    ask: () => boolean | Promise<boolean>,
  ): Promise<void> {
    const endMs = this.#universe.nowMs + limitMs;
    while (this.#universe.nowMs < endMs) {
      const answer = ask();
      if (typeof answer === 'boolean' ? answer : await this.#universe.resolve(answer)) return;
      await this.#universe.advance(STEP_MS);
    }
    this.#history.stalls.push({ what, waitedMs: limitMs });
  }

  /** Operating errors may be said; that an invariant does not hold may not. */
  #errorSaid(line: string): void {
    this.#counters.add('errors logged');
    if (/assert|TypeError|RangeError|ReferenceError/i.test(line)) {
      this.#history.complaints.push(line);
    }
  }
}
