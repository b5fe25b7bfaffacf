// The cursor and the record objects made from it: positions, reuse, and who owns the memory.

import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  BatchBuilder,
  codecs,
  firstOffsetOf,
  NO_PRODUCER,
  readHeaders,
  RecordBatch,
  RecordCursor,
  recordsIn,
} from '../../src/records/index.ts';
import type { Codec } from '../../src/records/index.ts';
import { javaFixture } from './fixtures.ts';

function batchWith(codec: Codec, count: number): RecordBatch {
  const builder = new BatchBuilder({
    codec,
    baseOffset: 100,
    producer: { ...NO_PRODUCER, producerId: 1, producerEpoch: 0, baseSequence: 2_147_483_646 },
  });
  for (let i = 0; i < count; i++) {
    const key = i % 3 === 0 ? null : `key-${i}`;
    const value = i % 4 === 0 ? null : `value-${i}`;
    builder.append(1000 + i * 50, key, value, [{ key: 'header', value: `${i}` }]);
  }
  return new RecordBatch(builder.finish());
}

const text = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString();

describe('a cursor', () => {
  for (const codec of codecs) {
    test(`says where everything lies: ${codec}`, () => {
      const cursor = new RecordCursor().open(batchWith(codec, 200));
      let end = cursor.end;
      const start = cursor.end;
      for (let i = 0; i < 200; i++) {
        ok(cursor.next());
        equal(cursor.index, i);
        equal(cursor.start, end);
        deepEqual([cursor.offset, cursor.offsetDelta], [100 + i, i]);
        equal(cursor.timestamp, 1000 + i * 50);
        equal(cursor.sequence, i < 2 ? 2_147_483_646 + i : i - 2);
        equal(cursor.hasKey, i % 3 !== 0);
        equal(text(cursor.key), i % 3 === 0 ? null : `key-${i}`);
        equal(text(cursor.value), i % 4 === 0 ? null : `value-${i}`);
        ok(cursor.start < cursor.timestampStart);
        ok(cursor.timestampStart < cursor.offsetDeltaStart);
        ok(cursor.offsetDeltaStart < cursor.tailStart);
        ok(cursor.headersStart <= cursor.end);
        const headers = readHeaders(cursor.bytes, cursor.headersStart, cursor.headerCount);
        deepEqual(
          headers.map(({ key, value }) => [key, text(value)]),
          [['header', `${i}`]],
        );
        end = cursor.end;
      }
      equal(cursor.next(), false);
      equal(cursor.next(), false, 'and stays at the end');
      equal(cursor.end - start, cursor.recordsBytes);
    });
  }

  test('goes from batch to batch, of any codec and magic', () => {
    const cursor = new RecordCursor();
    const views = [
      ...codecs.map((codec) => batchWith(codec, 5)),
      new RecordBatch(javaFixture('magic-1-gzip').bytes),
      batchWith('lz4', 2),
      new RecordBatch(javaFixture('magic-0-none').bytes),
      new RecordBatch(javaFixture('empty-header').bytes),
      new RecordBatch(javaFixture('append-time-snappy').bytes),
      batchWith('none', 1),
    ];
    const counts = views.map((view) => {
      cursor.open(view);
      equal(cursor.index, -1);
      let count = 0;
      while (cursor.next()) count += 1;
      return count;
    });
    deepEqual(counts, [5, 5, 5, 5, 5, 3, 2, 1, 0, 7, 1]);
  });

  test('has no sequence where the batch has none, also after one that had', () => {
    const cursor = new RecordCursor().open(batchWith('none', 1));
    ok(cursor.next() && cursor.sequence >= 0);
    for (const name of ['few-none', 'magic-1-none']) {
      cursor.open(new RecordBatch(javaFixture(name).bytes));
      ok(cursor.next());
      equal(cursor.sequence, -1);
    }
  });

  test('can go back to the start of its batch', () => {
    for (const codec of codecs) {
      const cursor = new RecordCursor().open(batchWith(codec, 3));
      const { bytes } = cursor;
      while (cursor.next());
      cursor.rewind();
      ok(cursor.next());
      deepEqual([cursor.index, cursor.offset, cursor.bytes === bytes], [0, 100, true]);
    }
    const old = new RecordCursor().open(new RecordBatch(javaFixture('magic-0-none').bytes));
    throws(() => old.rewind(), /read once/);
  });

  test('does not care that the view moves on', () => {
    const view = batchWith('none', 3);
    const cursor = new RecordCursor().open(view);
    view.at(javaFixture('few-none').bytes, 0);
    let last = 0;
    while (cursor.next()) last = cursor.offset;
    equal(last, 102);
  });

  test('knows the broker’s time from the producer’s', () => {
    const [appended] = [...recordsIn(new RecordBatch(javaFixture('append-time-none').bytes))];
    equal(appended?.timestamp, 1_750_000_000_000);
    const [created] = [...recordsIn(new RecordBatch(javaFixture('few-none').bytes))];
    equal(created?.timestamp, 1_700_000_000_000);
  });
});

describe('record objects', () => {
  test('stay what they are while the cursor goes on', () => {
    const kept = [...recordsIn(batchWith('gzip', 4))];
    deepEqual(
      kept.map(({ offset, key, value }) => [offset, text(key), text(value)]),
      [
        [100, null, null],
        [101, 'key-1', 'value-1'],
        [102, 'key-2', 'value-2'],
        [103, null, 'value-3'],
      ],
    );
  });

  test('are views of the batch, not copies', () => {
    const batch = batchWith('none', 2);
    const [, second] = [...recordsIn(batch)];
    const { key } = second ?? { key: null };
    equal(key?.buffer, batch.bytes.buffer);
    key?.fill(0x2a);
    equal(text(second?.key ?? null), '*****');
  });

  test('give Buffers whatever the codec, so that text is got the same way', () => {
    for (const codec of codecs) {
      const [, second] = [...recordsIn(batchWith(codec, 2))];
      equal(String(second?.value), 'value-1', codec);
      equal(String(second?.headers[0]?.value), '1', codec);
    }
  });

  test('share one empty list where there are no headers', () => {
    const [first, second] = [...recordsIn(new RecordBatch(javaFixture('no-timestamps').bytes))];
    deepEqual([first?.headerCount, second?.headerCount], [0, 0]);
    equal(first?.headers, second?.headers);
  });

  test('keep headers in order, with their doubles', () => {
    const records = [...recordsIn(new RecordBatch(javaFixture('few-zstd').bytes))];
    const pairs = records[4]?.headers.map(({ key, value }) => [key, text(value)]);
    deepEqual(pairs, [
      ['a', '1'],
      ['a', '2'],
      ['ключ', null],
      ['', ''],
    ]);
  });
});

describe('the first offset', () => {
  const table = [
    ['few-none', 0],
    ['append-time-lz4', 1_234_567_890_123],
    ['magic-1-snappy', 100],
    ['magic-0-lz4', 100],
    ['magic-1-none', 100],
  ] as const;
  for (const [name, offset] of table) {
    test(name, () => equal(firstOffsetOf(new RecordBatch(javaFixture(name).bytes)), offset));
  }
});
