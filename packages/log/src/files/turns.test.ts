import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Turns } from './turns.ts';

/** Runs that end when they are told to. */
class Bench {
  readonly turns = new Turns({ atOnce: 4, unhurriedAtOnce: 2 });
  readonly running: string[] = [];
  readonly #ends = new Map<string, () => void>();

  take(name: string, isHurried: boolean) {
    const run = async (): Promise<void> => {
      this.running.push(name);
      await new Promise<void>((resolve) => this.#ends.set(name, resolve));
      this.running.splice(this.running.indexOf(name), 1);
    };
    return this.turns.take(run, isHurried);
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)?.();
    await this.settle();
  }

  /** What can go on has gone on. */
  async settle(): Promise<void> {
    for (let step = 0; step < 10; step++) await Promise.resolve();
  }
}

test('what nobody waits for takes a part of the places only', async () => {
  const bench = new Bench();
  for (const name of ['a', 'b', 'c']) bench.take(name, false);
  await bench.settle();
  assert.deepEqual(bench.running, ['a', 'b']);
  bench.take('now', true);
  await bench.settle();
  assert.deepEqual(bench.running, ['a', 'b', 'now']);
  await bench.end('now');
  assert.deepEqual(bench.running, ['a', 'b'], 'the free place is not for those');
  await bench.end('a');
  assert.deepEqual(bench.running, ['b', 'c']);
});

test('whoever is waited for goes first, also if that came later', async () => {
  const bench = new Bench();
  for (const name of ['1', '2', '3', '4', '5']) bench.take(name, true);
  const later = bench.take('later', false);
  bench.take('last', false);
  await bench.settle();
  assert.deepEqual(bench.running, ['1', '2', '3', '4']);
  await bench.end('1');
  assert.deepEqual(bench.running, ['2', '3', '4', '5']);
  bench.take('6', true);
  later.hurry();
  later.hurry();
  await bench.end('2');
  await bench.end('3');
  assert.deepEqual(bench.running, ['4', '5', '6', 'later']);
  await bench.end('later');
  assert.deepEqual(bench.running, ['4', '5', '6', 'last']);
});

test('hurrying what runs already takes nobody a place', async () => {
  const bench = new Bench();
  const [one] = [bench.take('one', false), bench.take('two', false), bench.take('three', false)];
  await bench.settle();
  one.hurry();
  await bench.settle();
  assert.deepEqual(bench.running, ['one', 'two']);
  await bench.end('one');
  await one.done;
  assert.deepEqual(bench.running, ['two', 'three']);
});

test('a run that fails gives its place back, and says so', async () => {
  const turns = new Turns({ atOnce: 1, unhurriedAtOnce: 1 });
  const failing = turns.take(() => Promise.reject(new Error('no')), true);
  const next = turns.take(() => Promise.resolve(), false);
  await assert.rejects(failing.done, /no/);
  await next.done;
});
