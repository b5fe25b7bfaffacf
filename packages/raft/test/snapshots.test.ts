// Snapshots as bytes: written and read, refused when they are not whole, named as Kafka names them;
// and the rules for when one is due and which may go.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchesIn } from '@ottla/protocol';
import {
  parseSnapshotFileName,
  readSnapshot,
  snapshotFileName,
  retentionReason,
  snapshotReason,
  SnapshotWriter,
  VoterSet,
} from '../src/index.ts';

const HEADER = { epoch: 7, lastContainedTimestampMs: 1234, wallMs: 5000 };

function written(values: readonly Uint8Array[], header = {}): Uint8Array {
  const writer = new SnapshotWriter({ ...HEADER, kraftVersion: 0, ...header });
  for (const value of values) writer.add(value);
  return Buffer.concat(writer.finish());
}

const values = ['a', 'bb', 'ccc'].map((each) => Buffer.from(each));

test('what is written is read again', () => {
  const snapshot = readSnapshot(written(values), 's');
  assert.deepEqual(
    snapshot.values.map(String),
    ['a', 'bb', 'ccc'].map((each) => String(Buffer.from(each))),
  );
  assert.equal(snapshot.lastContainedTimestampMs, 1234);
  assert.deepEqual(snapshot.controls, []);
});

test("offsets count from 0, the epoch is the snapshot's, both ends are control batches", () => {
  const batches = [...batchesIn(written(values))].map((each) => each.clone());
  assert.deepEqual(
    [...batchesIn(written(values))].map((each) => [
      each.baseOffset,
      each.lastOffset,
      each.isControl,
    ]),
    [
      [0, 0, true],
      [1, 3, false],
      [4, 4, true],
    ],
  );
  assert(batches.every((each) => each.partitionLeaderEpoch === 7));
});

test('a dynamic quorum is in the first batch', () => {
  const voters = VoterSet.ofIds([1, 2]);
  const snapshot = readSnapshot(written([], { kraftVersion: 1, voters }), 's');
  assert.deepEqual(
    snapshot.controls.map((each) => [each.kind, each.offset]),
    [
      ['kraft-version', -1],
      ['voters', -1],
    ],
  );
});

test('many records become several batches, and chunks can be taken as they come', () => {
  const writer = new SnapshotWriter({ ...HEADER, kraftVersion: 0 });
  const chunks: Uint8Array[] = [];
  for (let index = 0; index < 2500; index++) {
    writer.add(Buffer.from(String(index)));
    if (index % 700 === 0) chunks.push(...writer.take());
  }
  chunks.push(...writer.finish());
  const bytes = Buffer.concat(chunks);
  assert.equal([...batchesIn(bytes)].length, 5);
  const read = readSnapshot(bytes, 's').values.map(String);
  assert.deepEqual(
    read,
    [...Array(2500).keys()].map((each) => String(Buffer.from(String(each)))),
  );
});

test('cut at any byte it is no snapshot', () => {
  const bytes = written(values);
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => readSnapshot(bytes.subarray(0, length), 's'), `${length} bytes`);
  }
});

test('any flipped bit is noticed', () => {
  const bytes = written(values);
  for (let at = 12; at < bytes.length; at++) {
    // Leader epochs lie outside the checksum, and say nothing here.
    const inBatch = [...batchesIn(bytes)].find((each) => at >= each.start && at < each.end);
    const offset = at - (inBatch?.start ?? 0);
    if (offset < 8 || (offset >= 12 && offset < 16)) continue;
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(at) ^ 4, at);
    assert.throws(() => readSnapshot(flipped, 's'), `byte ${at}`);
  }
});

for (const [what, bytes, message] of [
  ['nothing', new Uint8Array(0), /s: has no footer/],
  ['two snapshots in a row', Buffer.concat([written(values), written(values)]), /goes on at byte/],
  [
    'a snapshot without its header',
    written(values).subarray(83),
    /does not begin with a snapshot header|has no footer|no snapshot/,
  ],
  [
    'bytes behind the end',
    Buffer.concat([written(values), Buffer.from('x')]),
    /ends in the middle/,
  ],
] as const) {
  test(`${what} is refused`, () => {
    assert.throws(() => readSnapshot(bytes, 's'), { name: 'SnapshotError', message });
  });
}

for (const [name, id] of [
  ['00000000000000000000-0000000000.checkpoint', { offset: 0, epoch: 0 }],
  ['00000000000000012345-0000000007.checkpoint', { offset: 12345, epoch: 7 }],
  ['00000000000000012345-0000000007.checkpoint.part', undefined],
  ['00000000000000012345-0000000007.checkpoint.deleted', undefined],
  ['bootstrap.checkpoint', undefined],
  ['0-0.checkpoint', undefined],
] as const) {
  const what = id === undefined ? 'no snapshot' : `snapshot ${id.offset}/${id.epoch}`;
  test(`${name} is ${what}`, () => {
    assert.deepEqual(parseSnapshotFileName(name), id);
    if (id !== undefined) assert.equal(snapshotFileName(id), name);
  });
}

for (const [bytes, elapsedMs, intervalMs, reason] of [
  [0, 99_999, 1000, undefined],
  [1, 999, 1000, undefined],
  [1, 1000, 1000, 'time'],
  [1, 1000, 0, undefined],
  [99, 0, 1000, undefined],
  [100, 0, 1000, 'size'],
  [100, 5000, 0, 'size'],
] as const) {
  test(`${bytes} bytes and ${elapsedMs} ms after the last one: ${reason ?? 'not yet'}`, () => {
    assert.equal(snapshotReason({ bytes, elapsedMs }, { bytesMax: 100, intervalMs }), reason);
  });
}

for (const [what, count, bytesMax, ageMsMax, reason] of [
  ['without limits', 3, -1, -1, undefined],
  ['with enough room', 3, 800, -1, undefined],
  ['with a byte too much', 3, 799, -1, 'size'],
  ['young enough', 3, -1, 30, undefined],
  ['too old by a millisecond', 3, -1, 29, 'time'],
  ['too much and too old', 3, 0, 0, 'size'],
  ['too much and too old, but the only one', 1, 0, 0, undefined],
  ['two, without any room', 2, 0, -1, 'size'],
] as const) {
  test(`the oldest snapshot, ${what}: ${reason ?? 'it stays'}`, () => {
    const kept = { count, snapshotBytes: 300, logBytes: 500, oldestAgeMs: 30 };
    assert.equal(retentionReason(kept, { bytesMax, ageMsMax }), reason);
  });
}
