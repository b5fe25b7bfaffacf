// What a simulated network can do to two nodes that talk.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Connection, SimulatedUniverse, type World } from '../../src/index.ts';

/** A line between two nodes and what came over it. */
class Line {
  readonly universe: SimulatedUniverse;
  readonly client: Connection;
  readonly server: Connection;
  readonly atServer: Buffer[] = [];
  readonly atClient: Buffer[] = [];
  readonly events: string[] = [];

  constructor(universe: SimulatedUniverse, client: Connection, server: Connection) {
    this.universe = universe;
    this.client = client;
    this.server = server;
    for (const [name, connection, got] of [
      ['client', client, this.atClient],
      ['server', server, this.atServer],
    ] as const) {
      const view = new Uint8Array(1000);
      connection.receive({
        supply: () => view,
        received: (length) => got.push(Buffer.from(view.subarray(0, length))),
        ended: () => this.events.push(`${name} ended`),
        closed: (error) => this.events.push(`${name} closed${error ? ` ${error.message}` : ''}`),
      });
    }
  }

  received(at: 'server' | 'client'): string {
    return Buffer.concat(at === 'server' ? this.atServer : this.atClient).toString('latin1');
  }
}

interface Pair {
  readonly universe: SimulatedUniverse;
  readonly a: World;
  readonly b: World;
}

function newPair(seed: number): Pair {
  const universe = new SimulatedUniverse({ seed });
  return { universe, a: universe.createNode('a'), b: universe.createNode('b') };
}

/** A client on `b` that is connected to a server on `a`. */
async function newLine({ universe, a, b }: Pair): Promise<Line> {
  const accepted: Connection[] = [];
  const listening = a.network.listen({ host: '0.0.0.0', port: 9092 }, (c) => accepted.push(c));
  await universe.resolve(listening);
  const connecting = b.network.connect({ host: 'a', port: 9092, timeoutMs: 1000 });
  const client = await universe.resolve(connecting);
  await universe.runUntil(() => accepted.length === 1);
  const server = accepted[0];
  assert.ok(server !== undefined);
  return new Line(universe, client, server);
}

const connectTo = (world: World, timeoutMs = 5000) =>
  world.network.connect({ host: 'a', port: 9092, timeoutMs });

describe('the simulated network', () => {
  it('delays by the link, and keeps the order of one connection', async () => {
    for (let seed = 0; seed < 50; seed++) {
      const pair = newPair(seed);
      const line = await newLine(pair);
      Object.assign(pair.universe.network.link('b', 'a'), { delayMsMin: 10, delayMsMax: 500 });
      const startMs = pair.universe.nowMs;
      for (let i = 0; i < 26; i++) line.client.write([Buffer.of(97 + i)]);
      await pair.universe.runUntil(() => line.received('server').length > 0);
      assert.ok(pair.universe.nowMs - startMs >= 10);
      await pair.universe.runUntil(() => line.received('server').length === 26);
      assert.equal(line.received('server'), 'abcdefghijklmnopqrstuvwxyz');
    }
  });

  it('keeps no order between connections', async () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 100; seed++) {
      const pair = newPair(seed);
      const first = await newLine(pair);
      let order = '';
      const listening = pair.a.network.listen({ host: '', port: 1 }, (connection) => {
        const view = new Uint8Array(10);
        connection.receive({
          supply: () => view,
          received: () => (order += '2'),
          ended: () => {},
          closed: () => {},
        });
      });
      await pair.universe.resolve(listening);
      const connecting = pair.b.network.connect({ host: 'a', port: 1, timeoutMs: 100 });
      const other = await pair.universe.resolve(connecting);
      first.client.write([Buffer.of(1)]);
      other.write([Buffer.of(2)]);
      await pair.universe.runUntil(() => {
        if (first.received('server').length === 1 && !order.includes('1')) order += '1';
        return order.length === 2;
      });
      orders.add(order);
    }
    assert.deepEqual([...orders].sort(), ['12', '21']);
  });

  it('holds up what a partition stops, in each direction by itself, until it heals', async () => {
    const pair = newPair(1);
    const line = await newLine(pair);
    pair.universe.network.partition(['b'], ['a'], true);
    line.client.write([Buffer.from('lost?')]);
    line.server.write([Buffer.from('through')]);
    await pair.universe.advance(60_000);
    assert.equal(line.received('server'), '');
    assert.equal(line.received('client'), 'through');
    pair.universe.network.heal();
    await pair.universe.advance(1000);
    assert.equal(line.received('server'), 'lost?');
    assert.deepEqual(line.events, []);
  });

  it('lets attempts to connect time out in a partition, unless it ends in time', async () => {
    const pair = newPair(2);
    await newLine(pair);
    pair.universe.network.partition(['b'], ['a'], true);
    await assert.rejects(pair.universe.resolve(connectTo(pair.b)), { code: 'ETIMEDOUT' });
    assert.ok(pair.universe.nowMs >= 5000);
    const connecting = connectTo(pair.b);
    await pair.universe.advance(2000);
    pair.universe.network.heal();
    (await pair.universe.resolve(connecting)).destroy();
  });

  it('forgets an attempt to connect that is given up in a partition', async () => {
    const { universe, a, b } = newPair(2);
    let accepted = 0;
    const listening = a.network.listen({ host: '', port: 9092 }, () => {
      accepted += 1;
    });
    await universe.resolve(listening);
    universe.network.partition(['b'], ['a'], true);
    const giving = new AbortController();
    const { signal } = giving;
    const connecting = b.network.connect({ host: 'a', port: 9092, timeoutMs: 30_000, signal });
    const rejected = assert.rejects(connecting, /enough/);
    await universe.advance(500);
    giving.abort(new Error('enough'));
    // Without an event of the universe.
    await rejected;
    universe.network.heal();
    await universe.advance(60_000);
    assert.equal(accepted, 0);
  });

  it('refuses where nobody listens, where it shall, and where the process is dead', async () => {
    const pair = newPair(3);
    const refused = { code: 'ECONNREFUSED' };
    await assert.rejects(pair.universe.resolve(connectTo(pair.b)), refused);
    await newLine(pair);
    pair.universe.network.link('b', 'a').refusing = true;
    await assert.rejects(pair.universe.resolve(connectTo(pair.b)), refused);
    pair.universe.network.link('b', 'a').refusing = false;
    (await pair.universe.resolve(connectTo(pair.b))).destroy();
    pair.universe.kill('a', 'process');
    await assert.rejects(pair.universe.resolve(connectTo(pair.b)), refused);
  });

  it('cuts connections at any byte', async () => {
    const lengths = new Set<number>();
    for (let seed = 0; seed < 100; seed++) {
      const pair = newPair(seed);
      const line = await newLine(pair);
      let written = 0;
      for (let i = 0; i < 10; i++) line.client.write([Buffer.alloc(100, 97)], () => written++);
      pair.universe.network.resetConnections('a', 'b');
      await pair.universe.advance(1000);
      assert.equal(line.events.filter((event) => event.includes('ECONNRESET')).length, 2);
      assert.equal(written, 10);
      lengths.add(line.received('server').length);
    }
    assert.ok([...lengths].every((length) => length <= 100));
  });

  it('tells the peers of a killed process, but not those of one without power', async () => {
    for (const death of ['process', 'power'] as const) {
      const pair = newPair(4);
      const line = await newLine(pair);
      line.client.write([Buffer.from('x')]);
      await pair.universe.runUntil(() => line.received('server') === 'x');
      pair.universe.kill('a', death);
      await pair.universe.advance(3_600_000);
      assert.deepEqual(line.events, death === 'process' ? ['client ended'] : []);
      line.client.write([Buffer.from('hello?')]);
      await pair.universe.advance(1000);
      const reset = 'client closed connection with a:9092: ECONNRESET';
      assert.equal(line.events.includes(reset), death === 'process');
      if (death === 'process') continue;
      // The machine comes back and knows nothing of the connection that it is written to on.
      pair.universe.restart('a');
      await pair.universe.advance(1000);
      assert.deepEqual(line.events, [reset]);
    }
  });

  it('times out on a machine without power, and ends all processes on it', async () => {
    const pair = newPair(5);
    pair.universe.createNode('a twin', { host: 'a' });
    await newLine(pair);
    pair.universe.kill('a', 'power');
    assert.equal(pair.universe.isAlive('a twin'), false);
    await assert.rejects(pair.universe.resolve(connectTo(pair.b)), { code: 'ETIMEDOUT' });
  });

  it('sends what a stalled process wrote only when it is through', async () => {
    const pair = newPair(6);
    const line = await newLine(pair);
    const startMs = pair.universe.nowMs;
    pair.universe.process('b').stall(500);
    line.client.write([Buffer.from('late')]);
    await pair.universe.runUntil(() => line.received('server') === 'late');
    assert.ok(pair.universe.nowMs - startMs >= 500);
  });
});
