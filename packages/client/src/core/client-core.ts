// What every client stands on: the connections, the metadata, and the call of one API on one
// broker. Retries, batching and sessions belong to those who use it.

import {
  describeClusterApi,
  errors,
  metadataApi,
  type Api,
  type Draft,
  type MetadataResponse,
} from '@ottla/protocol';

import { ClosedError, ConnectionError } from '../errors.ts';
import type { VersionLimits } from './api-versions.ts';
import type { BrokerConnection } from './broker-connection.ts';
import type { ClientConfig } from './client-options.ts';
import type { ClientStats } from './client-stats.ts';
import type { ClusterMetadata } from './cluster-metadata.ts';
import { ClusterConnections } from './cluster-connections.ts';
import {
  CONTROLLER_ENDPOINTS,
  controllersAsMetadata,
  ENDPOINT_TYPE_VERSION,
} from './controller-metadata.ts';
import { MetadataRefresh, type TopicWait } from './metadata-refresh.ts';
import { sleep, waitFor, waitUntil } from './wait.ts';

export interface Call<Request, Response> {
  readonly api: Api<Request, Response>;
  readonly request: (version: number) => Draft<Request>;
  /** A broker's id, or `any`: the least loaded one. */
  readonly node: number | 'any';
  readonly timeoutMs: number;
  readonly limits?: VersionLimits | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Which connections to use: those of a group's coordinator are its own. Default: the shared. A
   * request to `any` broker uses these only while all that are shared are held up, as by fetches.
   */
  readonly via?: ClusterConnections | undefined;
  /** Instead of the client's: JoinGroup is answered when the whole group has come. */
  readonly requestTimeoutMs?: number | undefined;
  /** Byte fields of the response are read after the call: its memory is kept for them. */
  readonly keepsBytes?: boolean | undefined;
}

export interface Answer<Response> {
  readonly response: Response;
  readonly version: number;
  /** Who answered. */
  readonly from: BrokerConnection;
}

interface Place {
  readonly connections: ClusterConnections;
  readonly nodeId: number;
}

export class ClientCore {
  readonly config: ClientConfig;
  readonly metadata: MetadataRefresh;
  readonly connections: ClusterConnections;
  readonly #closing = new AbortController();
  #isClosed = false;

  constructor(config: ClientConfig) {
    this.config = config;
    this.metadata = new MetadataRefresh(config, (topics) => this.#fetchMetadata(topics));
    this.connections = new ClusterConnections(
      config,
      () => this.metadata.current,
      () => {
        if (!this.#isClosed) this.metadata.requestRefresh();
      },
    );
    this.metadata.changes.add(() => this.connections.metadataChanged());
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  stats(): ClientStats {
    const { current, lastSuccessMs, lastError } = this.metadata;
    return {
      clientId: this.config.clientId,
      clusterId: current.clusterId,
      connections: this.connections.stats(),
      metadataAgeMs: this.config.world.clock.monotonicMs() - lastSuccessMs,
      metadataError: lastError === undefined ? undefined : String(lastError),
      topics: current.topics.size,
    };
  }

  /**
   * Sends one request and waits for its answer: one attempt. Rejects with ConnectionError,
   * TimeoutError, UnsupportedVersionError, ClosedError or the signal's reason. An error code inside
   * the response is the caller's business.
   *
   * Who waits no longer drops the answer, which still comes in its turn: others have requests in
   * flight beside it. A connection is given up after `requestTimeoutMs`, as in Java's clients.
   */
  async call<Request, Response>(call: Call<Request, Response>): Promise<Answer<Response>> {
    const { world } = this.config;
    const endMs = world.clock.monotonicMs() + call.timeoutMs;
    const left = (): number => Math.max(1, endMs - world.clock.monotonicMs());
    let connection = await this.#connectionFor(call, left);
    // While this waited its turn to run, others may have filled the connection again.
    while (!connection.isSendable) connection = await this.#connectionFor(call, left);
    const leftMs = left();
    const version = connection.versionFor(call.api, call.limits);
    const response = await waitFor<Response>(
      world,
      {
        timeoutMs: leftMs,
        waitingFor: `${call.api.name} from ${connection.name}`,
        signal: call.signal,
      },
      (settle) => {
        let isWanted = true;
        connection.send({
          api: call.api,
          version,
          request: call.request(version),
          timeoutMs: this.#requestTimeoutMs(call, leftMs),
          received: (answer, frame) => {
            if (!isWanted) return;
            // Never given back: the garbage collector takes it when nobody holds a view of it.
            if (call.keepsBytes === true) frame.slab.retain();
            settle.resolve(answer);
          },
          failed: (error) => settle.reject(error),
        });
        return () => {
          isWanted = false;
        };
      },
    );
    return { response, version, from: connection };
  }

  /** After how long without an answer the connection is given up. */
  #requestTimeoutMs(call: Pick<Call<never, never>, 'requestTimeoutMs'>, leftMs: number): number {
    const { requestTimeoutMs = this.config.requestTimeoutMs } = call;
    if (!this.config.callTimeoutEndsConnection) return requestTimeoutMs;
    return Math.min(leftMs, requestTimeoutMs);
  }

  /** The controller's id where brokers tell one that can be reached; else `any` will forward. */
  async controller(wait: TopicWait): Promise<number | 'any'> {
    const { brokers, controllerId } = await this.#knownCluster(wait);
    return brokers.has(controllerId) ? controllerId : 'any';
  }

  /** Resolves after `delayMs`; rejects with the signal's reason, or once the client is closed. */
  pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
    return sleep(this.config.world, delayMs, signal, this.#closing.signal);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closing.abort(new ClosedError('the client is closed'));
    this.metadata.close();
    this.connections.close();
  }

  /** Waits until some broker told which brokers there are. */
  async #knownCluster(wait: TopicWait): Promise<ClusterMetadata> {
    const { metadata } = this;
    if (metadata.current.brokers.size > 0) return metadata.current;
    metadata.requestRefresh();
    const waiting = { ...wait, waitingFor: 'the first metadata' };
    return waitUntil(this.config.world, metadata.changes, waiting, () => {
      if (this.#isClosed) throw new ClosedError('the client is closed');
      if (metadata.current.brokers.size > 0) return metadata.current;
      if (metadata.lastError !== undefined) throw metadata.lastError;
      return undefined;
    });
  }

  /** `left` tells what is left of the call's time: its steps share it. */
  async #connectionFor<Request, Response>(
    call: Call<Request, Response>,
    left: () => number,
  ): Promise<BrokerConnection> {
    const { signal, api } = call;
    // A broker is reached where the metadata says that it is.
    if (call.node !== 'any' && call.node >= 0) {
      await this.#knownCluster({ timeoutMs: left(), signal });
    }
    const { connections, nodeId } = this.#placeOf(call);
    const waitingFor = `a connection to send ${api.name}`;
    const connection = await connections.get(nodeId, { timeoutMs: left(), waitingFor, signal });
    if (connection.isSendable) return connection;
    const waitingToSend = `${connection.name} to take ${api.name}`;
    const wait = { timeoutMs: left(), waitingFor: waitingToSend, signal };
    return waitUntil(this.config.world, connections.changes, wait, () => {
      if (connection.isClosed) {
        throw new ConnectionError(`the connection to ${connection.name} was lost`);
      }
      return connection.isSendable ? connection : undefined;
    });
  }

  /** To which node the call goes now, and by which connections. */
  #placeOf({ node, via }: Pick<Call<unknown, unknown>, 'node' | 'via'>): Place {
    const { connections: shared } = this;
    if (node !== 'any') return { connections: via ?? shared, nodeId: node };
    const nodeId = this.#anyNode();
    if (via === undefined || !shared.isHeldUp(nodeId)) return { connections: shared, nodeId };
    // Where none of these answers at once either, one more is made, to a broker that is there.
    const besides = via.prompt() ?? nodeId;
    return { connections: via.isHeldUp(besides) ? shared : via, nodeId: besides };
  }

  /** A broker that may be asked; where none can be reached, the bootstrap list is tried again. */
  #anyNode(): number {
    const nodeId = this.connections.leastLoaded() ?? this.#nodeAfterRebootstrap();
    if (nodeId !== undefined) return nodeId;
    const names = this.connections.nodes().map(({ host, port }) => `${host}:${port}`);
    throw new ConnectionError(`no broker can be reached at ${names.join(', ')}`);
  }

  #nodeAfterRebootstrap(): number | undefined {
    if (!this.config.rebootstrap || this.metadata.current.brokers.size === 0) return undefined;
    this.#rebootstrap('no known broker can be reached');
    return this.connections.leastLoaded();
  }

  #rebootstrap(reason: string): void {
    this.config.logger.info('starting again from the bootstrap list', { reason });
    this.metadata.rebootstrap();
    this.connections.rebootstrap();
  }

  async #fetchMetadata(topics: readonly string[] | null): Promise<MetadataResponse> {
    const { requestTimeoutMs, allowAutoTopicCreation, rebootstrap } = this.config;
    if (rebootstrap && this.metadata.inVainMs > this.config.rebootstrapTriggerMs) {
      if (this.metadata.current.brokers.size > 0) this.#rebootstrap('no metadata for too long');
    }
    if (this.config.bootstrapKind === 'controllers') return this.#fetchControllers();
    const { response, from } = await this.call({
      api: metadataApi,
      node: 'any',
      timeoutMs: requestTimeoutMs,
      request: (version) => ({
        topics: topics === null ? null : topics.map((name) => ({ name })),
        // Before version 4 a broker creates topics as it is configured to.
        ...(version >= 4 ? { allowAutoTopicCreation } : {}),
      }),
    });
    if (response.errorCode === errors.REBOOTSTRAP_REQUIRED.code) {
      if (rebootstrap) this.#rebootstrap('a broker asked for it');
      throw new ConnectionError(`${from.name} asked to start again from the bootstrap list`);
    }
    return withNodes(response, from);
  }

  async #fetchControllers(): Promise<MetadataResponse> {
    const { response, from } = await this.call({
      api: describeClusterApi,
      node: 'any',
      timeoutMs: this.config.requestTimeoutMs,
      limits: { min: ENDPOINT_TYPE_VERSION },
      request: () => ({ endpointType: CONTROLLER_ENDPOINTS }),
    });
    return withNodes(controllersAsMetadata(response), from);
  }
}

/** Nodes that are starting know of none, themselves included: they are asked again. */
function withNodes(response: MetadataResponse, from: BrokerConnection): MetadataResponse {
  if (response.brokers.length === 0) throw new ConnectionError(`${from.name} knows no brokers`);
  return response;
}
