// Retention over many logs: one checkpoint tells where they start, nobody waits for the disk, and
// whatever call it dies at, the logs that are opened next have all that was to stay.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import type { World } from '@ottla/base';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import type { LogConfig, LogServices, PartitionLog } from '../src/index.ts';
import { offsetsIn, servicesOf, write } from './simulated-log.ts';

const RETENTION_MS = 1_000;
const CONFIG: LogConfig = {
  ...defaultLogConfig,
  segmentBytes: 300,
  retentionMs: RETENTION_MS,
  fileDeleteDelayMs: 500,
};
/** Timestamps: at `NOW_MS` retention lets go what is old. */
const [OLD_MS, YOUNG_MS, NOW_MS] = [1_000, 9_000, 9_500];
const OLD_RECORDS = 8;

interface Opened {
  readonly services: LogServices;
  readonly directory: LogDirectory;
}

function open(world: World): Opened {
  const services = servicesOf(world, { openFilesMax: 1_000 });
  const directory = LogDirectory.open({ services, path: '/data' });
  assert.deepEqual(directory.load(() => CONFIG).damaged, []);
  return { services, directory };
}

interface Node extends Opened {
  readonly universe: SimulatedUniverse;
  readonly world: World;
  readonly logs: readonly PartitionLog[];
}

function fill(log: PartitionLog, timestamp: number, count: number): void {
  for (let n = 0; n < count; n++) write(log, { valueBytes: 60, timestamp });
  log.setHighWatermark(log.writtenOffset);
}

/** Logs of old records in several segments, with another one for what comes. */
function make(count: number, seed = 6): Node {
  const universe = new SimulatedUniverse({ seed });
  const world = universe.createNode('broker');
  const opened = open(world);
  const logs = Array.from({ length: count }, (_, partition) => {
    const log = opened.directory.createLog({ topic: 'flights', partition, config: CONFIG });
    fill(log, OLD_MS, OLD_RECORDS);
    return log;
  });
  return { universe, world, logs, ...opened };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, n) => from + n);
}

/** How late, at most, the loop came to what was due, in milliseconds. */
function watchLoop({ clock, timers }: World, untilMs: number): () => number {
  const startMs = clock.monotonicMs();
  let worstMs = 0;
  for (let ms = 1; ms < untilMs; ms += 5) {
    const look = (): void => void (worstMs = Math.max(worstMs, clock.monotonicMs() - startMs - ms));
    timers.after(ms, look);
  }
  return () => worstMs;
}

test('fifty logs that lose segments: one checkpoint, and no sync on the loop', async () => {
  const { universe, world, directory, logs } = make(50);
  // Of half of them all is durable: their last segments have indexes to make so.
  await universe.resolve(Promise.all(logs.slice(25).map((log) => log.flush())));
  await universe.advance(1_000);
  const { faults } = universe.storage('broker');
  let checkpoints = 0;
  faults.failure = (operation, path) => {
    const isCheckpoint = path.includes('log-start-offset-checkpoint');
    if (operation === 'rename' && isCheckpoint) checkpoints += 1;
    return undefined;
  };
  faults.delayMs = (operation) => (operation.startsWith('sync') ? 20 : 0);
  const worstMs = watchLoop(world, 10_000);
  const count = await universe.resolve(directory.deleteOldSegments(NOW_MS));
  await universe.advance(10_000);
  assert.ok(count >= 150, `${count} segments`);
  assert.deepEqual(logs.map(({ logStartOffset }) => logStartOffset), Array(50).fill(OLD_RECORDS));
  assert.ok(logs.every(({ segments }) => segments.length === 1));
  assert.equal(checkpoints, 1);
  assert.ok(worstMs() < 5, `${worstMs()} ms late`);
});

test('the files of many logs are renamed in slices', async () => {
  const { universe, world, directory } = make(50);
  await universe.advance(1_000);
  universe.storage('broker').faults.delayMs = (operation) => (operation === 'rename' ? 1 : 0);
  const worstMs = watchLoop(world, 5_000);
  await universe.resolve(directory.deleteOldSegments(NOW_MS));
  await universe.advance(5_000);
  assert.ok(worstMs() < 40, `${worstMs()} ms late`);
});

test('logs that are not wanted, or lose nothing, are left alone', async () => {
  const { universe, directory, logs } = make(2);
  await universe.advance(1_000);
  const written: string[] = [];
  universe.storage('broker').faults.failure = (operation, path) => {
    if (operation !== 'stat') written.push(`${operation} ${path}`);
    return undefined;
  };
  const look = directory.deleteOldSegments(OLD_MS, ({ partition }) => partition === 0);
  assert.equal(await universe.resolve(look), 0);
  assert.equal(await universe.resolve(directory.deleteOldSegments(NOW_MS, () => false)), 0);
  assert.deepEqual(written, []);
  const one = directory.deleteOldSegments(NOW_MS, ({ partition }) => partition === 0);
  assert.ok((await universe.resolve(one)) > 1);
  assert.deepEqual(logs.map(({ logStartOffset }) => logStartOffset), [OLD_RECORDS, 0]);
});

/** A look whose checkpoint takes half a second. */
function beginSlowly({ universe, directory }: Node): Promise<number> {
  universe.storage('broker').faults.delayMs = (operation, path) =>
    operation === 'sync' && path.includes('log-start-offset-checkpoint') ? 500 : 0;
  return directory.deleteOldSegments(NOW_MS);
}

/** One log, and the names of its `.log` files. */
function makeOne(): Node & { readonly log: PartitionLog; files(): string[] } {
  const node = make(1);
  const [log] = node.logs;
  assert.ok(log !== undefined);
  const files = (): string[] => {
    const names = node.world.disk.list(log.path).map(({ name }) => name);
    return names.filter((name) => name.endsWith('.log'));
  };
  return { ...node, log, files };
}

test('a start is shown once it is durable, and not before', async () => {
  const node = makeOne();
  const { universe, services, log, files } = node;
  const before = files();
  const look = beginSlowly(node);
  await universe.advance(200);
  assert.equal(log.logStartOffset, 0);
  assert.deepEqual(offsetsIn({ log, services }), range(0, OLD_RECORDS));
  assert.deepEqual(files().slice(0, before.length), before);
  assert.ok((await universe.resolve(look)) > 1);
  assert.equal(log.logStartOffset, OLD_RECORDS);
  assert.equal(files().length, 1);
});

test('what is appended meanwhile stays, with nothing before it', async () => {
  const node = makeOne();
  const { universe, services, log } = node;
  const look = beginSlowly(node);
  await universe.advance(100);
  fill(log, OLD_MS, 3);
  await universe.resolve(look);
  assert.deepEqual(offsetsIn({ log, services }), range(OLD_RECORDS, OLD_RECORDS + 3));
  assert.equal(log.logStartOffset, OLD_RECORDS);
});

test('of a log that is cut meanwhile nothing goes', async () => {
  const node = makeOne();
  const { universe, services, log } = node;
  const look = beginSlowly(node);
  await universe.advance(100);
  await universe.resolve(log.truncateTo(5));
  fill(log, YOUNG_MS, 6);
  assert.equal(await universe.resolve(look), 0);
  assert.deepEqual(offsetsIn({ log, services }), range(0, 11));
});

test('a directory that is closed meanwhile closes in order', async () => {
  const node = makeOne();
  const { universe, directory } = node;
  const look = beginSlowly(node);
  await universe.advance(100);
  await universe.resolve(directory.close({ brokerEpoch: 1 }));
  await universe.resolve(look);
  universe.kill('broker', 'power');
  const next = open(universe.restart('broker'));
  const log = next.directory.log('flights', 0);
  assert.ok(log !== undefined && next.directory.lastShutdown.wasClean);
  assert.equal(log.logEndOffset, OLD_RECORDS);
  const offsets = offsetsIn({ log, services: next.services });
  assert.deepEqual(offsets, range(log.logStartOffset, OLD_RECORDS));
});

test('where the disk does not take the checkpoint nothing goes', async () => {
  const { universe, directory, logs } = make(2);
  await universe.advance(1_000);
  universe.storage('broker').faults.failure = (operation, path) =>
    operation === 'sync' && path.includes('log-start-offset-checkpoint') ? 'EIO' : undefined;
  const look = universe.resolve(directory.deleteOldSegments(NOW_MS));
  await assert.rejects(look, { code: 'KAFKA_STORAGE_ERROR' });
  assert.ok(directory.isOffline);
  assert.deepEqual(logs.map(({ logStartOffset }) => logStartOffset), [0, 0]);
});

class Died extends Error {}

interface Death {
  readonly seed: number;
  readonly kind: 'power' | 'process';
}

/**
 * Three logs: of old records only, all durable; of old and young ones, all durable; of which not
 * all is. Retention runs until the disk is called for the `fatal`th time; false where it ended
 * before.
 */
async function proveDeath(fatal: number, { seed, kind }: Death): Promise<boolean> {
  const { universe, directory, logs } = make(3, seed);
  for (const log of logs.slice(1)) fill(log, YOUNG_MS, 5);
  await universe.resolve(Promise.all(logs.map((log) => log.flush())));
  await universe.resolve(directory.checkpoint('recoveryPoints'));
  const [, , last] = logs;
  if (last !== undefined) fill(last, YOUNG_MS, 6);
  const { faults } = universe.storage('broker');
  let calls = 0;
  faults.failure = () => {
    calls += 1;
    if (calls >= fatal) throw new Died();
    return undefined;
  };
  try {
    const look = directory.deleteOldSegments(NOW_MS);
    look.catch(() => undefined);
    await universe.resolve(look);
    await universe.advance(2_000);
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  }
  faults.failure = () => undefined;
  const before = logs.map(({ logStartOffset: start, flushedOffset: end }) => ({ start, end }));
  universe.kill('broker', kind);
  const next = open(universe.restart('broker'));
  for (const [partition, { start, end }] of before.entries()) {
    const log = next.directory.log('flights', partition);
    assert.ok(log !== undefined);
    const what = `log ${partition}, call ${fatal}, seed ${seed}`;
    assert.ok(log.logStartOffset >= start, `${what}: the start went back`);
    assert.ok(log.logStartOffset <= OLD_RECORDS, `${what}: young records went`);
    assert.ok(log.logEndOffset >= end, `${what}: durable records are lost`);
    const offsets = offsetsIn({ log, services: next.services });
    assert.deepEqual(offsets, range(log.logStartOffset, log.logEndOffset), what);
  }
  return calls >= fatal;
}

for (const kind of ['power', 'process'] as const) {
  test(`dying at any call to the disk, by loss of ${kind}`, async () => {
    for (const seed of [1, 2, 3]) {
      let fatal = 1;
      while (await proveDeath(fatal, { seed, kind })) fatal += 1;
      assert.ok(fatal > 60, `only ${fatal} calls`);
    }
  });
}
