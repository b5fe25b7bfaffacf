// One connection per broker: made when first needed, again after a loss with backoff, to the
// address that the metadata names, and closed when it idles. Before the first metadata, and after a
// rebootstrap, the nodes are those of the bootstrap list, with ids below zero.

import type { Timer } from '@ottla/base';

import { AuthenticationError, ClosedError, ConnectionError } from '../errors.ts';
import { backoffMs } from '../retry/backoff.ts';
import { NO_FEATURES, type FinalizedFeatures } from './api-versions.ts';
import { BrokerConnection } from './broker-connection.ts';
import type { ClientConfig } from './client-options.ts';
import type { BrokerNode, ClusterMetadata } from './cluster-metadata.ts';
import type { ConnectionStats } from './client-stats.ts';
import { ConnectionCounters } from './connection-counters.ts';
import { chooseNode, type NodeState } from './node-choice.ts';
import { Listeners, waitUntil, type WaitOptions } from './wait.ts';

interface Slot {
  readonly node: BrokerNode;
  readonly counters: ConnectionCounters;
  connection: BrokerConnection | undefined;
  /** Gives up the attempt that is being made; undefined while there is none. */
  attempt: AbortController | undefined;
  failures: number;
  backoff: Timer | undefined;
  lastError: unknown;
}

export class ClusterConnections {
  readonly #config: ClientConfig;
  readonly #metadata: () => ClusterMetadata;
  readonly #lost: () => void;
  readonly #slots = new Map<number, Slot>();
  /** Announced when a connection became ready, was lost, may be tried again or may send again. */
  readonly changes = new Listeners();
  #isClosed = false;
  #features = NO_FEATURES;
  /** Set while the last attempt to connect, to whichever broker, was refused for who this is. */
  authenticationError: AuthenticationError | undefined;

  /** `lost` is called when a connection ended that nobody here closed: metadata may be stale. */
  constructor(config: ClientConfig, metadata: () => ClusterMetadata, lost: () => void) {
    this.#config = config;
    this.#metadata = metadata;
    this.#lost = lost;
  }

  /** The newest that any broker told when a connection was made. */
  get features(): FinalizedFeatures {
    return this.#features;
  }

  /** The nodes to choose from: the cluster's, or the bootstrap list's. */
  nodes(): readonly BrokerNode[] {
    const { brokers } = this.#metadata();
    if (brokers.size > 0) return [...brokers.values()];
    return this.#config.bootstrap.map(({ host, port }, index) => ({
      id: -1 - index,
      host,
      port,
      rack: null,
    }));
  }

  /**
   * A node for a request that any broker answers, but for those of `except`; undefined while all
   * are backing off.
   */
  leastLoaded(except: ReadonlySet<number> = new Set()): number | undefined {
    const candidates = this.nodes()
      .filter(({ id }) => !except.has(id))
      .map(({ id }) => ({ id, state: this.#stateOf(id) }));
    return chooseNode(candidates, this.#config.world.random);
  }

  /** A node that is connected and would answer now; undefined where there is none. */
  prompt(): number | undefined {
    for (const [id, { connection }] of this.#slots) {
      if (connection?.isSendable && !connection.isHeldUp) return id;
    }
    return undefined;
  }

  /** Whether a request to the node would stand behind one that waits for something to happen. */
  isHeldUp(nodeId: number): boolean {
    return this.#slots.get(nodeId)?.connection?.isHeldUp ?? false;
  }

  /**
   * The connection to a broker where it is ready, else undefined; then one is being made, and
   * `changes` will tell.
   */
  ready(nodeId: number): BrokerConnection | undefined {
    const slot = this.#slotOf(nodeId);
    if (slot === undefined || this.#isClosed) return undefined;
    if (slot.connection !== undefined) return slot.connection;
    if (slot.attempt === undefined && slot.backoff === undefined) void this.#connect(slot);
    return undefined;
  }

  /** Waits for the connection; a failed attempt rejects with its error. */
  async get(nodeId: number, wait: WaitOptions): Promise<BrokerConnection> {
    const failuresBefore = this.#slotOf(nodeId)?.failures ?? 0;
    return waitUntil(this.#config.world, this.changes, wait, () => {
      if (this.#isClosed) throw new ClosedError('the client is closed');
      const connection = this.ready(nodeId);
      if (connection !== undefined) return connection;
      const slot = this.#slots.get(nodeId);
      if (slot === undefined) throw new ConnectionError(`broker ${nodeId} is not in the metadata`);
      if (slot.failures > failuresBefore) throw this.#failureOf(slot);
      return undefined;
    });
  }

  stats(): ConnectionStats[] {
    return [...this.#slots.values()].map((slot) => {
      const { node, counters, failures, lastError } = slot;
      const { latencyMsSum, ...counted } = counters;
      const { responses } = counters;
      return {
        nodeId: node.id,
        host: node.host,
        port: node.port,
        state: this.#stateOf(node.id).kind,
        inFlight: slot.connection?.inFlight ?? 0,
        ...counted,
        latencyMsMean: responses === 0 ? 0 : latencyMsSum / responses,
        failures,
        lastError: failures === 0 ? undefined : String(lastError),
      };
    });
  }

  /** Drops connections to brokers that are gone or have moved. Call after each metadata change. */
  metadataChanged(): void {
    const nodes = new Map(this.nodes().map((node) => [node.id, node]));
    for (const [id, slot] of this.#slots) {
      const node = nodes.get(id);
      const moved = node?.host !== slot.node.host || node.port !== slot.node.port;
      if (!moved) continue;
      // A bootstrap connection with answers outstanding ends when it is next idle.
      if (node === undefined && (slot.connection?.inFlight ?? 0) > 0) continue;
      this.#drop(id, slot);
    }
  }

  /** Ends all connections, and starts from the bootstrap list when the metadata is empty. */
  rebootstrap(): void {
    this.#features = NO_FEATURES;
    for (const [id, slot] of this.#slots) this.#drop(id, slot);
  }

  close(): void {
    this.#isClosed = true;
    for (const [id, slot] of this.#slots) this.#drop(id, slot);
    this.changes.end(new ClosedError('the client is closed'));
  }

  #drop(id: number, slot: Slot): void {
    this.#slots.delete(id);
    slot.backoff?.cancel();
    const reason = new ConnectionError(`the connection to ${nameOf(slot.node)} was closed`);
    slot.attempt?.abort(reason);
    slot.connection?.close(reason);
  }

  #slotOf(nodeId: number): Slot | undefined {
    const known = this.#slots.get(nodeId);
    if (known !== undefined) return known;
    const node = this.nodes().find(({ id }) => id === nodeId);
    if (node === undefined) return undefined;
    const slot: Slot = {
      node,
      counters: new ConnectionCounters(),
      connection: undefined,
      attempt: undefined,
      failures: 0,
      backoff: undefined,
      lastError: undefined,
    };
    this.#slots.set(nodeId, slot);
    return slot;
  }

  #stateOf(nodeId: number): NodeState {
    const slot = this.#slots.get(nodeId);
    if (slot === undefined) return { kind: 'idle' };
    const { connection } = slot;
    if (connection !== undefined) {
      const { inFlight, isSendable: sendable, isHeldUp: heldUp } = connection;
      return { kind: 'ready', inFlight, sendable, heldUp };
    }
    if (slot.attempt !== undefined) return { kind: 'connecting' };
    return { kind: slot.backoff === undefined ? 'idle' : 'backing-off' };
  }

  async #connect(slot: Slot): Promise<void> {
    const attempt = new AbortController();
    slot.attempt = attempt;
    const { world, connectionSetup } = this.#config;
    const setupTimeoutMs = Math.max(
      1,
      backoffMs({ ...connectionSetup }, slot.failures, world.random),
    );
    try {
      const connection = await BrokerConnection.open({
        config: this.#config,
        node: slot.node,
        setupTimeoutMs,
        signal: attempt.signal,
        counters: slot.counters,
        sendableAgain: () => this.changes.announce(),
        closed: (error) => this.#connectionLost(slot, error),
        idled: () => this.#connectionIdled(slot),
      });
      slot.attempt = undefined;
      // Meanwhile it may have been dropped, or lost again.
      const isWanted = this.#slots.get(slot.node.id) === slot && !connection.isClosed;
      if (!isWanted) {
        connection.close(new ClosedError('the client is closed'));
        return;
      }
      slot.connection = connection;
      slot.failures = 0;
      const { features } = connection;
      if (features.epoch >= this.#features.epoch) this.#features = features;
      this.authenticationError = undefined;
    } catch (error) {
      slot.attempt = undefined;
      this.#attemptFailed(slot, error);
    }
    this.changes.announce();
  }

  #connectionLost(slot: Slot, error: Error | undefined): void {
    slot.connection = undefined;
    if (this.#slots.get(slot.node.id) !== slot) return;
    this.#config.logger.debug('connection lost', {
      broker: nameOf(slot.node),
      error: error?.message,
    });
    this.#attemptFailed(slot, error);
    this.changes.announce();
  }

  /** Nothing is amiss: the next who needs it makes a new one. */
  #connectionIdled(slot: Slot): void {
    slot.connection = undefined;
    this.#config.logger.debug('idle connection closed', { broker: nameOf(slot.node) });
    this.changes.announce();
  }

  #attemptFailed(slot: Slot, error: unknown): void {
    if (this.#isClosed || this.#slots.get(slot.node.id) !== slot) return;
    const { world, reconnectBackoff } = this.#config;
    const pauseMs = backoffMs(reconnectBackoff, slot.failures, world.random);
    slot.failures += 1;
    slot.lastError = error;
    if (error instanceof AuthenticationError) this.authenticationError = error;
    slot.backoff = world.timers.after(pauseMs, () => {
      slot.backoff = undefined;
      this.changes.announce();
    });
    this.#lost();
  }

  #failureOf(slot: Slot): Error {
    const { lastError, node } = slot;
    if (lastError instanceof Error) return lastError;
    return new ConnectionError(`the connection to ${nameOf(node)} was lost`);
  }
}

function nameOf(node: BrokerNode): string {
  return `${node.host}:${node.port}${node.id >= 0 ? ` (broker ${node.id})` : ''}`;
}
