// The listeners of a node and all their connections: admission, idle connections, memory pressure
// over all of them, and a clean end. What a request means is the handlers' business.

import type { Address, Clock, Connection, Listener, Logger, Timers } from '@ottla/base';
import type { World } from '@ottla/base';
import type { ReceiveMemory } from '@ottla/protocol';
import { ANONYMOUS } from '../handlers/handler.ts';
import { Acceptor, type AcceptorHost } from './acceptor.ts';
import { ClientConnection } from './client-connection.ts';
import {
  type ConnectionHost,
  NO_THROTTLE,
  type RequestThrottle,
  type SocketServerConfig,
} from './connection-host.ts';
import { ConnectionLimits } from './connection-limits.ts';
import { type CloseCause, ConnectionWatch, type WatchHost } from './connection-watch.ts';
import { RequestMetrics, Turn } from '../metrics/request-metrics.ts';
import { SocketCounters } from '../metrics/socket-counters.ts';
import type { EndOfTurn } from './end-of-turn.ts';
import { LargeWork } from './large-work.ts';
import { NetworkMemory } from './network-memory.ts';
import { OutgoingPool } from './outgoing.ts';
import type { ReceiveBudget } from './receive-budget.ts';
import type { ServedApis } from './served-apis.ts';

/** While answers that nobody takes hold too much, no client may leave more unread than this. */
const UNSENT_BYTES_UNDER_PRESSURE = 64 * 1024;

/** What the log says of a connection that is closed as time passes. */
const EXPIRY_REASONS: Readonly<Record<CloseCause, string>> = {
  drained: 'its peer does not end it',
  idle: 'it idled for longer than connections.max.idle.ms',
  'slow request': 'a request took longer than ottla.request.receive.timeout.ms to come',
  excess: 'there are more than max.connections, and it was silent for longest',
  memory:
    'memory is short, and it held some for longer than ottla.memory.pressure.timeout.ms ' +
    'without getting on',
};

export interface ListenerOptions {
  /** Its name in the configuration, for example PLAINTEXT. */
  readonly name: string;
  /** Empty: every address. */
  readonly host: string;
  /** 0: a free port. */
  readonly port: number;
}

export interface SocketServerOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly config: SocketServerConfig;
  readonly apis: ServedApis;
  readonly receiveMemory: ReceiveMemory;
  readonly endOfTurn: EndOfTurn;
  readonly throttle?: RequestThrottle;
  /** Shared by the servers of a node; its own where left out. */
  readonly requestMetrics?: RequestMetrics;
  /** Shared too. */
  readonly networkMemory?: NetworkMemory;
  readonly largeWork?: LargeWork;
  /** Hears of each connection that is gone. */
  readonly onDisconnect?: (connectionId: string) => void;
}

export class SocketServer
  implements ConnectionHost<ClientConnection>, WatchHost<ClientConnection>, AcceptorHost
{
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  config: SocketServerConfig;
  readonly apis: ServedApis;
  readonly receiveMemory: ReceiveMemory;
  readonly outgoing = new OutgoingPool();
  readonly throttle: RequestThrottle;
  readonly requestMetrics: RequestMetrics;
  readonly largeWork: LargeWork;
  readonly counters = new SocketCounters();
  /** On the monotonic clock. */
  readonly startedMs: number;
  readonly memory: NetworkMemory;
  readonly receiveBudget: ReceiveBudget;
  flushMs = 0;
  turn = new Turn();
  readonly #world: World;
  readonly #endOfTurn: EndOfTurn;
  readonly #listeners: Listener[] = [];
  readonly connections = new Set<ClientConnection>();
  readonly #watch: ConnectionWatch<ClientConnection>;
  readonly limits: ConnectionLimits;
  readonly #acceptors = new Map<string, Acceptor>();
  #ready: ClientConnection[] = [];
  #readyBefore: ClientConnection[] = [];
  #heldRequests = 0;
  #hadTooManyQueued = false;
  #accepted = 0;
  readonly #onDisconnect: ((connectionId: string) => void) | undefined;
  #isClosing = false;
  #allGone: (() => void) | undefined;

  /** Adds its stage to `endOfTurn`: it must come after those that answer requests. */
  constructor(options: SocketServerOptions) {
    this.#world = options.world;
    this.clock = options.world.clock;
    this.timers = options.world.timers;
    this.startedMs = this.clock.monotonicMs();
    this.logger = options.logger;
    this.config = options.config;
    this.apis = options.apis;
    this.receiveMemory = options.receiveMemory;
    this.throttle = options.throttle ?? NO_THROTTLE;
    this.requestMetrics = options.requestMetrics ?? new RequestMetrics();
    this.largeWork = options.largeWork ?? new LargeWork(options.world);
    this.memory = options.networkMemory ?? this.#ownMemory();
    this.receiveBudget = this.memory.receive;
    this.receiveBudget.onRelief(() => this.#askPaused());
    this.limits = new ConnectionLimits(options.config);
    this.#watch = new ConnectionWatch(this);
    this.#onDisconnect = options.onDisconnect;
    this.#endOfTurn = options.endOfTurn;
    options.endOfTurn.addStage(() => this.#flushReady());
  }

  /**
   * Opens a listener and gives its address; rejects with a NetworkError, for example EADDRINUSE.
   */
  async listen({ name, host, port }: ListenerOptions): Promise<Address> {
    const backlog = this.config.listenBacklog;
    const acceptor = this.#acceptor(name);
    const failed = (error: Error): void => {
      this.logger.warn('a connection could not be accepted', { error: error.message });
    };
    const listener = await this.#world.network.listen({ host, port, backlog, failed }, (each) =>
      this.#arrived(each, acceptor),
    );
    this.#listeners.push(listener);
    return listener.address;
  }

  /** Limits change while the server runs; clients in excess of them are sent away, as in Kafka. */
  reconfigure(config: SocketServerConfig): void {
    this.config = config;
    this.memory.reconfigure(config);
    this.limits.reconfigure(config);
    this.#watch.lookSoon();
    if (this.limits.isExceeded) this.#endExcess();
    this.#admitWaiting();
  }

  /** Requests that have come and whose answers are not sent. */
  get requestsInFlight(): number {
    let count = 0;
    for (const { inFlight } of this.connections) count += inFlight;
    return count;
  }

  /** Bytes of those among them that are being handled beside others of their connection. */
  get bytesInFlight(): number {
    let bytes = 0;
    for (const { handlingBytes } of this.connections) bytes += handlingBytes;
    return bytes;
  }

  get pausedConnections(): number {
    let count = 0;
    for (const { isPaused } of this.connections) if (isPaused) count += 1;
    return count;
  }

  get acceptors(): Iterable<Acceptor> {
    return this.#acceptors.values();
  }

  get connectionCount(): number {
    return this.limits.count;
  }

  /** How many connections each listener has. */
  connectionsByListener(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { identity } of this.connections) {
      counts.set(identity.listener, (counts.get(identity.listener) ?? 0) + 1);
    }
    return counts;
  }

  /** Requests that wait to be handled. */
  get queuedRequests(): number {
    return this.#heldRequests;
  }

  // ConnectionHost

  get isTurnEnding(): boolean {
    return this.#endOfTurn.isRequested;
  }

  get hasTooManyQueued(): boolean {
    return this.#heldRequests >= this.config.queuedRequestsMax;
  }

  get unsentBytesMax(): number {
    const { unsentBytesMax } = this.config;
    if (this.memory.hasResponseRoom) return unsentBytesMax;
    return Math.min(unsentBytesMax, UNSENT_BYTES_UNDER_PRESSURE);
  }

  // WatchHost

  get responseBytesToFree(): number {
    return Math.max(this.memory.responseBytesToFree, this.memory.slabBytesToFree);
  }

  expire(connection: ClientConnection, cause: CloseCause): void {
    const { counters } = this;
    if (cause === 'idle') counters.connectionsExpired += 1;
    if (cause === 'slow request') counters.slowRequests += 1;
    if (cause === 'memory') counters.memoryEvictions += 1;
    if (cause === 'excess') counters.connectionsInExcess += 1;
    const { connectionId } = connection.identity;
    const fields = { connection: connectionId, reason: EXPIRY_REASONS[cause] };
    if (cause === 'idle' || cause === 'drained') {
      this.logger.debug('a connection is closed', fields);
    } else this.logger.info('a connection is closed', fields);
    connection.destroy();
  }

  // ConnectionHost, continued

  ready(connection: ClientConnection): void {
    if (connection.isReady) return;
    connection.isReady = true;
    this.#ready.push(connection);
    this.#endOfTurn.request();
  }

  received(bytes: number): void {
    this.counters.receivedBytes += bytes;
    this.#endOfTurn.received(bytes);
  }

  holds(requests: number, bytes: number): void {
    this.#heldRequests += requests;
    const { hasTooManyQueued } = this;
    if (this.#hadTooManyQueued && !hasTooManyQueued) this.#askPaused();
    this.#hadTooManyQueued = hasTooManyQueued;
    this.receiveBudget.holds(bytes);
    if (this.receiveBudget.waiting > 0) this.#watch.lookSoon();
  }

  sends(bytes: number): void {
    this.memory.sends(bytes);
    if (bytes > 0 && this.memory.responseBytesToFree > 0) this.#watch.lookSoon();
  }

  gone(connection: ClientConnection): void {
    this.connections.delete(connection);
    this.counters.connectionsClosed += 1;
    const { listener, client } = connection.identity;
    this.limits.left(listener, client.host);
    this.#onDisconnect?.(connection.identity.connectionId);
    this.#admitWaiting();
    if (this.connections.size === 0) this.#allGone?.();
  }

  /**
   * Accepts no more and reads no more; resolves when all that came is answered and sent, and the
   * ports are free. What is not done after `graceMs` is dropped.
   */
  async close(graceMs: number): Promise<void> {
    this.#isClosing = true;
    this.#watch.stop();
    for (const acceptor of this.#acceptors.values()) acceptor.close();
    const closing = this.#listeners.map((listener) => listener.close());
    const gone = new Promise<void>((resolve) => {
      this.#allGone = resolve;
      if (this.connections.size === 0) resolve();
    });
    for (const connection of [...this.connections]) connection.drain();
    const deadline = this.timers.after(graceMs, () => this.#destroyAll());
    await gone;
    deadline.cancel();
    await Promise.all(closing);
  }

  #ownMemory(): NetworkMemory {
    return new NetworkMemory(this.clock, this.config, () => this.receiveMemory.leasedBytes);
  }

  #acceptor(listener: string): Acceptor {
    const known = this.#acceptors.get(listener);
    if (known !== undefined) return known;
    const acceptor = new Acceptor(this, listener);
    this.#acceptors.set(listener, acceptor);
    return acceptor;
  }

  #arrived(connection: Connection, acceptor: Acceptor): void {
    if (this.#isClosing) connection.destroy();
    else acceptor.arrived(connection);
  }

  // AcceptorHost

  serve(connection: Connection, listener: string): void {
    const { local, remote } = connection;
    const ends = `${local.host}:${local.port}-${remote.host}:${remote.port}`;
    const connectionId = `${ends}-${this.#accepted}`;
    this.#accepted += 1;
    this.counters.connectionsAccepted += 1;
    const said = { software: undefined };
    const identity = { connectionId, listener, client: remote, principal: ANONYMOUS, said };
    const served = new ClientConnection(connection, this, identity);
    this.connections.add(served);
    served.start();
    if (this.connections.size === 1) this.#watch.lookSoon();
    if (this.limits.isExceeded) this.#endExcess();
  }

  refuse(connection: Connection, limit: string): void {
    this.logger.warn('a connection is refused', { host: connection.remote.host, limit });
    this.counters.connectionsRefused += 1;
    connection.destroy();
  }

  /** There is room, or the limits are others. */
  #admitWaiting(): void {
    if (this.#isClosing) return;
    for (const acceptor of this.#acceptors.values()) acceptor.admit();
  }

  /** As in Kafka, the clients that were silent for longest go first. */
  #endExcess(): void {
    const byAge = [...this.connections]
      .filter(({ identity }) => !this.limits.isProtected(identity.listener))
      .sort((a, b) => a.lastActiveMs - b.lastActiveMs);
    for (const connection of byAge) {
      if (!this.limits.isExceeded) return;
      this.expire(connection, 'excess');
    }
  }

  #flushReady(): void {
    this.flushMs = this.clock.monotonicMs();
    this.turn.endMs = this.flushMs;
    this.turn = new Turn();
    // What becomes ready meanwhile belongs to the next turn: other connections are read in between.
    const ready = this.#ready;
    this.#ready = this.#readyBefore;
    this.#readyBefore = ready;
    for (const connection of ready) {
      connection.isReady = false;
      connection.flush();
    }
    ready.length = 0;
  }

  /** Who was paused for the others' sake is asked again at the end of this turn. */
  #askPaused(): void {
    for (const connection of this.connections) if (connection.isPaused) this.ready(connection);
  }

  #destroyAll(): void {
    for (const connection of [...this.connections]) connection.destroy();
  }
}
