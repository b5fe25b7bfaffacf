// Looks after the connections of a server as time passes: who idles, who does not come to the end
// of a request, who is told to end and does not, and, while memory is short, who holds it and
// stalls. It sleeps until the first moment at which one of them may be due, and not at all while
// there are no connections.

import type { Clock, Timer, Timers } from '@ottla/base';
import type { SocketServerConfig } from './connection-host.ts';
import type { Claimant, ReceiveBudget } from './receive-budget.ts';

/** A connection that is quiet for so long gives its receive memory back. */
const RECEIVE_MEMORY_MS = 5000;
/** A connection that was told to end and whose peer does not, is dropped after this time. */
const DRAIN_MS_MAX = 5000;
/** It looks no more often than this, however near the next moment is. */
const LOOK_MS_MIN = 10;
/** How often it looks while memory is short. */
const PRESSURE_LOOK_MS = 1000;

/** What is looked at. All times are those of the monotonic clock. */
export interface Watched extends Claimant {
  /** When bytes last came or went. */
  readonly lastActiveMs: number;
  /** When the incomplete request began, or was last kept waiting by us. */
  readonly partialSinceMs: number;
  /** When the peer last took something, or something was first there to take. */
  readonly takenMs: number;
  /** A request is incomplete, and it is the peer's turn. */
  readonly isReceiving: boolean;
  readonly isDraining: boolean;
  /** Requests are being handled. */
  readonly hasUnanswered: boolean;
  readonly hasReceiveMemory: boolean;
  readonly unsentBytes: number;
  goIdle(): void;
}

/** Why a connection is closed. */
export type CloseCause = 'drained' | 'idle' | 'slow request' | 'memory' | 'excess';

export interface WatchHost<Connection extends Watched> {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly config: SocketServerConfig;
  readonly receiveBudget: ReceiveBudget;
  readonly connections: ReadonlySet<Connection>;
  /** Bytes of answers that clients who stall must not hold any more; 0: there is room. */
  readonly responseBytesToFree: number;
  expire(connection: Connection, cause: CloseCause): void;
}

export class ConnectionWatch<Connection extends Watched> {
  readonly #host: WatchHost<Connection>;
  #timer: Timer | undefined;
  #nextMs = Infinity;
  #isStopped = false;

  constructor(host: WatchHost<Connection>) {
    this.#host = host;
  }

  /** Memory became short, or a connection came, or a limit changed: it may have to look sooner. */
  lookSoon(): void {
    this.#arm(this.#host.clock.monotonicMs() + this.#intervalMs());
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  /**
   * Never longer than the shortest of the limits: then whatever begins after one look is seen by
   * another before it is due, and that one knows the moment.
   */
  #intervalMs(): number {
    const { connectionsIdleMs, requestReceiveMs } = this.#host.config;
    const limits = [connectionsIdleMs, requestReceiveMs].filter((each) => each > 0);
    const shortest = Math.min(RECEIVE_MEMORY_MS, ...limits);
    return this.#isMemoryShort() ? Math.min(PRESSURE_LOOK_MS, shortest) : shortest;
  }

  #isMemoryShort(): boolean {
    return this.#host.responseBytesToFree > 0 || this.#host.receiveBudget.waiting > 0;
  }

  #arm(atMs: number): void {
    if (this.#isStopped || atMs >= this.#nextMs) return;
    this.#timer?.cancel();
    this.#nextMs = atMs;
    const delayMs = Math.max(LOOK_MS_MIN, Math.ceil(atMs - this.#host.clock.monotonicMs()));
    this.#timer = this.#host.timers.after(delayMs, () => this.#look());
  }

  #look(): void {
    this.#nextMs = Infinity;
    const { clock, connections } = this.#host;
    const nowMs = clock.monotonicMs();
    let nextMs = nowMs + this.#intervalMs();
    for (const connection of [...connections]) {
      const dueMs = this.#lookAt(connection, nowMs);
      if (dueMs < nextMs) nextMs = dueMs;
    }
    if (this.#isMemoryShort()) this.#relieve(nowMs);
    if (connections.size > 0) this.#arm(nextMs);
  }

  /** Does what is due; gives the moment at which something else will be. */
  #lookAt(connection: Connection, nowMs: number): number {
    const { config } = this.#host;
    const { lastActiveMs } = connection;
    const cause = this.#causeToClose(connection, nowMs);
    if (cause !== undefined) {
      this.#host.expire(connection, cause);
      return Infinity;
    }
    let dueMs = config.connectionsIdleMs < 0 ? Infinity : lastActiveMs + config.connectionsIdleMs;
    if (connection.isDraining) dueMs = Math.min(dueMs, lastActiveMs + DRAIN_MS_MAX);
    if (connection.isReceiving && config.requestReceiveMs > 0) {
      dueMs = Math.min(dueMs, connection.partialSinceMs + config.requestReceiveMs);
    }
    if (!connection.hasReceiveMemory) return dueMs;
    if (nowMs - lastActiveMs >= RECEIVE_MEMORY_MS) connection.goIdle();
    else dueMs = Math.min(dueMs, lastActiveMs + RECEIVE_MEMORY_MS);
    return dueMs;
  }

  #causeToClose(connection: Connection, nowMs: number): CloseCause | undefined {
    const { connectionsIdleMs, requestReceiveMs } = this.#host.config;
    const idleMs = nowMs - connection.lastActiveMs;
    const isDrained = connection.isDraining && !connection.hasUnanswered;
    if (isDrained && idleMs >= DRAIN_MS_MAX) return 'drained';
    if (connectionsIdleMs >= 0 && idleMs >= connectionsIdleMs) return 'idle';
    if (requestReceiveMs <= 0 || !connection.isReceiving) return undefined;
    return nowMs - connection.partialSinceMs >= requestReceiveMs ? 'slow request' : undefined;
  }

  /** Closes who has held memory for longest without getting on, until it is short no more. */
  #relieve(nowMs: number): void {
    const { connections, receiveBudget, config } = this.#host;
    const beforeMs = nowMs - config.pressureMs;
    const claimedMs = (each: Connection): number => receiveBudget.grantedSince(each) ?? Infinity;
    const takenMs = (each: Connection): number => (each.unsentBytes > 0 ? each.takenMs : Infinity);
    const oldest = (of: (each: Connection) => number): Connection[] =>
      [...connections].filter((each) => of(each) <= beforeMs).sort((a, b) => of(a) - of(b));
    for (const each of oldest(claimedMs)) {
      if (receiveBudget.waiting === 0) break;
      this.#host.expire(each, 'memory');
    }
    // What a lost connection had not sent is given back a little later.
    let toFreeBytes = this.#host.responseBytesToFree;
    for (const each of oldest(takenMs)) {
      if (toFreeBytes <= 0) break;
      toFreeBytes -= each.unsentBytes;
      this.#host.expire(each, 'memory');
    }
  }
}
