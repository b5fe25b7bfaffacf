// Which produced batches are checked at once, and which would keep others waiting. Where the quick
// check decides, it says what the whole one says.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import {
  BatchBuilder,
  checkProduced,
  checkQuickly,
  type Codec,
  type ProduceRules,
  RecordBatch,
} from '../../src/records/index.ts';

const NOW = 1_700_000_000_000;
const KB = 1024;
const QUICK = 512 * KB;
const RULES: ProduceRules = {
  origin: 'client',
  maxMessageBytes: 1_048_588,
  segmentBytes: 1 << 30,
  compression: 'producer',
  isCompacted: false,
  timestampType: 'CreateTime',
  timestampBeforeMaxMs: Infinity,
  timestampAfterMaxMs: Infinity,
};
const CODECS: readonly Codec[] = ['gzip', 'snappy', 'lz4', 'zstd'];

/** Of about so many bytes, decompressed. `noise`: how many of a record's KB do not compress. */
function batchOf(codec: Codec, sizeBytes: number, noise = 0): Buffer {
  const builder = new BatchBuilder({ codec });
  let seed = 1;
  for (let size = 0; size < sizeBytes; size += KB) {
    const value = Buffer.alloc(KB - 10, 'x');
    for (let at = 0; at < noise * KB && at < value.length; at++) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      value[at] = seed >>> 16;
    }
    builder.append(NOW, null, value);
  }
  return Buffer.from(builder.finish());
}

function quickly(bytes: Buffer, rules: Partial<ProduceRules> = {}, bytesMax = QUICK): string {
  const all = { ...RULES, ...rules };
  const verdict = checkQuickly(new RecordBatch(bytes), all, NOW, bytesMax);
  if (verdict.kind === 'lengthy') return verdict.kind;
  deepEqual(verdict, checkProduced(new RecordBatch(bytes), all, NOW));
  return verdict.kind;
}

for (const codec of CODECS) {
  test(`${codec}: what expands little is checked at once, what expands much is not`, () => {
    equal(quickly(batchOf(codec, 60 * KB)), 'keep');
    equal(quickly(batchOf(codec, 300 * KB, 0.2)), 'keep');
    equal(quickly(batchOf(codec, 700 * KB, 0.2)), 'lengthy');
    // Small as it is, more than sixteen times its size.
    equal(quickly(batchOf(codec, 300 * KB)), 'lengthy');
    equal(quickly(batchOf(codec, 60 * KB), {}, 0), 'lengthy');
  });

  test(`${codec}: a limit that is less than what is quick is a limit`, () => {
    const bytes = batchOf(codec, 60 * KB);
    equal(quickly(bytes, { decompressedBytesMax: 50 * KB }), 'refused');
    equal(quickly(bytes, { decompressedBytesMax: 70 * KB }), 'keep');
    equal(quickly(batchOf(codec, 300 * KB), { decompressedBytesMax: 64 * KB }), 'refused');
  });

  test(`${codec}: what the header tells is told at once`, () => {
    const bytes = batchOf(codec, 700 * KB);
    equal(quickly(bytes, { maxMessageBytes: bytes.length - 1 }), 'refused');
    const damaged = Buffer.from(bytes);
    damaged[80] = (damaged[80] ?? 0) ^ 1;
    equal(quickly(damaged), 'refused');
  });
}

test('what is not compressed is checked at once, whatever its size', () => {
  equal(quickly(batchOf('none', 1000 * KB), {}, 0), 'keep');
});

test('to compress a batch anew takes long', () => {
  equal(quickly(batchOf('none', 20 * KB), { compression: 'gzip' }), 'rewrite');
  equal(quickly(batchOf('none', 40 * KB), { compression: 'gzip' }), 'lengthy');
  equal(quickly(batchOf('zstd', 20 * KB), { compression: 'gzip' }), 'rewrite');
  equal(quickly(batchOf('zstd', 40 * KB), { compression: 'gzip' }), 'lengthy');
  equal(quickly(batchOf('zstd', 40 * KB), { compression: 'none' }), 'rewrite');
});

test('many records take long, few bytes as they are', () => {
  const builder = new BatchBuilder({ codec: 'zstd' });
  for (let index = 0; index < 20_001; index++) builder.append(NOW, null, null);
  const bytes = Buffer.from(builder.finish());
  ok(bytes.length < 100_000);
  equal(quickly(bytes), 'lengthy');
});
