// lz4 frames: what Kafka's reader accepts and refuses, case by case (each was tried on Kafka
// 4.3.1), and hostile blocks.

import { deepEqual, equal, throws } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compress, CompressionError, decompress } from '../../src/records/index.ts';
import { xxh32 } from '../../src/records/compression/xxh32.ts';

const LIMIT = 1 << 20;
const text = Buffer.from('hello hello hello hello hello 0');
const written = Buffer.from(compress('lz4', text));
/** One compressed block with its size, as the encoder writes it. */
const block = written.subarray(7, written.length - 4);
const content = block.subarray(4);
const END_MARK = [0, 0, 0, 0];

const le32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const stored = (bytes: Uint8Array): Buffer =>
  Buffer.concat([le32(bytes.length | 0x8000_0000), bytes]);
const compressed = (...bytes: number[]): Buffer =>
  Buffer.concat([le32(bytes.length), Buffer.from(bytes)]);

interface FrameOptions {
  readonly flags?: number;
  readonly descriptor?: number;
  readonly contentSize?: readonly number[];
  readonly checksum?: number;
  readonly tail?: readonly number[];
}

function frame(blocks: readonly Uint8Array[], options: FrameOptions = {}): Buffer {
  const { flags = 0x60, descriptor = 0x40, contentSize = [], tail = END_MARK } = options;
  const header = Buffer.from([flags, descriptor, ...contentSize]);
  const checksum = options.checksum ?? (xxh32(header, 0, header.length) >>> 8) & 0xff;
  const magic = [0x04, 0x22, 0x4d, 0x18];
  return Buffer.concat([
    Buffer.from([...magic, ...header, checksum]),
    ...blocks,
    Buffer.from(tail),
  ]);
}

const checksumOf = (bytes: Uint8Array): Buffer => le32(xxh32(bytes, 0, bytes.length));

test('the frame that is written is the one Kafka writes', () => {
  equal(written.subarray(0, 7).toString('hex'), '04224d18604082');
  equal(written.subarray(-4).toString('hex'), '00000000');
  // What does not get smaller is stored.
  const noise = Buffer.from([1, 2, 3, 4, 5]);
  const whole = Buffer.concat([written.subarray(0, 7), stored(noise), Buffer.from(END_MARK)]);
  deepEqual(Buffer.from(compress('lz4', noise)), whole);
});

describe('accepted', () => {
  const size = [9, 9, 9, 9, 9, 9, 9, 9];
  const cases: readonly (readonly [name: string, bytes: Buffer])[] = [
    ['a plain frame', frame([block])],
    ['a stored block', frame([stored(text)])],
    ['blocks up to 256 KiB', frame([block], { descriptor: 0x50 })],
    ['blocks up to 1 MiB', frame([block], { descriptor: 0x60 })],
    ['blocks up to 4 MiB', frame([block], { descriptor: 0x70 })],
    ['a content size, which is not looked at', frame([block], { flags: 0x68, contentSize: size })],
    ['block checksums', frame([block, checksumOf(content)], { flags: 0x70 })],
    ['checksums of stored blocks', frame([stored(text), checksumOf(text)], { flags: 0x70 })],
    [
      'a content checksum, which is not verified',
      frame([block], { flags: 0x64, tail: [...END_MARK, 1, 2, 3, 4] }),
    ],
    ['bytes after the frame', frame([block], { tail: [...END_MARK, 7, 7] })],
    ['a second frame, which is not read', Buffer.concat([frame([block]), frame([block])])],
    ['several blocks', frame([stored(text.subarray(0, 20)), stored(text.subarray(20))])],
    ['an end mark with the stored bit', frame([block], { tail: [0, 0, 0, 0x80] })],
  ];
  for (const [name, bytes] of cases) {
    test(name, () => {
      equal(Buffer.from(decompress('lz4', bytes, LIMIT)).toString(), text.toString());
    });
  }

  test('magic 0 frames with their broken header checksum', () => {
    const broken = frame([block], { checksum: 0 });
    throws(() => decompress('lz4', broken, LIMIT), /header checksum 0, computed 130/);
    const output = decompress('lz4', broken, LIMIT, { hasBrokenLz4Checksum: true });
    equal(Buffer.from(output).toString(), text.toString());
  });
});

describe('refused', () => {
  const legacyMagic = Buffer.from([2, 0x21, 0x4c, 0x18]);
  const cases: readonly (readonly [name: string, bytes: Buffer, problem: RegExp])[] = [
    ['blocks that depend on each other', frame([block], { flags: 0x40 }), /depend on each other/],
    ['a dictionary', frame([block], { flags: 0x61 }), /dictionary/],
    ['a reserved flag', frame([block], { flags: 0x62 }), /reserved/],
    ['version 0', frame([block], { flags: 0x20 }), /version 0/],
    ['version 2', frame([block], { flags: 0xa0 }), /version 2/],
    ['blocks too small', frame([block], { descriptor: 0x30 }), /descriptor 48/],
    ['reserved descriptor bits', frame([block], { descriptor: 0x41 }), /descriptor 65/],
    ['the reserved top bit', frame([block], { descriptor: 0xc0 }), /descriptor 192/],
    ['a wrong header checksum', frame([block], { checksum: 1 }), /header checksum 1, computed 130/],
    ['a wrong block checksum', frame([block, le32(5)], { flags: 0x70 }), /block checksum 5/],
    ['no end mark', frame([block], { tail: [] }), /no end mark/],
    ['half an end mark', frame([block], { tail: [0, 0] }), /no end mark/],
    ['no content checksum where one is due', frame([block], { flags: 0x64 }), /cut off/],
    ['a block larger than the frame allows', frame([stored(Buffer.alloc(65_537))]), /65537 bytes/],
    ['the legacy format', Buffer.concat([legacyMagic, written.subarray(4)]), /bad magic/],
    ['a content size cut off', frame([], { flags: 0x68 }).subarray(0, 10), /header is cut/],
  ];
  for (const [name, bytes, problem] of cases) {
    test(name, () => throws(() => decompress('lz4', bytes, LIMIT), problem));
  }
});

describe('hostile blocks', () => {
  const cases: readonly (readonly [name: string, block: readonly number[], problem: RegExp])[] = [
    ['nothing in it', [0x10], /literals go beyond/],
    ['literals beyond the block', [0x50, 1, 2], /literals go beyond/],
    ['an endless literal length', [0xf0, 255, 255, 255], /literals go beyond/],
    ['offset 0', [0x10, 1, 0, 0, 0x10, 2], /0 bytes back/],
    ['an offset before the start', [0x10, 1, 2, 0, 0x10, 2], /2 bytes back, 1 are there/],
    ['an offset cut off', [0x10, 1, 1], /ends with a match/],
    ['a match at the very end', [0x10, 1, 1, 0], /ends with a match/],
    ['an endless match length', [0x1f, 1, 1, 0, 255, 255], /ends with a match/],
  ];
  for (const [name, bytes, problem] of cases) {
    test(name, () => {
      throws(
        () => decompress('lz4', frame([compressed(...bytes)]), LIMIT),
        (error) => {
          equal(error instanceof CompressionError && error.problem, 'malformed');
          equal(problem.test(String(error)), true, String(error));
          return true;
        },
      );
    });
  }

  test('a block may not reach into the one before it', () => {
    const second = compressed(0x10, 1, 5, 0, 0x10, 2);
    throws(() => decompress('lz4', frame([stored(text), second]), LIMIT), /5 bytes back, 1 are/);
  });

  test('more than a block may hold is malformed, more than the caller allows is the limit', () => {
    // One literal, then a match of some 100 000 bytes, then one literal.
    const long = compressed(0x1f, 65, 1, 0, ...new Array<number>(392).fill(255), 0, 0x10, 66);
    const problems = [LIMIT, 1000].map((limit) => {
      try {
        decompress('lz4', frame([long]), limit);
      } catch (error) {
        return error instanceof CompressionError ? error.problem : error;
      }
      return 'nothing';
    });
    deepEqual(problems, ['malformed', 'limit']);
  });
});
