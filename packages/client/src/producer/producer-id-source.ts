// Asks for a producer id, again until there is one. Any broker answers for a producer without
// transactional id: where one refuses the credentials, the others are asked.

import { errorOf, errors, initProducerIdApi } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import {
  AuthenticationError,
  ClientError,
  ClosedError,
  KafkaError,
  UnsupportedVersionError,
} from '../errors.ts';
import { isRetriable, retrying } from '../retry/retry-loop.ts';
import type { Idempotence } from './idempotence.ts';
import { NONE, type ProducerIdentity } from './sequence-track.ts';

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

  #retryingAsk(): Promise<ProducerIdentity> {
    const { world, retryBackoff: backoff, apiTimeoutMs: timeoutMs } = this.#core.config;
    const doing = 'get a producer id';
    const { signal } = this.#stopped;
    return retrying({ world, backoff, timeoutMs, doing, signal }, (remainingMs) => {
      return this.#askInTurn(remainingMs);
    });
  }

  /**
   * Those that refuse the credentials may only not have heard of them yet: the first that does not
   * answers. Rejects with the refusal once all that are known have refused.
   */
  async #askInTurn(timeoutMs: number): Promise<ProducerIdentity> {
    const { clock } = this.#core.config.world;
    const endMs = clock.monotonicMs() + timeoutMs;
    const refused = new Set<number>();
    for (;;) {
      const node = this.#nextNode(refused);
      try {
        return await this.#askAt(node, Math.max(1, endMs - clock.monotonicMs()));
      } catch (error) {
        if (!(error instanceof AuthenticationError)) throw error;
        if (node !== 'any') refused.add(node);
        const isLast = this.#core.connections.nodes().every(({ id }) => refused.has(id));
        if (isLast || clock.monotonicMs() >= endMs) throw error;
      }
    }
  }

  /** One that has not refused; `any` where none can be reached, so that others are found. */
  #nextNode(refused: ReadonlySet<number>): number | 'any' {
    const { connections } = this.#core;
    const reachable = connections.leastLoaded(refused);
    if (reachable !== undefined || refused.size === 0) return reachable ?? 'any';
    return connections.nodes().find(({ id }) => !refused.has(id))?.id ?? 'any';
  }

  async #askAt(node: number | 'any', timeoutMs: number): Promise<ProducerIdentity> {
    const { response } = await this.#core.call({
      api: initProducerIdApi,
      node,
      timeoutMs,
      signal: this.#stopped.signal,
      request: () => ({
        transactionalId: null,
        transactionTimeoutMs: NO_TRANSACTION_TIMEOUT_MS,
        producerId: NONE,
        producerEpoch: NONE,
      }),
    });
    if (response.errorCode !== 0) throw new KafkaError(errorOf(response.errorCode));
    return { producerId: Number(response.producerId), epoch: response.producerEpoch };
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
