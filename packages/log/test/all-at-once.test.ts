// Things that happen at the same time: appends while a flush runs, retention while a reader
// reads, a close in the middle of all.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { resolve, resolveNow } from '../src/index.ts';
import { batchesIn } from '@ottla/protocol';
import { AS_CLIENT, batchOf, errorOf, makeLog, offsetsIn, planOf, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

function slowSyncs(made: SimulatedLog, delayMs: number): void {
  made.universe.storage('broker').faults.delayMs = (operation) =>
    operation === 'sync' ? delayMs : 0;
}

test('appends go on while a flush runs, and are not part of it', async () => {
  const made = makeLog();
  slowSyncs(made, 30);
  write(made.log);
  const first = made.log.flush();
  write(made.log);
  await made.universe.resolve(first);
  assert.equal(made.log.flushedOffset, 1);
  write(made.log);
  const [second, third] = [made.log.flush(), made.log.flush()];
  await made.universe.resolve(Promise.all([second, third]));
  assert.equal(made.log.flushedOffset, 3);
});

test('a log that rolls while it is flushed is flushed wholly', async () => {
  const made = makeLog({ config: { segmentBytes: 300 } });
  slowSyncs(made, 30);
  for (let n = 0; n < 20; n++) {
    write(made.log, { valueBytes: 60 });
    if (n % 3 === 0) void made.log.flush();
    await made.universe.advance(10);
  }
  await made.universe.resolve(made.log.flush());
  assert.equal(made.log.flushedOffset, 20);
  await made.reopen({ end: 'power', recoveryPoint: 20 });
  assert.equal(offsetsIn(made).length, 20);
});

test('segments that retention takes while they are flushed are no trouble', async () => {
  const made = makeLog({ config: { segmentBytes: 300, retentionMs: 10, fileDeleteDelayMs: 1 } });
  slowSyncs(made, 30);
  for (let n = 0; n < 12; n++) write(made.log, { valueBytes: 60 });
  made.log.setHighWatermark(12);
  const flushed = made.log.flush();
  made.log.deleteOldSegments(1_000_000);
  await made.universe.resolve(flushed);
  await made.universe.advance(500);
  assert.deepEqual([made.log.isOffline, made.log.flushedOffset], [false, 12]);
});

test('a reader keeps what retention takes', async () => {
  const made = makeLog({
    tailBytesMax: 0,
    config: { segmentBytes: 300, retentionMs: 10, fileDeleteDelayMs: 1 },
  });
  for (let n = 0; n < 12; n++) write(made.log, { valueBytes: 60, text: `v${n}` });
  made.log.setHighWatermark(12);
  const [now, later] = [planOf(made.log, 0, { maxBytes: 300 }), planOf(made.log, 0)];
  const reading = resolve(made.services, later);
  assert.ok(made.log.deleteOldSegments(1_000_000) > 1);
  await made.universe.advance(100);
  const first = resolveNow(made.services, now);
  const second = await made.universe.resolve(reading);
  for (const resolved of [first, second]) {
    const [batch] = [...batchesIn(Buffer.concat(resolved.chunks))];
    assert.equal(batch?.baseOffset, 0);
    assert.ok(batch.isCrcValid());
    resolved.release();
  }
  assert.equal(made.services.readPool.leasedSlabs, 0);
});

test('a close waits for the flush that runs, and for a slow write', async () => {
  const made = makeLog({ slowWriteMs: 20 });
  made.universe.storage('broker').faults.delayMs = (operation) =>
    operation === 'write' || operation === 'sync' ? 40 : 0;
  write(made.log);
  void made.log.flush();
  for (let n = 0; n < 5; n++) made.log.append(batchOf(), AS_CLIENT);
  made.log.flushAppends();
  await made.universe.resolve(made.log.close());
  assert.equal(made.log.writtenOffset, 6);
  assert.equal(errorOf(made.log.append(batchOf(), AS_CLIENT)), 'KAFKA_STORAGE_ERROR');
  await made.universe.resolve(made.log.close());
  made.universe.storage('broker').faults.delayMs = () => 0;
  await made.reopen({ end: 'close' });
  assert.equal(offsetsIn(made).length, 6);
});

test('a closed log has no reads, and its listeners hear nothing more', async () => {
  const made = makeLog();
  let heard = 0;
  made.log.subscribe({ onWritten: () => (heard += 1), onFlushed: () => (heard += 1) });
  await made.universe.resolve(made.log.close());
  heard = 0;
  const outcome = made.log.read(0, { maxBytes: 1, minOneMessage: true, upTo: 'log-end' });
  assert.equal(outcome.kind, 'refused');
  made.log.tick(1e12);
  made.log.flushAppends();
  await made.universe.advance(100);
  assert.equal(heard, 0);
});

test('who unsubscribed hears nothing', () => {
  const made = makeLog();
  const heard: number[] = [];
  const unsubscribe = made.log.subscribe({ onWritten: (offset) => heard.push(offset) });
  write(made.log);
  unsubscribe();
  write(made.log);
  assert.deepEqual(heard, [1]);
});

test('a listener may append and flush from within', () => {
  const made = makeLog();
  made.log.subscribe({
    onWritten: (offset) => {
      if (offset < 5) write(made.log);
    },
  });
  write(made.log);
  assert.deepEqual([made.log.writtenOffset, offsetsIn(made)], [5, [0, 1, 2, 3, 4]]);
});

for (const tailBytesMax of [0, 3_000, 1_000_000]) {
  test(`readers and a writer in turns, with ${tailBytesMax} bytes of tail`, async () => {
    const made = makeLog({ tailBytesMax, seed: 9, config: { segmentBytes: 2_000 } });
    const { prng } = made.universe;
    const next = [0, 0, 0];
    for (let turn = 0; turn < 300; turn++) {
      for (let n = prng.below(4); n > 0; n--) {
        made.log.append(
          batchOf({ records: 1 + prng.below(3), valueBytes: prng.below(200) }),
          AS_CLIENT,
        );
      }
      if (prng.chance(0.8)) made.log.flushAppends();
      made.log.setHighWatermark(made.log.writtenOffset - prng.below(3));
      for (const [reader, offset] of next.entries()) {
        if (prng.chance(0.5)) continue;
        const maxBytes = prng.below(1_500);
        const plan = planOf(made.log, offset, { upTo: 'high-watermark', maxBytes });
        const resolved = await made.universe.resolve(resolve(made.services, plan));
        for (const batch of batchesIn(Buffer.concat(resolved.chunks))) {
          assert.ok(batch.isCrcValid());
          assert.ok(batch.baseOffset <= (next[reader] ?? 0), 'nothing was left out');
          assert.ok(batch.lastOffset < made.log.highWatermark);
          next[reader] = Math.max(next[reader] ?? 0, batch.nextOffset);
        }
        resolved.release();
      }
    }
    made.log.flushAppends();
    made.log.setHighWatermark(made.log.writtenOffset);
    assert.ok(Math.min(...next) > 300, next.join(' '));
  });
}

test('one seed, one history', async () => {
  const digests: unknown[] = [];
  for (let run = 0; run < 2; run++) {
    const made = makeLog(
      { seed: 42, config: { segmentBytes: 500, segmentJitterMs: 50, segmentMs: 100 } },
    );
    for (let n = 0; n < 60; n++) {
      write(made.log, { valueBytes: made.universe.prng.below(200), timestamp: n * 10 });
      if (n % 7 === 0) void made.log.flush();
      await made.universe.advance(made.universe.prng.float());
    }
    await made.reopen({ end: 'power' });
    digests.push([made.universe.trace.digest, offsetsIn(made).length]);
  }
  assert.deepEqual(digests[0], digests[1]);
});
