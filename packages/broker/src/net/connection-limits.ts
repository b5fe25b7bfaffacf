// How many connections there may be, in all and from one address. Pure: it counts and decides.

import type { SocketServerConfig } from './connection-host.ts';

/** `wait`: there is no room, and Kafka accepts again once there is. */
export type Admission = 'accept' | 'wait' | 'refuse';

export class ConnectionLimits {
  #config: SocketServerConfig;
  readonly #byHost = new Map<string, number>();
  #count = 0;

  constructor(config: SocketServerConfig) {
    this.#config = config;
  }

  reconfigure(config: SocketServerConfig): void {
    this.#config = config;
  }

  get count(): number {
    return this.#count;
  }

  get hasRoom(): boolean {
    return this.#count < this.#config.connectionsMax;
  }

  /** What becomes of a new connection; one that is accepted counts until `left`. */
  admit(host: string): Admission {
    if (!this.hasRoom) return 'wait';
    const { connectionsPerIpMax, connectionsPerIpOverrides } = this.#config;
    const ofHost = this.#byHost.get(host) ?? 0;
    if (ofHost >= (connectionsPerIpOverrides.get(host) ?? connectionsPerIpMax)) return 'refuse';
    this.#byHost.set(host, ofHost + 1);
    this.#count += 1;
    return 'accept';
  }

  left(host: string): void {
    const ofHost = this.#byHost.get(host) ?? 0;
    if (ofHost > 1) this.#byHost.set(host, ofHost - 1);
    else this.#byHost.delete(host);
    this.#count -= 1;
  }
}
