// When a node snapshots its metadata, and what of snapshots and log it keeps.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ControllerWorld } from './controller-world.ts';

/** A broker may be silent for the minutes that these tests let go by. */
const PATIENT = { 'broker.session.timeout.ms': '2000000000' };
const HOUR_MS = 3_600_000;
/** So often a quorum without work writes a record (500 ms by default). */
const IDLING = { 'metadata.max.idle.interval.ms': '10000' };

/** Offsets of the snapshots that were written; not of the one that began the quorum. */
function snapshots(it: ControllerWorld): number[] {
  return it
    .files()
    .filter((name) => name.endsWith('.checkpoint'))
    .map((name) => Number(name.slice(0, 20)))
    .filter((offset) => offset > 0);
}

function bytes(it: ControllerWorld): number {
  const isCounted = (name: string): boolean => /\.(log|checkpoint)$/.test(name);
  const sizes = it
    .files()
    .filter(isCounted)
    .map((name) => it.world.disk.stat(`${it.log.path}/${name}`)?.sizeBytes ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function begin(config: Readonly<Record<string, string>>): Promise<ControllerWorld> {
  const settings = { ...PATIENT, ...config };
  const it = new ControllerWorld({ seed: 1, config: settings, segmentBytes: 8000 });
  await it.start();
  await it.withBroker();
  return it;
}

test('one comes with each interval in which anything was written', async () => {
  const it = await begin({ ...IDLING, 'metadata.log.max.snapshot.interval.ms': String(HOUR_MS) });
  await it.createTopic('a');
  await it.universe.advance(HOUR_MS - 60_000);
  assert.deepEqual(snapshots(it), []);
  await it.universe.advance(70_000);
  assert.equal(snapshots(it).length, 1);
  await it.universe.advance(HOUR_MS - 60_000);
  assert.equal(snapshots(it).length, 1);
  await it.universe.advance(120_000);
  assert.equal(snapshots(it).length, 2, 'a quorum writes even when nobody asks');
  await it.die('power');
  assert.deepEqual([...it.image.topics.byName.keys()], ['a']);
  assert.deepEqual(it.failures, []);
});

test('none comes while nothing is written, nor without an interval', async () => {
  const silent = await begin({
    'metadata.log.max.snapshot.interval.ms': String(HOUR_MS),
  });
  await silent.createTopic('a');
  await silent.universe.advance(5 * HOUR_MS);
  assert.deepEqual(snapshots(silent), []);
  await silent.createTopic('b');
  await silent.universe.advance(1000);
  assert.equal(snapshots(silent).length, 1);
  const never = await begin({ ...IDLING, 'metadata.log.max.snapshot.interval.ms': '0' });
  await never.createTopic('a');
  await never.universe.advance(5 * HOUR_MS);
  assert.deepEqual(snapshots(never), []);
});

test('those that are too old go, with the segments below, but never the newest', async () => {
  const it = await begin({
    ...IDLING,
    'metadata.log.max.snapshot.interval.ms': String(HOUR_MS),
    'metadata.max.retention.ms': String(3 * HOUR_MS),
  });
  await it.createTopic('a');
  await it.universe.advance(3.5 * HOUR_MS);
  const early = snapshots(it);
  assert.equal(early.length, 3);
  assert.equal(it.log.logStartOffset, early[0], 'the bootstrap snapshot is older than anything');
  await it.universe.advance(4 * HOUR_MS);
  const kept = snapshots(it);
  assert.equal(kept.length, 3);
  assert.ok(early.every((offset) => !kept.includes(offset)));
  assert.equal(it.log.logStartOffset, kept[0]);
  await it.die('process');
  // It begins with the segment that the snapshot ends in.
  assert.ok(it.log.logStartOffset > 0 && it.log.logStartOffset <= (kept[0] ?? 0));
  assert.deepEqual([...it.image.topics.byName.keys()], ['a']);
  assert.deepEqual(it.failures, []);
});

test('too many bytes let the oldest go, one by one, until there is room', async () => {
  const limit = 60_000;
  const it = await begin({
    'metadata.log.max.record.bytes.between.snapshots': '4000',
    'metadata.max.retention.bytes': String(limit),
    'metadata.max.retention.ms': '-1',
  });
  let most = 0;
  for (let index = 0; index < 120; index++) {
    await it.createTopic(`t${index}`);
    // Files of segments go a little later.
    await it.universe.advance(61_000);
    most = Math.max(most, snapshots(it).length);
    assert.ok(bytes(it) <= limit + 16_000, `${bytes(it)} bytes are kept`);
  }
  const kept = snapshots(it);
  assert.ok(most > 2 && kept.length > 1, `${most} ${kept.length}`);
  assert.equal(it.log.logStartOffset, kept[0]);
  await it.die('power');
  assert.equal(it.image.topics.byName.size, 120);
  assert.deepEqual(it.failures, []);
});
