// The framings of snappy, zstd and gzip: what Kafka's readers accept and refuse (each was tried on
// Kafka 4.3.1), and hostile snappy blocks.

import { deepEqual, equal, throws } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { compress, CompressionError, decompress } from '../../src/records/index.ts';
import type { Codec } from '../../src/records/index.ts';

const LIMIT = 1 << 20;
const text = Buffer.from('hello hello hello hello hello 0');
const snappy = Buffer.from(compress('snappy', text));
const header = snappy.subarray(0, 16);
const chunk = snappy.subarray(16);
const block = chunk.subarray(4);

const textOf = (codec: Codec, bytes: Uint8Array): string =>
  Buffer.from(decompress(codec, bytes, LIMIT)).toString();

const be32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

function withVersion(version: number): Buffer {
  const bytes = Buffer.from(snappy);
  bytes.writeInt32BE(version, 8);
  return bytes;
}

describe('snappy: accepted', () => {
  const likeHeader = Buffer.concat([header.subarray(0, 4), Buffer.alloc(12, 3)]);
  const cases: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    ['a stream of one chunk', snappy],
    ['a raw block without a stream', block],
    ['an empty block before', Buffer.concat([header, be32(1), Buffer.from([0]), chunk])],
    ['two streams in a row', Buffer.concat([header, snappy])],
    ['a stream header at the end', Buffer.concat([snappy, header])],
    ['what only begins like a header at the end', Buffer.concat([snappy, likeHeader])],
    ['up to three bytes at the end', Buffer.concat([snappy, Buffer.from([1, 2, 3])])],
    ['version 0', withVersion(0)],
    ['a version from the far future', withVersion(0x7fff_ffff)],
  ];
  for (const [name, bytes] of cases) {
    test(name, () => equal(textOf('snappy', bytes), text.toString()));
  }

  test('the stream that is written is xerial’s, in chunks of 32 KiB', () => {
    equal(header.toString('hex'), '82534e41505059000000000100000001');
    const long = Buffer.alloc(70_000, 'abcdefg');
    const bytes = Buffer.from(compress('snappy', long));
    const sizes: string[] = [];
    for (let at = 16; at < bytes.length; at += 4 + bytes.readInt32BE(at)) {
      sizes.push(bytes.subarray(at + 4, at + 6).toString('hex'));
    }
    // How the varints of 32768 (80 80 02) and 4464 (f0 22) begin.
    deepEqual(sizes, ['8080', '8080', 'f022']);
  });
});

describe('snappy: refused', () => {
  const raw = (...bytes: number[]): Buffer => Buffer.from(bytes);
  const cases: readonly (readonly [name: string, bytes: Uint8Array, problem: RegExp])[] = [
    ['nothing', raw(), /size does not end/],
    ['a size that does not end', raw(0x80, 0x80), /size does not end/],
    ['a size of six bytes', raw(0x80, 0x80, 0x80, 0x80, 0x80, 1), /size does not end/],
    ['an empty chunk', Buffer.concat([snappy, be32(0)]), /size does not end/],
    ['a negative chunk', Buffer.concat([snappy, be32(-1)]), /chunk of -1 bytes/],
    ['a chunk cut off', snappy.subarray(0, -1), /are there/],
    ['half a stream header', Buffer.concat([snappy, header.subarray(0, 7)]), /3 are there/],
    ['less than announced', raw(5, 0x00, 0x41), /4 bytes are missing/],
    ['more than announced', raw(1, 0x04, 0x41, 0x42), /more comes out/],
    ['a literal beyond the block', raw(9, 0x20, 0x41), /literal goes beyond/],
    ['a long literal beyond the block', raw(9, 0xfc, 255, 255, 255, 255, 1), /literal goes beyond/],
    ['a literal length cut off', raw(9, 0xf4, 1), /literal goes beyond/],
    ['a copy before the start', raw(9, 0x00, 0x41, 0x01, 2), /2 bytes back, 1 are there/],
    ['a copy from itself', raw(9, 0x00, 0x41, 0x01, 0), /0 bytes back/],
    ['a copy cut off', raw(9, 0x00, 0x41, 0x02, 1), /copy is cut off/],
    ['a far copy cut off', raw(9, 0x00, 0x41, 0x03, 1, 0, 0), /copy is cut off/],
    ['a far copy', raw(9, 0x00, 0x41, 0x03, 0, 0, 0, 0xff), /bytes back/],
    ['a copy of too much', raw(3, 0x00, 0x41, 0xfe, 1, 0), /more comes out/],
  ];
  for (const [name, bytes, problem] of cases) {
    test(name, () => {
      throws(
        () => decompress('snappy', bytes, LIMIT),
        (error) => {
          equal(error instanceof CompressionError && error.problem, 'malformed');
          equal(problem.test(String(error)), true, String(error));
          return true;
        },
      );
    });
  }

  test('a block may not reach into the one before it', () => {
    const second = Buffer.from([5, 0x00, 0x41, 0x01, 3]);
    const bytes = Buffer.concat([snappy, be32(second.length), second]);
    throws(() => decompress('snappy', bytes, LIMIT), /3 bytes back, 1 are there/);
  });

  test('all three forms of a copy are read', () => {
    const copies = [0x01, 1, 0x0e, 1, 0, 0x0f, 1, 0, 0, 0];
    equal(textOf('snappy', Buffer.from([13, 0x00, 0x41, ...copies])), 'A'.repeat(13));
  });
});

describe('zstd', () => {
  const zstd = (bytes: Uint8Array, params = {}): Buffer => zstdCompressSync(bytes, { params });
  const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const whole = zstd(text);
  const checked = zstd(text, { [constants.ZSTD_c_checksumFlag]: 1 });
  const accepted: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    ['one frame', whole],
    ['two frames', Buffer.concat([zstd(text.subarray(0, 10)), zstd(text.subarray(10))])],
    ['a checksum', checked],
    ['a skippable frame before', Buffer.concat([skippable, whole])],
    ['a skippable frame after', Buffer.concat([whole, skippable])],
    ['an empty frame before', Buffer.concat([zstd(Buffer.alloc(0)), whole])],
    ['an empty frame after', Buffer.concat([whole, zstd(Buffer.alloc(0))])],
    ['a window of 128 MiB', zstd(text, { [constants.ZSTD_c_windowLog]: 27 })],
  ];
  for (const [name, bytes] of accepted) {
    test(name, () => equal(textOf('zstd', bytes), text.toString()));
  }

  test('what is written tells neither size nor checksum, as Kafka’s stream', () => {
    const long = Buffer.alloc(300_000, 'kafka');
    const descriptor = Buffer.from(compress('zstd', long))[4] ?? 0;
    equal(descriptor & 0b0000_0100, 0, 'no checksum');
  });

  const wrongChecksum = Buffer.from(checked);
  wrongChecksum[wrongChecksum.length - 1] = (wrongChecksum[wrongChecksum.length - 1] ?? 0) ^ 1;
  const window28 = Buffer.from([0, (28 - 10) << 3]);
  const wideWindow = Buffer.concat([whole.subarray(0, 4), window28, whole.subarray(6)]);
  const refused: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    ['a wrong checksum', wrongChecksum],
    ['bytes after the frame', Buffer.concat([whole, Buffer.from('no frame at all')])],
    ['a zero after the frame', Buffer.concat([whole, Buffer.alloc(1)])],
    ['a window of 256 MiB', wideWindow],
    ['a second frame cut off', Buffer.concat([whole, whole.subarray(0, -1)])],
  ];
  for (const [name, bytes] of refused) {
    test(name, () => {
      throws(() => decompress('zstd', bytes, LIMIT), { problem: 'malformed', codec: 'zstd' });
    });
  }
});

describe('gzip', () => {
  const members = Buffer.concat([gzipSync(text.subarray(0, 10)), gzipSync(text.subarray(10))]);
  test('several members are one', () => equal(textOf('gzip', members), text.toString()));
  test('zeros after it are left alone', () => {
    equal(textOf('gzip', Buffer.concat([gzipSync(text), Buffer.alloc(5)])), text.toString());
  });
  for (const [name, back] of [['checksum', 7], ['size', 2]] as const) {
    test(`a wrong ${name} is refused`, () => {
      const bytes = gzipSync(text);
      bytes[bytes.length - back] = (bytes[bytes.length - back] ?? 0) ^ 1;
      throws(() => decompress('gzip', bytes, LIMIT), { problem: 'malformed', codec: 'gzip' });
    });
  }
});
