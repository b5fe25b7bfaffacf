// The wheel against the plain truth: everything expires once, not before its time, and little
// after it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse, type World } from '@ottla/base';
import { TimerWheel, WheelEntry } from './timer-wheel.ts';

class Entry extends WheelEntry {
  readonly dueMs: number;
  readonly #world: World;
  expiredMs = -1;
  onExpire: (() => void) | undefined;

  constructor(world: World, delayMs: number) {
    super();
    this.#world = world;
    this.dueMs = world.clock.monotonicMs() + delayMs;
  }

  override expire(): void {
    assert.equal(this.expiredMs, -1, 'an entry expired twice');
    this.expiredMs = this.#world.clock.monotonicMs();
    this.onExpire?.();
  }
}

function start(seed: number | string = 1) {
  const universe = new SimulatedUniverse({ seed });
  const world = universe.createNode('node');
  return { universe, world, wheel: new TimerWheel(world.clock, world.timers) };
}

test('entries expire in their time, whatever their distance', async () => {
  const { universe, world, wheel } = start();
  const delays = [0, 1, 2, 999, 1023, 1024, 1025, 2048, 5000, 60_000, 100_000];
  const entries = delays.map((delayMs) => new Entry(world, delayMs));
  entries.forEach((entry, index) => wheel.add(entry, delays[index] ?? 0));
  await universe.advance(200_000);
  for (const { dueMs, expiredMs } of entries) {
    assert.ok(expiredMs >= dueMs && expiredMs <= dueMs + 3, `${expiredMs} for ${dueMs}`);
  }
  assert.equal(wheel.size, 0);
});

test('an entry that is removed does not expire, and may come again', async () => {
  const { universe, world, wheel } = start();
  const [one, two, three] = [100, 100, 100].map((delayMs) => new Entry(world, delayMs));
  assert.ok(one !== undefined && two !== undefined && three !== undefined);
  for (const entry of [one, two, three]) wheel.add(entry, 100);
  wheel.remove(two);
  wheel.remove(two);
  await universe.advance(50);
  wheel.remove(one);
  wheel.add(one, 500);
  await universe.advance(100);
  assert.deepEqual([one.expiredMs, two.expiredMs], [-1, -1]);
  assert.ok(three.expiredMs > 0);
  await universe.advance(500);
  assert.ok(one.expiredMs > 0);
});

test('an entry may remove and add others while it expires', async () => {
  const { universe, world, wheel } = start();
  const entries = Array.from({ length: 4 }, () => new Entry(world, 10));
  const late = new Entry(world, 30);
  for (const entry of entries) wheel.add(entry, 10);
  for (const entry of entries) {
    entry.onExpire = () => {
      for (const other of entries) if (other !== entry) wheel.remove(other);
      wheel.add(late, 20);
    };
  }
  await universe.advance(100);
  assert.equal(entries.filter(({ expiredMs }) => expiredMs >= 0).length, 1);
  assert.ok(late.expiredMs > 0);
});

test('after a long stall everything that is due expires at once', async () => {
  const { universe, world, wheel } = start();
  const entries = [5, 500, 1500, 3000].map((delayMs) => {
    const entry = new Entry(world, delayMs);
    wheel.add(entry, delayMs);
    return entry;
  });
  universe.process('node').stall(10_000);
  await universe.advance(10_010);
  for (const { expiredMs } of entries) assert.ok(expiredMs >= 10_000 - 1, `${expiredMs}`);
});

test('random entries, added and removed at random, agree with a list', async () => {
  const { universe, world, wheel } = start('random');
  const { prng } = universe;
  const kept: Entry[] = [];
  const removed: Entry[] = [];
  for (let round = 0; round < 2000; round++) {
    const delayMs = prng.uint32() % 3000;
    const entry = new Entry(world, delayMs);
    wheel.add(entry, delayMs);
    kept.push(entry);
    const index = prng.uint32() % kept.length;
    const victim = kept[index];
    if (round % 3 === 0 && victim !== undefined && victim.expiredMs < 0) {
      wheel.remove(victim);
      kept.splice(index, 1);
      removed.push(victim);
    }
    await universe.advance(prng.uint32() % 4);
  }
  await universe.advance(4000);
  assert.ok(removed.every(({ expiredMs }) => expiredMs === -1));
  for (const { dueMs, expiredMs } of kept) {
    assert.ok(expiredMs >= dueMs && expiredMs <= dueMs + 3, `${expiredMs} for ${dueMs}`);
  }
});

test('a closed wheel expires nothing', async () => {
  const { universe, world, wheel } = start();
  const entry = new Entry(world, 10);
  wheel.add(entry, 10);
  wheel.close();
  await universe.advance(100);
  assert.equal(entry.expiredMs, -1);
});
