// Random conversations over every network: whatever the two sides do, and in whatever order, what
// one receives is what the other sent, or a first part of it, and each is told what the contract
// says.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Connection, Prng } from '../../src/index.ts';
import { type Environment, implementations } from './environment.ts';

/** One side: what it did, and what it was told. */
class Side {
  readonly connection: Connection;
  readonly sent: Buffer[] = [];
  readonly received: Buffer[] = [];
  writes = 0;
  written = 0;
  ended = 0;
  closed = 0;
  paused = false;
  hasEnded = false;
  hasDestroyed = false;
  faults: string[] = [];

  constructor(connection: Connection, prng: Prng) {
    this.connection = connection;
    const views = [1, 10, 1000, 70_000].map((length) => new Uint8Array(length));
    let view = views[0] ?? new Uint8Array(1);
    connection.receive({
      supply: () => {
        if (this.closed > 0) this.faults.push('asked for a view after the close');
        view = prng.pick(views);
        return view;
      },
      received: (length) => {
        if (this.closed + this.ended > 0) this.faults.push('bytes after the end');
        if (this.hasDestroyed) this.faults.push('bytes after the destroy');
        if (length < 1 || length > view.length) this.faults.push(`${length} bytes`);
        this.received.push(Buffer.from(view.subarray(0, length)));
        view.fill(0xdd);
      },
      ended: () => {
        if (this.closed > 0) this.faults.push('ended after the close');
        this.ended += 1;
      },
      closed: () => {
        this.closed += 1;
      },
    });
  }

  get isOpen(): boolean {
    return !this.hasEnded && !this.hasDestroyed && this.closed === 0;
  }

  act(prng: Prng): void {
    const choice = prng.below(20);
    if (choice < 12) this.write(prng);
    else if (choice < 15) this.pauseOrResume();
    else if (choice < 16) this.connection.resupply();
    else if (choice < 17 && prng.chance(0.3)) this.end();
    else if (choice < 18 && prng.chance(0.1)) this.destroy();
  }

  write(prng: Prng): void {
    if (!this.isOpen) return;
    const chunks: Uint8Array[] = [];
    for (let i = prng.below(4); i > 0; i--) {
      chunks.push(prng.bytes(prng.below(prng.pick([3, 100, 5000]))));
    }
    this.sent.push(...chunks.map((chunk) => Buffer.from(chunk)));
    this.writes += 1;
    this.connection.write(chunks, () => {
      this.written += 1;
    });
  }

  pauseOrResume(): void {
    this.paused = !this.paused;
    if (this.paused) this.connection.pause();
    else this.connection.resume();
  }

  end(): void {
    if (!this.isOpen) return;
    this.hasEnded = true;
    this.connection.end();
  }

  destroy(): void {
    this.hasDestroyed = true;
    this.connection.destroy();
  }

  finish(): void {
    if (this.paused) this.pauseOrResume();
    this.end();
  }
}

/** Returns both sides once both are closed. */
async function converse(environment: Environment, seed: number): Promise<[Side, Side]> {
  const prng = new Prng(seed);
  const accepted: Connection[] = [];
  const host = '127.0.0.1';
  const listening = environment.a.network.listen({ host, port: 0 }, (c) => accepted.push(c));
  const listener = await environment.settle(listening);
  const { port } = listener.address;
  const connecting = environment.b.network.connect({ host, port, timeoutMs: 5000 });
  const client = await environment.settle(connecting);
  await environment.until(() => accepted.length === 1);
  const [server] = accepted;
  assert.ok(server !== undefined);
  const sides: [Side, Side] = [new Side(client, prng), new Side(server, prng)];
  for (let step = 0; step < 40; step++) {
    prng.pick(sides).act(prng);
    for (let turns = prng.below(3); turns > 0; turns--) await environment.turn();
  }
  for (const side of sides) side.finish();
  await environment.until(() => sides.every((side) => side.closed > 0));
  await environment.settle(listener.close());
  return sides;
}

function check(side: Side, peer: Side, seed: number): void {
  const told = `seed ${seed}`;
  assert.deepEqual(side.faults, [], told);
  assert.equal(side.closed, 1, told);
  assert.equal(side.written, side.writes, told);
  const sent = Buffer.concat(peer.sent);
  const received = Buffer.concat(side.received);
  assert.ok(received.equals(sent.subarray(0, received.length)), `${told}: other bytes came`);
  if (side.hasDestroyed || peer.hasDestroyed) return;
  assert.equal(received.length, sent.length, `${told}: bytes were lost`);
  assert.equal(side.ended, 1, told);
}

for (const implementation of implementations) {
  describe(`Conversations over the network: ${implementation.name}`, () => {
    it('deliver what was sent, and end as they should', async () => {
      const environment = await implementation.create();
      let destroyed = 0;
      for (let seed = 0; seed < 60; seed++) {
        const [client, server] = await converse(environment, seed);
        check(client, server, seed);
        check(server, client, seed);
        if (client.hasDestroyed || server.hasDestroyed) destroyed += 1;
      }
      assert.ok(destroyed > 2 && destroyed < 50, `${destroyed} of 60 were destroyed`);
      await environment.close();
    });
  });
}
