import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unpooledSlab } from './slab.ts';
import { poisonByte, SlabPool } from './slab-pool.ts';

const bug = { name: 'AssertionFailure' };

describe('SlabPool', () => {
  it('gives memory out again once all holders have released it', () => {
    const pool = new SlabPool({ slabBytes: 64 });
    const slab = pool.take();
    slab.retain();
    slab.retain();
    slab.release();
    slab.release();
    assert.equal(pool.leasedSlabs, 1);
    assert.equal(pool.freeSlabs, 0);
    slab.release();
    assert.equal(pool.leasedSlabs, 0);
    assert.equal(pool.freeSlabs, 1);
    assert.equal(pool.take().bytes, slab.bytes);
  });

  it('never gives one piece of memory to two holders', () => {
    const pool = new SlabPool({ slabBytes: 64, preparedSlabs: 3 });
    const slabs = Array.from({ length: 8 }, () => pool.take());
    assert.equal(new Set(slabs.map((slab) => slab.bytes.buffer)).size, 8);
  });

  it('keeps no more than it should', () => {
    const pool = new SlabPool({ slabBytes: 64, keptSlabsMax: 2 });
    const slabs = Array.from({ length: 5 }, () => pool.take());
    for (const slab of slabs) slab.release();
    assert.equal(pool.freeSlabs, 2);
    assert.equal(pool.leasedSlabs, 0);
    pool.trim();
    assert.equal(pool.freeSlabs, 0);
  });

  it('prepares slabs beforehand', () => {
    const pool = new SlabPool({ slabBytes: 64, preparedSlabs: 2 });
    assert.equal(pool.freeSlabs, 2);
    assert.throws(() => new SlabPool({ slabBytes: 64, preparedSlabs: 3, keptSlabsMax: 2 }), bug);
    assert.throws(() => new SlabPool({ slabBytes: 0 }), bug);
  });

  it('overwrites what comes back, when told to poison', () => {
    const pool = new SlabPool({ slabBytes: 64, poison: true });
    const slab = pool.take();
    slab.bytes.fill(1);
    slab.retain();
    slab.release();
    assert.ok(slab.bytes.every((byte) => byte === 1));
    slab.release();
    assert.ok(slab.bytes.every((byte) => byte === poisonByte));
  });

  it('takes one release too many for a bug, also when the memory has a new holder', () => {
    const pool = new SlabPool({ slabBytes: 64 });
    const slab = pool.take();
    slab.release();
    assert.throws(() => slab.release(), bug);
    assert.throws(() => slab.retain(), bug);
    const next = pool.take();
    assert.equal(next.bytes, slab.bytes);
    assert.throws(() => slab.release(), bug);
    assert.equal(next.references, 1);
  });

  it('wraps foreign memory', () => {
    const bytes = Buffer.from('foreign');
    const slab = unpooledSlab(bytes);
    assert.equal(slab.bytes, bytes);
    slab.release();
    assert.throws(() => slab.release(), bug);
  });
});
