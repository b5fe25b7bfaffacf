import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { BatchBuilder, transactionMarkerBatch } from '@ottla/protocol';

import { fetched } from '../../test/fetched.ts';
import { AssignedPartition } from './assigned-partition.ts';
import type { FetchedBatch } from './fetched-batch.ts';

/** Records at offsets 0 and 1, of leader epoch 3. */
function records(): FetchedBatch {
  const builder = new BatchBuilder({ baseOffset: 0, partitionLeaderEpoch: 3 });
  for (const value of ['a', 'b']) builder.append(1, null, value);
  return fetched(builder.finish(), 0);
}

/** Its transaction's end at offset 2, written by the leader of epoch 5. */
function marker(): FetchedBatch {
  const options = { timestamp: 1, baseOffset: 2, partitionLeaderEpoch: 5 };
  const of = { type: 'COMMIT', producerId: 1, producerEpoch: 0, coordinatorEpoch: 0 } as const;
  return fetched(transactionMarkerBatch(of, options), 2);
}

const placeOf = ({ position, positionEpoch }: AssignedPartition): unknown => [
  position,
  positionEpoch,
];

/** Records at offsets 3 and 4, of leader epoch 5. */
function moreRecords(): FetchedBatch {
  const builder = new BatchBuilder({ baseOffset: 3, partitionLeaderEpoch: 5 });
  for (const value of ['c', 'd']) builder.append(1, null, value);
  return fetched(builder.finish(), 3);
}

describe('what waits and is dropped', () => {
  test('is fetched again from where the first of it began, under the epoch before', () => {
    const assigned = new AssignedPartition('t', 0, { offset: 0 });
    assigned.fetched(records());
    assigned.take();
    // A record of it is in hand still.
    assigned.moveTo({ offset: 1, leaderEpoch: 3 });
    const { generation, fetchesAsked } = assigned;
    assigned.fetched(marker());
    assigned.fetched(moreRecords());
    assigned.dropWaiting();
    assert.deepEqual([assigned.fetchOffset, assigned.lastFetchedEpoch], [3, 5]);
    assert.deepEqual([assigned.hasWaiting, assigned.waitingBytes], [false, 0]);
    assert.deepEqual(placeOf(assigned), [1, 3]);
    // What is in hand goes on; an answer that is on its way asked for what is behind.
    assert.equal(assigned.generation, generation);
    assert.equal(assigned.fetchesAsked, fetchesAsked + 1);
  });

  test('with all that came behind it', () => {
    const assigned = new AssignedPartition('t', 0, { offset: 0 });
    for (const batch of [records(), marker(), moreRecords()]) assigned.fetched(batch);
    assigned.dropWaiting();
    assert.deepEqual([assigned.fetchOffset, assigned.lastFetchedEpoch], [0, -1]);
    assert.deepEqual(placeOf(assigned), [0, -1]);
  });

  test('where nothing waits, nothing changes', () => {
    const assigned = new AssignedPartition('t', 0, { offset: 7 });
    assigned.dropWaiting();
    assert.deepEqual([assigned.fetchOffset, assigned.fetchesAsked], [7, 0]);
  });
});

describe('a marker behind records, of a later leader epoch', () => {
  test('that were handed out: position and epoch go past it together', () => {
    const assigned = new AssignedPartition('t', 0, { offset: 0 });
    assigned.fetched(records());
    assigned.take();
    assert.deepEqual(placeOf(assigned), [2, 3]);
    assigned.fetched(marker());
    assert.deepEqual(placeOf(assigned), [3, 5]);
  });

  test('that wait: they go past it once those are handed out', () => {
    const assigned = new AssignedPartition('t', 0, { offset: 0 });
    assigned.fetched(records());
    assigned.fetched(marker());
    assert.equal(assigned.position, 0);
    assigned.take();
    assert.deepEqual(placeOf(assigned), [3, 5]);
  });

  test('of which one is in hand: nothing moves', () => {
    const assigned = new AssignedPartition('t', 0, { offset: 0 });
    assigned.fetched(records());
    assigned.take();
    assigned.moveTo({ offset: 1, leaderEpoch: 3 });
    assigned.fetched(marker());
    assert.deepEqual(placeOf(assigned), [1, 3]);
    assert.deepEqual(assigned.placeAfter({ offset: 2, leaderEpoch: 3 }), {
      offset: 3,
      leaderEpoch: 5,
    });
  });
});
