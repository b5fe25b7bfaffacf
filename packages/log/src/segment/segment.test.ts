import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMemoryDisk } from '@ottla/base';
import type { Disk, DiskFile } from '@ottla/base';
import { BatchBuilder, RecordBatch } from '@ottla/protocol';

import { OpenFiles } from '../files/open-files.ts';
import { BatchScanner } from './batch-scanner.ts';
import { SegmentFile } from './segment-file.ts';
import { SegmentList } from './segment-list.ts';
import { Segment } from './segment.ts';

const BUFFER = Buffer.alloc(65_536);
const openFiles = new OpenFiles({ limit: 8 });

function batch(
  baseOffset: number,
  options: { timestamp?: number; bytes?: number; records?: number } = {},
): Buffer {
  const { timestamp = 1_000, bytes = 50, records = 1 } = options;
  const builder = new BatchBuilder({ baseOffset, partitionLeaderEpoch: 0 });
  for (let n = 0; n < records; n++) builder.append(timestamp, null, Buffer.alloc(bytes));
  return Buffer.from(builder.finish());
}

function diskWithLog(): Disk {
  const disk = createMemoryDisk();
  disk.makeDirectory('/log');
  return disk;
}

function create(disk: Disk, baseOffset = 0): Segment {
  const options = { openFiles, directory: '/log', baseOffset, nowMs: 0, rollJitterMs: 0 };
  return Segment.create(disk, options);
}

function fill(segment: Segment, batches: readonly Buffer[], indexIntervalBytes = 0): void {
  for (const bytes of batches) {
    const position = segment.place(new RecordBatch(bytes), indexIntervalBytes);
    segment.file.open().write([bytes], position);
    segment.writtenBytes = segment.sizeBytes;
  }
}

test('an index entry follows every so many bytes, never for the first batch', () => {
  const disk = diskWithLog();
  const size = batch(0).length;
  const cases = [[0, [1, 2, 3]], [size - 1, [1, 2, 3]], [size, [2]], [2 * size, [3]]] as const;
  for (const [interval, wanted] of cases) {
    const segment = create(disk);
    fill(segment, [0, 1, 2, 3].map((offset) => batch(offset)), interval);
    const count = segment.offsetIndex.count;
    const offsets = Array.from({ length: count }, (_, slot) => segment.offsetIndex.offsetAt(slot));
    assert.deepEqual(offsets, wanted, `every ${interval} bytes`);
  }
});

test('positions are found with and without index entries', () => {
  for (const interval of [0, 150, 1e9]) {
    const segment = create(diskWithLog(), 100);
    const batches = [
      batch(100, { records: 3 }),
      batch(103),
      batch(110),
      batch(120, { records: 5 }),
    ];
    fill(segment, batches, interval);
    const find = (offset: number): number | undefined =>
      segment.positionOf(offset, BUFFER)?.baseOffset;
    const found = [0, 100, 102, 103, 104, 110, 111, 120, 124, 125].map(find);
    assert.deepEqual(found, [100, 100, 100, 103, 110, 110, 120, 120, 120, undefined]);
    assert.equal(segment.nextOffset(BUFFER), 125);
  }
});

test('only written bytes are looked at', () => {
  const segment = create(diskWithLog());
  fill(segment, [batch(0)]);
  segment.place(new RecordBatch(batch(1)), 0);
  assert.equal(segment.positionOf(1, BUFFER), undefined);
  assert.equal(segment.positionOf(0, BUFFER)?.baseOffset, 0);
});

test('the largest timestamp and its batch, before and after a restart', () => {
  const disk = diskWithLog();
  const segment = create(disk, 10);
  assert.deepEqual([segment.maxTimestamp, segment.offsetOfMaxTimestamp], [-1, 10]);
  fill(segment, [5, 9, 7].map((timestamp, n) => batch(10 + n, { timestamp })), 1e9);
  assert.deepEqual([segment.maxTimestamp, segment.offsetOfMaxTimestamp], [9, 11]);
  assert.equal(segment.firstTimestamp(BUFFER), 5);
  segment.seal();
  segment.persistIndexes();
  const options = { openFiles, directory: '/log', baseOffset: 10, nowMs: 0, rollJitterMs: 0 };
  const again = Segment.existing(disk, options);
  assert.deepEqual([again.maxTimestamp, again.offsetOfMaxTimestamp], [9, 11]);
  assert.equal(again.knownFirstTimestamp, undefined);
  assert.equal(again.firstTimestamp(BUFFER), 5);
});

test('a cut segment finds its largest timestamp among what is left', () => {
  const segment = create(diskWithLog());
  fill(segment, [5, 9, 7, 12].map((timestamp, n) => batch(n, { timestamp })), 100);
  segment.truncateTo(3, { buffer: BUFFER, nowMs: 77 });
  assert.deepEqual([segment.maxTimestamp, segment.offsetOfMaxTimestamp], [9, 1]);
  segment.truncateTo(1, { buffer: BUFFER, nowMs: 77 });
  assert.deepEqual([segment.maxTimestamp, segment.nextOffset(BUFFER)], [5, 1]);
  segment.truncateTo(0, { buffer: BUFFER, nowMs: 77 });
  assert.deepEqual([segment.sizeBytes, segment.maxTimestamp, segment.createdMs], [0, -1, 77]);
});

test('a new segment takes nothing over from files of its name', () => {
  const disk = diskWithLog();
  const old = create(disk);
  fill(old, [batch(0), batch(1)]);
  old.persistIndexes();
  old.file.close();
  const fresh = create(disk);
  assert.deepEqual([fresh.sizeBytes, fresh.offsetIndex.count, fresh.nextOffset(BUFFER)], [0, 0, 0]);
  assert.equal(disk.stat(fresh.file.path)?.sizeBytes, 0);
});

test('files stay open for those who hold them, and close when they let go', () => {
  const disk = diskWithLog();
  disk.writeFile('/log/a', Buffer.from('abc'));
  let open = 0;
  const openCounted: Disk['open'] = (path, mode) => {
    const file: DiskFile = disk.open(path, mode);
    const { close } = file;
    open += 1;
    file.close = () => {
      open -= 1;
      close.call(file);
    };
    return file;
  };
  const counting = new Proxy(disk, {
    get: (target, key) => {
      if (key === 'open') return openCounted;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const file = new SegmentFile(counting, '/log/a', { openFiles });
  file.open();
  file.open();
  assert.equal(open, 1);
  file.closeIfIdle();
  assert.equal(open, 1, 'it was used');
  file.closeIfIdle();
  assert.equal(open, 0);
  file.hold();
  file.hold();
  file.closeIfIdle();
  file.closeIfIdle();
  assert.equal(open, 1);
  file.markDeleted();
  file.letGo();
  assert.equal(open, 1);
  file.letGo();
  assert.equal(open, 0);
  assert.equal(disk.stat('/log/a.deleted')?.sizeBytes, 3);
  assert.throws(() => file.letGo(), { name: 'AssertionFailure' });
});

function listOf(...bases: readonly number[]): SegmentList {
  const list = new SegmentList();
  const disk = diskWithLog();
  for (const base of bases) list.add(create(disk, base));
  return list;
}

test('a list of segments is searched by offset', () => {
  const list = listOf(10, 20, 30);
  const floor = [9, 10, 19, 20, 35].map((offset) => list.floor(offset)?.baseOffset);
  assert.deepEqual(floor, [undefined, 10, 10, 20, 30]);
  assert.equal(list.after(list.first)?.baseOffset, 20);
  assert.equal(list.after(list.active), undefined);
  const between = (from: number, to: number): number[] =>
    list.between(from, to).map(({ baseOffset }) => baseOffset);
  assert.deepEqual(between(0, 100), [10, 20, 30]);
  assert.deepEqual(between(25, 30), [20]);
  assert.deepEqual(between(20, 31), [20, 30]);
  assert.deepEqual(between(30, 30), []);
  list.remove([list.first]);
  assert.deepEqual([list.count, list.first.baseOffset], [2, 20]);
  assert.throws(() => list.add(create(diskWithLog(), 30)), { name: 'AssertionFailure' });
  assert.throws(() => new SegmentList().active, { name: 'AssertionFailure' });
});

function scanAll(
  bytes: Buffer,
  options: { buffer?: number; readBytes?: number; end?: number } = {},
): number[] {
  const disk = diskWithLog();
  disk.writeFile('/log/a', bytes);
  const buffer = Buffer.alloc(options.buffer ?? 4_096);
  const { readBytes = buffer.length, end = bytes.length } = options;
  const scanner = new BatchScanner(
    disk.open('/log/a', 'read'),
    { start: 0, end, buffer, readBytes },
  );
  const found: number[] = [];
  while (scanner.next()) {
    assert.equal(scanner.sizeBytes, scanner.batch.sizeBytes);
    assert.ok(scanner.load().isCrcValid());
    found.push(scanner.batch.baseOffset);
  }
  return found;
}

test('a scan walks whole batches through a buffer of any size', () => {
  const batches = [10, 500, 3_000, 1, 70, 9_000, 5].map((bytes, n) => batch(n, { bytes }));
  const all = Buffer.concat(batches);
  for (const buffer of [64, 100, 1_000, 65_536]) {
    for (const readBytes of [61, 200, 65_536]) {
      assert.deepEqual(scanAll(all, { buffer, readBytes }), [0, 1, 2, 3, 4, 5, 6]);
    }
  }
});

test('a scan ends at a batch that is not whole', () => {
  const all = Buffer.concat([batch(0), batch(1)]);
  for (let end = 0; end <= all.length; end++) {
    const whole = [batch(0).length, all.length].filter((size) => size <= end).length;
    assert.equal(scanAll(all, { end }).length, whole, `${end} bytes`);
    assert.equal(scanAll(all.subarray(0, end)).length, whole, `a file of ${end} bytes`);
  }
});

test('a scan says where there is no batch', () => {
  const broken = Buffer.concat([batch(0), Buffer.alloc(100)]);
  assert.throws(() => scanAll(broken), { name: 'CorruptBatchError' });
});
