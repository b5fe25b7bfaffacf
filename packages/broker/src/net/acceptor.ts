// One listener's door: connections come in the order in which they knocked, each once the limits
// allow it. The first that must wait makes the others wait behind it, as Kafka's acceptor thread
// does; as many may wait as its backlog holds.

import type { Clock, Connection, Timer, Timers } from '@ottla/base';
import type { ConnectionLimits } from './connection-limits.ts';

export interface AcceptorHost {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly config: { readonly listenBacklog: number };
  readonly limits: ConnectionLimits;
  serve(connection: Connection, listener: string): void;
  refuse(connection: Connection, limit: string): void;
}

export class Acceptor {
  readonly listener: string;
  /** Connections that had to wait for the sake of a rate, and for how long, in all. */
  throttledConnections = 0;
  throttledMs = 0;
  readonly #host: AcceptorHost;
  /** Nothing was read from them. */
  readonly #waiting: Connection[] = [];
  /** The first of those that wait was counted by the rates, and may come in from then on. */
  #firstMayMs: number | undefined;
  #timer: Timer | undefined;
  #isAdmitting = false;
  #blockedSinceMs: number | undefined;
  #blockedMs = 0;

  constructor(host: AcceptorHost, listener: string) {
    this.#host = host;
    this.listener = listener;
    host.limits.addListener(listener);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Milliseconds for which connections had to wait here, in all. */
  get blockedMs(): number {
    const sinceMs = this.#blockedSinceMs;
    return this.#blockedMs + (sinceMs === undefined ? 0 : this.#nowMs - sinceMs);
  }

  arrived(connection: Connection): void {
    if (this.#waiting.length >= this.#host.config.listenBacklog) {
      this.#host.refuse(connection, 'socket.listen.backlog.size of those that wait');
      return;
    }
    this.#waiting.push(connection);
    this.admit();
  }

  /** Lets in who may come in by now. */
  admit(): void {
    // Serving one may end another, and that asks again.
    if (this.#isAdmitting) return;
    this.#isAdmitting = true;
    while (this.#waiting.length > 0 && this.#mayEnter()) this.#takeFirst();
    this.#isAdmitting = false;
    const nowMs = this.#nowMs;
    if (this.#waiting.length > 0) this.#blockedSinceMs ??= nowMs;
    else if (this.#blockedSinceMs !== undefined) {
      this.#blockedMs += nowMs - this.#blockedSinceMs;
      this.#blockedSinceMs = undefined;
    }
  }

  /** Drops who waits. */
  close(): void {
    this.#timer?.cancel();
    for (const connection of this.#waiting.splice(0)) connection.destroy();
  }

  get #nowMs(): number {
    return this.#host.clock.monotonicMs();
  }

  #mayEnter(): boolean {
    const { limits } = this.#host;
    const nowMs = this.#nowMs;
    if (this.#firstMayMs === undefined) {
      const throttleMs = limits.throttleMs(this.listener, nowMs);
      this.#firstMayMs = nowMs + throttleMs;
      if (throttleMs > 0) this.#waitFor(throttleMs);
    }
    return this.#firstMayMs <= nowMs && limits.hasSlot(this.listener);
  }

  #waitFor(throttleMs: number): void {
    this.throttledConnections += 1;
    this.throttledMs += throttleMs;
    this.#timer = this.#host.timers.after(throttleMs, () => {
      this.#firstMayMs = this.#nowMs;
      this.admit();
    });
  }

  #takeFirst(): void {
    const connection = this.#waiting.shift();
    this.#firstMayMs = undefined;
    if (connection === undefined) return;
    if (this.#host.limits.admit(this.listener, connection.remote.host) === 'accept') {
      this.#host.serve(connection, this.listener);
    } else this.#host.refuse(connection, 'max.connections.per.ip');
  }
}
