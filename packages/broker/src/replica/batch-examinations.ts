// Batches whose check would keep everybody waiting are examined on a worker, a few at a time; the
// others wait in turn. Of each connection there is one at most: what follows it waits (`hold` of
// the request's context). Clients, by address, have their turns one after the other, and those
// whose batches are refused rest in between: however many connections bring bombs, loop and workers
// serve others too. Also what compressed batches may take of the loop, which serves all.

import type { Timer, World } from '@ottla/base';
import { type Examination, examineBatchJob } from '@ottla/log';
import type { ProduceVerdict } from '@ottla/protocol';
import { FairQueue } from '../net/fair-queue.ts';
import { CostlyClients } from './costly-clients.ts';

/** More would only wait at the workers, with their bytes copied. */
const AWAY_MAX = 4;
/** What a batch may expand to on the loop: about a millisecond. */
const QUICK_BYTES_MAX = 512 * 1024;
/** For all compressed batches of one turn together; the others of this turn go to a worker. */
const TURN_MS_MAX = 5;

/** The worker failed, not the check, which never throws for what was sent. */
export interface Unexamined {
  readonly kind: 'unexamined';
  readonly problem: string;
}

/** Who wants a batch examined. */
export interface Examinee {
  /** The client's address. */
  readonly client: string;
  /** Whether somebody still waits for what becomes of it. */
  readonly isWanted: () => boolean;
}

interface Waiting extends Examinee {
  readonly examination: Examination;
  readonly done: (verdict: ProduceVerdict | Unexamined | undefined) => void;
}

export class BatchExaminations {
  readonly #world: Pick<World, 'clock' | 'timers' | 'offload'>;
  readonly #waiting = new FairQueue<Waiting>();
  readonly #costly = new CostlyClients();
  /** Set while batches wait for the end of a rest. */
  #restEnds: Timer | undefined;
  #away = 0;
  #isClosed = false;
  #startMs = 0;
  /** What compressed batches have taken since the turn began. */
  #turnMs = 0;
  #isTurnCounted = false;

  constructor(world: Pick<World, 'clock' | 'timers' | 'offload'>) {
    this.#world = world;
  }

  /** Batches that are being examined or wait for it. */
  get size(): number {
    return this.#away + this.#waiting.length;
  }

  /** Another batch comes: to how many bytes it may be expanded here. */
  begin(isCompressed: boolean): number {
    if (!isCompressed) return QUICK_BYTES_MAX;
    this.#startMs = this.#world.clock.monotonicMs();
    return this.#turnMs > TURN_MS_MAX ? 0 : QUICK_BYTES_MAX;
  }

  /** The compressed one was taken, refused or found lengthy. */
  end(): void {
    const { clock, timers } = this.#world;
    this.#turnMs += clock.monotonicMs() - this.#startMs;
    if (this.#isTurnCounted) return;
    this.#isTurnCounted = true;
    timers.endOfTurn(() => {
      this.#turnMs = 0;
      this.#isTurnCounted = false;
    });
  }

  /**
   * The bytes must stay as they are until this resolves: with the verdict for `append`, with
   * `unexamined` where the worker failed, or with nothing where the node has stopped or
   * nobody wants to know: a costly client's batches are forgotten once it is gone. Never rejects.
   */
  examine(
    { client, isWanted }: Examinee,
    examination: Examination,
  ): Promise<ProduceVerdict | Unexamined | undefined> {
    if (this.#isClosed) return Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<ProduceVerdict | Unexamined | undefined>();
    this.#waiting.push(client, { client, isWanted, examination, done: resolve });
    this.#sendSome();
    return promise;
  }

  /** Nothing that is away will be appended any more. */
  close(): void {
    this.#isClosed = true;
    this.#restEnds?.cancel();
    for (;;) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      next.done(undefined);
    }
  }

  #sendSome(): void {
    const nowMs = this.#world.clock.monotonicMs();
    while (this.#away < AWAY_MAX) {
      const next = this.#waiting.shift((client) => this.#costly.mayBegin(client, nowMs));
      if (next === undefined) return this.#awaitRest(nowMs);
      if (this.#costly.has(next.client) && !next.isWanted()) {
        next.done(undefined);
        continue;
      }
      this.#away += 1;
      this.#costly.begins(next.client);
      void this.#send(next);
    }
  }

  #awaitRest(nowMs: number): void {
    if (this.#waiting.length === 0 || this.#restEnds !== undefined || this.#isClosed) return;
    const leftMs = this.#costly.msToNextEnd(nowMs);
    // Those who do not rest have one away: its end comes here.
    if (leftMs === undefined) return;
    this.#restEnds = this.#world.timers.after(leftMs, () => {
      this.#restEnds = undefined;
      this.#sendSome();
    });
  }

  async #send({ client, examination, done }: Waiting): Promise<void> {
    const verdict = await this.#verdictOf(examination);
    this.#away -= 1;
    const wasCostly = verdict.kind === 'refused' || verdict.kind === 'unexamined';
    this.#costly.ended(client, wasCostly, this.#world.clock.monotonicMs());
    done(this.#isClosed ? undefined : verdict);
    this.#sendSome();
  }

  async #verdictOf({ bytes, rules, nowMs }: Examination): Promise<ProduceVerdict | Unexamined> {
    // What goes to a worker goes there with all of its memory, which may be a slab.
    const own = { bytes: Uint8Array.prototype.slice.call(bytes), rules, nowMs };
    try {
      return await this.#world.offload.run(examineBatchJob, own);
    } catch (cause) {
      // Not made up for on the event loop: it was too much for that before, and may be what ended
      // the worker.
      const problem = cause instanceof Error ? cause.message : String(cause);
      return { kind: 'unexamined', problem };
    }
  }
}
