// Disks that are slow, full or broken: a slow one stalls nobody for long, a broken one takes its
// log offline, and nothing is acknowledged that is not there.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { unpooledSlab } from '@ottla/base';

import { AS_CLIENT, batchOf, errorOf, makeLog, offsetsIn, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

function slowWrites(made: SimulatedLog, delayMs: number): void {
  made.universe.storage('broker').faults.delayMs = (operation) =>
    operation === 'write' ? delayMs : 0;
}

test('after one slow call a log writes in the background, in order', async () => {
  const made = makeLog({ slowWriteMs: 50 });
  slowWrites(made, 200);
  write(made.log);
  const stalledMs = made.world.clock.monotonicMs();
  assert.ok(stalledMs >= 200, 'the first call stalls');
  const written: number[] = [];
  made.log.subscribe({ onWritten: (offset) => written.push(offset) });
  for (let n = 0; n < 10; n++) {
    made.log.append(batchOf({ text: `n${n}` }), AS_CLIENT);
    made.log.flushAppends();
  }
  assert.equal(made.world.clock.monotonicMs(), stalledMs, 'no further call stalls');
  assert.deepEqual([made.log.logEndOffset, made.log.writtenOffset], [11, 1]);
  assert.deepEqual(offsetsIn(made), [0], 'what is not in the file is not shown');
  await made.universe.resolve(made.log.settled());
  assert.equal(made.log.writtenOffset, 11);
  assert.deepEqual(written, [2, 11], 'one call in flight; the rest goes together');
  assert.deepEqual(offsetsIn(made), Array.from({ length: 11 }, (_, n) => n));
});

test('when the disk is quick again, so is the log', async () => {
  const made = makeLog({ slowWriteMs: 50 });
  slowWrites(made, 200);
  write(made.log);
  slowWrites(made, 0);
  let turns = 0;
  for (; turns < 100; turns++) {
    made.log.append(batchOf(), AS_CLIENT);
    made.log.flushAppends();
    if (made.log.queuedBytes === 0) break;
    await made.universe.resolve(made.log.settled());
  }
  assert.ok(turns > 5 && turns < 50, `${turns} turns`);
});

test('a slab is held until a slow disk has its bytes', async () => {
  const made = makeLog({ slowWriteMs: 50, tailBytesMax: 0 });
  slowWrites(made, 200);
  write(made.log);
  const batch = batchOf();
  const slab = unpooledSlab(Buffer.from(batch));
  made.log.append(slab.bytes, { ...AS_CLIENT, slab });
  made.log.flushAppends();
  assert.equal(slab.references, 2);
  await made.universe.resolve(made.log.settled());
  assert.equal(slab.references, 1);
});

test('a log that is cut while it writes waits for the write', async () => {
  const made = makeLog({ slowWriteMs: 50 });
  slowWrites(made, 200);
  write(made.log);
  for (let n = 0; n < 5; n++) made.log.append(batchOf(), AS_CLIENT);
  made.log.flushAppends();
  const cut = made.log.truncateTo(3);
  assert.equal(made.log.logEndOffset, 6, 'not yet');
  await made.universe.resolve(cut);
  assert.equal(made.log.logEndOffset, 3);
  assert.deepEqual(offsetsIn(made), [0, 1, 2]);
  write(made.log);
  await made.universe.resolve(made.log.settled());
  assert.deepEqual(offsetsIn(made), [0, 1, 2, 3]);
});

test('a disk that does not keep up is not given ever more', () => {
  const made = makeLog({
    slowWriteMs: 50,
    tailBytesMax: 0,
    config: { messageBytesMax: 1e9, segmentBytes: 2e9 },
  });
  slowWrites(made, 200);
  write(made.log);
  const large = batchOf({ valueBytes: 40_000_000 });
  const outcomes: string[] = [];
  for (let n = 0; n < 9; n++) {
    outcomes.push(errorOf(made.log.append(Buffer.from(large), AS_CLIENT)));
    made.log.flushAppends();
  }
  assert.deepEqual(outcomes.slice(-2), ['KAFKA_STORAGE_ERROR', 'KAFKA_STORAGE_ERROR']);
  assert.equal(outcomes.filter((outcome) => outcome === 'appended').length, 7);
  assert.equal(made.log.isOffline, false, 'it is only slow');
});

for (const code of ['EIO', 'ENOSPC']) {
  test(`a write that fails with ${code} takes the log offline`, () => {
    const made = makeLog();
    write(made.log);
    const heard: string[] = [];
    made.log.subscribe({
      onWritten: (offset) => heard.push(`written ${offset}`),
      onFailed: (error) => heard.push(error.name),
    });
    made.universe.storage('broker').faults.failure = (operation) =>
      operation === 'write' ? code : undefined;
    assert.equal(errorOf(made.log.append(batchOf(), AS_CLIENT)), 'appended', 'queued only');
    made.log.flushAppends();
    assert.deepEqual(heard, ['KafkaStorageError'], 'nothing was acknowledged');
    assert.equal(made.log.isOffline, true);
    assert.match(made.log.failure?.message ?? '', new RegExp(`flights-0.*${code}`));
    made.universe.storage('broker').faults.failure = () => undefined;
    assert.equal(errorOf(made.log.append(batchOf(), AS_CLIENT)), 'KAFKA_STORAGE_ERROR');
    const read = made.log.read(0, { maxBytes: 1, minOneMessage: true, upTo: 'log-end' });
    assert.equal(read.kind === 'refused' && read.error.name, 'KAFKA_STORAGE_ERROR');
    assert.throws(() => made.log.offsetForTimestamp(0), { code: 'KAFKA_STORAGE_ERROR' });
  });
}

test('what a failed write left behind is cut at the next start', async () => {
  const made = makeLog();
  for (let n = 0; n < 5; n++) write(made.log);
  made.universe.storage('broker').faults.failure = (operation) =>
    operation === 'write' ? 'EIO' : undefined;
  for (let n = 0; n < 20; n++) made.log.append(batchOf({ valueBytes: 100 }), AS_CLIENT);
  made.log.flushAppends();
  made.universe.storage('broker').faults.failure = () => undefined;
  await made.reopen({ end: 'process' });
  const kept = offsetsIn(made);
  assert.deepEqual(kept.slice(0, 5), [0, 1, 2, 3, 4]);
  assert.equal(made.log.logEndOffset, kept.length);
});

test('a sync that fails is never tried again: the log is offline', async () => {
  const made = makeLog();
  write(made.log);
  made.universe.storage('broker').faults.failure = (operation, path) =>
    operation === 'sync' && path.endsWith('.log') ? 'EIO' : undefined;
  await assert.rejects(made.universe.resolve(made.log.flush()), { code: 'KAFKA_STORAGE_ERROR' });
  assert.equal(made.log.isOffline, true);
  made.universe.storage('broker').faults.failure = () => undefined;
  await assert.rejects(made.universe.resolve(made.log.flush()), { code: 'KAFKA_STORAGE_ERROR' });
  assert.equal(made.log.flushedOffset, 0);
});

test('an asynchronous write that fails takes the log offline too', async () => {
  const made = makeLog({ slowWriteMs: 50 });
  slowWrites(made, 200);
  write(made.log);
  made.log.append(batchOf(), AS_CLIENT);
  made.log.flushAppends();
  made.universe.storage('broker').faults.failure = (operation) =>
    operation === 'write' ? 'EIO' : undefined;
  await made.universe.resolve(made.log.settled());
  assert.equal(made.log.isOffline, true);
  assert.equal(made.log.writtenOffset, 1);
});

test('a read that fails takes the log offline', () => {
  const made = makeLog({ tailBytesMax: 0 });
  write(made.log);
  made.universe.storage('broker').faults.failure = (operation) =>
    operation === 'read' ? 'EIO' : undefined;
  const outcome = made.log.read(0, { maxBytes: 1, minOneMessage: true, upTo: 'log-end' });
  assert.equal(outcome.kind === 'refused' && outcome.error.name, 'KAFKA_STORAGE_ERROR');
  assert.equal(made.log.isOffline, true);
  assert.equal(made.services.readPool.leasedSlabs, 0);
});
