import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Prng } from './prng.ts';

/** The published algorithm, in 64-bit-safe arithmetic, from a given state: xoshiro128**. */
function reference(state: [bigint, bigint, bigint, bigint], count: number): number[] {
  const mask = 0xffffffffn;
  const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & mask;
  const numbers: number[] = [];
  for (let i = 0; i < count; i++) {
    numbers.push(Number((rotate((state[1] * 5n) & mask, 7n) * 9n) & mask));
    const t = (state[1] << 9n) & mask;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = rotate(state[3], 11n);
  }
  return numbers;
}

describe('Prng', () => {
  it('is xoshiro128**', () => {
    const expected = reference([1n, 2n, 3n, 4n], 100);
    // First numbers as the authors' program prints them for the state 1, 2, 3, 4.
    assert.deepEqual(expected.slice(0, 3), [11520, 0, 5927040]);
    const prng = Prng.withState([1, 2, 3, 4]);
    assert.deepEqual(Array.from({ length: 100 }, () => prng.uint32()), expected);
  });

  it('repeats itself for one seed, and differs for a similar one', () => {
    const draw = (seed: number | string) => {
      const prng = new Prng(seed);
      return Array.from({ length: 20 }, () => prng.uint32());
    };
    assert.deepEqual(draw(7), draw(7));
    assert.deepEqual(draw(7), draw('7'));
    const first = new Set(Array.from({ length: 1000 }, (_, seed) => draw(seed)[0]));
    assert.ok(first.size > 995);
    assert.notDeepEqual(Prng.labelled(1, 'a').bytes(8), Prng.labelled(1, 'b').bytes(8));
  });

  it('spreads its draws evenly', () => {
    const prng = new Prng('even');
    const counts = new Array<number>(10).fill(0);
    let sum = 0;
    let heads = 0;
    for (let i = 0; i < 100_000; i++) {
      const index = prng.below(10);
      counts[index] = (counts[index] ?? 0) + 1;
      sum += prng.float();
      if (prng.chance(0.25)) heads += 1;
    }
    assert.ok(counts.every((count) => Math.abs(count - 10_000) < 500), counts.join());
    assert.ok(Math.abs(sum / 100_000 - 0.5) < 0.01);
    assert.ok(Math.abs(heads / 100_000 - 0.25) < 0.01);
  });

  it('stays in its bounds', () => {
    const prng = new Prng(1);
    for (let i = 0; i < 1000; i++) {
      const between = prng.between(-2, 3);
      assert.ok(between >= -2 && between < 3);
      assert.ok(prng.below(3) < 3);
      assert.equal(prng.below(1), 0);
    }
    assert.equal(prng.chance(0), false);
    assert.equal(prng.chance(1), true);
    assert.equal(prng.bytes(33).length, 33);
    assert.throws(() => prng.below(0), { name: 'AssertionFailure' });
    assert.throws(() => prng.pick([]), { name: 'AssertionFailure' });
  });

  it('shuffles to every order', () => {
    const prng = new Prng(2);
    const orders = new Set<string>();
    for (let i = 0; i < 500; i++) orders.add(prng.shuffle([1, 2, 3, 4]).join(''));
    assert.equal(orders.size, 24);
  });
});
