// Finds the broker that coordinates a transactional id or a group, and calls it on the producer's
// own connections. One attempt at a time; callers repeat.

import { errorOf, findCoordinatorApi } from '@ottla/protocol';

import type { BrokerConnection } from '../../core/broker-connection.ts';
import type { Answer, Call, ClientCore } from '../../core/client-core.ts';
import { waitUntil } from '../../core/wait.ts';
import { ConnectionError, KafkaError, TimeoutError } from '../../errors.ts';

const KEY_TYPES = { group: 0, transaction: 1 } as const;
/** From this version on it can be asked for others than groups. */
const KEY_TYPE_VERSION = 1;
/** From this version on several can be asked for at once. */
const BATCHED_VERSION = 4;

export type CoordinatorKind = keyof typeof KEY_TYPES;

export interface LookupOptions {
  readonly core: ClientCore;
  readonly kind: CoordinatorKind;
  /** The transactional id or the group's id. */
  readonly key: string;
  /** Called with every broker that was asked; what it throws ends the call. */
  readonly check?: ((broker: BrokerConnection) => void) | undefined;
}

/** FindCoordinator was answered with an error. */
export class LookupError extends KafkaError {}

export class CoordinatorLookup {
  readonly kind: CoordinatorKind;
  readonly key: string;
  readonly #options: LookupOptions;
  #nodeId: number | undefined;

  constructor(options: LookupOptions) {
    this.#options = options;
    this.kind = options.kind;
    this.key = options.key;
  }

  /** For messages. */
  get name(): string {
    const { kind, key } = this;
    return `${kind === 'group' ? 'group' : 'transactional id'} ${key}`;
  }

  /** The next call looks for the coordinator again. */
  forget(reason: string): void {
    if (this.#nodeId === undefined) return;
    const { logger } = this.#options.core.config;
    logger.info('coordinator is not known any more', {
      of: this.name,
      broker: this.#nodeId,
      reason,
    });
    this.#nodeId = undefined;
  }

  /**
   * As `ClientCore.call`, at the coordinator, which is looked for first where it is not known; a
   * LookupError says that nobody tells who it is. Errors in the response are the caller's business.
   */
  async call<Request, Response>(
    call: Omit<Call<Request, Response>, 'node' | 'via'>,
  ): Promise<Answer<Response>> {
    const nodeId = this.#nodeId ?? (await this.#find(call));
    try {
      return await this.#options.core.call({ ...call, node: nodeId });
    } catch (error) {
      const isSilent = error instanceof ConnectionError || error instanceof TimeoutError;
      if (isSilent && this.#nodeId === nodeId) this.forget(error.message);
      throw error;
    }
  }

  async #find({
    timeoutMs,
    signal,
  }: {
    readonly timeoutMs: number;
    readonly signal?: AbortSignal | undefined;
  }): Promise<number> {
    const { core, kind, key, check } = this.#options;
    const keyType = KEY_TYPES[kind];
    const { response, from } = await core.call({
      api: findCoordinatorApi,
      node: 'any',
      timeoutMs,
      signal,
      limits: { min: kind === 'group' ? 0 : KEY_TYPE_VERSION },
      request: (version) => {
        if (version >= BATCHED_VERSION) return { keyType, coordinatorKeys: [key] };
        return { key, ...(version >= KEY_TYPE_VERSION ? { keyType } : {}) };
      },
    });
    check?.(from);
    const { nodeId, errorCode, errorMessage } = response.coordinators[0] ?? response;
    if (errorCode !== 0) throw new LookupError(errorOf(errorCode), errorMessage);
    await this.#untilKnown(nodeId, { timeoutMs, signal });
    this.#nodeId = nodeId;
    core.config.logger.info('coordinator found', { of: this.name, broker: nodeId });
    return nodeId;
  }

  /**
   * A new client's first metadata comes after the answer that names the coordinator: the next one
   * is waited for, not a whole backoff.
   */
  async #untilKnown(
    nodeId: number,
    wait: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
  ): Promise<void> {
    const { config, metadata } = this.#options.core;
    const before = metadata.current;
    if (before.brokers.has(nodeId)) return;
    metadata.requestRefresh();
    const waitingFor = `the coordinator, broker ${nodeId}, in the metadata`;
    await waitUntil(config.world, metadata.changes, { ...wait, waitingFor }, () => {
      if (metadata.current.brokers.has(nodeId)) return true;
      if (metadata.current === before) return undefined;
      throw new ConnectionError(`the coordinator, broker ${nodeId}, is not in the metadata yet`);
    });
  }
}
