// Asks for a producer id, again until there is one. Any broker answers for a producer without
// transactional id.

import { errorOf, errors, initProducerIdApi } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { ClientError, ClosedError, KafkaError, UnsupportedVersionError } from '../errors.ts';
import { isRetriable, retrying } from '../retry/retry-loop.ts';
import type { Idempotence } from './idempotence.ts';
import { NONE } from './sequence-track.ts';

/** Kafka's value where there is no transaction that could time out. */
const NO_TRANSACTION_TIMEOUT_MS = 0x7fffffff;

export interface ProducerIdListener {
  readonly ready: () => void;
  /** Nothing can be sent with idempotence: what waits must fail. */
  readonly failed: (error: Error) => void;
}

export class ProducerIdSource {
  readonly #core: ClientCore;
  readonly #idempotence: Idempotence;
  readonly #listener: ProducerIdListener;
  readonly #stopped = new AbortController();
  #isAsking = false;

  constructor(core: ClientCore, idempotence: Idempotence, listener: ProducerIdListener) {
    this.#core = core;
    this.#idempotence = idempotence;
    this.#listener = listener;
  }

  want(): void {
    if (this.#isAsking || this.#stopped.signal.aborted) return;
    this.#isAsking = true;
    void this.#ask();
  }

  stop(): void {
    this.#stopped.abort(new ClosedError('the producer is closed'));
  }

  async #ask(): Promise<void> {
    try {
      const identity = await this.#retryingAsk();
      this.#isAsking = false;
      this.#idempotence.identified(identity);
      this.#listener.ready();
    } catch (error) {
      this.#isAsking = false;
      // Out of time: batches have their own deadline, and their next look asks again.
      if (isRetriable(error)) this.#listener.ready();
      else this.#listener.failed(explained(error));
    }
  }

  #retryingAsk(): Promise<{ producerId: number; epoch: number }> {
    const { world, retryBackoff: backoff, apiTimeoutMs: timeoutMs } = this.#core.config;
    const doing = 'get a producer id';
    const { signal } = this.#stopped;
    return retrying({ world, backoff, timeoutMs, doing, signal }, async (remainingMs) => {
      const { response } = await this.#core.call({
        api: initProducerIdApi,
        node: 'any',
        timeoutMs: remainingMs,
        signal,
        request: () => ({
          transactionalId: null,
          transactionTimeoutMs: NO_TRANSACTION_TIMEOUT_MS,
          producerId: NONE,
          producerEpoch: NONE,
        }),
      });
      if (response.errorCode !== 0) throw new KafkaError(errorOf(response.errorCode));
      return { producerId: Number(response.producerId), epoch: response.producerEpoch };
    });
  }
}

function explained(error: unknown): Error {
  if (error instanceof UnsupportedVersionError) {
    return new UnsupportedVersionError(
      `${error.message}: set enableIdempotence to false to produce to this broker`,
      { cause: error },
    );
  }
  if (error instanceof KafkaError && error.code === errors.CLUSTER_AUTHORIZATION_FAILED.code) {
    return new KafkaError(
      errors.CLUSTER_AUTHORIZATION_FAILED,
      'The producer is not authorized to do idempotent sends',
    );
  }
  return error instanceof Error ? error : new ClientError(String(error));
}
