// Requests about very much: what one may cause is bounded, in Kafka's words, and they are decided
// in slices.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Prng } from '@ottla/base';
import {
  alterConfigs,
  alterPartitionReassignments,
  configsOf,
  type ControllerCommand,
  createPartitions,
  createTopics,
  deleteTopics,
  electLeaders,
  incrementalAlterConfigs,
} from '../src/index.ts';
import { type Draft, errorOf } from '@ottla/protocol';
import { received, TestCluster } from './test-cluster.ts';

const CLIENT_METRICS = 16;
/** What one request may write. */
const MAX = 10_000;
const TOO_MANY = 'Unable to perform excessively large batch operation.';

function subscriptions(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    resourceType: CLIENT_METRICS,
    resourceName: `m${index}`,
    configs: [{ name: 'interval.ms', value: '1000' }],
  }));
}

interface Told {
  readonly errorCode: number;
  readonly errorMessage?: string | null;
}

/** How often each error was told, with the message of the refused ones. */
function tally(told: readonly Told[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { errorCode, errorMessage } of told) {
    const { name } = errorOf(errorCode);
    if (name === 'POLICY_VIOLATION') assert.equal(errorMessage, TOO_MANY);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const FORMS = [
  ['AlterConfigs', alterConfigs],
  ['IncrementalAlterConfigs', incrementalAlterConfigs],
] as const;

for (const [form, command] of FORMS) {
  const alter = (cluster: TestCluster, count: number, validateOnly = false): readonly Told[] => {
    const request = { resources: subscriptions(count), validateOnly };
    return command === alterConfigs
      ? cluster.run(alterConfigs, request).responses
      : cluster.run(incrementalAlterConfigs, request).responses;
  };

  test(`${form} writes as many records as one batch has, and no more`, () => {
    const cluster = new TestCluster();
    assert.deepEqual(tally(alter(cluster, MAX)), { NONE: MAX });
    const { configs } = cluster.image;
    assert.equal(configsOf(configs, CLIENT_METRICS, 'm9999').get('interval.ms'), '1000');
    const other = new TestCluster();
    const { nextOffset } = other;
    assert.deepEqual(tally(alter(other, MAX + 1)), { POLICY_VIOLATION: MAX + 1 });
    assert.deepEqual(tally(alter(other, MAX + 1, true)), { POLICY_VIOLATION: MAX + 1 });
    assert.equal(other.nextOffset, nextOffset, 'nothing was written');
  });
}

test('AlterPartitionReassignments refuses what one request cannot write', () => {
  const cluster = new TestCluster().withBrokers(1, 2);
  const half = MAX / 2;
  cluster.assigned('a', ...Array.from({ length: half }, () => [1]));
  cluster.assigned('b', ...Array.from({ length: half + 1 }, () => [1]));
  const before = cluster.nextOffset;
  const partitions = Array.from({ length: half + 1 }, (_, index) => ({
    partitionIndex: index,
    replicas: [2],
  }));
  const topics = [
    { name: 'a', partitions },
    { name: 'b', partitions },
  ];
  const { responses } = cluster.run(alterPartitionReassignments, { topics });
  assert.deepEqual(tally(responses.flatMap((each) => each.partitions)), {
    NONE: MAX,
    UNKNOWN_TOPIC_OR_PARTITION: 1,
    POLICY_VIOLATION: 1,
  });
  assert.equal(cluster.nextOffset - before, MAX);
  assert.deepEqual(cluster.partition('b', half).addingReplicas, [], 'the last one');
  assert.deepEqual(cluster.partition('b', half - 1).addingReplicas, [2]);
});

test('DeleteTopics refuses what one request cannot write', () => {
  const cluster = new TestCluster().withBrokers(1);
  const names = Array.from({ length: MAX + 1 }, (_, index) => `t${index}`);
  for (let start = 0; start < names.length; start += 4000) {
    const some = names.slice(start, start + 4000);
    const topics = some.map((name) => ({ name, numPartitions: 1, replicationFactor: 1 }));
    cluster.run(createTopics, { topics });
  }
  assert.equal(cluster.image.topics.byName.size, MAX + 1);
  const { responses } = cluster.run(deleteTopics, { topicNames: names }, 5);
  assert.deepEqual(tally(responses), { NONE: MAX, POLICY_VIOLATION: 1 });
  assert.deepEqual([...cluster.image.topics.byName.keys()], [`t${MAX}`]);
});

/** `slices` at least, and one for a request about little. */
function decidedInSlices<Request, Response>(
  command: ControllerCommand<Request, Response>,
  request: (count: number) => Draft<Request>,
  slices: number,
  version = command.api.request.maxVersion,
): void {
  test(`${command.api.name} about very much is decided in slices`, () => {
    const cluster = new TestCluster().withBrokers(1);
    const slicesOf = (count: number): number => {
      const asked = received(command.api.request, request(count), version);
      const deciding = cluster.controller.decide(command, asked, {
        nowMs: 0,
        random: new Prng('test'),
        nextOffset: cluster.nextOffset,
        apiVersion: version,
      });
      let counted = 1;
      while (deciding.next().done !== true) counted += 1;
      return counted;
    };
    assert.equal(slicesOf(5), 1);
    const counted = slicesOf(MAX);
    assert.ok(counted >= slices, `${counted} slices`);
  });
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `n${index}`);
}

decidedInSlices(alterConfigs, (count) => ({ resources: subscriptions(count) }), 80);
decidedInSlices(incrementalAlterConfigs, (count) => ({ resources: subscriptions(count) }), 80);
decidedInSlices(
  alterPartitionReassignments,
  (count) => ({
    topics: names(count).map((name) => {
      return { name, partitions: [{ partitionIndex: 0, replicas: [1] }] };
    }),
  }),
  40,
);
decidedInSlices(
  electLeaders,
  (count) => ({ topicPartitions: names(count).map((topic) => ({ topic, partitions: [0] })) }),
  40,
);
decidedInSlices(
  createTopics,
  (count) => ({
    topics: names(count).map((name) => ({ name, numPartitions: 1, replicationFactor: 1 })),
    validateOnly: true,
  }),
  400,
);
decidedInSlices(
  createPartitions,
  (count) => ({ topics: names(count).map((name) => ({ name, count: 2, assignments: null })) }),
  40,
);
decidedInSlices(deleteTopics, (count) => ({ topicNames: names(count) }), 20, 5);
