// Look-ups by time that must keep nobody waiting: the answer is that of a look-up at once, cold
// files are read off the event loop, batches that expand far are searched by a worker, and what
// becomes of the log meanwhile is obeyed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BatchBuilder, type BatchBuilderOptions, type Codec, RecordBatch } from '@ottla/protocol';

import { searchBatchJob } from '../src/index.ts';
import type {
  BatchFinding,
  BatchSearch,
  LookupCosts,
  LookupMeans,
  LookupOutcome,
} from '../src/index.ts';
import { AS_CLIENT, makeLog, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

const CODECS: readonly Codec[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];
const NOW = 10_000;

/** A worker, and what it was asked. */
class Worker implements LookupMeans {
  readonly searches: BatchSearch[] = [];
  readonly isWanted = (): boolean => true;
  readonly search = (search: BatchSearch): Promise<BatchFinding> => {
    const sent = structuredClone(search);
    this.searches.push(sent);
    return Promise.resolve(structuredClone(searchBatchJob.run(sent)));
  };
}

function append(made: SimulatedLog, times: readonly number[], options: BatchBuilderOptions): void {
  const builder = new BatchBuilder(options);
  for (const time of times) builder.append(time, null, Buffer.alloc(300, 'x'));
  const outcome = made.log.append(builder.finish(), { ...AS_CLIENT, nowMs: NOW });
  assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
  made.log.flushAppends();
}

async function soon(made: SimulatedLog, target: number, means: LookupMeans = new Worker()) {
  return await made.universe.resolve(made.log.lookUp(target).soon(means));
}

function answerOf(outcome: LookupOutcome) {
  assert.ok(outcome.kind === 'answer', outcome.kind);
  return outcome.offset;
}

/** Has each call to the disk of one kind take long, and gives the longest stall since. */
function slowDown(made: SimulatedLog, operation: string, delayMs: number): () => number {
  made.universe.storage('broker').faults.delayMs = (each) => (each === operation ? delayMs : 0);
  const { clock, timers } = made.world;
  let lastMs = clock.monotonicMs();
  let longestMs = 0;
  const tick = (): void => {
    const nowMs = clock.monotonicMs();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
    timers.after(1, tick);
  };
  tick();
  return () => longestMs;
}

for (const type of ['CreateTime', 'LogAppendTime'] as const) {
  for (const codec of CODECS) {
    test(`${codec}, ${type}: a worker searches a large batch for the same answer`, async () => {
      const made = makeLog({ config: { messageTimestampType: type, messageBytesMax: 1e9 } });
      const times = Array.from({ length: 25_000 }, (_, index) => 100 + Math.floor(index / 100));
      append(made, [50, 90], { codec });
      append(made, times, { codec });
      append(made, [400, 380], { codec });
      const targets = [-3, 0, 60, 100, 101, 222, 349, 350, 390, 401, NOW, NOW + 1];
      let lengthy = 0;
      for (const target of targets) {
        const expected = made.log.offsetForTimestamp(target);
        const worker = new Worker();
        const costs: LookupCosts = { spentBytes: 0 };
        const quick = made.log.lookUp(target).quickly(costs);
        assert.deepEqual(answerOf(await soon(made, target, worker)), expected, `${target}`);
        if (quick.kind === 'lengthy') lengthy += worker.searches.length;
        else {
          assert.deepEqual(answerOf(quick), expected, `${target}`);
          assert.equal(worker.searches.length, 0, 'what is quick is not sent away');
        }
        assert.ok(costs.spentBytes <= 3_000_000, `${costs.spentBytes} bytes at once`);
      }
      // Of a log that sets the time, all records of the first batch are of the last time.
      assert.equal(lengthy, type === 'CreateTime' ? 4 : 0);
    });
  }
}

test('a batch that expands far is not expanded far to find that out', () => {
  const made = makeLog();
  append(made, Array.from({ length: 15_000 }, () => 100), { codec: 'zstd' });
  const costs: LookupCosts = { spentBytes: 0 };
  assert.equal(made.log.lookUp(100).quickly(costs).kind, 'lengthy');
  assert.ok(costs.spentBytes < 350_000, `${costs.spentBytes} of 4.5 MB`);
});

test('what a worker gets is the batch alone', async () => {
  const made = makeLog();
  append(made, [1], {});
  append(made, Array.from({ length: 15_000 }, () => 100), { codec: 'zstd' });
  const worker = new Worker();
  const lookup = made.log.lookUp(100);
  assert.equal(lookup.quickly({ spentBytes: 0 }).kind, 'lengthy');
  await made.universe.resolve(lookup.soon(worker));
  const [search] = worker.searches;
  assert.ok(search !== undefined);
  assert.equal(new RecordBatch(search.bytes, 0).sizeBytes, search.bytes.length);
  assert.equal(search.bytes.buffer.byteLength, search.bytes.length);
});

test('nobody waits for a slow disk, of which a look-up needs many reads', async () => {
  const config = { segmentBytes: 20_000, indexIntervalBytes: 500 };
  const made = makeLog({ config, tailBytesMax: 0 });
  for (let n = 0; n < 200; n++) append(made, [n, n], {});
  await made.reopen({ end: 'close', recoveryPoint: 400 });
  assert.ok(made.log.segments.length > 5);
  const stalledMs = slowDown(made, 'read', 100);
  assert.equal(made.log.lookUp(77).quickly({ spentBytes: 0 }).kind, 'lengthy');
  const found = answerOf(await soon(made, 77));
  assert.equal(found?.offset, 154);
  assert.equal(answerOf(await soon(made, -3))?.offset, 398);
  assert.ok(stalledMs() < 50, `${stalledMs()} ms`);
});

test('a walk over many batches of one time keeps nobody waiting', async () => {
  const made = makeLog({ config: { segmentBytes: 50_000_000 }, tailBytesMax: 0 });
  for (let n = 0; n < 1_000; n++) append(made, Array.from({ length: 10 }, () => 100), {});
  append(made, [200], {});
  assert.equal(made.log.lookUp(150).quickly({ spentBytes: 0 }).kind, 'lengthy');
  const stalledMs = slowDown(made, 'read', 20);
  assert.equal(answerOf(await soon(made, 150))?.offset, 10_000);
  assert.ok(stalledMs() < 10, `${stalledMs()} ms`);
});

test('a log that is cut meanwhile has no answer', async () => {
  const made = makeLog();
  for (let n = 0; n < 10; n++) append(made, [n], {});
  slowDown(made, 'read', 1000);
  const outcome = made.log.lookUp(5).soon(new Worker());
  await made.universe.resolve(made.log.truncateTo(5));
  append(made, [1, 2, 3], {});
  assert.equal((await made.universe.resolve(outcome)).kind, 'gone');
  assert.equal(made.log.isOffline, false);
});

test('a log that is closed meanwhile has no answer, and holds no file', async () => {
  const made = makeLog();
  for (let n = 0; n < 10; n++) append(made, [n], {});
  slowDown(made, 'read', 1000);
  const outcome = made.log.lookUp(5).soon(new Worker());
  await made.universe.resolve(made.log.close());
  assert.equal((await made.universe.resolve(outcome)).kind, 'gone');
  assert.equal(made.services.openFiles.count, 0);
});

test('nobody wants it any more: the look-up ends at its next step', async () => {
  const made = makeLog();
  for (let n = 0; n < 10; n++) append(made, [n], {});
  const { search } = new Worker();
  assert.equal((await soon(made, 5, { isWanted: () => false, search })).kind, 'gone');
});

test('segments that go meanwhile are passed over', async () => {
  const config = { segmentBytes: 2_000, retentionMs: 1, fileDeleteDelayMs: 0 };
  const made = makeLog({ config, tailBytesMax: 0 });
  for (let n = 0; n < 30; n++) append(made, [n], {});
  await made.reopen({ end: 'close', recoveryPoint: 30 });
  made.log.setHighWatermark(30);
  const [first] = made.log.segments;
  assert.ok(first !== undefined);
  slowDown(made, 'read', 5);
  const outcome = made.log.lookUp(2).soon(new Worker());
  await made.universe.advance(7);
  assert.ok(made.log.deleteOldSegments(NOW * NOW) > 0);
  await made.universe.advance(1);
  const found = answerOf(await made.universe.resolve(outcome));
  const start = made.log.logStartOffset;
  assert.ok(found === undefined || found.offset >= start, `${found?.offset} of ${start}`);
  assert.equal(made.log.isOffline, false);
});

test('a disk that fails takes the log offline', async () => {
  const made = makeLog({ tailBytesMax: 0 });
  write(made.log);
  const { faults } = made.universe.storage('broker');
  faults.failure = (operation) => (operation === 'read' ? 'EIO' : undefined);
  await assert.rejects(soon(made, 5), { code: 'KAFKA_STORAGE_ERROR' });
  assert.equal(made.log.isOffline, true);
  await assert.rejects(soon(made, 5), { code: 'KAFKA_STORAGE_ERROR' });
});

test('a worker that fails is no fault of the log', async () => {
  const made = makeLog();
  append(made, Array.from({ length: 15_000 }, () => 100), { codec: 'zstd' });
  const means = {
    isWanted: () => true,
    search: () => Promise.reject(new Error('the worker thread ended')),
  };
  await assert.rejects(soon(made, 100, means), /worker thread ended/);
  assert.equal(made.log.isOffline, false);
  assert.equal(answerOf(await soon(made, 100))?.offset, 0);
});

test('a batch that cannot be read is told, and the log goes on', async () => {
  const made = makeLog();
  const builder = new BatchBuilder({ codec: 'gzip', partitionLeaderEpoch: 0 });
  builder.append(100, null, Buffer.alloc(300, 'x'));
  const bytes = Buffer.from(builder.finish());
  bytes.fill(0xff, 61);
  const batch = new RecordBatch(bytes, 0);
  bytes.writeUInt32BE(batch.computeCrc(), 17);
  const outcome = made.log.append(bytes, { ...AS_CLIENT, origin: 'replica' });
  assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
  made.log.flushAppends();
  assert.equal(made.log.lookUp(50).quickly({ spentBytes: 0 }).kind, 'unreadable');
  const told = await soon(made, 50);
  assert.ok(told.kind === 'unreadable');
  assert.match(told.message, /batch at offset 0: gzip data/);
  assert.throws(() => made.log.offsetForTimestamp(50), { code: 'UNREADABLE_BATCH' });
  assert.equal(made.log.isOffline, false);
});
