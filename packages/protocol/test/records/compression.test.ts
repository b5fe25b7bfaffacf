// Every codec gives back what it was given, refuses what is damaged, and never gives more than the
// limit.

import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  codecId,
  codecOf,
  codecs,
  compress,
  CompressionError,
  decompress,
} from '../../src/records/index.ts';
import type { Codec } from '../../src/records/index.ts';

const compressing = codecs.filter((codec) => codec !== 'none');
const MEBIBYTE = 1 << 20;

/** Text that repeats itself, noise, zeros, and mixtures: what encoders take different paths for. */
const data = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .array(fc.constantFrom('kafka', ' ', 'segment', '{"id":', '0', 'aaaa'), { maxLength: 400 })
    .map((words) => new Uint8Array(Buffer.from(words.join('')))),
  fc
    .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 90 })))
    .map((runs) => Buffer.concat(runs.map(([unit, times]) => repeated(unit, times)))),
);

function repeated(unit: Uint8Array, times: number): Buffer {
  return Buffer.alloc(unit.length * times, unit);
}

/** Without Math.random, and the same on every machine. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const plain = (bytes: Uint8Array): Buffer => Buffer.from(bytes);

describe('codecs', () => {
  test('have the ids of the attribute bits', () => {
    deepEqual(codecs.map(codecId), [0, 1, 2, 3, 4]);
    deepEqual([0, 1, 2, 3, 4, 5, 6, 7].map(codecOf), [...codecs, undefined, undefined, undefined]);
  });

  test('none is the input itself, both ways', () => {
    const bytes = noise(10);
    equal(compress('none', bytes), bytes);
    equal(decompress('none', bytes, 0), bytes);
  });
});

for (const codec of compressing) {
  describe(codec, () => {
    test('gives back what it was given', () => {
      fc.assert(
        fc.property(data, (bytes) => {
          deepEqual(plain(decompress(codec, compress(codec, bytes), MEBIBYTE)), plain(bytes));
        }),
        { numRuns: 150 },
      );
    });

    const sizes = [0, 1, 4, 5, 12, 13, 15, 16, 17, 60, 61, 255, 256, 32_767, 32_768, 32_769];
    test('sizes at which framings and fields change', () => {
      for (const size of [...sizes, 65_535, 65_536, 65_537, 200_000]) {
        for (const bytes of [noise(size), new Uint8Array(size), noise(size).map((b) => b & 3)]) {
          const blob = compress(codec, bytes);
          equal(Buffer.compare(decompress(codec, blob, size), bytes), 0, `${size} bytes`);
        }
      }
    });

    test('matches far back and long, and what does not compress', () => {
      const block = noise(20_000);
      const bytes = Buffer.concat([block, block, new Uint8Array(70_000), block, block]);
      const blob = compress(codec, bytes);
      equal(Buffer.compare(decompress(codec, blob, bytes.length), bytes), 0);
      ok(blob.length < bytes.length * 0.75, `${blob.length} of ${bytes.length}`);
      const worst = noise(100_000);
      ok(compress(codec, worst).length < worst.length * 1.01 + 100);
    });

    test('reads a view that does not start at the start of its buffer', () => {
      const blob = compress(codec, plain(noise(500)));
      const padded = Buffer.concat([noise(9), blob, noise(7)]).subarray(9, 9 + blob.length);
      equal(Buffer.compare(decompress(codec, padded, 500), noise(500)), 0);
    });

    test('cut off anywhere is refused, not half read', () => {
      const bytes = Buffer.concat([noise(50), new Uint8Array(300), noise(50)]);
      const blob = compress(codec, bytes);
      for (let length = 0; length < blob.length; length++) {
        const problem = outcome(codec, blob.subarray(0, length), MEBIBYTE);
        // Snappy's stream may end after any chunk: only its header and one chunk are here.
        if (codec === 'snappy' && length >= 16 && length < 20) continue;
        ok(problem instanceof CompressionError, `${length} of ${blob.length} bytes`);
        deepEqual([problem.codec, problem.retriable], [codec, false]);
      }
    });

    test('a flipped bit gives other bytes or an error, nothing else', () => {
      const echo = Buffer.from('hello hello hello hello, said the echo. '.repeat(9));
      const blob = compress(codec, echo);
      for (let bit = 0; bit < blob.length * 8; bit++) {
        const damaged = Buffer.from(blob);
        damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const result = outcome(codec, damaged, 100_000);
        ok(result instanceof CompressionError || result.length <= 100_000, `bit ${bit}`);
      }
    });

    test('random bytes are an error, or bytes within the limit', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
          const result = outcome(codec, bytes, 1000);
          ok(result instanceof CompressionError || result.length <= 1000);
        }),
        { numRuns: 300 },
      );
    });

    test('takes exactly the limit, and not one byte more', () => {
      for (const size of [1, 100, 65_536, 65_537, 150_000]) {
        const blob = compress(codec, noise(size).map((byte) => byte & 7));
        equal(decompress(codec, blob, size).length, size);
        throws(
          () => decompress(codec, blob, size - 1),
          (error) => error instanceof CompressionError && error.problem === 'limit',
          `${size}`,
        );
      }
    });
  });
}

/** What came out: bytes, or the one error there may be. */
function outcome(codec: Codec, bytes: Uint8Array, limit: number): Uint8Array | CompressionError {
  try {
    return decompress(codec, bytes, limit);
  } catch (error) {
    if (error instanceof CompressionError) return error;
    throw error;
  }
}

describe('levels', () => {
  test('gzip and zstd get smaller with them', () => {
    const words = Array.from({ length: 3000 }, (_, i) => `offset ${i * i} of ${i % 97};`);
    const bytes = Buffer.from(words.join(' '));
    ok(compress('gzip', bytes, 9).length < compress('gzip', bytes, 1).length);
    ok(compress('zstd', bytes, 19).length < compress('zstd', bytes, -50).length);
    deepEqual(compress('gzip', bytes, -1), compress('gzip', bytes));
    deepEqual(compress('zstd', bytes, 3), compress('zstd', bytes));
    deepEqual(compress('lz4', bytes, 17), compress('lz4', bytes, 1));
  });
});
