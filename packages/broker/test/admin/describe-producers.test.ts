// DescribeProducers: what a leader knows of those who produce with an id.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  type DescribeProducersResponse,
  type Draft,
  errorOf,
  produceApi,
} from '@ottla/protocol';
import { describeProducersHandler } from '../../src/handlers/61-describe-producers.ts';
import { ask, contextOf } from '../ask-handler.ts';
import { batchOf } from '../batches.ts';
import { DataPlane } from '../data-plane.ts';
import { slicesHost } from '../slices-host.ts';

async function describeAll(plane: DataPlane, topics: readonly [string, readonly number[]][]) {
  const handler = describeProducersHandler({ ...slicesHost(), replicas: plane.replicas });
  const asked = topics.map(([name, partitionIndexes]) => ({ name, partitionIndexes }));
  const response = await ask(handler, { version: 0 }, { topics: asked });
  return response.topics.flatMap(({ name, partitions }) =>
    partitions.map((each) => ({ ...each, at: `${name}-${each.partitionIndex}` })),
  );
}

test('producers with an id are told with their last batch, others are not', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { partitions: 2 });
  const client = await plane.connect();
  const produce = async (records: Uint8Array): Promise<void> => {
    const topicData = [{ name: 't', partitionData: [{ index: 0, records }] }];
    const { responses } = await client.ask(produceApi, 9, { acks: 1, topicData });
    assert.equal(responses[0]?.partitionResponses[0]?.errorCode, 0);
  };
  await produce(batchOf(['nobody in particular']));
  const known = { producerId: 4000, producerEpoch: 3, isTransactional: false };
  await produce(batchOf(['a', 'b'], { producer: { ...known, baseSequence: 0 } }));
  await produce(batchOf(['c'], { producer: { ...known, baseSequence: 2 } }));
  const [first, second] = await describeAll(plane, [['t', [0, 1]]]);
  assert.deepEqual(
    first?.activeProducers.map(({ unknownTaggedFields: _, ...each }) => each),
    [
      {
        producerId: 4000,
        producerEpoch: 3,
        lastSequence: 2,
        lastTimestamp: 0,
        coordinatorEpoch: -1,
        currentTxnStartOffset: -1,
      },
    ],
  );
  assert.deepEqual(second?.activeProducers, []);
  await plane.stop();
});

test('partitions that cannot be told of', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  plane.createTopic('elsewhere', { replicas: [1, 2], leader: 2 });
  plane.createTopic('not-here', { replicas: [2], leader: 2 });
  const found = await describeAll(plane, [
    ['t', [0, 9]],
    ['elsewhere', [0]],
    ['not-here', [0]],
    ['nobody', [0]],
    ['a/b', [0]],
  ]);
  assert.deepEqual(
    found.map(({ at, errorCode, errorMessage }) => [at, errorOf(errorCode).name, errorMessage]),
    [
      ['t-0', 'NONE', null],
      ['t-9', 'UNKNOWN_TOPIC_OR_PARTITION', null],
      ['elsewhere-0', 'NOT_LEADER_OR_FOLLOWER', null],
      ['not-here-0', 'NOT_LEADER_OR_FOLLOWER', null],
      ['nobody-0', 'UNKNOWN_TOPIC_OR_PARTITION', null],
      [
        'a/b-0',
        'INVALID_TOPIC_EXCEPTION',
        "Topic name is invalid: 'a/b' contains one or more characters other than ASCII " +
          "alphanumerics, '.', '_' and '-'",
      ],
    ],
  );
  await plane.stop();
});

test('an answer holds half a million producers, and refuses the rest', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  const count = 100;
  for (let producerId = 1; producerId <= count; producerId++) {
    const producer = { producerId, producerEpoch: 0, isTransactional: false, baseSequence: 0 };
    const partitionData = [{ index: 0, records: batchOf(['a'], { producer }) }];
    await client.ask(produceApi, 9, { acks: 1, topicData: [{ name: 't', partitionData }] });
  }
  const { world, largeWork, replicas } = plane;
  const { clock, timers } = world;
  const handler = describeProducersHandler({ clock, timers, largeWork, replicas });
  const partitionIndexes = Array.from({ length: 5_010 }, () => 0);
  const topics = [{ name: 't', partitionIndexes, unknownTaggedFields: [] }];
  const answered = new Promise<Draft<DescribeProducersResponse>>((resolve) => {
    const context = contextOf(0, 'PLAINTEXT');
    handler.handle({ topics, unknownTaggedFields: [] }, context, (answer) => resolve(answer ?? {}));
  });
  const { topics: answers = [] } = await plane.universe.resolve(answered);
  const partitions = answers.flatMap((each) => each.partitions ?? []);
  const errorNames = partitions.map((each) => errorOf(each.errorCode ?? 0).name);
  assert.deepEqual(errorNames.slice(0, 5_000), Array.from({ length: 5_000 }, () => 'NONE'));
  assert.deepEqual(new Set(errorNames.slice(5_000)), new Set(['POLICY_VIOLATION']));
  assert.ok(partitions.slice(0, 5_000).every((each) => each.activeProducers?.length === count));
  await plane.stop();
});
