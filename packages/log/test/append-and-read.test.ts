// What is appended can be read: from memory and from files, from every offset, as far as the reader
// may go.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { unpooledSlab } from '@ottla/base';
import { batchesIn } from '@ottla/protocol';

import { resolveNow } from '../src/index.ts';
import {
  AS_CLIENT,
  batchOf,
  errorOf,
  makeLog,
  offsetsIn,
  planOf,
  readAll,
  readBytes,
  write,
} from './simulated-log.ts';

test('offsets are assigned in order, and stamped with the leader epoch', () => {
  const made = makeLog();
  assert.equal(write(made.log, { records: 3, leaderEpoch: 4 }), 0);
  assert.equal(write(made.log, { records: 2, leaderEpoch: 5 }), 3);
  assert.equal(made.log.logEndOffset, 5);
  const batches = [...batchesIn(readBytes(made))].map((batch) => batch.clone());
  assert.deepEqual(
    batches.map((batch) => [batch.baseOffset, batch.lastOffset, batch.partitionLeaderEpoch]),
    [
      [0, 2, 4],
      [3, 4, 5],
    ],
  );
  assert.deepEqual(made.log.offsetForLeaderEpoch(4), { leaderEpoch: 4, endOffset: 3 });
});

test('the four offsets move one after the other', async () => {
  const { log, universe } = makeLog();
  const seen: string[] = [];
  log.subscribe({
    onWritten: (offset) => seen.push(`written ${offset}`),
    onFlushed: (offset) => seen.push(`flushed ${offset}`),
  });
  const outcome = log.append(batchOf({ records: 2 }), AS_CLIENT);
  assert.equal(outcome.kind, 'appended');
  assert.deepEqual([log.logEndOffset, log.writtenOffset, log.flushedOffset], [2, 0, 0]);
  log.setHighWatermark(2);
  assert.equal(log.highWatermark, 0, 'nothing is committed that is not in the file');
  log.flushAppends();
  assert.deepEqual([log.logEndOffset, log.writtenOffset, log.flushedOffset], [2, 2, 0]);
  assert.deepEqual(seen, ['written 2']);
  log.setHighWatermark(2);
  assert.equal(log.highWatermark, 2);
  await universe.resolve(log.flush());
  assert.equal(log.flushedOffset, 2);
  assert.deepEqual(seen, ['written 2', 'flushed 2']);
});

test('appends of one turn reach the file in one call', () => {
  const { log, universe } = makeLog();
  let calls = 0;
  universe.storage('broker').faults.failure = (operation, path) => {
    if (operation === 'write' && path.endsWith('.log')) calls += 1;
    return undefined;
  };
  for (let n = 0; n < 50; n++) log.append(batchOf(), AS_CLIENT);
  log.flushAppends();
  assert.equal(calls, 1);
  assert.equal(log.writtenOffset, 50);
  log.flushAppends();
  assert.equal(calls, 1);
});

for (const source of ['memory', 'file'] as const) {
  const tailBytesMax = source === 'memory' ? 16_000_000 : 0;

  test(`every offset can be the start of a read from ${source}`, () => {
    const made = makeLog({ tailBytesMax, config: { segmentBytes: 3_000 } });
    for (let n = 0; n < 60; n++) write(made.log, { records: (n % 4) + 1, valueBytes: n * 5 });
    assert.ok(made.log.segments.length > 3);
    for (let from = 0; from < made.log.logEndOffset; from++) {
      const plan = planOf(made.log, from, { maxBytes: 1 });
      const [piece] = plan.pieces;
      assert.equal(piece?.kind, source);
      plan.release();
      const seen = offsetsIn(made, { from, maxBytes: 500 }).filter((offset) => offset >= from);
      const wanted = Array.from({ length: made.log.logEndOffset - from }, (_, n) => from + n);
      assert.deepEqual(seen, wanted);
    }
  });

  test(`a read from ${source} ends at the high watermark`, () => {
    const made = makeLog({ tailBytesMax });
    for (let n = 0; n < 5; n++) write(made.log, { records: 2 });
    for (const highWatermark of [0, 2, 4, 10]) {
      made.log.setHighWatermark(highWatermark);
      assert.equal(offsetsIn(made, { upTo: 'high-watermark' }).length, highWatermark);
    }
    // In the middle of a batch nothing of that batch is shown.
    const other = makeLog({ tailBytesMax });
    for (let n = 0; n < 5; n++) write(other.log, { records: 2 });
    other.log.setHighWatermark(5);
    assert.deepEqual(offsetsIn(other, { upTo: 'high-watermark' }), [0, 1, 2, 3]);
  });

  test(`the first batch may be larger than asked for, from ${source}`, () => {
    const made = makeLog({ tailBytesMax });
    write(made.log, { valueBytes: 400 });
    write(made.log, { valueBytes: 400 });
    const one = planOf(made.log, 0, { maxBytes: 100 });
    assert.ok(one.sizeBytes > 400 && one.sizeBytes < 600, `${one.sizeBytes}`);
    assert.equal(one.isFirstBatchIncomplete, false);
    one.release();
    const none = planOf(made.log, 0, { maxBytes: 100, minOneMessage: false });
    assert.equal(none.sizeBytes, 0);
    assert.equal(none.isFirstBatchIncomplete, true);
    none.release();
  });
}

test('what is queued is not shown, and is no reason for an error', () => {
  const made = makeLog();
  write(made.log);
  made.log.append(batchOf(), AS_CLIENT);
  for (const offset of [1, 2]) {
    const plan = planOf(made.log, offset);
    assert.deepEqual([plan.sizeBytes, plan.logEndOffset], [0, 2]);
    plan.release();
  }
  assert.deepEqual(offsetsIn(made), [0]);
});

test('offsets outside the log are refused', () => {
  const { log } = makeLog();
  write(log, { records: 3 });
  for (const offset of [-1, 4]) {
    const outcome = log.read(offset, { maxBytes: 1, minOneMessage: true, upTo: 'log-end' });
    assert.equal(outcome.kind, 'refused');
    assert.equal(outcome.kind === 'refused' && outcome.error.name, 'OFFSET_OUT_OF_RANGE');
    assert.deepEqual([outcome.logStartOffset, outcome.logEndOffset], [0, 3]);
  }
});

test('bytes in a slab are served from there, and the slab is let go when it may be', () => {
  const made = makeLog({ tailBytesMax: 4 * 1_000 });
  const bytes = Buffer.alloc(1_000);
  const batch = batchOf({ valueBytes: 50 });
  bytes.set(batch, 100);
  const slab = unpooledSlab(bytes);
  const outcome = made.log.append(bytes.subarray(100, 100 + batch.length), { ...AS_CLIENT, slab });
  assert.equal(outcome.kind, 'appended');
  assert.equal(slab.references, 3, 'ours, the queue’s and the tail’s');
  made.log.flushAppends();
  assert.equal(slab.references, 2);
  const plan = planOf(made.log, 0);
  assert.equal(slab.references, 3);
  const [piece] = plan.pieces;
  assert.ok(piece?.kind === 'memory');
  assert.equal(piece.bytes.buffer, bytes.buffer, 'not a copy');
  plan.release();
  slab.release();
  assert.equal(slab.references, 1);
  for (let n = 0; n < 30; n++) write(made.log, { valueBytes: 900 });
  assert.equal(slab.references, 0, 'the tail has moved on');
  assert.equal(readAll(made).length, 31);
});

test('many small batches are read from the file in one piece', () => {
  const made = makeLog();
  for (let n = 0; n < 600; n++) made.log.append(batchOf(), AS_CLIENT);
  made.log.flushAppends();
  const plan = planOf(made.log, 0);
  assert.equal(plan.pieces.length, 1);
  plan.release();
  assert.equal(offsetsIn(made).length, 600);
});

test('no buffer or slab stays behind', async () => {
  const made = makeLog({ tailBytesMax: 0 });
  for (let n = 0; n < 20; n++) write(made.log, { valueBytes: 10_000 });
  assert.equal(readAll(made).length, 20);
  assert.equal(made.services.readPool.leasedSlabs, 0);
  await made.universe.resolve(made.log.close());
  assert.equal(made.services.tailCache.bytes, 0);
});

test('a short range of a file takes memory of its size, a long one a slab', () => {
  const made = makeLog({ tailBytesMax: 0 });
  const { services, log } = made;
  const { readPool } = services;
  write(made.log, { valueBytes: 500 });
  const short = resolveNow(services, planOf(log, 0));
  assert.equal(readPool.leasedSlabs, 0);
  assert.deepEqual(short.chunks.map(({ buffer }) => buffer.byteLength), [short.sizeBytes]);
  short.release();
  write(made.log, { valueBytes: readPool.slabBytes / 8 });
  const long = resolveNow(services, planOf(log, 0));
  assert.equal(readPool.leasedSlabs, 1);
  long.release();
  assert.equal(readPool.leasedSlabs, 0);
});

test('produced batches are checked as a leader checks them', () => {
  const { log } = makeLog({ config: { messageBytesMax: 500, segmentBytes: 400 } });
  const damaged = batchOf();
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
  const late = batchOf({ timestamp: 1_000 + 3_600_001 });
  const cases: [string, Uint8Array, string][] = [
    ['nothing', new Uint8Array(0), 'INVALID_RECORD'],
    ['a part', batchOf().subarray(0, 40), 'INVALID_RECORD'],
    ['two batches', Buffer.concat([batchOf(), batchOf()]), 'INVALID_RECORD'],
    ['a wrong checksum', damaged, 'CORRUPT_MESSAGE'],
    ['an offset of its own', batchOf({ baseOffset: 7 }), 'INVALID_RECORD'],
    ['too large', batchOf({ valueBytes: 600 }), 'MESSAGE_TOO_LARGE'],
    ['larger than a segment', batchOf({ valueBytes: 400 }), 'RECORD_LIST_TOO_LARGE'],
    ['from the future', late, 'INVALID_TIMESTAMP'],
  ];
  for (const [what, bytes, error] of cases) {
    assert.equal(errorOf(log.append(bytes, AS_CLIENT)), error, what);
  }
  assert.equal(log.logEndOffset, 0);
});

test('LogAppendTime is stamped by the log', () => {
  const made = makeLog({ config: { messageTimestampType: 'LogAppendTime' } });
  const outcome = made.log.append(batchOf({ timestamp: 5 }), { ...AS_CLIENT, nowMs: 777 });
  assert.ok(outcome.kind === 'appended');
  assert.equal(outcome.logAppendTimeMs, 777);
  made.log.flushAppends();
  assert.deepEqual(readAll(made).map(({ timestamp }) => timestamp), [777]);
});

test('a topic’s own codec rewrites the batch', () => {
  const made = makeLog({ config: { compressionType: 'gzip' } });
  write(made.log, { records: 50, valueBytes: 100 });
  const [batch] = [...batchesIn(readBytes(made))];
  assert.equal(batch?.codec, 'gzip');
  assert.equal(readAll(made).length, 50);
});
