// Finds the broker that coordinates a group, and calls it on a connection of its own: a heartbeat
// must not wait behind a fetch that waits for records. One attempt at a time; callers repeat.

import { errorOf, findCoordinatorApi, type FindCoordinatorResponse } from '@ottla/protocol';

import type { Answer, Call, ClientCore } from '../core/client-core.ts';
import { ClusterConnections } from '../core/cluster-connections.ts';
import { waitFor, waitUntil } from '../core/wait.ts';
import { ConnectionError, KafkaError } from '../errors.ts';

const GROUP_KEY_TYPE = 0;
/** From this version on several groups can be asked for at once. */
const BATCHED_VERSION = 4;

export interface CoordinatorCall<Request, Response>
  extends Omit<Call<Request, Response>, 'node' | 'via'> {
  /** Not behind what waits on the coordinator's own connection, but on the shared one. */
  readonly isBesides?: boolean | undefined;
}

export class GroupCoordinator {
  readonly #core: ClientCore;
  readonly #groupId: string;
  readonly #connections: ClusterConnections;
  #nodeId: number | undefined;
  #failure: unknown;
  #finding: Promise<number> | undefined;

  constructor(core: ClientCore, groupId: string) {
    this.#core = core;
    this.#groupId = groupId;
    this.#connections = new ClusterConnections(
      core.config,
      () => core.metadata.current,
      () => this.forget('its connection was lost'),
    );
    core.metadata.changes.add(() => this.#connections.metadataChanged());
  }

  /** Undefined while it is not known. */
  get nodeId(): number | undefined {
    return this.#nodeId;
  }

  /** Why it could not be found when it was last looked for; undefined once it was. */
  get failure(): unknown {
    return this.#failure;
  }

  /** The next call looks for the coordinator again. */
  forget(reason: string): void {
    if (this.#nodeId === undefined) return;
    this.#core.config.logger.info('group coordinator is not known any more', {
      group: this.#groupId,
      broker: this.#nodeId,
      reason,
    });
    this.#nodeId = undefined;
  }

  /**
   * As `ClientCore.call`, at the coordinator, which is looked for first where it is not known.
   * Errors inside the response are the caller's business.
   */
  async call<Request, Response>(
    call: CoordinatorCall<Request, Response>,
  ): Promise<Answer<Response>> {
    const { clock } = this.#core.config.world;
    const startMs = clock.monotonicMs();
    const nodeId = this.#nodeId ?? (await this.#found(call));
    const timeoutMs = Math.max(1, call.timeoutMs - (clock.monotonicMs() - startMs));
    try {
      const via = call.isBesides === true ? undefined : this.#connections;
      return await this.#core.call({ ...call, timeoutMs, node: nodeId, via });
    } catch (error) {
      // Not where the caller's time was over: a coordinator that is silent for too long loses its
      // connection, which is noticed above.
      const isGone = error instanceof ConnectionError;
      if (isGone && this.#nodeId === nodeId) this.forget(error.message);
      throw error;
    }
  }

  close(): void {
    this.#connections.close();
  }

  /** Each caller waits as long as it wants to; the search is one for all. */
  #found(call: Pick<CoordinatorCall<unknown, unknown>, 'timeoutMs' | 'signal'>): Promise<number> {
    const { timeoutMs, signal } = call;
    const wait = { timeoutMs, waitingFor: `the coordinator of group ${this.#groupId}`, signal };
    return waitFor<number>(this.#core.config.world, wait, (settle) => {
      this.#find().then(settle.resolve, settle.reject);
      return undefined;
    });
  }

  #find(): Promise<number> {
    this.#finding ??= this.#ask()
      .then(
        (nodeId) => {
          this.#failure = undefined;
          return nodeId;
        },
        (error: unknown) => {
          this.#failure = error;
          throw error;
        },
      )
      .finally(() => {
        this.#finding = undefined;
      });
    return this.#finding;
  }

  async #ask(): Promise<number> {
    const { requestTimeoutMs, logger } = this.#core.config;
    const { response } = await this.#core.call({
      api: findCoordinatorApi,
      node: 'any',
      // Where it would wait behind fetches that wait for records.
      via: this.#connections,
      timeoutMs: requestTimeoutMs,
      request: (version) => {
        if (version >= BATCHED_VERSION) {
          return { keyType: GROUP_KEY_TYPE, coordinatorKeys: [this.#groupId] };
        }
        return { key: this.#groupId, ...(version >= 1 ? { keyType: GROUP_KEY_TYPE } : {}) };
      },
    });
    const { nodeId, errorCode, errorMessage } = answerOf(response);
    if (errorCode !== 0) {
      const error = errorOf(errorCode);
      throw new KafkaError(error, errorMessage ?? `group ${this.#groupId}: ${error.message}`);
    }
    await this.#untilKnown(nodeId, requestTimeoutMs);
    this.#nodeId = nodeId;
    logger.info('group coordinator found', { group: this.#groupId, broker: nodeId });
    return nodeId;
  }

  /** A new client's first metadata may be overtaken by the answer that names the coordinator. */
  async #untilKnown(nodeId: number, timeoutMs: number): Promise<void> {
    const { config, metadata } = this.#core;
    if (metadata.current.brokers.has(nodeId)) return;
    metadata.requestRefresh();
    const wait = { timeoutMs, waitingFor: `the coordinator, broker ${nodeId}, in the metadata` };
    await waitUntil(config.world, metadata.changes, wait, () =>
      metadata.current.brokers.has(nodeId) ? true : undefined,
    );
  }
}

function answerOf(response: FindCoordinatorResponse): {
  readonly nodeId: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
} {
  return response.coordinators[0] ?? response;
}
