// Outcomes: values pass, errors are thrown; an error names its key unless the broker said more.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errors } from '@ottla/protocol';

import { ClientError, KafkaError } from '../../errors.ts';
import { doneOf, failureOf, outcomeOf, valueOf } from './outcome.ts';

const { code } = errors.NON_EMPTY_GROUP;

for (const [name, errorMessage, expected] of [
  ["the broker's own words", 'three members', /^three members$/],
  ['none, from an older version', undefined, /^group g: ./],
  ['null', null, /^group g: ./],
  ['an empty text', '', /^group g: ./],
] as const) {
  test(`the message of an error with ${name}`, () => {
    const failure = failureOf({ errorCode: code, errorMessage: errorMessage ?? null }, 'group g');
    assert.equal(failure.name, 'NON_EMPTY_GROUP');
    assert.match(failure.message, expected);
  });
}

test('a value is made only where there is no error', () => {
  assert.equal(outcomeOf({ errorCode: 0 }, 'x', () => 7), 7);
  const failed = outcomeOf({ errorCode: code }, 'x', () => assert.fail('it was made'));
  assert.ok(failed instanceof KafkaError);
  assert.equal(doneOf({ errorCode: 0 }, 'x'), true);
});

test('valueOf throws the error', () => {
  const error = new ClientError('first');
  assert.equal(valueOf(0), 0);
  assert.throws(() => valueOf(error), error);
});
