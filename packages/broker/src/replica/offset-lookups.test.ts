// How many look-ups go on at once, in which order, and what a worker that fails does.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OffsetLookups, SearchFailedError } from './offset-lookups.ts';

/** Look-ups that end when the test says so. */
class Bench {
  readonly lookups: OffsetLookups;
  readonly begun: { readonly name: string; readonly end: () => void; fail: () => void }[] = [];
  readonly ended: string[] = [];

  constructor() {
    const run = () => Promise.reject(new Error('the worker thread ended'));
    this.lookups = new OffsetLookups({ offload: { run } });
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
  const search = { bytes: new Uint8Array(0), timestamp: 0, isExact: false, fromOffset: 0 };
  await assert.rejects(lookups.search(search), (error) => {
    assert.ok(error instanceof SearchFailedError);
    assert.match(error.message, /worker thread ended/);
    return true;
  });
});
