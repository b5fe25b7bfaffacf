// How many look-ups go on at once, in which order, and what a worker that fails does.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OffsetLookups, SearchFailedError } from './offset-lookups.ts';

const SEARCH = { bytes: new Uint8Array(0), timestamp: 0, isExact: false, fromOffset: 0 };

/** Look-ups that end when the test says so. */
class Bench {
  readonly lookups: OffsetLookups;
  readonly begun: { readonly name: string; readonly end: () => void; fail: () => void }[] = [];
  readonly ended: string[] = [];

  nowMs = 1_000;
  /** How long a search takes; 0: the worker fails. */
  searchMs = 0;
  readonly timers: { readonly dueMs: number; readonly task: () => void }[] = [];

  constructor() {
    const run = async () => {
      this.nowMs += this.searchMs;
      if (this.searchMs === 0) throw new Error('the worker thread ended');
      return { kind: 'none' } as never; // what the one job of these tests gives
    };
    this.lookups = new OffsetLookups({
      clock: { monotonicMs: () => this.nowMs, wallMs: () => this.nowMs },
      timers: {
        after: (delayMs, task) => {
          this.timers.push({ dueMs: this.nowMs + delayMs, task });
          return { cancel: () => undefined };
        },
        endOfTurn: () => undefined,
      },
      offload: { run },
    });
  }

  /** A look-up by one search. */
  async search(client: string, ms: number): Promise<void> {
    this.searchMs = ms;
    await this.lookups.run(client, () => this.lookups.search(SEARCH));
  }

  /** Time passes to the next timer, which it calls. */
  fire(): number {
    const timer = this.timers.shift();
    assert.ok(timer !== undefined);
    const waitedMs = timer.dueMs - this.nowMs;
    this.nowMs = timer.dueMs;
    timer.task();
    return waitedMs;
  }

  add(client: string, name: string): void {
    const lookUp = (): Promise<string> => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const fail = (): void => reject(new Error('no'));
      this.begun.push({ name, end: () => resolve(name), fail });
      return promise;
    };
    const end = (what: string) => void this.ended.push(what);
    this.lookups.run(client, lookUp).then(
      (result) => end(result ?? `${name} not begun`),
      () => end(`${name} failed`),
    );
  }

  get names(): string[] {
    return this.begun.map(({ name }) => name);
  }
}

/** Lets reactions of promises run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('two go on at once, and clients take turns', async () => {
  const bench = new Bench();
  for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2']) bench.add(name.slice(0, 1), name);
  await settle();
  assert.deepEqual(bench.names, ['a1', 'a2']);
  assert.equal(bench.lookups.size, 6);
  for (let index = 0; index < 6; index++) {
    bench.begun[index]?.end();
    await settle();
  }
  assert.deepEqual(bench.names, ['a1', 'a2', 'a3', 'b1', 'a4', 'b2']);
  assert.equal(bench.lookups.size, 0);
});

test('one that fails makes room for the next', async () => {
  const bench = new Bench();
  for (const name of ['a', 'b', 'c']) bench.add(name, name);
  await settle();
  bench.begun[0]?.fail();
  await settle();
  assert.deepEqual(bench.ended, ['a failed']);
  assert.deepEqual(bench.names, ['a', 'b', 'c']);
});

test('after the end nothing is begun', async () => {
  const bench = new Bench();
  for (const name of ['a', 'b', 'c']) bench.add(name, name);
  await settle();
  bench.lookups.close();
  bench.add('d', 'd');
  await settle();
  assert.deepEqual(bench.ended, ['c not begun', 'd not begun']);
  for (const { end } of bench.begun) end();
  await settle();
  assert.deepEqual(bench.ended.slice(2), ['a', 'b']);
});

test('a worker that fails is told by name', async () => {
  const { lookups } = new Bench();
  await assert.rejects(lookups.search(SEARCH), (error) => {
    assert.ok(error instanceof SearchFailedError);
    assert.match(error.message, /worker thread ended/);
    return true;
  });
});

test('a search that took long is followed by a rest of the same length', async () => {
  const bench = new Bench();
  await bench.search('a', 2);
  await bench.search('a', 2);
  assert.equal(bench.timers.length, 0);
  await bench.search('a', 40);
  for (const name of ['b', 'c', 'd']) bench.add(name, name);
  await settle();
  assert.deepEqual(bench.names, [], 'nobody begins');
  assert.equal(bench.timers.length, 1);
  assert.equal(bench.fire(), 40);
  await settle();
  assert.deepEqual(bench.names, ['b', 'c']);
});

test('a rest is no longer than a second, and ends with the node', async () => {
  const bench = new Bench();
  await bench.search('a', 5_000);
  bench.add('b', 'b');
  assert.equal(bench.fire(), 1_000);
  await settle();
  assert.deepEqual(bench.names, ['b']);
  await bench.search('a', 50);
  bench.add('c', 'c');
  bench.lookups.close();
  await settle();
  assert.deepEqual(bench.ended, ['c not begun']);
});
