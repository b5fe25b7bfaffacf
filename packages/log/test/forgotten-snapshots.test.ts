// Producer snapshots beyond the point from which a recovery reads are not believed. Their files go
// with the next flush or close, not while thousands of logs are opened.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeLog, PATH, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

const PRODUCER = { id: 7, epoch: 0 };

function snapshots(made: SimulatedLog): number[] {
  const names = made.world.disk.list(PATH).map(({ name }) => name);
  return names.filter((name) => name.endsWith('.snapshot')).map((name) => Number.parseInt(name));
}

/** Closed at offset 2, where a snapshot is; then written to, and killed. */
async function killed(): Promise<SimulatedLog> {
  const made = makeLog({ config: { producerIdExpirationMs: Infinity } });
  for (const sequence of [0, 1]) write(made.log, { producer: { ...PRODUCER, sequence } });
  await made.reopen({ end: 'close', recoveryPoint: 2 });
  for (const sequence of [2, 3]) write(made.log, { producer: { ...PRODUCER, sequence } });
  await made.reopen({ end: 'process', recoveryPoint: 2 });
  return made;
}

test('the file goes with the next flush, with its name', async () => {
  const made = await killed();
  assert.deepEqual(snapshots(made), [2], 'opening removes nothing');
  write(made.log, { producer: { ...PRODUCER, sequence: 4 } });
  await made.universe.resolve(made.log.flush());
  assert.deepEqual(snapshots(made), []);
  await made.reopen({ end: 'power', recoveryPoint: 5 });
  assert.deepEqual(snapshots(made), [], 'nor does it come back');
  assert.equal(made.log.activeProducers()[0]?.lastSequence, 4);
});

test('a clean end leaves the one of the end alone', async () => {
  const made = await killed();
  await made.reopen({ end: 'close', recoveryPoint: 4 });
  assert.deepEqual(snapshots(made), [4]);
  assert.equal(made.log.activeProducers()[0]?.lastSequence, 3);
});

test('a clean end of a log that lost all its records leaves none', async () => {
  const made = await killed();
  made.world.disk.writeFile(`${PATH}/00000000000000000000.log`, new Uint8Array(0));
  await made.reopen({ end: 'process' });
  assert.equal(made.log.logEndOffset, 0);
  await made.reopen({ end: 'close' });
  assert.deepEqual(snapshots(made), []);
  assert.deepEqual(made.log.activeProducers(), []);
});

test('recovery knows the last batches of a producer, not only the newest', async () => {
  const made = await killed();
  const again = { producer: { ...PRODUCER, sequence: 1 } };
  assert.throws(() => write(made.log, again), /duplicate/);
  assert.equal(made.log.logEndOffset, 4);
});
