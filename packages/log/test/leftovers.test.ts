// What an interrupted deletion, split or compaction leaves behind, also of Apache Kafka's:
// `.deleted`, `.cleaned` and `.swap` files,
// indexes without a log. A start clears it up, as Kafka does.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { batchOf, makeLog, offsetsIn, openLog, PATH, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

function name(offset: number, suffix: string): string {
  return String(offset).padStart(20, '0') + suffix;
}

function put(made: SimulatedLog, file: string, bytes: Uint8Array = new Uint8Array(0)): void {
  made.world.disk.writeFile(`${PATH}/${file}`, bytes);
}

function names(made: SimulatedLog): string[] {
  return made.world.disk.list(PATH).map((entry) => entry.name);
}

/** Segments of two batches each, at 0, 2, 4, 6 and 8. */
async function filled(): Promise<SimulatedLog> {
  const made = makeLog({ tailBytesMax: 0, config: { segmentBytes: 180 } });
  for (let n = 0; n < 10; n++) write(made.log, { text: `v${n}` });
  assert.deepEqual(made.log.segments.map(({ baseOffset }) => baseOffset), [0, 2, 4, 6, 8]);
  await made.universe.resolve(made.log.close());
  return made;
}

function reopen(made: SimulatedLog): number[] {
  made.log = openLog(made.services, {
    ...made.config,
    cleanupPolicy: { delete: false, compact: true },
  });
  return offsetsIn(made);
}

function batch(baseOffset: number): Uint8Array {
  return batchOf({ baseOffset, leaderEpoch: 0, text: 'cleaned' });
}

const ALL = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

test('deleted files go, snapshots of the metadata log stay', async () => {
  const made = await filled();
  const foreign = '00000000000000000005-0000000001.checkpoint.deleted';
  for (const file of [
    name(0, '.log.deleted'),
    name(7, '.snapshot.deleted'),
    foreign,
  ]) put(made, file);
  assert.deepEqual(reopen(made), ALL);
  assert.deepEqual(names(made).filter((file) => file.endsWith('.deleted')), [foreign]);
});

test('unfinished output of the cleaner goes', async () => {
  const made = await filled();
  for (const suffix of [
    '.log',
    '.index',
    '.timeindex',
  ]) put(made, name(0, `${suffix}.cleaned`), batch(0));
  assert.deepEqual(reopen(made), ALL);
  assert.deepEqual(names(made).filter((file) => file.endsWith('.cleaned')), []);
});

test('finished output takes the place of what it replaces', async () => {
  const made = await filled();
  // Offsets 2 to 7 were cleaned into one segment, of which 3 and 7 are left.
  put(made, name(2, '.log.swap'), Buffer.concat([batch(3), batch(7)]));
  put(made, name(2, '.index.swap'));
  put(made, name(2, '.timeindex.swap'));
  assert.deepEqual(reopen(made), [0, 1, 3, 7, 8, 9]);
  assert.deepEqual(made.log.segments.map(({ baseOffset }) => baseOffset), [0, 2, 8]);
  assert.deepEqual(names(made).filter((file) => file.endsWith('.swap')), []);
});

test('the swap is finished wherever it was interrupted', async () => {
  for (const done of [0, 1, 2, 3]) {
    const made = await filled();
    put(made, name(2, '.log.swap'), Buffer.concat([batch(3), batch(7)]));
    put(made, name(2, '.index.swap'));
    put(made, name(2, '.timeindex.swap'));
    for (const base of [2, 4, 6].slice(0, done)) {
      for (const suffix of ['.log', '.index', '.timeindex']) {
        const file = `${PATH}/${name(base, suffix)}`;
        made.world.disk.rename(file, `${file}.deleted`);
      }
    }
    assert.deepEqual(reopen(made), [0, 1, 3, 7, 8, 9], `${done} segments were gone`);
  }
});

test('output of a split that is not finished goes, with its later parts', async () => {
  const made = await filled();
  put(made, name(4, '.log.cleaned'), batch(4));
  put(made, name(6, '.log.swap'), batch(6));
  assert.deepEqual(reopen(made), ALL);
  assert.deepEqual(names(made).filter((file) => /swap|cleaned/.test(file)), []);
});

test('indexes without a log go', async () => {
  const made = await filled();
  for (const suffix of ['.index', '.timeindex', '.txnindex']) put(made, name(50, suffix));
  assert.deepEqual(reopen(made), ALL);
  assert.deepEqual(names(made).filter((file) => file.startsWith(name(50, ''))), []);
});

test('a log whose segments are all gone begins at its start offset', async () => {
  const made = await filled();
  for (const file of names(made)) made.world.disk.remove(`${PATH}/${file}`);
  made.log = openLog(made.services, made.config, { logStartOffset: 6, wasClean: true });
  assert.deepEqual([made.log.logStartOffset, made.log.logEndOffset], [6, 6]);
  assert.equal(write(made.log), 6);
});

test('a log that ends before its start offset begins anew', async () => {
  const made = await filled();
  made.log = openLog(made.services, made.config, { logStartOffset: 500 });
  assert.deepEqual([made.log.logStartOffset, made.log.logEndOffset], [500, 500]);
  assert.equal(made.log.latestEpoch, undefined);
  assert.equal(write(made.log), 500);
  assert.deepEqual(offsetsIn(made), [500]);
});

test('segments wholly below the start offset go', async () => {
  const made = await filled();
  made.log = openLog(made.services, made.config, { logStartOffset: 5, wasClean: true });
  assert.deepEqual(made.log.segments.map(({ baseOffset }) => baseOffset), [4, 6, 8]);
  assert.deepEqual(offsetsIn(made, { from: 5 }).filter((offset) => offset >= 5), [5, 6, 7, 8, 9]);
});
