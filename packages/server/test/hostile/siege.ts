// A whole node on a simulated machine, and strangers who send it bytes: each on a connection of its
// own, many at a time. What must hold: each connection comes to its end, no line of the log tells
// of a bug, and nothing is held when all are gone.

import assert from 'node:assert/strict';

import type { Connection, Receiver, World } from '@ottla/base';
import { SimulatedMachine, type StartedNode } from '../simulated-node.ts';

/** Time for a request to be answered, before its sender ends. */
const ANSWER_MS = 20;
/** Everything that a stranger began must be over by then. */
const OVER_MS = 20_000;

export interface Assault {
  readonly bytes: Uint8Array;
  /** For messages: which request, spoilt how. */
  readonly what: () => string;
}

export interface Tally {
  /** Strangers who were answered. */
  answered: number;
  /** Connections that the node closed before their senders ended. */
  refused: number;
  /** Those that waited, for the rest of a request or for an answer, until their sender ended. */
  waited: number;
}

export class Siege {
  readonly machine: SimulatedMachine;
  readonly tally: Tally = { answered: 0, refused: 0, waited: 0 };
  readonly #started: StartedNode;
  readonly #strangers: World;
  readonly #port: number;
  #seenLines = 0;

  static async begin(seed: string, port: number): Promise<Siege> {
    const machine = new SimulatedMachine(seed);
    return new Siege(machine, await machine.start(), port);
  }

  private constructor(machine: SimulatedMachine, started: StartedNode, port: number) {
    this.machine = machine;
    this.#started = started;
    this.#port = port;
    this.#strangers = machine.universe.createNode('strangers');
  }

  /** All of them at once. */
  async play(assaults: readonly Assault[]): Promise<void> {
    const { universe } = this.machine;
    const connecting = assaults.map(() =>
      this.#strangers.network.connect({ host: 'broker', port: this.#port, timeoutMs: 5000 }),
    );
    const connections = await universe.resolve(Promise.all(connecting));
    const strangers = connections.map((connection) => new Stranger(connection));
    strangers.forEach((stranger, index) => {
      stranger.connection.write([assaults[index]?.bytes ?? new Uint8Array(0)]);
    });
    await universe.advance(ANSWER_MS);
    for (const stranger of strangers) {
      if (stranger.receivedBytes > 0) this.tally.answered += 1;
      else if (stranger.isOver) this.tally.refused += 1;
      else this.tally.waited += 1;
      stranger.end();
    }
    const untilMs = universe.nowMs + OVER_MS;
    while (universe.nowMs < untilMs && strangers.some(({ isOver }) => !isOver)) {
      await universe.advance(10);
    }
    strangers.forEach(({ isOver }, index) => {
      assert.ok(isOver, `${assaults[index]?.what()}: its connection never ends`);
    });
    this.#checkLog(assaults);
  }

  /** Nobody is there any more: nothing may be held. */
  async end(): Promise<void> {
    await this.machine.universe.advance(1000);
    assert.deepEqual(this.#started.fatal, []);
    await this.machine.stop(this.#started);
  }

  /** A line at level error is a bug: what strangers send is none. */
  #checkLog(assaults: readonly Assault[]): void {
    const { lines } = this.#started;
    const errors = lines.slice(this.#seenLines).filter(({ level }) => level === 'error');
    this.#seenLines = lines.length;
    if (errors.length === 0) return;
    const told = errors.map(({ message, fields }) => `${message} ${JSON.stringify(fields)}`);
    const suspects = assaults.slice(0, 5).map(({ what }) => what());
    assert.fail(`${told.join('\n')}\nof ${assaults.length} assaults: ${suspects.join(', ')}…`);
  }
}

const VIEW = new Uint8Array(64 * 1024);

class Stranger implements Receiver {
  readonly connection: Connection;
  receivedBytes = 0;
  #hasEnded = false;
  isOver = false;

  constructor(connection: Connection) {
    this.connection = connection;
    connection.receive(this);
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.connection.end();
  }

  supply(): Uint8Array {
    return VIEW;
  }

  received(length: number): void {
    this.receivedBytes += length;
  }

  ended(): void {
    this.isOver = true;
    this.end();
  }

  closed(): void {
    this.isOver = true;
  }
}
