// Little data that claims, or really gives, a great deal more than is allowed is refused without
// being held in memory.

import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { compress, CompressionError, decompress } from '../../src/records/index.ts';
import type { Codec } from '../../src/records/index.ts';

const LIMIT = 1 << 20;
/** What a decompressor may take besides its output: its own buffers, garbage. */
const OVERHEAD = 8 << 20;
const zeros = Buffer.alloc(24 << 20);

/** A snappy block that announces `size` bytes and repeats one byte to get there. */
function snappyBlock(size: number, copies: number): Buffer {
  const length: number[] = [];
  let rest = size;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) length.push((rest & 0x7f) | 0x80);
  length.push(rest);
  const copy = [0xfe, 1, 0];
  return Buffer.from([...length, 0, 0x41, ...Array.from({ length: copies }, () => copy).flat()]);
}

const many = (part: Uint8Array): Buffer => Buffer.alloc(part.length * 24, part);

const bombs: readonly (readonly [name: string, codec: Codec, blob: Uint8Array])[] = [
  ['24 MiB of zeros', 'gzip', gzipSync(zeros)],
  ['24 MiB of zeros', 'zstd', zstdCompressSync(zeros)],
  [
    'zstd that declares its size',
    'zstd',
    zstdCompressSync(zeros, {
      pledgedSrcSize: zeros.length,
      params: { [constants.ZSTD_c_contentSizeFlag]: 1 },
    }),
  ],
  ['24 MiB of zeros', 'snappy', compress('snappy', zeros)],
  ['24 MiB of zeros', 'lz4', compress('lz4', zeros)],
  ['zstd in many frames', 'zstd', many(zstdCompressSync(zeros.subarray(0, LIMIT)))],
  ['gzip in many members', 'gzip', many(gzipSync(zeros.subarray(0, LIMIT)))],
  ['a snappy block that only claims 4 GiB', 'snappy', snappyBlock(0xffff_ffff, 3)],
  ['a snappy block that claims 2^34 bytes', 'snappy', snappyBlock(0x3_ffff_ffff, 3)],
];

for (const [name, codec, blob] of bombs) {
  test(`${codec}: ${name}`, () => {
    const before = process.memoryUsage();
    let caught: unknown;
    try {
      decompress(codec, blob, LIMIT);
    } catch (error) {
      caught = error;
    }
    const after = process.memoryUsage();
    ok(caught instanceof CompressionError, String(caught));
    equal(caught.problem, 'limit');
    equal(caught.codec, codec);
    const grown = after.arrayBuffers + after.external - before.arrayBuffers - before.external;
    ok(grown < LIMIT + OVERHEAD, `${grown} bytes more`);
  });
}

test('a snappy block that gives less than it claims is refused too', () => {
  let caught: unknown;
  try {
    decompress('snappy', snappyBlock(1000, 3), LIMIT);
  } catch (error) {
    caught = error;
  }
  ok(caught instanceof CompressionError);
  equal(caught.problem, 'malformed');
});
