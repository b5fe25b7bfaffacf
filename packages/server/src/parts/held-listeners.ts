// Listeners that are open before anybody serves them: their ports are known and taken, and clients
// that connect already wait. A socket server that asks for the same host and port later gets them,
// with all who came meanwhile.

import type { Address, Connection, Listener, ListenOptions, Network } from '@ottla/base';

/**
 * Connections of one listener that may wait; later ones are dropped, and their clients try again.
 */
const WAITING_MAX = 1000;

type Accept = (connection: Connection) => void;

interface Held {
  readonly host: string;
  readonly listener: Listener;
  readonly waiting: Connection[];
  accept: Accept | undefined;
}

export class HeldListeners {
  readonly #network: Network;
  readonly #held: Held[] = [];

  constructor(network: Network) {
    this.#network = network;
  }

  /** Opens a listener; rejects with a NetworkError. */
  async open(options: ListenOptions): Promise<Address> {
    const waiting: Connection[] = [];
    const accept = (connection: Connection): void => {
      if (held.accept !== undefined) held.accept(connection);
      else if (waiting.length < WAITING_MAX) waiting.push(connection);
      else connection.destroy();
    };
    const listener = await this.#network.listen(options, accept);
    const held: Held = { host: options.host, listener, waiting, accept: undefined };
    this.#held.push(held);
    return listener.address;
  }

  /** The network for socket servers: listening hands an open listener over. */
  get network(): Network {
    return {
      listen: (options, accept) => Promise.resolve(this.#handOver(options, accept)),
      connect: (options) => this.#network.connect(options),
    };
  }

  /** Closes those that nobody has asked for, and drops who waits. */
  async close(): Promise<void> {
    for (const { waiting } of this.#held) {
      for (const connection of waiting.splice(0)) connection.destroy();
    }
    await Promise.all(this.#held.map(({ listener }) => listener.close()));
  }

  #handOver({ host, port }: ListenOptions, accept: Accept): Listener {
    const held = this.#held.find(
      (each) => each.host === host && each.listener.address.port === port,
    );
    if (held === undefined) throw new Error(`nothing was opened on ${host}:${port}`);
    held.accept = accept;
    for (const connection of held.waiting.splice(0)) accept(connection);
    return held.listener;
  }
}
