import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, metadataResponse, Reader, Writer } from '@ottla/protocol';
import type { Draft, MetadataResponse } from '@ottla/protocol';

import {
  applyLeaderChanges,
  applyMetadata,
  EMPTY_METADATA,
  partitionOf,
  type ClusterMetadata,
} from './cluster-metadata.ts';

const T1 = 'AAAAAAAAAAAAAAAAAAAAAQ';
const T2 = 'AAAAAAAAAAAAAAAAAAAAAg';

/** As a broker would send it: written and read again, so that every field is there. */
function told(draft: Draft<MetadataResponse>): MetadataResponse {
  const writer = new Writer();
  metadataResponse.write(writer, draft, 12);
  return metadataResponse.read(new Reader(writer.finishOne()), 12);
}

function topic(
  name: string,
  topicId: string,
  partitions: readonly (readonly [leaderId: number, leaderEpoch: number])[],
): Draft<MetadataResponse>['topics'] {
  return [
    {
      name,
      topicId,
      partitions: partitions.map(([leaderId, leaderEpoch], partitionIndex) => ({
        partitionIndex,
        leaderId,
        leaderEpoch,
      })),
    },
  ];
}

const brokers = [1, 2, 3].map((nodeId) => ({ nodeId, host: `h${nodeId}`, port: 9092 }));

function after(...drafts: readonly Draft<MetadataResponse>[]): ClusterMetadata {
  let state = EMPTY_METADATA;
  for (const draft of drafts) state = applyMetadata(state, told({ brokers, ...draft }), false);
  return state;
}

describe('leaders', () => {
  const table: readonly (readonly [
    title: string,
    then: readonly [id: string, leader: number, epoch: number],
    expected: readonly [leader: number, epoch: number],
  ])[] = [
    ['a newer epoch wins', [T1, 2, 6], [2, 6]],
    ['the same epoch is taken as told', [T1, 2, 5], [2, 5]],
    ['an older epoch is ignored', [T1, 2, 4], [1, 5]],
    ['an unknown epoch is taken', [T1, 2, -1], [2, -1]],
    ['a topic that was made anew starts again', [T2, 2, 0], [2, 0]],
  ];
  for (const [title, [id, leader, epoch], expected] of table) {
    test(title, () => {
      const state = after(
        { topics: topic('t', T1, [[1, 5]]) },
        { topics: topic('t', id, [[leader, epoch]]) },
      );
      const partition = partitionOf(state, 't', 0);
      assert.deepEqual([partition?.leader, partition?.leaderEpoch], expected);
    });
  }

  test('partitions without one are not available', () => {
    const state = after({ topics: topic('t', T1, [[1, 0], [-1, 3], [2, 0]]) });
    assert.deepEqual(state.topics.get('t')?.available, [0, 2]);
  });
});

describe('topics', () => {
  test('those not asked for are kept, unless all were asked for', () => {
    const both = after({ topics: topic('a', T1, [[1, 0]]) }, { topics: topic('b', T2, [[1, 0]]) });
    assert.deepEqual([...both.topics.keys()], ['a', 'b']);
    const complete = applyMetadata(both, told({ topics: topic('b', T2, [[1, 0]]) }), true);
    assert.deepEqual([...complete.topics.keys()], ['b']);
  });

  test('an error takes the place of the topic, and a later answer the place of the error', () => {
    const missing = { name: 't', errorCode: errors.UNKNOWN_TOPIC_OR_PARTITION.code };
    const state = after({ topics: topic('t', T1, [[1, 0]]) }, { topics: [missing] });
    assert.equal(state.topics.has('t'), false);
    assert.equal(state.topicErrors.get('t')?.name, 'UNKNOWN_TOPIC_OR_PARTITION');
    const again = applyMetadata(state, told({ brokers, topics: topic('t', T2, [[1, 0]]) }), false);
    assert.equal(again.topicErrors.size, 0);
    assert.equal(again.topicNames.get(T2), 't');
    assert.equal(again.topicNames.has(T1), false);
  });

  test('brokers are exactly those told last', () => {
    const state = after({}, { brokers: [{ nodeId: 9, host: 'h9', port: 1 }] });
    assert.deepEqual([...state.brokers.keys()], [9]);
  });
});

describe('leaders named in other responses (KIP-951)', () => {
  const state = after({ topics: topic('t', T1, [[1, 5], [1, 5]]) });
  const change = (leader: number, leaderEpoch: number): ClusterMetadata =>
    applyLeaderChanges(state, [{ topic: 't', partition: 0, leader, leaderEpoch }], []);

  test('a newer one is taken, for its partition only', () => {
    const changed = change(2, 6);
    assert.equal(partitionOf(changed, 't', 0)?.leader, 2);
    assert.equal(partitionOf(changed, 't', 1)?.leader, 1);
    assert.equal(partitionOf(state, 't', 0)?.leader, 1);
  });

  test('the same or an older epoch, and an unknown broker, change nothing', () => {
    assert.equal(change(2, 5), state);
    assert.equal(change(2, 4), state);
    assert.equal(change(7, 6), state);
  });

  test('a broker that comes with its address is known from then on', () => {
    const endpoint = { id: 7, host: 'h7', port: 9092, rack: null };
    const changes = [{ topic: 't', partition: 0, leader: 7, leaderEpoch: 6 }];
    const changed = applyLeaderChanges(state, changes, [endpoint]);
    assert.equal(partitionOf(changed, 't', 0)?.leader, 7);
    assert.deepEqual(changed.brokers.get(7), endpoint);
  });
});
