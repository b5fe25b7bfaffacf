// Calls the application's rebalance listener, and knows meanwhile that it runs: for how long, and
// whether somebody asks from inside of it, who must not be made to wait for it.

import { AsyncLocalStorage } from 'node:async_hooks';

import type { Clock } from '@ottla/base';

import { ClientError } from '../errors.ts';
import type { TopicPartition } from '../fetcher/topic-partition.ts';
import type { RebalanceListener } from './rebalance-listener.ts';

export interface RunningListener {
  readonly call: keyof RebalanceListener;
  readonly ms: number;
}

interface ListenerCall {
  readonly call: keyof RebalanceListener;
  readonly startMs: number;
  /** True in what the call does, also later on, until it has settled. */
  readonly inside: AsyncLocalStorage<true>;
}

export class ListenerCalls {
  readonly #clock: Clock;
  /** Several where a listener leaves the group: those that this calls run inside of it. */
  readonly #calls = new Set<ListenerCall>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The one that has run for longest. */
  get running(): RunningListener | undefined {
    const [first] = this.#calls;
    if (first === undefined) return undefined;
    return { call: first.call, ms: this.#clock.monotonicMs() - first.startMs };
  }

  /** Whether a listener that has not settled yet is asking. */
  get isInside(): boolean {
    return [...this.#calls].some(({ inside }) => inside.getStore() === true);
  }

  /** Rejects with a ClientError where the listener failed. */
  async tell(
    listener: RebalanceListener,
    call: keyof RebalanceListener,
    which: readonly TopicPartition[],
  ): Promise<void> {
    if (listener[call] === undefined) return;
    const named = which.map(({ topic, partition }) => ({ topic, partition }));
    // One for each call: what a call that is over has left running is not inside of the next one.
    const inside = new AsyncLocalStorage<true>();
    const begun = { call, startMs: this.#clock.monotonicMs(), inside };
    this.#calls.add(begun);
    try {
      await inside.run(true, () => listener[call]?.(named));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ClientError(`the rebalance listener's ${call} failed: ${reason}`, { cause: error });
    } finally {
      this.#calls.delete(begun);
      inside.disable();
    }
  }
}
