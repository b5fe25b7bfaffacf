// Kafka's words for groups, as brokers write them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errors, type ProtocolError } from '@ottla/protocol';

import { KafkaError, TimeoutError } from '../../errors.ts';
import { groupStateOf, groupTypeOf, isPassingOfCoordinator } from './group-words.ts';

test('types and states, in any case; later ones are Unknown', () => {
  const types = ['classic', 'consumer', 'Share', 'STREAMS', 'quantum', ''].map(groupTypeOf);
  assert.deepEqual(types, ['Classic', 'Consumer', 'Share', 'Streams', 'Unknown', 'Unknown']);
  const states = ['Stable', 'preparingrebalance', 'NotReady', 'Confused'].map(groupStateOf);
  assert.deepEqual(states, ['Stable', 'PreparingRebalance', 'NotReady', 'Unknown']);
});

test('what passes says that nothing was done yet', () => {
  const passing: readonly ProtocolError[] = [
    errors.COORDINATOR_LOAD_IN_PROGRESS,
    errors.COORDINATOR_NOT_AVAILABLE,
    errors.NOT_COORDINATOR,
  ];
  for (const error of Object.values(errors)) {
    const expected = passing.includes(error);
    assert.equal(isPassingOfCoordinator(new KafkaError(error)), expected, error.name);
  }
  assert.equal(isPassingOfCoordinator(new TimeoutError('late')), false);
});
