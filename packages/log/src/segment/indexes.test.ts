import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMemoryDisk, SimulatedUniverse } from '@ottla/base';

import { OffsetIndex } from './offset-index.ts';
import { TimeIndex } from './time-index.ts';
import { TransactionIndex } from './transaction-index.ts';

const PATH = '/x.index';

function offsetIndex(
  entries: readonly (readonly [number, number])[],
  disk = createMemoryDisk(),
): OffsetIndex {
  const index = new OffsetIndex(disk, PATH, { baseOffset: 100, isNew: true });
  for (const [offset, position] of entries) index.append(offset, position);
  return index;
}

test('an offset is looked up by the largest entry that is not above it', () => {
  const index = offsetIndex([[110, 40], [120, 80], [130, 120]]);
  const found = [100, 109, 110, 119, 120, 130, 999].map((offset) => index.positionBefore(offset));
  assert.deepEqual(found, [0, 0, 40, 40, 80, 120, 120]);
  assert.equal(index.lastOffset, 130);
  assert.equal(index.lastPosition(), 120);
  assert.equal(offsetIndex([]).positionBefore(100), 0);
  assert.equal(offsetIndex([]).lastOffset, 100);
});

test('the first entry from a position on tells what a read may reach', () => {
  const index = offsetIndex([[110, 40], [120, 80]]);
  const found = [0, 40, 41, 80, 81].map((position) => index.offsetFromPosition(position));
  assert.deepEqual(found, [110, 110, 120, 120, undefined]);
});

test('entries have Kafka’s bytes', () => {
  const disk = createMemoryDisk();
  const index = offsetIndex([[110, 40], [111, 65_536]], disk);
  index.file.persist();
  assert.equal(
    Buffer.from(disk.readFile(PATH)).toString('hex'),
    '0000000a000000280000000b00010000',
  );
  const times = new TimeIndex(disk, '/x.timeindex', { baseOffset: 100, isNew: true });
  times.maybeAppend(1_795_262_615_713, 165);
  times.file.persist();
  const bytes = Buffer.from(disk.readFile('/x.timeindex'));
  assert.equal(bytes.toString('hex'), '000001a1fdfd90a100000041');
});

test('offsets must grow and stay in reach', () => {
  const index = offsetIndex([[110, 40]]);
  assert.throws(() => index.append(110, 80), /does not follow 110/);
  assert.throws(() => index.append(99, 80), /out of reach/);
  assert.throws(() => index.append(100 + 2_147_483_648, 80), /out of reach/);
  index.append(100 + 2_147_483_647, 80);
});

test('cut indexes keep what lies below', () => {
  for (const [offset, kept] of [[105, 0], [110, 0], [111, 1], [120, 1], [125, 2]] as const) {
    const index = offsetIndex([[110, 40], [120, 80]]);
    index.truncateTo(offset);
    assert.equal(index.count, kept, `cut at ${offset}`);
  }
});

test('an index is persisted piece by piece, cut in its file and loaded again', () => {
  const disk = createMemoryDisk();
  const index = offsetIndex([], disk);
  index.file.persist();
  assert.equal(disk.stat(PATH)?.sizeBytes, 0, 'an empty file is there');
  for (let n = 1; n <= 200; n++) {
    index.append(100 + n, n * 10);
    if (n % 7 === 0) index.file.persist();
  }
  index.truncateTo(100 + 150);
  assert.equal(disk.stat(PATH)?.sizeBytes, 149 * 8);
  index.append(300, 5_000);
  index.file.persist();
  const loaded = new OffsetIndex(disk, PATH, { baseOffset: 100, isNew: false });
  assert.equal(loaded.lastPosition(), 5_000, 'the last entry alone');
  assert.equal(loaded.count, 150);
  assert.deepEqual(
    [loaded.offsetAt(0), loaded.offsetAt(148), loaded.offsetAt(149)],
    [101, 249, 300],
  );
  loaded.file.unload();
  assert.equal(loaded.lastOffset, 300);
});

test('an index that is forgotten takes its file along when it is persisted', () => {
  const disk = createMemoryDisk();
  const made = offsetIndex([[110, 40], [120, 80]], disk);
  made.file.persist();
  const found = new OffsetIndex(disk, PATH, { baseOffset: 100, isNew: false });
  found.file.reset();
  assert.equal(found.count, 0);
  assert.equal(disk.stat(PATH)?.sizeBytes, 16, 'nothing is done to the file yet');
  found.append(105, 20);
  found.file.unload();
  assert.equal(found.lastOffset, 105, 'what the file lacks stays in memory');
  found.file.persist();
  assert.equal(disk.stat(PATH)?.sizeBytes, 8);
  const again = new OffsetIndex(disk, PATH, { baseOffset: 100, isNew: false });
  assert.deepEqual([again.count, again.lastOffset], [1, 105]);
});

test('a forgotten index without entries leaves an empty file, a lazy one none', () => {
  const disk = createMemoryDisk();
  offsetIndex([[110, 40]], disk).file.persist();
  const found = new OffsetIndex(disk, PATH, { baseOffset: 100, isNew: false });
  found.file.reset();
  found.file.persist();
  assert.equal(disk.stat(PATH)?.sizeBytes, 0);
  disk.writeFile('/a.txnindex', Buffer.alloc(34));
  for (const [path, wanted] of [['/a.txnindex', 0], ['/b.txnindex', undefined]] as const) {
    const lazy = new TransactionIndex(disk, path, { baseOffset: 0, isNew: false });
    lazy.file.reset();
    lazy.file.persist();
    assert.equal(disk.stat(path)?.sizeBytes, wanted, path);
  }
});

test('what was appended and not persisted survives an unload', () => {
  const index = offsetIndex([[110, 40]]);
  index.file.unload();
  assert.equal(index.count, 1);
});

test('a part of an entry at the end of a file is overwritten', () => {
  const disk = createMemoryDisk();
  disk.writeFile(PATH, Buffer.from('0000000a000000280000', 'hex'));
  const index = new OffsetIndex(disk, PATH, { baseOffset: 100, isNew: false });
  assert.equal(index.count, 1);
  index.append(111, 50);
  index.file.persist();
  assert.equal(disk.stat(PATH)?.sizeBytes, 16);
});

function timeIndex(entries: readonly (readonly [number, number])[]): TimeIndex {
  const index = new TimeIndex(createMemoryDisk(), '/x.timeindex', { baseOffset: 100, isNew: true });
  for (const [timestamp, offset] of entries) index.maybeAppend(timestamp, offset);
  return index;
}

test('timestamps are looked up by the largest entry that is not above', () => {
  const index = timeIndex([[10, 105], [20, 110], [30, 115]]);
  const found = [9, 10, 19, 20, 99].map((timestamp) => index.offsetBefore(timestamp));
  assert.deepEqual(found, [100, 105, 105, 110, 115]);
});

test('only a timestamp that grows makes an entry', () => {
  const index = timeIndex([[-1, 100], [10, 105], [10, 110], [5, 110], [11, 112]]);
  assert.equal(index.count, 2);
  assert.deepEqual(index.lastEntry(), { timestamp: 11, offset: 112 });
  assert.deepEqual(timeIndex([]).lastEntry(), { timestamp: -1, offset: 100 });
  assert.throws(() => index.maybeAppend(12, 111), /lies before 112/);
});

test('full indexes: the time index keeps a slot for its last entry', () => {
  const offsets = offsetIndex([[101, 1], [102, 2]]);
  assert.deepEqual(
    [offsets.isFull(16), offsets.isFull(24), offsets.isFull(23)],
    [true, false, true],
  );
  const times = timeIndex([[1, 101], [2, 102]]);
  assert.deepEqual([times.isFull(36), times.isFull(48), times.isFull(47)], [true, false, true]);
});

test('cut time indexes keep what lies below', () => {
  const index = timeIndex([[10, 105], [20, 110]]);
  index.truncateTo(110);
  assert.deepEqual(index.lastEntry(), { timestamp: 10, offset: 105 });
  index.truncateTo(105);
  assert.equal(index.count, 0);
});

/** `00000000000000000000.txnindex` of Apache Kafka 4.3.1. */
const KAFKA_ABORTED =
  '000000000000000000010000000000004e200000000000004e2500000000' +
  '00004e26000000000000000000010000000000004e2c0000000000004e31' +
  '0000000000004e32000000000000000000010000000000004e3800000000' +
  '00004e3d0000000000004e3e';

test('a transaction index of Kafka is read and written', () => {
  const disk = createMemoryDisk();
  disk.writeFile('/a.txnindex', Buffer.from(KAFKA_ABORTED, 'hex'));
  const read = new TransactionIndex(disk, '/a.txnindex', { baseOffset: 0, isNew: false });
  read.check();
  const written = new TransactionIndex(disk, '/b.txnindex', { baseOffset: 0, isNew: true });
  for (let slot = 0; slot < read.count; slot++) written.append(read.entryAt(slot));
  written.file.persist();
  assert.equal(Buffer.from(disk.readFile('/b.txnindex')).toString('hex'), KAFKA_ABORTED);
  const wanted = {
    producerId: 1,
    firstOffset: 20_012,
    lastOffset: 20_017,
    lastStableOffset: 20_018,
  };
  assert.deepEqual(read.entryAt(1), wanted);
});

test('an empty transaction index has no file', () => {
  const disk = createMemoryDisk();
  const index = new TransactionIndex(disk, '/a.txnindex', { baseOffset: 0, isNew: true });
  index.file.persist();
  index.file.syncNow();
  assert.equal(disk.stat('/a.txnindex'), undefined);
});

type Aborted = readonly [first: number, last: number, stable: number];

function aborted(...entries: readonly Aborted[]): TransactionIndex {
  const index = new TransactionIndex(createMemoryDisk(), '/a', { baseOffset: 0, isNew: true });
  for (const [firstOffset, lastOffset, lastStableOffset] of entries) {
    index.append({ producerId: 1, firstOffset, lastOffset, lastStableOffset });
  }
  return index;
}

test('a read collects the aborted transactions that touch it', () => {
  const index = aborted([0, 10, 11], [5, 20, 21], [30, 40, 41]);
  const collect = (from: number, to: number): [number[], boolean] => {
    const found: { firstOffset: number }[] = [];
    const isComplete = index.collect(from, to, found as never[]); // its entries have more fields
    return [found.map(({ firstOffset }) => firstOffset), isComplete];
  };
  assert.deepEqual(collect(0, 5), [[0], true]);
  assert.deepEqual(collect(0, 12), [[0, 5], true]);
  assert.deepEqual(collect(11, 25), [[5], true]);
  assert.deepEqual(collect(21, 30), [[], true]);
  assert.deepEqual(collect(35, 50), [[30], false]);
  assert.deepEqual(collect(41, 50), [[], false]);
});

test('a cut transaction index keeps what was decided below', () => {
  const index = aborted([0, 10, 11], [5, 20, 21]);
  index.truncateTo(20);
  assert.equal(index.count, 1);
  index.truncateTo(10);
  assert.equal(index.count, 0);
});

test('a damaged transaction index is found out', () => {
  const disk = createMemoryDisk();
  const bytes = Buffer.from(KAFKA_ABORTED, 'hex');
  bytes.writeInt16BE(3, 34);
  disk.writeFile('/a', bytes);
  const index = new TransactionIndex(disk, '/a', { baseOffset: 0, isNew: false });
  assert.throws(() => index.check(), /entry 1 has version 3/);
  const later = new TransactionIndex(disk, '/a', { baseOffset: 99_999, isNew: false });
  assert.throws(() => later.check(), /ends at 20005, before base 99999/);
});

test('an index is synced where bytes of it were written or cut, and then not again', async () => {
  const universe = new SimulatedUniverse({ seed: 2 });
  const { disk } = universe.createNode('broker');
  const calls: string[] = [];
  universe.storage('broker').faults.failure = (operation) => void calls.push(operation);
  const take = (): string[] => calls.splice(0).filter((call) => ['open', 'sync'].includes(call));
  const index = new OffsetIndex(disk, '/i', { baseOffset: 0, isNew: true });
  await universe.resolve(index.file.sync());
  assert.deepEqual(take(), ['open'], 'it is made, and has no bytes');
  await universe.resolve(index.file.sync());
  assert.deepEqual(take(), []);
  index.append(5, 100);
  index.file.persist();
  await universe.resolve(index.file.sync());
  assert.deepEqual(take(), ['open', 'open', 'sync']);
  index.truncateTo(5);
  index.file.syncNow();
  assert.deepEqual(take(), ['open', 'open', 'sync']);
  const found = new OffsetIndex(disk, '/i', { baseOffset: 0, isNew: false });
  assert.equal(found.count, 0);
  await universe.resolve(found.file.sync());
  assert.deepEqual(take(), []);
});

test('what one sync is about to make durable no other takes for done', async () => {
  const universe = new SimulatedUniverse({ seed: 3 });
  const { disk } = universe.createNode('broker');
  const index = offsetIndex([[110, 40]], disk);
  let syncs = 0;
  universe.storage('broker').faults.failure = (operation) => {
    if (operation === 'sync') syncs += 1;
    return undefined;
  };
  const first = index.file.sync();
  index.file.syncNow();
  assert.equal(syncs, 1, 'at once, while the first is under way');
  await universe.resolve(first);
  await universe.resolve(index.file.sync());
  assert.equal(syncs, 2);
});
