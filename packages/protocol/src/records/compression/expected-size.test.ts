import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { createZstdCompress, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { gzipPieceBytes, zstdPieceBytes } from './expected-size.ts';

const ROOM = 64;
const LIMIT = 1 << 27;
const PIECE_MAX = 1 << 20;

for (const size of [0, 1, 255, 256, 257, 65_791, 65_792, 300_000]) {
  test(`${size} bytes, told by both formats`, () => {
    const plain = Buffer.alloc(size, 'not all the same');
    const member = gzipSync(plain);
    equal(gzipPieceBytes(member, LIMIT), Math.max(size, member.length) + ROOM);
    const frame = zstdCompressSync(plain);
    const isTold = frame.length >= 18;
    equal(zstdPieceBytes(frame, LIMIT), (isTold ? Math.max(size, frame.length) : 1024) + ROOM);
  });
}

test('what is told beyond the limit, or beyond a piece, is not taken', () => {
  const blob = gzipSync(Buffer.alloc(3_000_000));
  equal(gzipPieceBytes(blob, LIMIT), PIECE_MAX + ROOM);
  equal(gzipPieceBytes(blob, 1000), 1000 + ROOM);
  // Eight bytes of content size, all of them set.
  const frame = Buffer.alloc(32, 0xff);
  frame.set([0x28, 0xb5, 0x2f, 0xfd, 0xe0]);
  equal(zstdPieceBytes(frame, LIMIT), PIECE_MAX + ROOM);
});

test('who tells too little gets pieces of some size all the same', () => {
  const blob = gzipSync(Buffer.alloc(20_000_000));
  blob.fill(0, blob.length - 4);
  equal(gzipPieceBytes(blob, LIMIT), 16 * 1024 + ROOM);
  equal(gzipPieceBytes(blob.subarray(-5000), LIMIT), 5000 + ROOM);
});

test('a window and a dictionary id stand before the size', () => {
  const frame = Buffer.alloc(32);
  frame.set([0x28, 0xb5, 0x2f, 0xfd, 0x83, 9, 1, 1, 1, 1, 0x39, 0x30, 0, 0]);
  equal(zstdPieceBytes(frame, LIMIT), 12_345 + ROOM);
});

test('frames without a size: some times what they take', async () => {
  const stream = createZstdCompress({ params: { [constants.ZSTD_c_contentSizeFlag]: 0 } });
  const random = Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 7919) % 251));
  stream.end(random);
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  const frame = Buffer.concat(pieces);
  equal(zstdPieceBytes(frame, LIMIT), Math.max(1024, frame.length * 8) + ROOM);
  equal(zstdPieceBytes(Buffer.alloc(100_000), LIMIT), 16 * 1024 + ROOM);
});

test('data too short to say anything', () => {
  equal(gzipPieceBytes(Uint8Array.of(1, 2, 3), LIMIT), 1024 + ROOM);
  equal(zstdPieceBytes(new Uint8Array(0), LIMIT), 1024 + ROOM);
});
