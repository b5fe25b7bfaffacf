// Producer ids for idempotent producers: from a block that the controller has given to this
// broker alone. The next block is asked for before the present one is used up; requests that come
// too early wait for it.

import { assert, type Clock, type Logger } from '@ottla/base';
import { allocateProducerIdsApi, errorOf, errors, type ProtocolError } from '@ottla/protocol';
import type { ControllerChannel } from '../controller/controller-channel.ts';

/** Part of a block that is used before the next one is asked for. */
const PREFETCH_AT = 0.9;
/** After a refusal the controller is left alone for so long. */
const BACKOFF_MS = 50;
/** Requests that wait for a block at most; the others are told to come again. */
const WAITING_MAX = 1000;
const TIMEOUT_MS = 5000;

const NOBODY = { principal: { type: 'User', name: 'ANONYMOUS' }, clientId: null } as const;

export interface ProducerIdsOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly channel: ControllerChannel;
  readonly brokerId: number;
  /** The epoch of the broker's registration; -1 before it. */
  readonly brokerEpoch: () => number;
}

interface Block {
  readonly start: number;
  readonly length: number;
}

/** Takes a producer id, or why there is none. */
export type TakeProducerId = (outcome: number | ProtocolError) => void;

export class ProducerIds {
  readonly #options: ProducerIdsOptions;
  #current: Block = { start: -1, length: 0 };
  #used = 0;
  #next: Block | undefined;
  #isAsking = false;
  #notBeforeMs = 0;
  #waiting: TakeProducerId[] = [];

  constructor(options: ProducerIdsOptions) {
    this.#options = options;
  }

  /** Gives an id that nobody had before, at once where one is at hand. */
  take(give: TakeProducerId): void {
    const id = this.#claim();
    if (id !== undefined) {
      give(id);
      return;
    }
    this.#ask();
    if (this.#isAsking && this.#waiting.length < WAITING_MAX) this.#waiting.push(give);
    else give(errors.COORDINATOR_LOAD_IN_PROGRESS);
  }

  #claim(): number | undefined {
    if (this.#used === this.#current.length && this.#next !== undefined) {
      this.#current = this.#next;
      this.#next = undefined;
      this.#used = 0;
    }
    if (this.#used === this.#current.length) return undefined;
    const id = this.#current.start + this.#used;
    this.#used += 1;
    if (this.#used >= this.#current.length * PREFETCH_AT) this.#ask();
    return id;
  }

  #ask(): void {
    const { clock } = this.#options;
    if (this.#isAsking || this.#next !== undefined) return;
    if (clock.monotonicMs() < this.#notBeforeMs) return;
    this.#isAsking = true;
    void this.#request().then((block) => {
      this.#isAsking = false;
      this.#next = block;
      if (block === undefined) this.#notBeforeMs = clock.monotonicMs() + BACKOFF_MS;
      this.#serveWaiting();
    });
  }

  async #request(): Promise<Block | undefined> {
    const { channel, brokerId, brokerEpoch, logger } = this.#options;
    const request = { brokerId, brokerEpoch: brokerEpoch() };
    const context = { ...NOBODY, timeoutMs: TIMEOUT_MS };
    try {
      const response = await channel.call(allocateProducerIdsApi, 0, request, context);
      const { errorCode, producerIdStart, producerIdLen: length } = response;
      if (errorCode !== errors.NONE.code) {
        logger.warn('no block of producer ids', { error: errorOf(errorCode).name });
        return undefined;
      }
      const start = Number(producerIdStart);
      const lastUsed = this.#current.start + this.#current.length - 1;
      assert(start > lastUsed && length > 0, `producer ids from ${start} came after ${lastUsed}`);
      return { start, length };
    } catch (error) {
      logger.error('no block of producer ids', { error: String(error) });
      return undefined;
    }
  }

  /** In the order in which they came; where there is no block, all are told so. */
  #serveWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const give of waiting) {
      const id = this.#claim();
      if (id !== undefined) give(id);
      else if (this.#isAsking) this.#waiting.push(give);
      else give(errors.COORDINATOR_LOAD_IN_PROGRESS);
    }
  }
}
