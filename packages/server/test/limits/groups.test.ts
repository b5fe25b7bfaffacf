// How many members a group may have, how long the metadata of an offset may be, and how many
// partitions an answer tells of.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  describeTopicPartitionsApi,
  errorOf,
  joinGroupApi,
  offsetCommitApi,
} from '@ottla/protocol';
import { makeCoordinator } from '../simple-group.ts';
import { createTopic, type LimitedNode, withNode } from './limited-node.ts';

/** How often an API has answered this error. */
function errorsOf(node: LimitedNode, request: string, error: string): Promise<number> {
  const errors = 'kafka_network_requestmetrics_errors_total';
  return node.served(`${errors}{request="${request}",error="${error}"}`);
}

test('group.max.size: as many join, the next one is refused', () =>
  withNode({ 'group.max.size': '2' }, async (node) => {
    const [first, second, third] = await node.connectMany(3);
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    await makeCoordinator(node.machine, first);
    const timeouts = { sessionTimeoutMs: 30_000, rebalanceTimeoutMs: 30_000 };
    const protocols = [{ name: 'range', metadata: Buffer.alloc(0) }];
    const join = { groupId: 'g', protocolType: 'consumer', memberId: '', ...timeouts, protocols };
    first.send(joinGroupApi, 3, join);
    second.send(joinGroupApi, 3, join);
    assert.equal(await node.served('kafka_consumergroup_members'), 2);
    assert.equal(await errorsOf(node, 'JoinGroup', 'GROUP_MAX_SIZE_REACHED'), 0);
    const { errorCode } = await third.ask(joinGroupApi, 3, join);
    assert.equal(errorOf(errorCode).name, 'GROUP_MAX_SIZE_REACHED');
    assert.equal(await node.served('kafka_consumergroup_members'), 2);
    assert.equal(await errorsOf(node, 'JoinGroup', 'GROUP_MAX_SIZE_REACHED'), 1);
  }));

test('offset.metadata.max.bytes: metadata of so many is kept, of one more is refused', () =>
  withNode({ 'offset.metadata.max.bytes': '10' }, async (node) => {
    const client = await node.connect();
    await createTopic(client, 't');
    await makeCoordinator(node.machine, client);
    const commit = async (committedMetadata: string): Promise<string> => {
      const partitions = [{ partitionIndex: 0, committedOffset: 1, committedMetadata }];
      const topics = [{ name: 't', partitions }];
      const generation = { generationIdOrMemberEpoch: -1, memberId: '' };
      const request = { groupId: 'g', ...generation, topics };
      const { topics: told } = await client.ask(offsetCommitApi, 8, request);
      return errorOf(told[0]?.partitions[0]?.errorCode ?? -1).name;
    };
    assert.equal(await commit('x'.repeat(10)), 'NONE');
    assert.equal(await errorsOf(node, 'OffsetCommit', 'OFFSET_METADATA_TOO_LARGE'), 0);
    assert.equal(await commit('x'.repeat(11)), 'OFFSET_METADATA_TOO_LARGE');
    assert.equal(await errorsOf(node, 'OffsetCommit', 'OFFSET_METADATA_TOO_LARGE'), 1);
  }));

test('max.request.partition.size.limit: an answer tells of so many, the next of the rest', () =>
  withNode({ 'max.request.partition.size.limit': '3' }, async (node) => {
    const client = await node.connect();
    await createTopic(client, 'whole', 3);
    await createTopic(client, 'x', 1);
    const asked = 'kafka_network_requestmetrics_requests_total{request="DescribeTopicPartitions"';
    const ask = (cursor: { topicName: string; partitionIndex: number } | null) =>
      client.ask(describeTopicPartitionsApi, 0, { topics: [], cursor });
    const first = await ask(null);
    const counts = first.topics.map(({ name, partitions }) => [name, partitions.length]);
    assert.deepEqual(counts, [['whole', 3]]);
    assert.deepEqual(first.nextCursor, { ...first.nextCursor, topicName: 'x', partitionIndex: 0 });
    assert.equal(await node.served(`${asked},version="0"}`), 1);
    const second = await ask({ topicName: 'x', partitionIndex: 0 });
    assert.deepEqual([second.topics.length, second.nextCursor], [1, null]);
    assert.equal(await node.served(`${asked},version="0"}`), 2);
  }));
