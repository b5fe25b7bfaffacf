import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { LargeWork } from './large-work.ts';

const MB = 1024 * 1024;

function setup() {
  const universe = new SimulatedUniverse({ seed: 1 });
  const work = new LargeWork(universe.createNode('node'));
  const begun: string[] = [];
  const read = (name: string, bytes = 0, client = 'client'): void =>
    work.read({ bytes, client }, () => void begun.push(name));
  const answer = (name: string): void => work.answer(() => void begun.push(name));
  /** A request that takes so much of the loop, from its reading on. */
  const whole = (name: string, workMs: number): void => {
    read(name);
    work.took(workMs);
    work.leave();
  };
  return { universe, work, begun, read, answer, whole };
}

test('one at a time, those that are read before those that are not', () => {
  const { work, begun, read, answer } = setup();
  read('first');
  read('second');
  read('third');
  answer('read');
  assert.deepEqual(begun, ['first']);
  assert.equal(work.waiting, 3);
  work.leave();
  assert.deepEqual(begun, ['first', 'read']);
  work.leave();
  work.leave();
  assert.deepEqual(begun, ['first', 'read', 'second', 'third']);
  work.leave();
  assert.ok(!work.isBusy);
  answer('later');
  assert.equal(begun.at(-1), 'later');
  assert.equal(work.waiting, 0);
});

test('clients have their turns, however much one of them wants', () => {
  const { work, begun, read } = setup();
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1']) read(name, 0, name.slice(0, 1));
  while (work.isBusy) work.leave();
  assert.deepEqual(begun, ['a1', 'a2', 'b1', 'c1', 'a3']);
});

test('after long work nothing is read for nine times as long', async () => {
  const { universe, work, begun, read, whole } = setup();
  whole('long', 100);
  read('next');
  assert.ok(!work.isBusy);
  assert.equal(work.waiting, 1);
  await universe.advance(899);
  assert.deepEqual(begun, ['long']);
  await universe.advance(2);
  assert.deepEqual(begun, ['long', 'next']);
  assert.equal(work.restsMs, 900);
});

test('long work that came together is followed by all its rests', async () => {
  const { universe, work, begun, read } = setup();
  work.took(100);
  work.took(50);
  read('next');
  await universe.advance(1349);
  assert.deepEqual(begun, []);
  await universe.advance(2);
  assert.deepEqual(begun, ['next']);
});

test('after a quiet time nobody waits', async () => {
  const { universe, begun, read, whole } = setup();
  whole('long', 100);
  await universe.advance(901);
  read('next');
  assert.deepEqual(begun, ['long', 'next']);
});

test('what is read is answered also while others rest', () => {
  const { work, begun, read, answer, whole } = setup();
  whole('long', 100);
  read('next');
  answer('read');
  work.leave();
  assert.deepEqual(begun, ['long', 'read']);
  assert.equal(work.waiting, 1);
});

test('short work needs no rest, however often it comes', () => {
  const { begun, whole, work } = setup();
  const names = Array.from({ length: 100 }, (_, index) => `short ${index}`);
  for (const name of names) whole(name, 9);
  assert.deepEqual(begun, names);
  assert.equal(work.restsMs, 0);
});

test('nobody waits for longer than five seconds', async () => {
  const { universe, work, begun, read } = setup();
  for (let index = 0; index < 10; index++) work.took(3000);
  read('next');
  await universe.advance(4999);
  assert.deepEqual(begun, []);
  await universe.advance(2);
  assert.deepEqual(begun, ['next']);
});

test('requests that hold much while they wait are not kept waiting', () => {
  const { work, begun, read } = setup();
  work.took(100);
  read('first', 20 * MB);
  assert.deepEqual(begun, []);
  read('second', 20 * MB);
  assert.deepEqual(begun, ['first']);
  work.leave();
  assert.deepEqual(begun, ['first'], 'the other one alone holds no more than may wait');
});

test('at the end nothing rests', () => {
  const { work, begun, read } = setup();
  work.took(100);
  read('first');
  read('second');
  work.close();
  work.leave();
  assert.deepEqual(begun, ['first', 'second']);
});
