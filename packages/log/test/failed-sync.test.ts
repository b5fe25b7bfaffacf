// A sync that fails tells it once: from then on the system shows bytes that it will never write. A
// process that starts again finds them like any others, so it has to write them anew before it
// calls them, or anything after them, durable.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeLog, offsetsIn, readAll, write } from './simulated-log.ts';
import type { SimulatedLog, SimulatedLogOptions } from './simulated-log.ts';

const SEEDS = 40;
const upTo = (end: number): number[] => Array.from({ length: end }, (_, n) => n);

/** A log of which `count` records, after a durable one, met a failing sync; its process is gone. */
async function afterFailedSync(
  options: SimulatedLogOptions,
  { count = 1, recoveryPoint = 0 }: { count?: number; recoveryPoint?: number } = {},
): Promise<SimulatedLog> {
  const made = makeLog(options);
  write(made.log);
  await made.universe.resolve(made.log.flush());
  for (let n = 0; n < count; n++) write(made.log);
  const { faults } = made.universe.storage('broker');
  let failures = 1;
  faults.failure = (operation, path) =>
    operation === 'sync' && path.endsWith('.log') && failures-- > 0 ? 'EIO' : undefined;
  await assert.rejects(made.universe.resolve(made.log.flush()), { code: 'KAFKA_STORAGE_ERROR' });
  faults.failure = () => undefined;
  await made.reopen({ end: 'process', recoveryPoint });
  assert.deepEqual(offsetsIn(made), upTo(1 + count), 'the system shows them');
  return made;
}

/** From now on: each write to a `.log` file. */
function countWrites(made: SimulatedLog): () => number {
  let count = 0;
  made.universe.storage('broker').faults.failure = (operation, path) => {
    if (operation === 'write' && path.endsWith('.log')) count += 1;
    return undefined;
  };
  return () => count;
}

test('what is flushed after it is there after a power failure', async () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const made = await afterFailedSync({ seed });
    write(made.log);
    await made.universe.resolve(made.log.flush());
    assert.equal(made.log.flushedOffset, 3);
    await made.reopen({ end: 'power' });
    assert.deepEqual(offsetsIn(made), [0, 1, 2], `seed ${seed}`);
  }
});

test('in segments that were sealed before', async () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const made = await afterFailedSync({ seed, config: { segmentBytes: 200 } }, { count: 6 });
    write(made.log);
    await made.universe.resolve(made.log.flush());
    await made.reopen({ end: 'power' });
    assert.deepEqual(offsetsIn(made), upTo(8), `seed ${seed}`);
  }
});

test('when the log is closed in order without another record', async () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const made = await afterFailedSync({ seed });
    await made.reopen({ end: 'close' });
    await made.reopen({ end: 'power', recoveryPoint: 2 });
    assert.deepEqual(offsetsIn(made), [0, 1], `seed ${seed}`);
  }
});

test('found bytes are written once, those below the recovery point never', async () => {
  const made = await afterFailedSync({}, { recoveryPoint: 1 });
  const file = made.universe.storage('broker');
  const { sizeBytes } = made.log;
  const writes = countWrites(made);
  await made.universe.resolve(made.log.flush());
  assert.equal(writes(), 1);
  write(made.log);
  await made.universe.resolve(made.log.flush());
  assert.equal(writes(), 2, 'the new record');
  file.faults.failure = () => undefined;
  await made.reopen({ end: 'process', recoveryPoint: 3 });
  const durable = countWrites(made);
  write(made.log);
  await made.universe.resolve(made.log.flush());
  assert.equal(durable(), 1, 'the new record');
  assert.ok(made.log.sizeBytes > sizeBytes);
});

test('a log that is cut while they are written keeps what comes instead', async () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const made = await afterFailedSync({ seed, tailBytesMax: 0 }, { count: 5 });
    const { faults } = made.universe.storage('broker');
    // The system has given the bytes, the process has not got them yet.
    const isRead = new Promise<void>((resolve) => {
      faults.delayMs = (operation) => (operation === 'read' ? 50 : 0);
      faults.failure = (operation) => void (operation === 'read' && resolve());
    });
    const flushed = made.log.flush().catch(() => {});
    await made.universe.resolve(isRead);
    faults.delayMs = () => 0;
    await made.universe.resolve(made.log.truncateTo(2));
    for (let n = 0; n < 6; n++) write(made.log, { text: `instead ${n}`, leaderEpoch: 1 });
    await made.universe.resolve(flushed);
    await made.universe.resolve(made.log.flush());
    const before = readAll(made);
    assert.equal(before.length, 8);
    assert.equal(before[2]?.value, 'instead 0.');
    await made.reopen({ end: 'power' });
    assert.deepEqual(readAll(made), before, `seed ${seed}`);
  }
});
