// Walking a byte range: whole batches only, a silent end in the middle of one, an error where a
// header cannot be one.

import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  batchesIn,
  batchSizeAt,
  BatchWalk,
  CorruptBatchError,
  RecordBatch,
} from '../../src/records/index.ts';
import { javaFixture } from './fixtures.ts';

const mixed = javaFixture('mixed-magics');

describe('a walk', () => {
  test('goes over batches of every magic', () => {
    const walk = new BatchWalk(mixed.bytes);
    const sizes: number[] = [];
    while (walk.next()) sizes.push(walk.batch.sizeBytes);
    deepEqual(
      sizes,
      mixed.batches.map(({ sizeBytes }) => sizeBytes),
    );
    equal(walk.position, mixed.bytes.length);
  });

  test('ends silently wherever the bytes end', () => {
    const ends = mixed.batches.map((_, index) =>
      mixed.batches.slice(0, index + 1).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    );
    for (let length = 0; length <= mixed.bytes.length; length++) {
      const walk = new BatchWalk(mixed.bytes, 0, length);
      let count = 0;
      while (walk.next()) count += 1;
      const whole = ends.filter((end) => end <= length);
      equal(count, whole.length);
      equal(walk.position, whole.at(-1) ?? 0);
    }
  });

  test('keeps to its range', () => {
    const [first, second] = mixed.batches;
    ok(first !== undefined && second !== undefined);
    const start = first.sizeBytes;
    const views = [...batchesIn(mixed.bytes, start, start + second.sizeBytes)];
    deepEqual(
      views.map((view) => [view.start, view.lastOffset]),
      [[start, second.lastOffset]],
    );
  });

  test('of nothing gives nothing', () => {
    deepEqual([...batchesIn(new Uint8Array(0))], []);
  });
});

function headerWith({ length, magic }: { length: number; magic: number }): Buffer {
  const bytes = Buffer.alloc(80);
  bytes.writeInt32BE(length, 8);
  bytes[16] = magic;
  return bytes;
}

describe('a header that cannot be one', () => {
  const table = [
    { length: 13, magic: 0, got: 13, expected: 'at least 14' },
    { length: 0, magic: 2, got: 0, expected: 'at least 14' },
    { length: -1, magic: 2, got: -1, expected: 'at least 14' },
    { length: -2_147_483_648, magic: 2, got: -2_147_483_648, expected: 'at least 14' },
    { length: 68, magic: 3, got: 3, expected: '0, 1 or 2' },
    { length: 68, magic: 255, got: 255, expected: '0, 1 or 2' },
  ];
  for (const { length, magic, got, expected } of table) {
    test(`length ${length}, magic ${magic}`, () => {
      const whole = javaFixture('no-timestamps').bytes;
      const bytes = Buffer.concat([whole, headerWith({ length, magic })]);
      const position = whole.length;
      const walk = new BatchWalk(bytes);
      ok(walk.next());
      throws(
        () => walk.next(),
        (error) => {
          ok(error instanceof CorruptBatchError);
          deepEqual([error.position, error.got, error.expected], [position, got, expected]);
          equal(error.retriable, false);
          ok(error.message.includes(`byte ${position}`));
          return true;
        },
      );
      equal(walk.position, position);
    });
  }

  test('a bad length is seen with 12 bytes, a bad magic with 17', () => {
    const short = headerWith({ length: 5, magic: 9 });
    equal(batchSizeAt(short, 0, 11), 0);
    throws(() => batchSizeAt(short, 0, 12), CorruptBatchError);
    const strange = headerWith({ length: 50, magic: 9 });
    equal(batchSizeAt(strange, 0, 16), 0);
    throws(() => batchSizeAt(strange, 0, 17), CorruptBatchError);
  });

  test('the size is told before the batch is whole', () => {
    equal(batchSizeAt(headerWith({ length: 1000, magic: 2 }), 0, 17), 1012);
  });
});

describe('a view', () => {
  test('moves without a new object, and a clone stays', () => {
    const view = new RecordBatch();
    equal(view.at(mixed.bytes, 0), view);
    const kept = view.clone();
    view.at(mixed.bytes, mixed.batches[0]?.sizeBytes ?? 0);
    ok(view.start > 0);
    equal(kept.start, 0);
  });

  test('needs no more than a header', () => {
    const { bytes, batches } = javaFixture('transactional-wrapping-sequence-lz4');
    const view = new RecordBatch(bytes.subarray(0, 61));
    const facts = batches[0];
    equal(view.baseOffset, facts?.baseOffset);
    equal(view.lastOffset, facts?.lastOffset);
    equal(view.producerId, facts?.producerId);
    equal(view.lastSequence, facts?.lastSequence);
    equal(view.recordCount, facts?.recordCount);
  });

  const unsafe = [
    ['base offset', 0],
    ['base timestamp', 27],
    ['max timestamp', 35],
    ['producer id', 43],
  ] as const;
  for (const [name, position] of unsafe) {
    test(`tells that its ${name} is no safe number`, () => {
      const bytes = Buffer.from(javaFixture('few-none').bytes);
      ok(new RecordBatch(bytes).hasSafeNumbers());
      bytes.writeBigInt64BE(2n ** 53n, position);
      equal(new RecordBatch(bytes).hasSafeNumbers(), false);
      bytes.writeBigInt64BE(2n ** 53n - 1n, position);
      ok(new RecordBatch(bytes).hasSafeNumbers());
    });
  }

  test('knows a damaged checksum, whichever bit', () => {
    for (const name of ['few-none', 'magic-0-none', 'magic-1-gzip']) {
      const { bytes, batches } = javaFixture(name);
      const size = batches[0]?.sizeBytes ?? 0;
      const covered = name.startsWith('magic') ? 16 : 21;
      for (let bit = covered * 8; bit < size * 8; bit += 7) {
        const damaged = Buffer.from(bytes);
        damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const view = new RecordBatch(damaged);
        // A flip in an old entry's magic byte makes it another format, with another checksum.
        equal(view.isCrcValid(), false, `${name} bit ${bit}`);
      }
    }
  });

  test('has no valid checksum where it is shorter than a header', () => {
    const bytes = Buffer.alloc(61);
    bytes[16] = 2;
    bytes.writeInt32BE(40, 8);
    equal(new RecordBatch(bytes).isCrcValid(), false);
  });
});
