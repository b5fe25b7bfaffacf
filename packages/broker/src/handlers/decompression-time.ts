// What compressed batches may cost everybody else. Kafka reads them on one of several threads;
// here nobody is served meanwhile. So one batch may expand to so many bytes
// (ottla.decompressed.batch.max.bytes), the batches of one request take so long together, and who
// goes beyond either rests before its next request.

import type { Clock } from '@ottla/base';
import type { RequestContext } from './handler.ts';

/** The batches of one request that are left after this time are refused, for another try. */
const REQUEST_MS_MAX = 100;
/** Long beside what it cost, short beside a producer's delivery.timeout.ms. */
export const REST_MS = 10_000;

export const OVER_TIME = 'the batches before it took long to decompress: send it again';

export class DecompressionTime {
  readonly #clock: Clock;
  readonly #context: Pick<RequestContext, 'rest'>;
  #startMs: number | undefined;

  constructor(clock: Clock, context: Pick<RequestContext, 'rest'>) {
    this.#clock = clock;
    this.#context = context;
  }

  /** A compressed batch comes next: whether there is no time left for it. */
  isOver(): boolean {
    const nowMs = this.#clock.monotonicMs();
    this.#startMs ??= nowMs;
    const isOver = nowMs - this.#startMs > REQUEST_MS_MAX;
    if (isOver) this.#context.rest(REST_MS);
    return isOver;
  }

  /** A batch would have expanded beyond the limit. */
  expandedTooFar(): void {
    this.#context.rest(REST_MS);
  }
}
