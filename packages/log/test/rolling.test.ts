// When segments begin, what is written at that moment, and what a clean close leaves: the files
// that Kafka would leave.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import { makeLog, offsetsIn, planOf, servicesOf, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

function files(made: SimulatedLog): Record<string, number> {
  const { disk } = made.world;
  const names = disk.list(made.log.path).map(({ name }) => name);
  return Object.fromEntries(
    names.map((name) => [
      name.replace(/^0{17}/, ''),
      disk.stat(`${made.log.path}/${name}`)?.sizeBytes ?? -1,
    ]),
  );
}

test('segment files end as Kafka leaves them', async () => {
  const made = makeLog({ config: { segmentBytes: 1_000, indexIntervalBytes: 200 } });
  assert.deepEqual(files(made), { '000.log': 0 }, 'indexes come with their first entries');
  for (let n = 0; n < 12; n++) write(made.log, { valueBytes: 60, timestamp: 1_000 + n });
  const size = made.log.sizeBytes / 12;
  await made.universe.resolve(made.log.close());
  const perSegment = Math.floor(1_000 / size);
  assert.deepEqual(files(made), {
    '000.index': 24,
    '000.log': perSegment * size,
    '000.timeindex': 36,
    '007.index': 16,
    '007.log': (12 - perSegment) * size,
    '007.snapshot': 10,
    '007.timeindex': 24,
    '012.snapshot': 10,
    'leader-epoch-checkpoint': 8,
  });
});

test('by record time, as the first batch of the segment has it', () => {
  const made = makeLog({ config: { segmentMs: 1_000 } });
  const times = [5_000, 5_900, 6_000, 6_001, 6_500, 7_002];
  for (const timestamp of times) write(made.log, { timestamp, nowMs: 5_000 });
  assert.deepEqual(made.log.segments.map(({ baseOffset }) => baseOffset), [0, 3, 5]);
});

test('by the clock, where records have no time', async () => {
  const made = makeLog({ config: { segmentMs: 1_000 } });
  write(made.log, { timestamp: -1 });
  await made.universe.advance(1_000);
  write(made.log, { timestamp: -1 });
  await made.universe.advance(1);
  write(made.log, { timestamp: -1 });
  assert.deepEqual(made.log.segments.map(({ baseOffset }) => baseOffset), [0, 2]);
});

test('jitter spreads the rolls of logs of one age', () => {
  const rolls = [1, 2, 3, 4, 5, 6].map((seed) => {
    const made = makeLog({ seed, config: { segmentMs: 1_000, segmentJitterMs: 900 } });
    let timestamp = 0;
    while (made.log.segments.length === 1) {
      timestamp += 20;
      write(made.log, { timestamp, nowMs: 0 });
    }
    return timestamp;
  });
  assert.ok(new Set(rolls).size > 3, rolls.join(' '));
  assert.ok(Math.min(...rolls) >= 100 && Math.max(...rolls) <= 1_040, rolls.join(' '));
});

test('when an index is full', () => {
  const made = makeLog({ config: { segmentIndexBytes: 12 * 4, indexIntervalBytes: 0 } });
  for (let n = 0; n < 20; n++) write(made.log, { timestamp: n });
  assert.deepEqual(made.log.segments.map(({ baseOffset }) => baseOffset), [0, 4, 8, 12, 16]);
  assert.deepEqual(offsetsIn(made).length, 20);
});

test('a rolled segment is flushed in the background, and the recovery point follows', async () => {
  const made = makeLog({ config: { segmentBytes: 500 } });
  for (let n = 0; n < 12; n++) write(made.log, { valueBytes: 60 });
  assert.equal(made.log.flushedOffset, 0);
  await made.universe.advance(1_000);
  assert.equal(made.log.flushedOffset, made.log.segments.at(-1)?.baseOffset);
});

test('flush.messages and flush.ms', async () => {
  const made = makeLog({ config: { flushMessages: 5, flushMs: 10_000 } });
  for (let n = 0; n < 4; n++) write(made.log);
  await made.universe.advance(100);
  assert.equal(made.log.flushedOffset, 0);
  write(made.log);
  await made.universe.advance(100);
  assert.equal(made.log.flushedOffset, 5);
  write(made.log);
  made.log.tick(made.world.clock.wallMs());
  await made.universe.advance(9_000);
  assert.equal(made.log.flushedOffset, 5);
  await made.universe.advance(1_100);
  made.log.tick(made.world.clock.wallMs());
  await made.universe.advance(100);
  assert.equal(made.log.flushedOffset, 6);
});

test('flush.ms asks for a look when there is something to flush, and only then', async () => {
  const universe = new SimulatedUniverse({ seed: 4 });
  const services = servicesOf(universe.createNode('broker'));
  const directory = LogDirectory.open({ services, path: '/data' });
  directory.load(() => defaultLogConfig);
  const config = { ...defaultLogConfig, flushMs: 10_000 };
  const log = directory.createLog({ topic: 'flights', partition: 0, config });
  let looks = 0;
  const tickOf = log.tick.bind(log);
  log.tick = (nowMs) => {
    looks += 1;
    tickOf(nowMs);
  };
  const seconds = async (count: number): Promise<void> => {
    for (let second = 0; second < count; second++) {
      await universe.advance(1_000);
      directory.tick(services.world.clock.wallMs());
    }
    await universe.advance(100);
  };
  await seconds(30);
  assert.equal(looks, 0, 'nothing was written');
  for (let n = 0; n < 3; n++) write(log);
  await seconds(2);
  assert.deepEqual([log.flushedOffset, looks], [3, 1], 'the last flush was long ago');
  write(log);
  await seconds(7);
  assert.deepEqual([log.flushedOffset, looks], [3, 1]);
  await seconds(4);
  assert.equal(log.flushedOffset, 4);
  const before = looks;
  await seconds(60);
  assert.equal(looks, before, 'all is flushed');
  log.updateConfig(defaultLogConfig);
  write(log);
  await seconds(60);
  assert.deepEqual([log.flushedOffset, looks], [4, before], 'no flush.ms');
  log.updateConfig({ ...config, flushMs: 5_000 });
  await seconds(2);
  assert.equal(log.flushedOffset, 5, 'it is heard of at once');
});

test('waiting flushes share one sync', async () => {
  const made = makeLog();
  let syncs = 0;
  made.universe.storage('broker').faults.failure = (operation, path) => {
    if (operation === 'sync' && path.endsWith('.log')) syncs += 1;
    return undefined;
  };
  const flushes = Array.from({ length: 20 }, () => {
    write(made.log);
    return made.log.flush();
  });
  await made.universe.resolve(Promise.all(flushes));
  assert.equal(made.log.flushedOffset, 20);
  assert.ok(syncs <= 3, `${syncs} syncs`);
});

test('quiet logs hold no files open', async () => {
  const made = makeLog({ tailBytesMax: 0, config: { segmentBytes: 300 } });
  for (let n = 0; n < 10; n++) write(made.log, { valueBytes: 60 });
  await made.universe.advance(1_000);
  let opened: string[] = [];
  made.universe.storage('broker').faults.failure = (operation, path) => {
    if (operation === 'open') opened.push(path.slice(-6));
    return undefined;
  };
  const held = planOf(made.log, 0);
  const { openFiles } = made.services;
  for (let n = 0; n < 3; n++) openFiles.closeIdle();
  opened = [];
  const [piece] = held.pieces;
  assert.ok(piece?.kind === 'file');
  piece.segment.file.open();
  assert.deepEqual(opened, [], 'what a reader holds stays open');
  held.release();
  for (let n = 0; n < 3; n++) openFiles.closeIdle();
  assert.equal(offsetsIn(made).length, 10);
  assert.ok(opened.filter((path) => path === '00.log').length >= 1, opened.join(' '));
});
