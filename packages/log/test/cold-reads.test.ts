// Reads whose place the disk has to be asked for: they are planned off the event loop, however slow
// the disk is, and the plan is the one of a read at once.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ReadBound, ReadOptions, ReadOutcome } from '../src/index.ts';
import { makeLog, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

const CONFIG = { segmentBytes: 6_000, indexIntervalBytes: 300 };
const BATCHES = 120;
const SLOW_MS = 100;

/** Several segments, opened again: nothing of them is in memory. */
async function coldLog(): Promise<SimulatedLog> {
  const made = makeLog({ config: CONFIG, tailBytesMax: 0 });
  for (let n = 0; n < BATCHES; n++) write(made.log, { records: 2, valueBytes: 50 });
  await made.reopen({ end: 'close', recoveryPoint: BATCHES * 2 });
  made.log.setHighWatermark(BATCHES * 2);
  assert.ok(made.log.segments.length > 3);
  return made;
}

/** What a plan says; the plan is released. */
function described(outcome: ReadOutcome): unknown {
  if (outcome.kind === 'refused') return outcome;
  const pieces = outcome.pieces.map((piece) => {
    if (piece.kind === 'memory') return piece.bytes.length;
    const { segment, position, sizeBytes, isCold } = piece;
    return { base: segment.baseOffset, position, sizeBytes, isCold };
  });
  const { logStartOffset, highWatermark, lastStableOffset, abortedTransactions } = outcome;
  const { isFirstBatchIncomplete } = outcome;
  outcome.release();
  const offsets = { logStartOffset, highWatermark, lastStableOffset };
  return { pieces, offsets, isFirstBatchIncomplete, abortedTransactions };
}

async function planSoon(made: SimulatedLog, offset: number, options: ReadOptions) {
  const outcome = made.log.readQuickly(offset, options);
  if (outcome.kind !== 'cold') return { wasCold: false, plan: described(outcome) };
  const plan = described(await made.universe.resolve(outcome.plan()));
  return { wasCold: true, plan };
}

function slowDown(made: SimulatedLog): void {
  const { faults } = made.universe.storage('broker');
  faults.delayMs = (operation) => (operation === 'read' ? SLOW_MS : 0);
}

for (const upTo of ['log-end', 'high-watermark', 'last-stable'] as const) {
  test(`up to the ${upTo}: the plan is that of a read at once`, async () => {
    const [made, other] = [await coldLog(), await coldLog()];
    for (const { log } of [made, other]) log.setHighWatermark(BATCHES);
    let cold = 0;
    for (let offset = 0; offset <= BATCHES * 2; offset += 7) {
      for (const maxBytes of [0, 1, 500, 100_000]) {
        for (const minOneMessage of [true, false]) {
          const options = { maxBytes, minOneMessage, upTo };
          const { wasCold, plan } = await planSoon(made, offset, options);
          assert.deepEqual(plan, described(other.log.read(offset, options)), `from ${offset}`);
          cold += Number(wasCold);
        }
      }
    }
    assert.ok(cold > 50, `${cold} were cold`);
    for (const segment of made.log.segments) assert.ok(segment.sizeBytes > 0);
  });
}

test('nobody waits for a slow disk while a read is planned', async () => {
  const made = await coldLog();
  slowDown(made);
  const { clock } = made.world;
  for (const offset of [3, 77, 150]) {
    const options: ReadOptions = { maxBytes: 500, minOneMessage: true, upTo: 'log-end' };
    const startMs = clock.monotonicMs();
    const outcome = made.log.readQuickly(offset, options);
    assert.ok(outcome.kind === 'cold');
    const planning = outcome.plan();
    assert.equal(clock.monotonicMs(), startMs, 'the call itself does not wait');
    let ticks = 0;
    const tick = (): void => {
      ticks += 1;
      made.world.timers.after(1, tick);
    };
    tick();
    const plan = await made.universe.resolve(planning);
    const tookMs = clock.monotonicMs() - startMs;
    assert.ok(tookMs >= SLOW_MS, 'the disk was asked');
    assert.ok(ticks > tookMs * 0.8, `${ticks} turns in ${tookMs} ms`);
    assert.ok(plan.kind === 'plan');
    plan.release();
  }
});

test('what is hot is planned at once', async () => {
  const made = makeLog();
  for (let n = 0; n < 20; n++) write(made.log);
  const options: ReadOptions = { maxBytes: 500, minOneMessage: true, upTo: 'log-end' };
  assert.equal(made.log.readQuickly(3, options).kind, 'plan', 'in memory');
  const fromFile = makeLog({ tailBytesMax: 0 });
  for (let n = 0; n < 20; n++) write(fromFile.log);
  assert.equal(fromFile.log.readQuickly(3, options).kind, 'plan', 'in the active segment');
});

const OPTIONS: ReadOptions = { maxBytes: 500, minOneMessage: true, upTo: 'log-end' };

/** Begins to plan a cold read, and gives its end. */
function beginning(made: SimulatedLog, offset: number, upTo: ReadBound = 'log-end') {
  slowDown(made);
  const outcome = made.log.readQuickly(offset, { ...OPTIONS, upTo });
  assert.ok(outcome.kind === 'cold');
  return outcome.plan();
}

test('a log that is cut meanwhile is read as it is then', async () => {
  const made = await coldLog();
  const planning = beginning(made, 100);
  await made.universe.resolve(made.log.truncateTo(100));
  assert.equal(made.log.logEndOffset, 100);
  const outcome = await made.universe.resolve(planning);
  assert.ok(outcome.kind === 'plan');
  assert.equal(outcome.sizeBytes, 0);
  outcome.release();
  assert.equal(made.log.isOffline, false);
});

test('a log that is closed meanwhile is refused, and leaves no file open', async () => {
  const made = await coldLog();
  const planning = beginning(made, 100);
  await made.universe.resolve(made.log.close());
  const outcome = await made.universe.resolve(planning);
  assert.ok(outcome.kind === 'refused');
  assert.equal(outcome.error.name, 'KAFKA_STORAGE_ERROR');
  assert.equal(made.services.openFiles.count, 0);
});

test('what retention takes meanwhile is out of range', async () => {
  const made = await coldLog();
  const planning = beginning(made, 0);
  made.log.incrementLogStartOffset(BATCHES);
  const outcome = await made.universe.resolve(planning);
  assert.ok(outcome.kind === 'refused');
  assert.equal(outcome.error.name, 'OFFSET_OUT_OF_RANGE');
});

test('a disk that fails meanwhile takes the log offline', async () => {
  const made = await coldLog();
  const { faults } = made.universe.storage('broker');
  faults.failure = (operation) => (operation === 'read' ? 'EIO' : undefined);
  const outcome = await made.universe.resolve(beginning(made, 100));
  assert.ok(outcome.kind === 'refused');
  assert.equal(outcome.error.name, 'KAFKA_STORAGE_ERROR');
  assert.equal(made.log.isOffline, true);
});
