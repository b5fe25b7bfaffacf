import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { DescribeTopicPartitionsRequest, Draft } from '@ottla/protocol';
import { errors } from '@ottla/protocol';
import { describeTopicPartitionsHandler } from '../src/handlers/75-describe-topic-partitions.ts';
import { ask } from './ask-handler.ts';
import { broker, imageOf, partition, topic, topicId } from './metadata-images.ts';
import { slicesHost } from './slices-host.ts';

function partitions(count: number) {
  return Array.from({ length: count }, () => partition([1], { elr: [2], lastKnownElr: [3] }));
}

const IMAGE = imageOf(
  [broker(1)],
  [topic('b', partitions(3)), topic('a', partitions(2)), topic('c', partitions(1))],
);

function describeAll(request: Draft<DescribeTopicPartitionsRequest>, partitionsMax = 2000) {
  const options = { ...slicesHost(), image: () => IMAGE, partitionsMax };
  const handler = describeTopicPartitionsHandler(options);
  return ask(handler, { version: 0 }, request);
}

/** `a 0-1` for partitions 0 and 1 of topic a; `> b 2` for the cursor. */
async function pageOf(request: Draft<DescribeTopicPartitionsRequest>, partitionsMax?: number) {
  const { topics, nextCursor } = await describeAll(request, partitionsMax);
  const words = topics.map(({ name, errorCode, partitions: shown }) => {
    if (errorCode !== 0) return `${name} error ${errorCode}`;
    const indexes = shown.map((each) => each.partitionIndex);
    return indexes.length === 0 ? `${name} -` : `${name} ${indexes[0]}-${indexes.at(-1)}`;
  });
  if (nextCursor !== null) words.push(`> ${nextCursor.topicName} ${nextCursor.partitionIndex}`);
  return words;
}

const UNKNOWN = errors.UNKNOWN_TOPIC_OR_PARTITION.code;
const INVALID = errors.INVALID_TOPIC_EXCEPTION.code;

describe('pages', () => {
  const cursor = (topicName: string, partitionIndex: number) => ({ topicName, partitionIndex });
  const of = (...names: string[]) => names.map((name) => ({ name }));
  const table: [string, Draft<DescribeTopicPartitionsRequest>, string[]][] = [
    ['all, in the order of names', {}, ['a 0-1', 'b 0-2', 'c 0-0']],
    ['some', { topics: of('c', 'a') }, ['a 0-1', 'c 0-0']],
    ['limit within a topic', { responsePartitionLimit: 4 }, ['a 0-1', 'b 0-1', '> b 2']],
    ['limit between topics', { responsePartitionLimit: 5 }, ['a 0-1', 'b 0-2', '> c 0']],
    ['limit at the end', { responsePartitionLimit: 6 }, ['a 0-1', 'b 0-2', 'c 0-0']],
    ['limit below 1 is 1', { responsePartitionLimit: 0 }, ['a 0-0', '> a 1']],
    ['from a cursor', { cursor: cursor('b', 2) }, ['b 2-2', 'c 0-0']],
    ['cursor past the end', { cursor: cursor('b', 9) }, ['b -', 'c 0-0']],
    ['cursor of a topic that is gone', { cursor: cursor('bb', 1) }, ['c 0-0']],
    ['cursor among asked topics', { topics: of('a', 'b'), cursor: cursor('b', 1) }, ['b 1-2']],
    ['unknown', { topics: of('a', 'zz') }, ['a 0-1', `zz error ${UNKNOWN}`]],
    ['invalid name', { topics: of('a/b') }, [`a/b error ${INVALID}`]],
  ];
  for (const [title, request, expected] of table) {
    test(title, async () => assert.deepEqual(await pageOf(request), expected));
  }

  test("the broker's limit counts as well", async () => {
    assert.deepEqual(await pageOf({ responsePartitionLimit: 100 }, 1), ['a 0-0', '> a 1']);
  });

  test('page after page brings everything exactly once', async () => {
    const seen: string[] = [];
    let next: { topicName: string; partitionIndex: number } | null = null;
    do {
      const request: Draft<DescribeTopicPartitionsRequest> = {
        responsePartitionLimit: 1,
        cursor: next,
      };
      const response = await describeAll(request);
      for (const { name, partitions: shown } of response.topics) {
        for (const each of shown) seen.push(`${name}-${each.partitionIndex}`);
      }
      next = response.nextCursor;
    } while (next !== null);
    assert.deepEqual(seen, ['a-0', 'a-1', 'b-0', 'b-1', 'b-2', 'c-0']);
  });
});

describe('cursors that make no sense are refused', () => {
  test('not among the topics asked for', async () => {
    const response = await describeAll({
      topics: [{ name: 'a' }],
      cursor: { topicName: 'b', partitionIndex: 0 },
    });
    assert.deepEqual(response.topics.map((each) => each.errorCode), [errors.INVALID_REQUEST.code]);
  });

  test('a negative partition', async () => {
    const response = await describeAll({
      topics: [{ name: 'a' }],
      cursor: { topicName: 'a', partitionIndex: -1 },
    });
    assert.deepEqual(response.topics.map((each) => each.errorCode), [errors.INVALID_REQUEST.code]);
  });
});

test('partitions with their eligible leader replicas', async () => {
  const { topics } = await describeAll({ topics: [{ name: 'c' }] });
  assert.equal(topics[0]?.topicId, topicId('c'));
  assert.equal(topics[0]?.topicAuthorizedOperations, 3576);
  const [only] = topics[0]?.partitions ?? [];
  assert.deepEqual(
    [only?.leaderId, only?.replicaNodes, only?.eligibleLeaderReplicas, only?.lastKnownElr],
    [1, [1], [2], [3]],
  );
});
