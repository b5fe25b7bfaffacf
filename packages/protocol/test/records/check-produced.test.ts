// What a leader decides on a produced batch, rule by rule.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  BatchBuilder,
  checkProduced,
  codecs,
  compress,
  LOG_APPEND_TIME,
  patchAssigned,
  patchTimestamps,
  RECORD_ERRORS_MAX,
  RecordBatch,
  recordsIn,
  soleBatch,
  transactionMarkerBatch,
} from '../../src/records/index.ts';
import type {
  BatchBuilderOptions,
  ProduceRules,
  ProduceVerdict,
  RefusedBatch,
} from '../../src/records/index.ts';
import { batchOf, sealed, varint } from './batch-bytes.ts';
import { javaFixture } from './fixtures.ts';

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;
const topic: ProduceRules = {
  origin: 'client',
  maxMessageBytes: 1_048_588,
  segmentBytes: 1 << 30,
  compression: 'producer',
  isCompacted: false,
  timestampType: 'CreateTime',
  timestampBeforeMaxMs: Infinity,
  timestampAfterMaxMs: HOUR,
};

function batch(options: BatchBuilderOptions = {}, times = [NOW, NOW + 5]): Buffer {
  const builder = new BatchBuilder(options);
  for (const [i, time] of times.entries()) builder.append(time, `key-${i}`, `value-${i}`);
  return Buffer.from(builder.finish());
}

const check = (bytes: Buffer, rules: Partial<ProduceRules> = {}): ProduceVerdict =>
  checkProduced(new RecordBatch(bytes), { ...topic, ...rules }, NOW);

function refusal(verdict: ProduceVerdict | undefined): RefusedBatch {
  ok(verdict?.kind === 'refused', verdict?.kind ?? 'accepted');
  return verdict;
}

/** A batch of which one header field was changed, with the right checksum again. */
function changed(change: (bytes: Buffer) => void, options: BatchBuilderOptions = {}): Buffer {
  const bytes = batch(options);
  change(bytes);
  return sealed(bytes);
}

describe('exactly one batch', () => {
  const one = batch();
  const table: readonly (readonly [name: string, bytes: Buffer, error: string | undefined])[] = [
    ['one', one, undefined],
    ['none', Buffer.alloc(0), 'INVALID_RECORD'],
    ['half a header', one.subarray(0, 10), 'INVALID_RECORD'],
    ['not all of it', one.subarray(0, -1), 'INVALID_RECORD'],
    ['two', Buffer.concat([one, one]), 'INVALID_RECORD'],
    ['one and a piece', Buffer.concat([one, one.subarray(0, 40)]), undefined],
    ['one and a few zeros', Buffer.concat([one, Buffer.alloc(11)]), undefined],
    ['one and what is none', Buffer.concat([one, Buffer.alloc(20)]), 'CORRUPT_MESSAGE'],
    ['what is none', Buffer.alloc(61), 'CORRUPT_MESSAGE'],
    ['magic 1', javaFixture('magic-1-none').bytes, 'INVALID_RECORD'],
    ['magic 0', javaFixture('magic-0-gzip').bytes, 'INVALID_RECORD'],
  ];
  for (const [name, bytes, error] of table) {
    test(name, () => {
      const view = new RecordBatch();
      const padded = Buffer.concat([Buffer.from('##'), bytes, Buffer.from('##')]);
      const verdict = soleBatch(padded, 2, 2 + bytes.length, view);
      equal(verdict?.error.name, error);
      if (error === undefined) deepEqual([view.start, view.sizeBytes], [2, one.length]);
    });
  }
});

describe('the header', () => {
  const offsets = 'InvalidOffsetOrSequenceRecordsPerSec';
  const producer = { producerId: 1, producerEpoch: 0, baseSequence: 0, isTransactional: false };
  const table: readonly (readonly [
    name: string,
    bytes: Buffer,
    error: string,
    metric: string | undefined,
  ])[] = [
    ['a base offset', batch({ baseOffset: 1 }), 'INVALID_RECORD', undefined],
    ['a negative last delta', changed((b) => b.writeInt32BE(-1, 23)), 'INVALID_RECORD', offsets],
    ['a last delta too small', changed((b) => b.writeInt32BE(0, 23)), 'INVALID_RECORD', offsets],
    ['a last delta too large', changed((b) => b.writeInt32BE(2, 23)), 'INVALID_RECORD', offsets],
    ['a count of 0', changed((b) => b.writeInt32BE(0, 57)), 'INVALID_RECORD', offsets],
    ['a negative count', changed((b) => b.writeInt32BE(-2, 57)), 'INVALID_RECORD', offsets],
    ['a control batch', batch({ isControl: true }), 'INVALID_RECORD', offsets],
    [
      'a producer without sequence',
      batch({ producer: { ...producer, baseSequence: -1 } }),
      'INVALID_RECORD',
      offsets,
    ],
    [
      'a producer id beyond 2^53',
      changed((b) => b.writeBigInt64BE(2n ** 60n, 43), { producer }),
      'INVALID_RECORD',
      undefined,
    ],
    ['codec 5', changed((b) => (b[22] = 5)), 'UNSUPPORTED_COMPRESSION_TYPE', undefined],
    [
      'a damaged byte',
      (() => {
        const bytes = batch();
        bytes[70] = 0;
        return bytes;
      })(),
      'CORRUPT_MESSAGE',
      'InvalidMessageCrcRecordsPerSec',
    ],
  ];
  for (const [name, bytes, error, metric] of table) {
    test(`${name} is refused`, () => {
      const verdict = refusal(check(bytes));
      deepEqual([verdict.error.name, verdict.metric], [error, metric]);
      equal(verdict.errorCode, verdict.error.code);
      deepEqual(verdict.recordErrors, []);
      ok(verdict.message.length > 10);
    });
  }

  test('a length below a header is corrupt', () => {
    const bytes = batch();
    bytes.writeInt32BE(40, 8);
    equal(refusal(check(bytes)).error.name, 'CORRUPT_MESSAGE');
  });

  test('a batch over max.message.bytes is too large before it is anything else', () => {
    const bytes = batch();
    bytes[70] = 0;
    equal(refusal(check(bytes, { maxMessageBytes: bytes.length })).error.name, 'CORRUPT_MESSAGE');
    const verdict = refusal(check(bytes, { maxMessageBytes: bytes.length - 1 }));
    equal(verdict.error.name, 'MESSAGE_TOO_LARGE');
  });

  test('a batch over segment.bytes never fits', () => {
    const bytes = batch();
    equal(check(bytes, { segmentBytes: bytes.length }).kind, 'keep');
    const verdict = refusal(check(bytes, { segmentBytes: bytes.length - 1 }));
    equal(verdict.error.name, 'RECORD_LIST_TOO_LARGE');
  });

  test('a coordinator may write markers, from any offset', () => {
    const producer = { producerId: 4, producerEpoch: 1, coordinatorEpoch: 2 };
    const marker = { ...producer, type: 'COMMIT' } as const;
    const bytes = transactionMarkerBatch(marker, {
      partitionLeaderEpoch: 0,
      timestamp: NOW,
      baseOffset: 9,
    });
    const rules = { origin: 'coordinator', compression: 'zstd' } as const;
    // Control batches are not compressed, whatever the topic says.
    equal(check(Buffer.from(bytes), rules).kind, 'keep');
  });
});

describe('what is kept', () => {
  for (const codec of codecs) {
    test(`a sound batch: ${codec}`, () => {
      const bytes = batch({ codec });
      const before = Buffer.from(bytes);
      const accepted = { recordCount: 2, maxTimestamp: NOW + 5, logAppendTimeMs: -1 };
      deepEqual(check(bytes), { kind: 'keep', ...accepted });
      deepEqual(check(bytes, { compression: codec }), { kind: 'keep', ...accepted });
      deepEqual(bytes, before, 'checking changes nothing');
    });
  }

  test('is stamped without touching the checksum', () => {
    const bytes = batch();
    const { crc } = new RecordBatch(bytes);
    patchAssigned(bytes, 0, 9_007_199_254_740_000, 77);
    const view = new RecordBatch(bytes);
    equal(view.baseOffset, 9_007_199_254_740_000);
    equal(view.lastOffset, 9_007_199_254_740_001);
    equal(view.partitionLeaderEpoch, 77);
    deepEqual([view.crc, view.isCrcValid()], [crc, true]);
  });

  test('uncompressed gaps are, since nobody looks at them', () => {
    const bytes = batchOf([...gapped(0), ...gapped(5)], { recordCount: 2, maxTimestamp: 0 });
    equal(check(bytes).kind, 'keep');
  });

  test('a record length that does not fit is, in a compressed batch that needs no change', () => {
    // Kafka skips over records there by their fields, without looking at the length.
    const section = [0x40, ...gapped(0).slice(1)];
    const bytes = batchOf(section, { codec: 'gzip' });
    equal(check(bytes).kind, 'keep');
    equal(refusal(check(bytes, { compression: 'none' })).error.name, 'INVALID_RECORD');
    equal(refusal(check(batchOf(section))).error.name, 'INVALID_RECORD');
  });
});

/** A record with a key and this offset delta. */
function gapped(offsetDelta: number): number[] {
  const body = [0, 0, ...varint(offsetDelta), 2, 0x6b, 2, 0x76, 0];
  return [...varint(body.length), ...body];
}

describe('timestamps', () => {
  const table: readonly (readonly [
    name: string,
    time: number,
    rules: Partial<ProduceRules>,
    isAccepted: boolean,
  ])[] = [
    ['as late as may be', NOW + HOUR, {}, true],
    ['too late', NOW + HOUR + 1, {}, false],
    ['very old, without a limit', 0, {}, true],
    ['as early as may be', NOW - 1000, { timestampBeforeMaxMs: 1000 }, true],
    ['too early', NOW - 1001, { timestampBeforeMaxMs: 1000 }, false],
    ['none at all', -1, { timestampBeforeMaxMs: 1000 }, true],
    ['too late, but set anew', NOW + 2 * HOUR, { timestampType: 'LogAppendTime' }, true],
    ['the largest there is', Number.MAX_SAFE_INTEGER, { timestampAfterMaxMs: Infinity }, true],
  ];
  for (const codec of ['none', 'lz4'] as const) {
    for (const [name, time, rules, isAccepted] of table) {
      test(`${name}: ${codec}`, () => {
        const verdict = check(batch({ codec }, [NOW, time]), rules);
        if (isAccepted) {
          ok(verdict.kind !== 'refused', verdict.kind === 'refused' ? verdict.message : '');
          return;
        }
        const { error, recordErrors } = refusal(verdict);
        equal(error.name, 'INVALID_TIMESTAMP');
        deepEqual(
          recordErrors.map(({ batchIndex }) => batchIndex),
          [1],
        );
        ok(recordErrors[0]?.message.includes(String(time)));
      });
    }
  }

  test('beyond 2^53 they are an outcome, not a crash', () => {
    const bytes = changed((b) => b.writeBigInt64BE(2n ** 62n, 27));
    const { error, recordErrors } = refusal(check(bytes, { timestampAfterMaxMs: Infinity }));
    deepEqual([error.name, recordErrors.length], ['INVALID_TIMESTAMP', 2]);
    // Where the broker sets the timestamp, nobody looks at what the producer sent.
    equal(check(bytes, { timestampType: 'LogAppendTime' }).kind, 'patch');
  });

  test('of the broker’s type do not come from producers', () => {
    const appendTime = batch({ logAppendTimeMs: NOW });
    const refused = refusal(check(appendTime, { timestampType: 'LogAppendTime' }));
    deepEqual([refused.error.name, refused.recordErrors.length], ['INVALID_TIMESTAMP', 2]);
    const none = batch({ logAppendTimeMs: -1 });
    equal(refusal(check(none)).error.name, 'INVALID_TIMESTAMP');
    // With a timestamp on a CreateTime topic only the range is looked at, and the type set right.
    const verdict = check(appendTime);
    deepEqual(verdict, {
      kind: 'patch',
      timestampType: 'CreateTime',
      recordCount: 2,
      maxTimestamp: NOW,
      logAppendTimeMs: -1,
    });
  });

  test('a wrong latest timestamp is set right', () => {
    for (const codec of codecs) {
      const bytes = changed((b) => b.writeBigInt64BE(12n, 35), { codec });
      const verdict = check(bytes);
      ok(verdict.kind === 'patch');
      patchTimestamps(bytes, 0, verdict);
      const view = new RecordBatch(bytes);
      deepEqual([view.maxTimestamp, view.isCrcValid(), view.codec], [NOW + 5, true, codec]);
      equal(check(bytes).kind, 'keep');
    }
  });

  test('of the broker are set over all others', () => {
    const producer = { producerId: 1, producerEpoch: 0, baseSequence: 0, isTransactional: true };
    const bytes = batch({ codec: 'snappy', producer });
    const verdict = check(bytes, { timestampType: 'LogAppendTime' });
    ok(verdict.kind === 'patch');
    deepEqual([verdict.maxTimestamp, verdict.logAppendTimeMs], [NOW, NOW]);
    patchTimestamps(bytes, 0, verdict);
    const view = new RecordBatch(bytes);
    deepEqual([view.timestampType, view.maxTimestamp], [LOG_APPEND_TIME, NOW]);
    deepEqual([view.baseTimestamp, view.isTransactional, view.codec], [NOW, true, 'snappy']);
    ok(view.isCrcValid());
    ok([...recordsIn(view)].every(({ timestamp }) => timestamp === NOW));
  });
});

describe('keys on a compacted topic', () => {
  function withoutKeys(codec: BatchBuilderOptions['codec'] = 'none'): Buffer {
    const builder = new BatchBuilder({ codec });
    builder.append(NOW, 'key', null);
    builder.append(NOW, null, 'value');
    builder.append(NOW, '', 'value');
    builder.append(NOW + 2 * HOUR, null, 'value');
    return Buffer.from(builder.finish());
  }

  for (const codec of codecs) {
    test(`each record without one is told: ${codec}`, () => {
      const bytes = withoutKeys(codec);
      const { error, recordErrors, metric } = refusal(check(bytes, { isCompacted: true }));
      equal(error.name, 'INVALID_RECORD');
      equal(metric, 'NoKeyCompactedTopicRecordsPerSec');
      deepEqual(
        recordErrors.map(({ batchIndex }) => batchIndex),
        [1, 3],
      );
    });
  }

  test('a bad timestamp decides about the error of the batch', () => {
    const builder = new BatchBuilder();
    builder.append(NOW, null, 'value');
    builder.append(NOW + 2 * HOUR, 'key', 'value');
    const bytes = Buffer.from(builder.finish());
    const { error, recordErrors } = refusal(check(bytes, { isCompacted: true }));
    deepEqual([error.name, recordErrors.length], ['INVALID_TIMESTAMP', 2]);
  });

  test('not more errors are told than a response should hold', () => {
    const builder = new BatchBuilder();
    for (let i = 0; i < RECORD_ERRORS_MAX + 5; i++) builder.append(NOW, null, null);
    const bytes = Buffer.from(builder.finish());
    equal(refusal(check(bytes, { isCompacted: true })).recordErrors.length, RECORD_ERRORS_MAX);
  });
});

describe('a new batch', () => {
  const producer = { producerId: 9, producerEpoch: 2, baseSequence: 7, isTransactional: true };

  for (const from of codecs) {
    for (const to of codecs.filter((codec) => codec !== from)) {
      test(`from ${from} to ${to}`, () => {
        const bytes = batch({ codec: from, producer });
        const verdict = check(bytes, { compression: to });
        ok(verdict.kind === 'rewrite');
        const view = new RecordBatch(verdict.bytes);
        ok(view.isCrcValid());
        deepEqual([view.codec, view.recordCount, view.lastOffset], [to, 2, 1]);
        const { producerId, producerEpoch, baseSequence, isTransactional } = view;
        deepEqual({ producerId, producerEpoch, baseSequence, isTransactional }, producer);
        deepEqual([view.maxTimestamp, verdict.maxTimestamp], [NOW + 5, NOW + 5]);
        const contents = [...recordsIn(view)].map(({ offset, timestamp, key, value }) => {
          return [offset, timestamp, String(key), String(value)];
        });
        const given = [...recordsIn(new RecordBatch(bytes))];
        deepEqual(
          contents,
          given.map(({ offset, timestamp, key, value }) => {
            return [offset, timestamp, String(key), String(value)];
          }),
        );
      });
    }
  }

  test('has consecutive offsets where a codec is involved', () => {
    const section = [...gapped(3), ...gapped(1)];
    for (const codec of codecs.filter((one) => one !== 'none')) {
      const verdict = check(batchOf(section, { codec, recordCount: 2 }));
      ok(verdict.kind === 'rewrite');
      const offsets = [...recordsIn(new RecordBatch(verdict.bytes))].map(({ offset }) => offset);
      deepEqual(offsets, [0, 1]);
    }
    const verdict = check(batchOf(section, { recordCount: 2 }), { compression: 'lz4' });
    ok(verdict.kind === 'rewrite');
    const keys = [...recordsIn(new RecordBatch(verdict.bytes))].map(({ key }) => key?.[0]);
    deepEqual(keys, [0x6b, 0x6b]);
  });

  test('is compressed at the topic’s level', () => {
    const builder = new BatchBuilder();
    for (let i = 0; i < 2000; i++) builder.append(NOW, null, `offset ${i * i} of ${i % 97}`);
    const bytes = Buffer.from(builder.finish());
    const sizes = [1, 9].map((gzip) => {
      const verdict = check(bytes, { compression: 'gzip', compressionLevels: { gzip } });
      return verdict.kind === 'rewrite' ? verdict.bytes.length : 0;
    });
    ok((sizes[0] ?? 0) > (sizes[1] ?? 0), sizes.join());
  });

  test('carries the broker’s time', () => {
    const verdict = check(batch(), { compression: 'zstd', timestampType: 'LogAppendTime' });
    ok(verdict.kind === 'rewrite');
    const view = new RecordBatch(verdict.bytes);
    deepEqual([view.timestampType, view.maxTimestamp], [LOG_APPEND_TIME, NOW]);
    equal(verdict.logAppendTimeMs, NOW);
  });

  test('keeps the one timestamp of a batch that came with the broker’s type', () => {
    const verdict = check(batch({ logAppendTimeMs: NOW + 7 }), { compression: 'lz4' });
    ok(verdict.kind === 'rewrite');
    const times = [...recordsIn(new RecordBatch(verdict.bytes))].map(({ timestamp }) => timestamp);
    deepEqual(times, [NOW + 7, NOW + 7]);
  });

  test('may be too large, although the one that came was not', () => {
    const builder = new BatchBuilder({ codec: 'zstd' });
    builder.append(NOW, null, Buffer.alloc(10_000));
    const bytes = Buffer.from(builder.finish());
    const rules = { compression: 'none', maxMessageBytes: 5000 } as const;
    equal(refusal(check(bytes, rules)).error.name, 'MESSAGE_TOO_LARGE');
    equal(check(bytes, { maxMessageBytes: 5000 }).kind, 'keep');
  });

  test('is not made of what cannot be', () => {
    const negative = changed((b) => b.writeBigInt64BE(-50n, 27));
    equal(check(negative).kind, 'patch');
    const refused = refusal(check(negative, { compression: 'gzip' }));
    equal(refused.error.name, 'INVALID_TIMESTAMP');
    const anonymous = changed((b) => (b[22] = 0x10));
    equal(check(anonymous).kind, 'keep');
    equal(refusal(check(anonymous, { compression: 'gzip' })).error.name, 'INVALID_RECORD');
  });
});

describe('compressed data', () => {
  test('that expands beyond the limit is too large, so that the producer splits it', () => {
    const builder = new BatchBuilder({ codec: 'zstd' });
    builder.append(NOW, 'key', Buffer.alloc(100_000));
    const bytes = Buffer.from(builder.finish());
    const verdict = refusal(check(bytes, { decompressedBytesMax: 50_000 }));
    equal(verdict.error.name, 'MESSAGE_TOO_LARGE');
    equal(check(bytes, { decompressedBytesMax: 110_000 }).kind, 'keep');
  });

  test('that is damaged under a right checksum is refused', () => {
    for (const codec of codecs.filter((one) => one !== 'none')) {
      const cut = batch({ codec }).subarray(0, -3);
      const { error, message } = refusal(check(sealed(Buffer.from(cut))));
      equal(error.name, 'INVALID_RECORD');
      ok(message.includes(codec), message);
    }
  });

  test('inside compressed data is refused', () => {
    const section = [...compress('gzip', Uint8Array.from(gapped(0)))];
    equal(refusal(check(batchOf(section, { codec: 'zstd' }))).error.name, 'INVALID_RECORD');
  });
});
