// Joins two ends by two streams: what one writes the other reads, each under its own link's
// conditions.

import type { Prng } from '../../../prng/prng.ts';
import type { Address } from '../../network.ts';
import { ByteStream } from './byte-stream.ts';
import type { LinkConditions } from './link.ts';
import { type ConnectionUser, SimulatedConnection } from './simulated-connection.ts';

export interface PairEnd {
  readonly user: ConnectionUser;
  readonly address: Address;
  /** Conditions of what this end sends. */
  readonly link: LinkConditions;
}

export interface PairOptions {
  readonly prng: Prng;
  readonly client: PairEnd;
  readonly server: PairEnd;
  /** An event that neither end's death or stall stops. */
  inTransit(atMs: number, run: () => void): void;
}

export class ConnectionPair {
  readonly client: SimulatedConnection;
  readonly server: SimulatedConnection;
  readonly clientUser: ConnectionUser;
  readonly serverUser: ConnectionUser;
  readonly #options: PairOptions;
  readonly #fromClient: ByteStream;
  readonly #fromServer: ByteStream;

  constructor(options: PairOptions) {
    const { client, server } = options;
    this.#options = options;
    this.clientUser = client.user;
    this.serverUser = server.user;
    this.#fromClient = this.#stream(client, () => [this.client, this.server]);
    this.#fromServer = this.#stream(server, () => [this.server, this.client]);
    this.client = new SimulatedConnection({
      user: client.user,
      local: client.address,
      remote: server.address,
      incoming: this.#fromServer,
      outgoing: this.#fromClient,
      resetPeer: () => this.#sendReset(client, this.server),
    });
    this.server = new SimulatedConnection({
      user: server.user,
      local: server.address,
      remote: client.address,
      incoming: this.#fromClient,
      outgoing: this.#fromServer,
      resetPeer: () => this.#sendReset(server, this.client),
    });
  }

  /** The ends that this process holds. */
  endsOf(name: string): SimulatedConnection[] {
    const ends: SimulatedConnection[] = [];
    if (this.clientUser.name === name) ends.push(this.client);
    if (this.serverUser.name === name) ends.push(this.server);
    return ends;
  }

  /** Nothing will ever come of it again. */
  get isOver(): boolean {
    const isQuiet = !this.#fromClient.isUnderWay && !this.#fromServer.isUnderWay;
    return isQuiet && this.client.isGone && this.server.isGone;
  }

  /** A link is open again. */
  goOn(): void {
    this.#fromClient.goOn();
    this.#fromServer.goOn();
  }

  #stream(
    writer: PairEnd,
    ends: () => [writing: SimulatedConnection, reading: SimulatedConnection],
  ): ByteStream {
    const { prng, inTransit } = this.#options;
    return new ByteStream({
      link: writer.link,
      prng,
      // A process that is stalled in a call lives ahead of the others: it sends when it is through.
      nowMs: () => writer.user.nowMs,
      inTransit,
      atWriter: (run) => writer.user.later('written', run),
      arrived: () => ends()[1].arrived(),
      allSent: () => ends()[0].allSent(),
    });
  }

  #sendReset(from: PairEnd, to: SimulatedConnection): void {
    const { prng, inTransit } = this.#options;
    const { delayMsMin, delayMsMax } = from.link;
    inTransit(from.user.nowMs + prng.between(delayMsMin, delayMsMax), () => {
      // A reset that the partition swallows is sent again when somebody writes.
      if (!from.link.blocked) to.reset('ECONNRESET');
    });
  }
}
