// The broker under test: a node that is killed, loses power, is stopped and started again, over one
// disk. A node that ends by itself, or cannot start, is started again after a while, as whoever
// runs a broker would.

import type { Death, Logger, SimulatedUniverse, World } from '@ottla/base';
import type { Node } from '@ottla/server';

import { POWER_LOSS, PROCESS_DEATH } from '../history/history.ts';
import { describeError, type HistoryRecorder } from '../history/history-recorder.ts';
import { beginSimulatedNode } from '../simulated-node.ts';
import { pause } from './pause.ts';

export const BROKER = 'broker';

export interface SimulatedBrokerOptions {
  readonly universe: SimulatedUniverse;
  /** A World that no fault touches. */
  readonly operator: World;
  readonly settings: Readonly<Record<string, string>>;
  readonly logger: Logger;
  readonly history: HistoryRecorder;
  /** Stands between the node and its World: where bugs are planted. */
  readonly wrap: (world: World) => World;
}

/** Before a node that failed is started again. */
const RESTART_MS = 2_000;

export class SimulatedBroker {
  readonly #options: SimulatedBrokerOptions;
  #starts = 0;
  #node: Node | undefined;

  constructor(options: SimulatedBrokerOptions) {
    this.#options = options;
  }

  get isServing(): boolean {
    return this.#node !== undefined && this.isAlive;
  }

  get isAlive(): boolean {
    return this.#starts > 0 && this.#options.universe.isAlive(BROKER);
  }

  /** Starts the process; nothing happens where it lives. */
  start(): void {
    if (this.isAlive) return;
    const { universe, wrap } = this.#options;
    const world = this.#starts === 0 ? universe.createNode(BROKER) : universe.restart(BROKER);
    this.#starts += 1;
    this.#node = undefined;
    void this.#serve(wrap(world), this.#starts);
  }

  kill(death: Death): void {
    if (!this.isAlive) return;
    const { universe, history } = this.#options;
    this.#node = undefined;
    history.incident(death === 'power' ? POWER_LOSS : PROCESS_DEATH);
    universe.kill(BROKER, death);
  }

  /** Ends it as an operator does; resolves when the process is gone. */
  async stop(): Promise<void> {
    const starts = this.#starts;
    const node = this.#node;
    if (node === undefined) return;
    await node.stop();
    // What this very event has still to do is done first.
    await pause(this.#options.operator, 0);
    if (this.#starts !== starts || !this.isAlive) return;
    this.#node = undefined;
    this.#options.history.incident('clean stop');
    this.#options.universe.kill(BROKER, 'process');
  }

  async #serve(world: World, starts: number): Promise<void> {
    const { logger, settings } = this.#options;
    try {
      const node = await beginSimulatedNode({
        world,
        host: BROKER,
        logger,
        overrides: settings,
        onFatal: (reason) => this.#failed(`ended: ${reason}`, starts),
      });
      if (this.#starts === starts) this.#node = node;
    } catch (error) {
      this.#failed(`cannot start: ${describeError(error)}`, starts);
    }
  }

  #failed(reason: string, starts: number): void {
    const { operator, logger, history } = this.#options;
    logger.warn(`the broker ${reason}`);
    // Not at once: whoever told of it is to come to an end first, as at a real exit of a process.
    operator.timers.after(0, () => {
      if (this.#starts !== starts || !this.isAlive) return;
      history.incident('broker failure');
      this.kill('process');
      operator.timers.after(RESTART_MS, () => this.start());
    });
  }
}
