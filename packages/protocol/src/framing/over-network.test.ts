// Frames over whole connections, as brokers and clients use them: many connections share one
// memory, go idle, become busy, keep frames and lose their peers. On the real network and on the
// simulated one.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Connection,
  createNodeWorld,
  Prng,
  type Slab,
  SlabPool,
  SimulatedUniverse,
  type World,
} from '@ottla/base';
import { FrameAssembler } from './frame-assembler.ts';
import { ReceiveMemory } from './receive-memory.ts';

interface Place {
  readonly name: string;
  readonly server: World;
  readonly client: World;
  settle<Result>(promise: Promise<Result>): Promise<Result>;
  until(condition: () => boolean): Promise<void>;
}

function simulatedPlace(seed: number): Place {
  const universe = new SimulatedUniverse({ seed });
  return {
    name: 'simulated',
    server: universe.createNode('server', { host: 'machine' }),
    client: universe.createNode('client', { host: 'machine' }),
    settle: (promise) => universe.resolve(promise),
    until: (condition) => universe.runUntil(condition),
  };
}

function realPlace(receivePath: 'targeted' | 'data'): Place {
  const world = createNodeWorld({ receivePath });
  return {
    name: `real, ${receivePath}`,
    server: world,
    client: world,
    settle: (promise) => promise,
    until: async (condition) => {
      const endMs = world.clock.monotonicMs() + 10_000;
      while (!condition()) {
        if (world.clock.monotonicMs() > endMs) throw new Error('not in 10 s');
        await new Promise<void>((resolve) => world.timers.after(0, resolve));
      }
    },
  };
}

function frameOf(content: Uint8Array): Buffer {
  const frame = Buffer.alloc(4 + content.length);
  frame.writeInt32BE(content.length);
  frame.set(content, 4);
  return frame;
}

/** The server's half of a connection, which keeps every third frame for a while. */
class FrameSink {
  readonly assembler: FrameAssembler;
  readonly frames: Buffer[] = [];
  readonly malformed: string[] = [];
  isClosed = false;
  readonly #kept: { slab: Slab; bytes: Buffer; copy: Buffer }[] = [];

  constructor(connection: Connection, memory: ReceiveMemory) {
    this.assembler = new FrameAssembler({
      memory,
      frameBytesMax: 100_000,
      onFrame: ({ bytes, start, end, slab }) => {
        const copy = Buffer.from(bytes.subarray(start, end));
        this.frames.push(copy);
        if (this.frames.length % 3 !== 0) return;
        slab.retain();
        this.#kept.push({ slab, bytes: bytes.subarray(start, end), copy });
        if (this.#kept.length > 5) this.#releaseOldest();
      },
      onMalformed: (reason) => {
        this.malformed.push(reason);
        connection.destroy();
      },
    });
    connection.receive({
      supply: () => this.assembler.supply(),
      received: (length) => this.assembler.received(length),
      ended: () => connection.end(),
      closed: () => {
        this.isClosed = true;
        this.assembler.close();
        while (this.#kept.length > 0) this.#releaseOldest();
      },
    });
  }

  #releaseOldest(): void {
    const kept = this.#kept.shift();
    assert.ok(kept !== undefined);
    assert.ok(kept.bytes.equals(kept.copy), 'a kept frame has changed');
    kept.slab.release();
  }
}

async function converse(place: Place, seed: number): Promise<void> {
  const prng = new Prng(seed);
  const pool = new SlabPool({ slabBytes: 64 * 1024, poison: true });
  const options = { pool, sharedBytes: 4096, busyConnectionsMax: 2, poison: true };
  const memory = new ReceiveMemory(options);
  const sinks: FrameSink[] = [];
  const connections: Connection[] = [];
  const listening = place.server.network.listen({ host: '127.0.0.1', port: 0 }, (connection) => {
    connections.push(connection);
    sinks.push(new FrameSink(connection, memory));
  });
  const listener = await place.settle(listening);
  const address = { host: '127.0.0.1', port: listener.address.port, timeoutMs: 5000 };
  const clients: { connection: Connection; sent: Buffer[] }[] = [];
  for (let i = 0; i < 4; i++) {
    const connection = await place.settle(place.client.network.connect(address));
    const view = new Uint8Array(16);
    connection.receive({ supply: () => view, received() {}, ended() {}, closed() {} });
    await place.until(() => sinks.length === clients.length + 1);
    clients.push({ connection, sent: [] });
  }
  const received = () => sinks.every((s, i) => s.frames.length === clients[i]?.sent.length);
  for (let round = 0; round < 20; round++) {
    const { connection, sent } = prng.pick(clients);
    const frames: Buffer[] = [];
    for (let i = 1 + prng.below(8); i > 0; i--) {
      const content = Buffer.from(prng.bytes(1 + prng.below(prng.pick([50, 3000, 90_000]))));
      sent.push(content);
      frames.push(frameOf(content));
    }
    connection.write(frames);
    if (prng.chance(0.5)) await place.until(received);
    const index = prng.below(sinks.length);
    if (sinks[index]?.assembler.goIdle() === true) connections[index]?.resupply();
  }
  await place.until(received);
  sinks.forEach((sink, i) => {
    assert.ok(Buffer.concat(sink.frames).equals(Buffer.concat(clients[i]?.sent ?? [])));
  });
  // One ends well, one is dropped, one loses its mind, one stops in the middle of a frame.
  clients[0]?.connection.end();
  clients[1]?.connection.destroy();
  clients[2]?.connection.write([Buffer.from('GET / HTTP/1.1\r\n\r\n')]);
  clients[3]?.connection.write([frameOf(Buffer.alloc(90_000)).subarray(0, 50_000)]);
  clients[3]?.connection.end();
  await place.until(() => sinks.every((sink) => sink.isClosed));
  assert.match(sinks[2]?.malformed.join() ?? '', /frame size 1195725856 is larger than the limit/);
  assert.equal(memory.busyConnections, 0);
  memory.close();
  assert.equal(pool.leasedSlabs, 0);
  for (const { connection } of clients) connection.destroy();
  await place.settle(listener.close());
}

describe('frames over the network', () => {
  for (const path of ['targeted', 'data'] as const) {
    it(`real, ${path}: all come, unchanged while kept, and all memory goes back`, async () => {
      for (let seed = 0; seed < 10; seed++) await converse(realPlace(path), seed);
    });
  }

  it('simulated: all come, unchanged while kept, and all memory goes back', async () => {
    for (let seed = 0; seed < 20; seed++) await converse(simulatedPlace(seed), seed);
  });
});
