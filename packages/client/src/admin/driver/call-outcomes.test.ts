// From outcomes to what a call gives or rejects with, and back.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errors } from '@ottla/protocol';

import {
  AuthenticationError,
  ClientError,
  KafkaError,
  MixedFailureError,
  TimeoutError,
} from '../../errors.ts';
import { allDone, outcomesBy, outcomesOf, valuesOf } from './call-outcomes.ts';
import type { Outcome } from './outcome.ts';

type Outcomes = Map<string, Outcome<number>>;

function thrownBy(outcomes: Outcomes): ClientError {
  try {
    valuesOf(outcomes);
  } catch (error) {
    assert.ok(error instanceof ClientError);
    return error;
  }
  return assert.fail('it did not throw');
}

const exists = (name: string): KafkaError =>
  new KafkaError(errors.TOPIC_ALREADY_EXISTS, `${name} is there`);

test('values, in the same order', () => {
  assert.deepEqual([...valuesOf(new Map([['b', 1], ['a', 2]]))], [['b', 1], ['a', 2]]);
});

test('one failure: its class, code, message and cause', () => {
  const late = new TimeoutError('too late', exists('b'));
  const thrown = thrownBy(new Map<string, Outcome<number>>([['a', 1], ['b', late]]));
  assert.ok(thrown instanceof TimeoutError);
  assert.deepEqual(
    [thrown.name, thrown.message, thrown.retriable, thrown.cause],
    ['TimeoutError', 'too late', true, late.cause],
  );
  const refused = thrownBy(new Map([['a', exists('a')]]));
  assert.ok(refused instanceof KafkaError);
  assert.deepEqual(
    [refused.name, refused.code, refused.message, refused.retriable],
    ['TOPIC_ALREADY_EXISTS', 36, 'a is there', false],
  );
  assert.match(String(refused.stack), /a is there/);
});

test('failures of one name: a message that names the keys, as many as a line can bear', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const outcomes = new Map(names.map((name) => [name, exists(name)] as const));
  assert.equal(
    thrownBy(outcomes).message,
    '7 of 7 failed: a: a is there; b: b is there; c: c is there; d: d is there; e: e is there; ' +
      'and 2 more',
  );
});

test('one error for all keys is told once', () => {
  const error = new AuthenticationError('who are you?');
  const thrown = thrownBy(new Map([['a', error], ['b', error]]));
  assert.ok(thrown instanceof AuthenticationError);
  assert.equal(thrown.message, 'who are you?');
});

test('failures that differ: retriable only where all are', () => {
  const late = new TimeoutError('late');
  const mixed = thrownBy(new Map<string, ClientError>([['a', late], ['b', exists('b')]]));
  assert.ok(mixed instanceof MixedFailureError);
  assert.equal(
    mixed.message,
    '2 of 2 failed: a: TimeoutError: late; b: TOPIC_ALREADY_EXISTS: b is there',
  );
  assert.equal(mixed.retriable, false);
  const passing = new KafkaError(errors.REQUEST_TIMED_OUT);
  assert.ok(thrownBy(new Map<string, ClientError>([['a', late], ['b', passing]])).retriable);
});

test('an error that two calls met gives each of them its own outcomes', async () => {
  const shared = new AuthenticationError('who are you?');
  const call = (key: string): Promise<Map<string, number>> =>
    Promise.reject(thrownBy(new Map([[key, shared]])));
  const calls = [call('a'), call('b')];
  const told = await Promise.all(calls.map((each) => outcomesOf(each)));
  assert.deepEqual(told.map((each) => [...each.keys()]), [['a'], ['b']]);
  assert.equal(shared.outcomes, undefined);
});

test('outcomesOf: of values, of failures, and the same again', async () => {
  const values = new Map([['a', 1]]);
  assert.deepEqual(await outcomesOf(Promise.resolve(values)), values);
  const outcomes: Outcomes = new Map<string, Outcome<number>>([['a', 1], ['b', exists('b')]]);
  const told = await outcomesOf(Promise.resolve().then(() => valuesOf(outcomes)));
  assert.deepEqual([...told], [...outcomes]);
  assert.deepEqual([...(await outcomesOf(Promise.resolve(told)))], [...outcomes]);
});

test('outcomesOf: what is about no key stays a rejection', async () => {
  const error = new ClientError('closed');
  await assert.rejects(outcomesOf(Promise.reject(error)), error);
});

test('allDone: a list as it is, or an error that has it', async () => {
  const list = (second: Outcome<true>) => [
    { name: 'a', outcome: true as Outcome<true> },
    { name: 'b', outcome: second },
  ];
  const check = (results: ReturnType<typeof list>) =>
    allDone(results, ({ name }) => name, ({ outcome }) => outcome);
  assert.deepEqual(check(list(true)), list(true));
  const results = list(exists('b'));
  assert.throws(() => check(results), { name: 'TOPIC_ALREADY_EXISTS', message: 'b is there' });
  assert.equal(await outcomesOf(Promise.resolve().then(() => check(results))), results);
});

test('outcomesBy: by the keys of a result', () => {
  const failed = exists('b');
  const outcomes = new Map<{ name: string }, Outcome<number>>([
    [{ name: 'a' }, 1],
    [{ name: 'b' }, failed],
  ]);
  assert.deepEqual([...outcomesBy(outcomes, ({ name }) => name)], [['a', 1], ['b', failed]]);
});
