// How many connections there may be, in all, on one listener and from one address, and how many may
// come in a second: what Kafka's ConnectionQuotas decides. Pure: it counts and decides.
//
// The listener of the brokers among themselves is protected where there are others: what clients
// do must not keep brokers from each other. Neither the limit in all nor the rate in all holds for
// it; it counts towards the limit in all, though, and others make room.

import type { SocketServerConfig } from './connection-host.ts';
import { ConnectionRate } from './connection-rate.ts';

/** `refuse`: there are too many from that address. */
export type Admission = 'accept' | 'refuse';

interface ListenerCounts {
  count: number;
  readonly rate: ConnectionRate;
}

export class ConnectionLimits {
  #config: SocketServerConfig;
  readonly #byHost = new Map<string, number>();
  readonly #byListener = new Map<string, ListenerCounts>();
  readonly #rate: ConnectionRate;
  #count = 0;

  constructor(config: SocketServerConfig) {
    this.#config = config;
    this.#rate = new ConnectionRate(config.rateWindows);
  }

  reconfigure(config: SocketServerConfig): void {
    this.#config = config;
  }

  get count(): number {
    return this.#count;
  }

  /** There are more connections than may be, and clients' ones must go. */
  get isExceeded(): boolean {
    return this.#count > this.#config.connectionsMax;
  }

  isProtected(listener: string): boolean {
    return listener === this.#config.interBrokerListener && this.#byListener.size > 1;
  }

  addListener(listener: string): void {
    if (this.#byListener.has(listener)) return;
    const rate = new ConnectionRate(this.#config.rateWindows);
    this.#byListener.set(listener, { count: 0, rate });
  }

  /** A connection has come: how many milliseconds the listener must wait before it takes it. */
  throttleMs(listener: string, nowMs: number): number {
    const { connectionRateMax } = this.#config;
    const ofAll = this.isProtected(listener) ? 0 : this.#rate.record(connectionRateMax, nowMs);
    const limit = this.#config.listeners.get(listener)?.connectionRateMax ?? connectionRateMax;
    return Math.max(ofAll, this.#of(listener).rate.record(limit, nowMs));
  }

  /** Where there is none, the listener waits until some connection ends. */
  hasSlot(listener: string): boolean {
    const { connectionsMax, listeners } = this.#config;
    const limit = listeners.get(listener)?.connectionsMax ?? connectionsMax;
    if (this.#of(listener).count >= limit) return false;
    return this.isProtected(listener) || this.#count < connectionsMax;
  }

  /** What becomes of a connection that there is a slot for; one accepted counts until `left`. */
  admit(listener: string, host: string): Admission {
    const { connectionsPerIpMax, connectionsPerIpOverrides } = this.#config;
    const ofHost = this.#byHost.get(host) ?? 0;
    if (ofHost >= (connectionsPerIpOverrides.get(host) ?? connectionsPerIpMax)) return 'refuse';
    this.#byHost.set(host, ofHost + 1);
    this.#of(listener).count += 1;
    this.#count += 1;
    return 'accept';
  }

  left(listener: string, host: string): void {
    const ofHost = this.#byHost.get(host) ?? 0;
    if (ofHost > 1) this.#byHost.set(host, ofHost - 1);
    else this.#byHost.delete(host);
    this.#of(listener).count -= 1;
    this.#count -= 1;
  }

  #of(listener: string): ListenerCounts {
    this.addListener(listener);
    const counts = this.#byListener.get(listener);
    if (counts === undefined) throw new Error(`no listener ${listener}`);
    return counts;
  }
}
