// Bytes that are not what was written: flipped bits, zeros where data was, garbage in the small
// files. A damaged batch is never
// shown, and what lies before it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { batchesIn } from '@ottla/protocol';

import { checkAgainstBatches } from './prove/log-invariants.ts';
import { makeLog, offsetsIn, openLog, PATH, readBytes, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

const LOG_FILE = `${PATH}/00000000000000000000.log`;

interface Written {
  readonly made: SimulatedLog;
  readonly content: Buffer;
  /** Where each batch begins, and the end. */
  readonly starts: readonly number[];
}

function written(batches: number): Written {
  const config = { indexIntervalBytes: 300, producerIdExpirationMs: Infinity };
  const made = makeLog({ tailBytesMax: 0, config });
  for (let n = 0; n < batches; n++) {
    const producer = { id: 7, epoch: 0, sequence: n * 2 };
    write(made.log, { records: 2, valueBytes: 30, producer });
  }
  const content = Buffer.from(readBytes(made));
  const starts = [...batchesIn(content)].map((batch) => batch.start);
  return { made, content, starts: [...starts, content.length] };
}

/** Opens the log over other bytes, as after a kill, and returns what it shows. */
function shown({ made }: Written, bytes: Buffer): Buffer {
  made.world.disk.writeFile(LOG_FILE, bytes);
  made.log = openLog(made.services, made.config);
  checkAgainstBatches(made.log, made.services);
  return readBytes(made);
}

/** The batches that are the same in `bytes`, up to the first that is not. */
function wholeOf({ content, starts }: Written, bytes: Buffer): Buffer {
  const isSame = (end: number): boolean =>
    bytes.subarray(0, end).equals(content.subarray(0, end));
  return content.subarray(0, starts.findLast(isSame));
}

test('every flipped bit of the last batch costs that batch, or shows in nothing', () => {
  const all = written(6);
  const { content, starts } = all;
  const last = starts.at(-2) ?? 0;
  for (let bit = last * 8; bit < content.length * 8; bit++) {
    const bytes = Buffer.from(content);
    const at = bit >>> 3;
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
    const found = shown(all, bytes);
    // Base offset and leader epoch lie outside the checksum: another value there may be taken.
    const isOutsideChecksum = at - last < 8 || (at - last >= 12 && at - last < 16);
    const isWithoutIt = found.equals(content.subarray(0, last));
    assert.ok(isWithoutIt || (isOutsideChecksum && found.equals(bytes)), `bit ${bit - last * 8}`);
  }
});

test('every damaged header byte ends the log at its batch', () => {
  const all = written(12);
  const { content, starts } = all;
  for (const start of starts.slice(0, -1)) {
    for (let at = start + 8; at < start + 61; at++) {
      if (at >= start + 12 && at < start + 16) continue;
      const bytes = Buffer.from(content);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      assert.ok(shown(all, bytes).equals(content.subarray(0, start)), `byte ${at - start}`);
    }
  }
});

test('a tail of zeros is no data', () => {
  const all = written(8);
  const { content } = all;
  for (const zeros of [1, 11, 12, 17, 61, 4_096]) {
    assert.ok(shown(all, Buffer.concat([content, Buffer.alloc(zeros)])).equals(content));
  }
  for (let from = 0; from < content.length; from += 13) {
    const bytes = Buffer.from(content).fill(0, from);
    assert.ok(shown(all, bytes).equals(wholeOf(all, bytes)), `zeros from ${from}`);
  }
});

test('zeros in the middle end the log there', () => {
  const all = written(20);
  const { content } = all;
  for (let from = 0; from + 100 < content.length; from += 57) {
    const bytes = Buffer.from(content).fill(0, from, from + 100);
    assert.ok(shown(all, bytes).equals(wholeOf(all, bytes)), `zeros from ${from}`);
  }
});

test('a batch of long ago after the end is not taken', () => {
  const all = written(10);
  const { content, starts } = all;
  const old = content.subarray(starts[2], starts[5]);
  assert.ok(shown(all, Buffer.concat([content, old])).equals(content));
});

test('batches of an earlier leader after a later one’s are not taken', () => {
  const { made } = written(0);
  for (const leaderEpoch of [1, 1, 3, 3]) write(made.log, { leaderEpoch });
  const content = Buffer.from(readBytes(made));
  const [, , , last] = [...batchesIn(content)].map((batch) => batch.start);
  content.writeInt32BE(2, (last ?? 0) + 12);
  made.world.disk.writeFile(LOG_FILE, content);
  made.log = openLog(made.services, made.config);
  assert.deepEqual(offsetsIn(made), [0, 1, 2]);
});

/** Bytes that are not what a file should hold; the same in each run. */
function garbage(seed: number, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = seed * 2_654_435_761 + 1;
  for (let at = 0; at < sizeBytes; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

const SMALL_FILES = [
  '00000000000000000000.index',
  '00000000000000000000.timeindex',
  '00000000000000000000.txnindex',
  '00000000000000000004.snapshot',
  'leader-epoch-checkpoint',
  'partition.metadata',
  'leader-epoch-checkpoint.tmp',
  '00000000000000000009.index',
  'something else',
];

for (const name of SMALL_FILES) {
  test(`garbage in ${name} costs nothing after a kill`, () => {
    const all = written(10);
    for (let size = 0; size < 400; size += size < 40 ? 1 : 31) {
      all.made.world.disk.writeFile(`${PATH}/${name}`, garbage(size, size));
      assert.ok(shown(all, all.content).equals(all.content), `${size} bytes`);
      assert.equal(all.made.log.activeProducers()[0]?.lastSequence, 19);
      assert.equal(all.made.log.latestEpoch, 0);
    }
  });
}

test('garbage for a whole segment is an empty log', () => {
  const all = written(1);
  for (let size = 0; size < 2_000; size += 97) {
    assert.equal(shown(all, garbage(size, size)).length, 0);
    assert.equal(all.made.log.logEndOffset, 0);
    write(all.made.log);
    assert.deepEqual(offsetsIn(all.made), [0]);
  }
});

test('a damaged batch is found by the follower that fetches it, not hidden', () => {
  const { made, content, starts } = written(4);
  const middle = (starts[1] ?? 0) + 70;
  made.universe.storage('broker').flipBit(LOG_FILE, middle, 2);
  const bytes = readBytes(made);
  assert.equal(bytes.length, content.length);
  const valid = [...batchesIn(bytes)].map((batch) => batch.isCrcValid());
  assert.deepEqual(valid, [true, false, true, true]);
});
