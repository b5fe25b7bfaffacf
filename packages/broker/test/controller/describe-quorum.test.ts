// DescribeQuorum through the controller channel: raft's own view, in every version.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { describeQuorumApi, type DescribeQuorumResponse, errorOf } from '@ottla/protocol';
import { ControllerWorld, DIRECTORY_ID } from './controller-world.ts';

const METADATA = '__cluster_metadata';
const NO_ID = 'AAAAAAAAAAAAAAAAAAAAAA';

function asked(...topics: readonly [string, readonly number[]][]) {
  return {
    topics: topics.map(([topicName, indexes]) => ({
      topicName,
      partitions: indexes.map((partitionIndex) => ({ partitionIndex })),
    })),
  };
}

test('a quorum of one: its leader has committed all that it has', async () => {
  const it = new ControllerWorld({ seed: 1 });
  await it.start();
  await it.withBroker();
  for (const version of [0, 1, 2]) {
    const response = await it.call(describeQuorumApi, version, asked([METADATA, [0]]));
    assert.equal(response.errorCode, 0);
    const partition = response.topics[0]?.partitions[0];
    assert.ok(partition !== undefined);
    const end = it.image.provenance.lastContainedOffset + 1;
    assert.deepEqual(
      [partition.errorCode, partition.leaderId, partition.leaderEpoch, partition.highWatermark],
      [0, 1, 1, end],
    );
    const nowMs = it.world.clock.wallMs();
    const [voter] = partition.currentVoters;
    assert.deepEqual(partition.observers, []);
    assert.deepEqual(
      [voter?.replicaId, voter?.replicaDirectoryId, voter?.logEndOffset],
      [1, version < 2 ? NO_ID : DIRECTORY_ID, end],
    );
    const fetched = voter?.lastFetchTimestamp ?? 0;
    assert.ok(version === 0 ? fetched === -1 : Math.abs(Number(fetched) - nowMs) < 1000);
    assert.deepEqual(
      response.nodes.map(({ nodeId, listeners }) => [nodeId, listeners.map((each) => each.port)]),
      version < 2 ? [] : [[1, [9093]]],
    );
  }
  await it.stop();
});

const others: readonly (readonly [string, ReturnType<typeof asked>, string])[] = [
  ['another topic', asked(['t', [0, 1]]), 't-0 t-1'],
  ['another partition', asked([METADATA, [1]]), `${METADATA}-1`],
  ['more than the one', asked([METADATA, [0, 1]]), `${METADATA}-0 ${METADATA}-1`],
  ['nothing', asked(), ''],
];

for (const [what, request, expected] of others) {
  test(`${what} is not known`, async () => {
    const it = new ControllerWorld({ seed: 2 });
    await it.start();
    const response = await it.call(describeQuorumApi, 2, request);
    const failed = response.topics.flatMap(({ topicName, partitions }) =>
      partitions.map((each) => {
        assert.equal(errorOf(each.errorCode).name, 'UNKNOWN_TOPIC_OR_PARTITION');
        return `${topicName}-${each.partitionIndex}`;
      }),
    );
    assert.deepEqual([response.errorCode, failed.join(' ')], [0, expected]);
    await it.stop();
  });
}

test('a node that has resigned leads nothing', async () => {
  const it = new ControllerWorld({ seed: 3 });
  await it.start();
  await it.stop();
  const response: DescribeQuorumResponse = await it.call(
    describeQuorumApi,
    2,
    asked([METADATA, [0]]),
  );
  const [partition] = response.topics[0]?.partitions ?? [];
  assert.equal(errorOf(partition?.errorCode ?? 0).name, 'NOT_LEADER_OR_FOLLOWER');
});
