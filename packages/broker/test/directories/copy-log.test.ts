// A log and its copy that have come apart: by records that were deleted, by a power failure of one
// of their disks, by compaction.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse, SlabPool } from '@ottla/base';
import {
  defaultLogConfig,
  LogDirectory,
  type LogServices,
  OpenFiles,
  type PartitionLog,
  resolveNow,
  TailCache,
} from '@ottla/log';
import {
  type CopiedLogs,
  copyNext,
  copyRestNow,
  cutToCommon,
  followOffsets,
} from '../../src/directories/copy-log.ts';
import { batchOf, recordsOf } from '../batches.ts';
import { topicId } from '../metadata-images.ts';
import { recordingLogger } from '../recording-logger.ts';

const CONFIG = { ...defaultLogConfig, segmentBytes: 1000, fileDeleteDelayMs: 5 };

class Pair {
  readonly universe = new SimulatedUniverse({ seed: 'copy' });
  readonly logs: CopiedLogs;
  readonly #services: LogServices;

  constructor() {
    const world = this.universe.createNode('broker');
    this.#services = {
      world,
      logger: recordingLogger().logger,
      readPool: new SlabPool({ slabBytes: 4096, poison: true }),
      tailCache: new TailCache({ bytesMax: 0 }),
      openFiles: new OpenFiles({ limit: 8 }),
    };
    const services = this.#services;
    const of = { topic: 't', partition: 0, topicId: topicId('t'), config: CONFIG };
    const [one, two] = ['/one', '/two'].map((path) => {
      const directory = LogDirectory.open({ services, path });
      directory.load(() => CONFIG);
      return directory;
    });
    assert.ok(one && two);
    const source = one.createLog(of);
    this.logs = { world, logServices: services, source, future: two.futures.create(of) };
  }

  get source(): PartitionLog {
    return this.logs.source;
  }

  get future(): PartitionLog {
    return this.logs.future;
  }

  /** A batch of two as leader of that epoch; both are committed. */
  append(leaderEpoch: number, count = 1): void {
    for (let n = 0; n < count; n++) {
      const values = [`${leaderEpoch}`.padEnd(150, 'x'), `${leaderEpoch}`];
      const outcome = this.source.append(batchOf(values), {
        origin: 'client',
        leaderEpoch,
        nowMs: 1,
      });
      assert.equal(outcome.kind, 'appended');
    }
    this.source.flushAppends();
    this.source.setHighWatermark(this.source.logEndOffset);
  }

  /** Until the copy has all. */
  async copy(): Promise<void> {
    for (let n = 0; n < 100; n++) {
      const { kind } = await this.universe.resolve(copyNext(this.logs));
      if (kind === 'all') return this.assertEqual();
    }
    assert.fail('the copy does not come to its end');
  }

  assertEqual(): void {
    const { source, future } = this;
    assert.equal(future.logEndOffset, source.logEndOffset);
    assert.equal(future.logStartOffset, source.logStartOffset);
    assert.equal(future.highWatermark, source.highWatermark);
    // An epoch without records is the leader's to bring.
    const isEmpty = source.logStartOffset === source.logEndOffset;
    if (!isEmpty) assert.equal(future.latestEpoch, source.latestEpoch);
    assert.deepEqual(this.#records(future), this.#records(source));
  }

  #records(log: PartitionLog): string[] {
    const found: string[] = [];
    for (let offset = log.logStartOffset; offset < log.logEndOffset; ) {
      const options = { maxBytes: 100_000, minOneMessage: true, upTo: 'log-end' } as const;
      const plan = log.read(offset, options);
      if (plan.kind === 'refused') throw new Error(plan.message);
      const read = resolveNow(this.#services, plan);
      const records = recordsOf(Buffer.concat(read.chunks));
      read.release();
      found.push(...records.filter((each) => Number.parseInt(each, 10) >= offset));
      offset = Number.parseInt(records.at(-1) ?? '', 10) + 1;
    }
    return found;
  }
}

describe('records that are deleted', () => {
  test('before the copy begins', async () => {
    const pair = new Pair();
    pair.append(0, 20);
    // In the middle of a batch.
    pair.source.incrementLogStartOffset(21);
    pair.source.deleteOldSegments(1);
    await pair.copy();
    assert.equal(pair.future.segments[0]?.baseOffset, 20);
  });

  test('under the copy: it begins anew, without a hole', async () => {
    const pair = new Pair();
    pair.append(0, 5);
    await pair.copy();
    pair.append(0, 30);
    pair.source.incrementLogStartOffset(45);
    pair.source.deleteOldSegments(1);
    await pair.copy();
    const [first] = pair.future.segments;
    assert.equal(first?.baseOffset, 44);
    pair.append(0, 3);
    await pair.copy();
  });

  test('where the copy has lost all since, and begins in the middle of a batch', async () => {
    const pair = new Pair();
    pair.append(0, 5);
    pair.source.incrementLogStartOffset(5);
    await pair.universe.resolve(pair.future.truncateFullyAndStartAt(5));
    await pair.copy();
    assert.equal(pair.future.segments[0]?.baseOffset, 4);
  });

  test('all of them', async () => {
    const pair = new Pair();
    pair.append(0, 5);
    await pair.copy();
    pair.append(0, 5);
    pair.source.incrementLogStartOffset(20);
    await pair.copy();
    pair.append(1, 2);
    await pair.copy();
  });
});

describe('a log that has lost its end', () => {
  const table: readonly [title: string, keeps: number, epochs: readonly number[]][] = [
    ['and got nothing since', 16, []],
    ['and got more of a later epoch', 16, [5, 5]],
    ['back into an earlier epoch', 6, [5]],
    ['back into an earlier epoch, and got as much again', 6, [5, 5, 5, 5, 5, 5, 5, 5]],
    ['wholly', 0, [5]],
  ];
  for (const [title, keeps, epochs] of table) {
    test(title, async () => {
      const pair = new Pair();
      pair.append(1, 5);
      pair.append(3, 5);
      await pair.copy();
      await pair.universe.resolve(pair.source.truncateTo(keeps));
      for (const epoch of epochs) pair.append(epoch);
      await pair.universe.resolve(cutToCommon(pair.logs));
      assert.equal(pair.future.logEndOffset, keeps);
      await pair.copy();
    });
  }
});

test('the rest is copied within a turn, as far as it is allowed', async () => {
  const pair = new Pair();
  pair.append(0, 10);
  await pair.copy();
  pair.append(0, 10);
  assert.equal(copyRestNow(pair.logs, 1), false, 'there is more than one read');
  assert.equal(copyRestNow(pair.logs, 1_000_000), true);
  followOffsets(pair.logs);
  pair.assertEqual();
  pair.append(0, 5);
  pair.source.incrementLogStartOffset(45);
  assert.equal(copyRestNow(pair.logs, 1_000_000), false, 'what is between is gone');
  await pair.copy();
});
