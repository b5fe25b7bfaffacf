import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Slab, SlabPool } from '@ottla/base';
import fc from 'fast-check';
import { FrameAssembler } from './frame-assembler.ts';
import { ReceiveMemory, type ReceiveMemoryOptions } from './receive-memory.ts';

/** Sizes small enough that every state is reached with little data. */
const slabBytes = 256;
const sharedBytes = 32;

interface Kept {
  readonly bytes: Buffer;
  readonly slab: Slab;
}

/**
 * An assembler with what it delivered; it keeps the frames that `keep` picks, as a handler would.
 */
class Peer {
  readonly assembler: FrameAssembler;
  readonly frames: string[] = [];
  readonly kept: Kept[] = [];
  readonly malformed: string[] = [];
  afterFrame: () => void = () => {};

  constructor(memory: ReceiveMemory, frameBytesMax = 2000, keep = (_index: number) => false) {
    this.assembler = new FrameAssembler({
      memory,
      frameBytesMax,
      onFrame: ({ bytes, start, end, slab }) => {
        if (keep(this.frames.length)) {
          slab.retain();
          this.kept.push({ bytes: bytes.subarray(start, end), slab });
        }
        this.frames.push(bytes.toString('latin1', start, end));
        this.afterFrame();
      },
      onMalformed: (reason) => this.malformed.push(reason),
    });
  }

  /** Plays the network: puts as much as fits into the supplied view, until all has gone in. */
  send(bytes: Uint8Array): void {
    let position = 0;
    while (position < bytes.length) {
      const view = this.assembler.supply();
      assert.ok(view.length > 0);
      const count = Math.min(view.length, bytes.length - position);
      view.set(bytes.subarray(position, position + count));
      this.assembler.received(count);
      position += count;
    }
  }
}

interface MemoryOptions extends Partial<ReceiveMemoryOptions> {
  readonly hasLargeSlabs?: boolean;
}

function newMemory({ hasLargeSlabs = false, ...options }: MemoryOptions = {}) {
  const pool = new SlabPool({ slabBytes, poison: true });
  const largePool = new SlabPool({ slabBytes: 8 * slabBytes, poison: true });
  const large = hasLargeSlabs ? { largePool } : {};
  const memory = new ReceiveMemory({ pool, ...large, sharedBytes, poison: true, ...options });
  return { pool, largePool, memory };
}

function frameOf(content: string): Buffer {
  const frame = Buffer.alloc(4 + content.length);
  frame.writeInt32BE(content.length);
  frame.write(content, 4, 'latin1');
  return frame;
}

function prefixOf(size: number): Buffer {
  const prefix = Buffer.alloc(4);
  prefix.writeInt32BE(size);
  return prefix;
}

/** `length` characters that differ from frame to frame and from place to place. */
function contentOf(index: number, length: number): string {
  const codes = Array.from({ length }, (_, i) => 33 + ((index * 31 + i) % 90));
  return String.fromCharCode(...codes);
}

describe('FrameAssembler', () => {
  it('delivers what was sent, however it is cut, on however many connections at once', () => {
    const upTo = (max: number) => fc.integer({ min: 1, max });
    const lengths = fc.array(fc.oneof(upTo(40), upTo(900)), { minLength: 1, maxLength: 30 });
    const cuts = fc.array(fc.oneof(upTo(9), upTo(700)), { minLength: 1, maxLength: 40 });
    const connection = fc.record({ lengths, cuts, keepEvery: fc.integer({ min: 1, max: 4 }) });
    const property = fc.property(
      fc.array(connection, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 3 }),
      fc.boolean(),
      (connections, busyConnectionsMax, hasLargeSlabs) => {
        const { pool, largePool, memory } = newMemory({ busyConnectionsMax, hasLargeSlabs });
        const peers = connections.map((c) => {
          const peer = new Peer(memory, 2000, (index) => index % c.keepEvery === 0);
          const contents = c.lengths.map((length, i) => contentOf(i, length));
          const wire = Buffer.concat(contents.map(frameOf));
          return { ...c, peer, contents, wire, sent: 0, turn: 0 };
        });
        while (peers.some((p) => p.sent < p.wire.length)) {
          for (const p of peers) {
            const cut = p.cuts[p.turn++ % p.cuts.length] ?? 1;
            p.peer.send(p.wire.subarray(p.sent, p.sent + cut));
            p.sent += cut;
            if (p.turn % 7 === 0) p.peer.assembler.goIdle();
          }
        }
        for (const { peer, contents, keepEvery } of peers) {
          assert.deepEqual(peer.frames, contents);
          const keptContents = contents.filter((_, i) => i % keepEvery === 0);
          // Kept frames are still what they were, though all memory was used over and over.
          assert.deepEqual(peer.kept.map((k) => k.bytes.toString('latin1')), keptContents);
          peer.assembler.close();
          for (const { slab } of peer.kept) slab.release();
        }
        assert.equal(memory.busyConnections, 0);
        memory.close();
        assert.equal(pool.leasedSlabs + largePool.leasedSlabs, 0);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it('keeps no slab for connections that send little', () => {
    const { pool, memory } = newMemory();
    const peers = Array.from({ length: 1000 }, () => new Peer(memory));
    for (let round = 0; round < 3; round++) {
      for (const peer of peers) peer.send(frameOf(`hello ${round}`).subarray(0, 7));
      for (const peer of peers) peer.send(frameOf(`hello ${round}`).subarray(7));
    }
    assert.ok(peers.every((p) => p.frames.join() === 'hello 0,hello 1,hello 2'));
    assert.equal(memory.busyConnections, 0);
    assert.ok(pool.leasedSlabs <= 1);
  });

  it('gives a busy connection a slab, in which frames stay where they came', () => {
    const { memory } = newMemory();
    const peer = new Peer(memory);
    peer.send(frameOf(contentOf(1, 60)));
    assert.equal(memory.busyConnections, 1);
    const view = peer.assembler.supply();
    frameOf('in place').copy(view);
    let place: Buffer | undefined;
    const original = peer.afterFrame;
    peer.afterFrame = () => (place = Buffer.from(view.buffer, view.byteOffset + 4, 8));
    peer.assembler.received(12);
    peer.afterFrame = original;
    assert.equal(place?.toString('latin1'), 'in place');
    assert.equal(peer.frames.at(-1), 'in place');
  });

  it('takes the slab back after many short reads, and from an idle connection when asked', () => {
    const { pool, memory } = newMemory();
    const quiet = new Peer(memory);
    quiet.send(frameOf(contentOf(1, 60)));
    for (let i = 0; i < 40; i++) quiet.send(frameOf('x'));
    assert.equal(memory.busyConnections, 0);
    const idle = new Peer(memory);
    idle.send(Buffer.concat([frameOf(contentOf(1, 60)), frameOf('partial').subarray(0, 6)]));
    assert.equal(idle.assembler.goIdle(), false, 'a frame is incomplete');
    idle.send(frameOf('partial').subarray(6));
    assert.equal(idle.assembler.goIdle(), true);
    assert.equal(idle.assembler.goIdle(), false);
    assert.equal(memory.busyConnections, 0);
    memory.close();
    assert.equal(pool.leasedSlabs, 0);
  });

  it('uses the same bytes of a slab again while nobody keeps frames', () => {
    const { memory } = newMemory();
    const peer = new Peer(memory);
    peer.send(frameOf(contentOf(1, 60)));
    const first = peer.assembler.supply();
    peer.send(frameOf(contentOf(2, 50)));
    assert.equal(peer.assembler.supply().byteOffset, first.byteOffset);
  });

  it('gives large slabs to connections with large frames, and small ones again after them', () => {
    const { pool, memory, largePool } = newMemory({ hasLargeSlabs: true });
    const peer = new Peer(memory, 2000, () => true);
    const sizeAfter = (bytes: number): number => {
      for (let i = 0; i < 150; i++) peer.send(frameOf(contentOf(i, bytes)));
      return peer.kept.at(-1)?.slab.bytes.length ?? 0;
    };
    // Up to a quarter of a slab is not large; a frame of 1500 bytes fits a large slab, and one.
    assert.deepEqual([60, 200, 50, 1500, 60].map(sizeAfter), [256, 2048, 256, 2048, 256]);
    assert.equal(peer.frames.length, 750);
    for (const { slab } of peer.kept) slab.release();
    peer.assembler.close();
    memory.close();
    assert.deepEqual([largePool.leasedSlabs, pool.leasedSlabs], [0, 0]);
  });

  it('spends memory on what came, not on what was announced', () => {
    const pool = new SlabPool({ slabBytes: 1 << 20 });
    const memory = new ReceiveMemory({ pool });
    const before = process.memoryUsage().arrayBuffers;
    const peers = Array.from({ length: 1000 }, () => new Peer(memory, 100 * 2 ** 20));
    for (const peer of peers) peer.send(prefixOf(100 * 2 ** 20));
    for (const peer of peers) peer.send(Buffer.alloc(1000));
    const spent = process.memoryUsage().arrayBuffers - before;
    assert.ok(spent < 16 * 2 ** 20, `${spent} bytes spent`);
    assert.equal(memory.busyConnections, 0);
  });

  it('reads a frame larger than a slab into memory of exactly its size', () => {
    const { pool, memory } = newMemory();
    const peer = new Peer(memory, 2000, () => true);
    const content = contentOf(3, 1500);
    peer.send(Buffer.concat([frameOf(content), frameOf('next')]));
    assert.deepEqual(peer.frames, [content, 'next']);
    assert.equal(peer.kept[0]?.slab.bytes.length, 1504);
    peer.assembler.close();
    for (const { slab } of peer.kept) slab.release();
    memory.close();
    assert.equal(pool.leasedSlabs, 0);
  });

  const malformed: [string, number, RegExp][] = [
    ['zero', 0, /frame size 0/],
    ['negative', -1, /frame size -1 is negative/],
    ['the smallest int32', -(2 ** 31), /negative/],
    ['one too large', 2001, /frame size 2001 is larger than the limit 2000/],
    ['the largest int32', 2 ** 31 - 1, /larger than the limit/],
  ];
  for (const [name, size, reason] of malformed) {
    for (const busy of [false, true]) {
      it(`ends at a size that is ${name}, on a ${busy ? 'busy' : 'quiet'} connection`, () => {
        const { pool, memory } = newMemory();
        const peer = new Peer(memory);
        const before = busy ? [contentOf(1, 60), 'one'] : ['one'];
        const wire = Buffer.concat([...before.map(frameOf), prefixOf(size), frameOf('never')]);
        if (busy) peer.send(wire);
        else for (const byte of wire) peer.send(Buffer.of(byte));
        assert.deepEqual(peer.frames, before);
        assert.equal(peer.malformed.length, 1);
        assert.match(peer.malformed[0] ?? '', reason);
        memory.close();
        assert.equal(pool.leasedSlabs, 0);
      });
    }
  }

  it('delivers nothing after a close from inside a frame, and gives everything back', () => {
    for (const filler of [[], [contentOf(1, 60)]]) {
      const { pool, memory } = newMemory();
      const peer = new Peer(memory);
      for (const content of filler) peer.send(frameOf(content));
      peer.afterFrame = () => peer.assembler.close();
      peer.send(Buffer.concat([frameOf('last'), frameOf('a'), frameOf('b')]));
      assert.deepEqual(peer.frames, [...filler, 'last']);
      memory.close();
      assert.equal(pool.leasedSlabs, 0);
    }
  });
});
