// The sending side's memory of what it asked: Kafka answers the requests of one connection in
// order, so outstanding requests form a queue and each response must carry the id at its head. Used
// by clients and between brokers. It holds no clock: who owns it looks at `oldest` and decides on
// timeouts.

import { assert } from '@ottla/base';

/**
 * The peer answered what was not asked: the stream is out of step and the connection of no more
 * use.
 */
export class CorrelationError extends Error {
  override readonly name = 'CorrelationError';
  readonly code = 'CORRELATION_MISMATCH';
  /** A new connection can help. */
  readonly retriable = true;
}

/** Ids stay in 0 to 2^31 - 1; Kafka keeps negative ones for its own use. */
const idCount = 2 ** 31;

export class RequestPipeline<Completion> {
  readonly #limit: number;
  /** A ring, grown when full. Ids are given in sequence, so that only the first one is kept. */
  #ring: (Completion | undefined)[] = [undefined];
  #head = 0;
  #outstanding = 0;
  #headId = 0;

  /** At most `limit` requests at once (max.in.flight.requests.per.connection). */
  constructor(limit: number) {
    assert(limit >= 1, `a pipeline of ${limit} requests`);
    this.#limit = limit;
  }

  /** With a first id of the caller's choice. */
  static startingAt<Completion>(firstId: number, limit: number): RequestPipeline<Completion> {
    assert(firstId >= 0 && firstId < idCount, `a correlation id of ${firstId}`);
    const pipeline = new RequestPipeline<Completion>(limit);
    pipeline.#headId = firstId;
    return pipeline;
  }

  /** How many requests wait for their response. */
  get outstanding(): number {
    return this.#outstanding;
  }

  get isFull(): boolean {
    return this.#outstanding >= this.#limit;
  }

  /** What waits longest; undefined where nothing does. */
  get oldest(): Completion | undefined {
    return this.#ring[this.#head];
  }

  /** Registers a request and gives its correlation id. Not when full. */
  push(completion: Completion): number {
    assert(!this.isFull, `more than ${this.#limit} requests in flight`);
    if (this.#outstanding === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.#outstanding) % this.#ring.length] = completion;
    const id = (this.#headId + this.#outstanding) % idCount;
    this.#outstanding += 1;
    return id;
  }

  /**
   * The completion that a response with this id belongs to; CorrelationError where it is not its
   * turn.
   */
  take(correlationId: number): Completion {
    if (this.#outstanding === 0) {
      throw new CorrelationError(`response ${correlationId} came, and no request was waiting`);
    }
    if (correlationId !== this.#headId) {
      throw new CorrelationError(`response ${correlationId} came, expected ${this.#headId}`);
    }
    return this.#shift();
  }

  /** Empties the queue, when the connection is lost: what was outstanding, oldest first. */
  drain(): Completion[] {
    const left: Completion[] = [];
    while (this.#outstanding > 0) left.push(this.#shift());
    return left;
  }

  #shift(): Completion {
    // The queue is not empty, so its head was set by `push`.
    const completion = this.#ring[this.#head] as Completion;
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) % this.#ring.length;
    this.#headId = (this.#headId + 1) % idCount;
    this.#outstanding -= 1;
    return completion;
  }

  #grow(): void {
    const inOrder = [...this.#ring.slice(this.#head), ...this.#ring.slice(0, this.#head)];
    this.#ring = [...inOrder, ...inOrder.map(() => undefined)];
    this.#head = 0;
  }
}
