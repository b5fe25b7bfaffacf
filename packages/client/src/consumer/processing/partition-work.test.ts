import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { BatchBuilder } from '@ottla/protocol';

import { AssignedPartition } from '../../fetcher/assigned-partition.ts';
import { FetchedBatch, type ConsumedRecord } from '../../fetcher/fetched-batch.ts';
import { Delivery } from '../delivery.ts';
import { PartitionWork, type ProcessOrder } from './partition-work.ts';

/** Keys of records at offsets 10, 11, …; a partition that has them in hand. */
function workOf(keys: readonly (string | null)[], order: ProcessOrder, outstandingMax = 100) {
  const assigned = new AssignedPartition('t', 0, { offset: 10 });
  const builder = new BatchBuilder({ baseOffset: 10, partitionLeaderEpoch: 4 });
  for (const key of keys) builder.append(1, key, 'v');
  assigned.fetched(
    new FetchedBatch({
      topic: 't',
      partition: 0,
      records: builder.finish(),
      fetchOffset: 10,
      highWatermark: 99,
      logStartOffset: 0,
      aborted: undefined,
      checksCrcs: true,
      deserializers: { key: undefined, value: undefined },
    }),
  );
  const delivery = new Delivery();
  const handed = delivery.handToProcess(assigned);
  assert.ok(handed !== undefined);
  const batch = handed.batch as FetchedBatch;
  const work = new PartitionWork(batch, handed.inHand, { order, outstandingMax });
  const begun = new Map<number, ConsumedRecord>();
  return {
    work,
    assigned,
    /** Begins whatever may, and returns the offsets. */
    begin(): number[] {
      const offsets: number[] = [];
      for (let record = work.next(); record !== undefined; record = work.next()) {
        begun.set(record.offset, record);
        offsets.push(record.offset);
      }
      return offsets;
    },
    finish(offset: number): void {
      const record = begun.get(offset);
      assert.ok(record !== undefined, `${offset} was not begun`);
      work.finished(record);
    },
    finished: () => delivery.finished(assigned)?.offset,
    done: () => delivery.done(assigned)?.offset,
  };
}

describe('in order of the partition', () => {
  test('one at a time, and each counts when it is finished', () => {
    const it = workOf(['a', 'b'], 'partition');
    assert.deepEqual(it.begin(), [10]);
    assert.equal(it.finished(), 10);
    it.finish(10);
    assert.equal(it.finished(), 11);
    assert.deepEqual(it.begin(), [11]);
    assert.equal(it.work.isFinished, false);
    it.finish(11);
    assert.deepEqual(it.begin(), []);
    assert.equal(it.work.isFinished, true);
    assert.deepEqual([it.finished(), it.assigned.position], [12, 12]);
  });
});

describe('whether it might give a record', () => {
  test('not while one of its order runs, while it is paused, or at its end', () => {
    const it = workOf(['a', 'b'], 'partition');
    const may: boolean[] = [it.work.mayGive];
    it.begin();
    may.push(it.work.mayGive);
    it.finish(10);
    it.assigned.isPaused = true;
    may.push(it.work.mayGive);
    it.assigned.isPaused = false;
    may.push(it.work.mayGive);
    it.begin();
    it.finish(11);
    it.begin();
    may.push(it.work.mayGive);
    assert.deepEqual(may, [true, false, false, true, false]);
  });
});

describe('in order of keys', () => {
  test('all keys at once, one at a time of each', () => {
    const it = workOf(['a', 'b', 'a', 'a', 'c'], 'key');
    assert.deepEqual(it.begin(), [10, 11, 14]);
    it.finish(10);
    assert.deepEqual(it.begin(), [12]);
    it.finish(12);
    assert.deepEqual(it.begin(), [13]);
  });

  test('records without key have no order', () => {
    assert.deepEqual(workOf([null, null, 'a', null], 'key').begin(), [10, 11, 12, 13]);
  });

  test('an empty key is a key', () => {
    assert.deepEqual(workOf(['', '', 'a'], 'key').begin(), [10, 12]);
  });

  test('what is finished grows only without gaps', () => {
    const it = workOf(['a', 'b', 'c'], 'key');
    it.begin();
    it.finish(12);
    it.finish(11);
    assert.deepEqual([it.finished(), it.done(), it.assigned.position], [10, 10, 10]);
    it.finish(10);
    assert.deepEqual([it.finished(), it.done(), it.work.isFinished], [13, 13, true]);
  });

  test('no more than so many are begun or wait', () => {
    const it = workOf(['a', 'a', 'a', 'b'], 'key', 3);
    assert.deepEqual(it.begin(), [10]);
    it.finish(10);
    assert.deepEqual(it.begin(), [11, 13]);
  });
});

describe('the partition is not this work’s any more', () => {
  test('after a seek nothing more begins, and what finishes does not count', () => {
    const it = workOf(['a', 'b', 'c'], 'key');
    const first = it.work.next();
    assert.equal(first?.offset, 10);
    it.assigned.seek({ offset: 50 });
    assert.equal(it.work.isGood, false);
    assert.equal(it.work.next(), undefined);
    if (first !== undefined) it.work.finished(first);
    assert.equal(it.assigned.position, 50);
    it.work.leave();
    assert.equal(it.assigned.position, 50);
  });

  test('it is over only when what runs has ended', () => {
    const it = workOf(['a', 'b'], 'key');
    it.begin();
    it.assigned.seek({ offset: 50 });
    it.finish(10);
    assert.equal(it.work.isOver, false);
    it.finish(11);
    assert.equal(it.work.isOver, true);
  });

  test('while it is paused nothing begins', () => {
    const it = workOf(['a', 'b'], 'key');
    it.assigned.isPaused = true;
    assert.deepEqual(it.begin(), []);
    it.assigned.isPaused = false;
    assert.deepEqual(it.begin(), [10, 11]);
  });

  test('left in the middle, it is fetched again from the first that is not finished', () => {
    const it = workOf(['a', 'b', 'c'], 'key');
    it.begin();
    it.finish(10);
    it.finish(12);
    it.work.leave();
    assert.deepEqual([it.assigned.fetchOffset, it.assigned.position], [11, 11]);
    assert.equal(it.finished(), 11);
  });
});
