// One call of `connect` in the simulation: knocks until it is let in, refused, or out of time.

import { NetworkError } from '../../../errors.ts';
import type { Address, Connection } from '../../network.ts';
import type { LinkConditions } from './link.ts';
import type { NetworkUser, OpenListener } from './network-user.ts';

/** How long after a lost knock the next one comes. */
const retryMs = 1000;

/** What an attempt needs of the network. */
export interface Doors {
  /** Conditions of links that nobody set. */
  readonly defaults: LinkConditions;
  link(from: string, to: string): LinkConditions;
  hasPower(host: string): boolean;
  listenerAt(host: string, port: number): OpenListener | undefined;
  /** An event after the link's delay, which neither end's death or stall stops. */
  afterDelay(link: LinkConditions, kind: string, run: () => void): void;
  after(delayMs: number, kind: string, run: () => void): void;
  /** Joins a client to a listener, which accepts; returns the client's end. */
  open(user: NetworkUser, listener: OpenListener, port: number): Connection;
}

export interface ConnectAttemptOptions {
  readonly user: NetworkUser;
  readonly network: Doors;
  /** The address as the caller wrote it, for messages. */
  readonly asked: Address;
  readonly to: Address;
  /** Ends it; not aborted yet. */
  readonly signal: AbortSignal | undefined;
  readonly resolve: (connection: Connection) => void;
  readonly reject: (reason: unknown) => void;
}

export class ConnectAttempt {
  readonly #options: ConnectAttemptOptions;
  readonly #abort = (): void => this.#giveUp(this.#options.signal?.reason);
  #isOver = false;

  constructor(options: ConnectAttemptOptions) {
    this.#options = options;
    options.signal?.addEventListener('abort', this.#abort, { once: true });
  }

  start(timeoutMs: number): void {
    const { user } = this.#options;
    user.process.schedule(timeoutMs, { kind: 'connect timeout' }, () => this.fail('ETIMEDOUT'));
    user.later('connect', () => this.#knock());
  }

  fail(code: string): void {
    const { host, port } = this.#options.asked;
    this.#giveUp(new NetworkError(code, `connect to ${host}:${port}: ${code}`, true));
  }

  #giveUp(reason: unknown): void {
    if (this.#isOver) return;
    this.#end();
    this.#options.reject(reason);
  }

  #end(): void {
    this.#isOver = true;
    this.#options.signal?.removeEventListener('abort', this.#abort);
  }

  #knock(): void {
    const { network } = this.#options;
    network.afterDelay(this.#links().there, 'connect', () => {
      const { there, back } = this.#links();
      const { user, to } = this.#options;
      if (this.#isOver || !user.process.alive) return;
      if (there.blocked || back.blocked || !network.hasPower(to.host)) {
        network.after(retryMs, 'connect again', () => this.#knock());
        return;
      }
      const listener = network.listenerAt(to.host, to.port);
      if (listener === undefined || there.refusing) {
        network.afterDelay(back, 'refused', () => this.#atUser(() => this.fail('ECONNREFUSED')));
        return;
      }
      const connection = network.open(user, listener, to.port);
      network.afterDelay(back, 'connected', () => this.#atUser(() => this.#succeed(connection)));
    });
  }

  #succeed(connection: Connection): void {
    if (this.#isOver) return connection.destroy();
    this.#end();
    this.#options.resolve(connection);
  }

  #atUser(task: () => void): void {
    this.#options.user.later('connect answer', task);
  }

  /** Where nobody listens, the host itself answers under the network's usual conditions. */
  #links() {
    const { network, to, user } = this.#options;
    const listener = network.listenerAt(to.host, to.port);
    if (listener === undefined) return { there: network.defaults, back: network.defaults };
    const { name } = listener.user;
    return { there: network.link(user.name, name), back: network.link(name, user.name) };
  }
}
