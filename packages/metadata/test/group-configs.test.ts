// What groups and client metrics subscriptions may be given, in the words of Apache Kafka 4.3.1.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { incrementalAlterConfigs } from '../src/index.ts';
import { errorOf } from '@ottla/protocol';
import { TestCluster } from './test-cluster.ts';

const SET = 0;
const APPEND = 2;
const CLIENT_METRICS = 16;
const GROUP = 32;

type Answer = readonly [error: string, message: string | null];

function alter(
  cluster: TestCluster,
  resource: readonly [type: number, name: string],
  [name, value, configOperation = SET]: readonly [string, string, number?],
): Answer {
  const [resourceType, resourceName] = resource;
  const configs = [{ name, value, configOperation }];
  const resources = [{ resourceType, resourceName, configs }];
  const [response] = cluster.run(incrementalAlterConfigs, { resources }).responses;
  return [errorOf(response?.errorCode ?? -1).name, response?.errorMessage ?? null];
}

const GREATER = 'must be greater than or equal to';
const LESS = 'must be less than or equal to';

const groups: readonly (readonly [name: string, value: string, message: string | null])[] = [
  ['consumer.session.timeout.ms', '50000', null],
  ['consumer.assignment.interval.ms', '1000', null],
  ['share.auto.offset.reset', 'by_duration:PT1H', null],
  ['consumer.session', '5', 'Unknown group config name: consumer.session'],
  [
    'consumer.session.timeout.ms',
    '5',
    `consumer.session.timeout.ms ${GREATER} group.consumer.min.session.timeout.ms`,
  ],
  [
    'consumer.heartbeat.interval.ms',
    '60000',
    `consumer.heartbeat.interval.ms ${LESS} group.consumer.max.heartbeat.interval.ms`,
  ],
  [
    'share.record.lock.duration.ms',
    '1',
    'Invalid value 1 for configuration share.record.lock.duration.ms: Value must be at least 1000',
  ],
  [
    'share.delivery.count.limit',
    '5000',
    `share.delivery.count.limit ${LESS} group.share.max.delivery.count.limit`,
  ],
  [
    'share.partition.max.record.locks',
    '1000000',
    `share.partition.max.record.locks ${LESS} group.share.max.partition.max.record.locks`,
  ],
  [
    'share.auto.offset.reset',
    'never',
    'Invalid value never for configuration share.auto.offset.reset: Invalid value `never` for ' +
      "configuration share.auto.offset.reset. The value must be either 'earliest', 'latest' or " +
      "of the format 'by_duration:<PnDTnHnMn.nS>'.",
  ],
  [
    'streams.num.standby.replicas',
    '5',
    `streams.num.standby.replicas ${LESS} group.streams.max.standby.replicas`,
  ],
];

for (const [name, value, message] of groups) {
  test(`a group is ${message === null ? 'given' : 'refused'} ${name}=${value}`, () => {
    const expected = message === null ? ['NONE', null] : ['INVALID_CONFIG', message];
    assert.deepEqual(alter(new TestCluster(), [GROUP, 'g'], [name, value]), expected);
  });
}

test('a session outlasts a heartbeat', () => {
  const config = {
    'group.consumer.min.session.timeout.ms': '1000',
    'group.consumer.min.heartbeat.interval.ms': '1000',
  };
  const cluster = new TestCluster({ config });
  assert.deepEqual(alter(cluster, [GROUP, 'g'], ['consumer.session.timeout.ms', '5000']), [
    'INVALID_CONFIG',
    'consumer.session.timeout.ms must be greater than consumer.heartbeat.interval.ms',
  ]);
});

const subscriptions: readonly (readonly [string, string, Answer])[] = [
  ['interval.ms', '1000', ['NONE', null]],
  ['match', 'client_id=a.*,client_software_name=b', ['NONE', null]],
  [
    'interval.ms',
    '10',
    [
      'INVALID_REQUEST',
      'Invalid value 10 for interval.ms, interval must be between 100 and 3600000 (1 hour)',
    ],
  ],
  ['match', 'client_id=a(', ['INVALID_CONFIG', 'Illegal client matching pattern: client_id=a(']],
  ['match', 'clientt=a', ['INVALID_CONFIG', 'Illegal client matching pattern: clientt=a']],
  ['match', 'client_id=a=', ['NONE', null]],
  ['match', 'client_id=', ['INVALID_CONFIG', 'Illegal client matching pattern: client_id=']],
  ['match', 'client_id=a=b', ['INVALID_CONFIG', 'Illegal client matching pattern: client_id=a=b']],
  ['match', 'client_id', ['INVALID_CONFIG', 'Illegal client matching pattern: client_id']],
  ['x', 'a', ['INVALID_REQUEST', 'Unknown client metrics configuration: x']],
];

for (const [name, value, expected] of subscriptions) {
  test(`a subscription with ${name}=${value}: ${expected[0]}`, () => {
    assert.deepEqual(alter(new TestCluster(), [CLIENT_METRICS, 'm'], [name, value]), expected);
  });
}

test('nothing is appended to the lists of a subscription', () => {
  const appended = alter(new TestCluster(), [CLIENT_METRICS, 'm'], ['metrics', 'c', APPEND]);
  const message = "Can't APPEND to key metrics because its type is not LIST.";
  assert.deepEqual(appended, ['INVALID_CONFIG', message]);
});

test('a topic that is not there, and a value that is wrong: the value counts', () => {
  const cluster = new TestCluster();
  const [error, message] = alter(cluster, [2, 'nope'], ['retention.ms', 'x']);
  assert.equal(error, 'INVALID_CONFIG');
  const expected = 'Invalid value x for configuration retention.ms: Not a number of type LONG';
  assert.equal(message, expected);
});
