import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { chunkBytesMin, sizeOfUvarint } from './byte-writer.ts';
import { EncodeError } from './codec-error.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

function written(by: (writer: Writer) => void, initialBytes?: number): string {
  const writer = new Writer(initialBytes);
  by(writer);
  const { sizeBytes } = writer;
  const bytes = Buffer.concat(writer.finish());
  assert.equal(bytes.length, sizeBytes, 'sizeBytes tells the size');
  return bytes.toString('hex');
}

describe('Writer', () => {
  const known: readonly [what: string, by: (writer: Writer) => void, hex: string][] = [
    ['bool', (w) => [true, false].forEach((value) => w.bool(value, 'x')), '0100'],
    ['int8', (w) => w.int8(-1, 'x'), 'ff'],
    ['int16', (w) => w.int16(-2, 'x'), 'fffe'],
    ['uint16', (w) => w.uint16(65_535, 'x'), 'ffff'],
    ['int32', (w) => w.int32(-2_147_483_648, 'x'), '80000000'],
    ['uint32', (w) => w.uint32(4_294_967_295, 'x'), 'ffffffff'],
    ['float64', (w) => w.float64(1.5, 'x'), '3ff8000000000000'],
    ['uuid', (w) => w.uuid('AAAAAAAAAAEAAAAAAAAAAg', 'x'), '00000000000000010000000000000002'],
    ['uvarint', (w) => [0, 127, 128, 300].forEach((n) => w.uvarint(n)), '007f8001ac02'],
    ['the largest uvarint', (w) => w.uvarint(4_294_967_295), 'ffffffff0f'],
    ['string', (w) => w.string('añb', 'x', false), '000461c3b162'],
    ['compact string', (w) => w.string('abc', 'x', true), '04616263'],
    ['null string', (w) => w.nullableString(null, 'x', false), 'ffff'],
    ['compact null string', (w) => w.nullableString(null, 'x', true), '00'],
    ['bytes', (w) => w.bytes(Buffer.from('abc'), 'x', false), '00000003616263'],
    ['pieces', (w) => w.bytes([Buffer.from('a'), Buffer.from('bc')], 'x', true), '04616263'],
    ['null bytes', (w) => w.nullableBytes(null, 'x', false), 'ffffffff'],
    ['int32 array', (w) => w.int32Array([1, 2], 'x', true), '030000000100000002'],
    ['null array', (w) => w.nullArray('x', false), 'ffffffff'],
    ['lone surrogate', (w) => w.string('\uD800', 'x', true), '04efbfbd'],
  ];
  for (const [what, by, hex] of known) {
    it(`writes ${what}`, () => assert.equal(written(by), hex));
    it(`writes ${what} also where the scratch has to grow`, () => {
      assert.equal(written(by, 1), hex);
    });
  }

  const longs = [0, -1, 2 ** 32, -(2 ** 32), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
  for (const value of [...longs, 2n ** 63n - 1n, -(2n ** 63n), 7n]) {
    it(`writes int64 ${value} of type ${typeof value}`, () => {
      const bytes = Buffer.from(written((w) => w.int64(value, 'x')), 'hex');
      assert.equal(bytes.readBigInt64BE(), BigInt(value));
    });
  }

  const refused: readonly [what: string, by: (writer: Writer) => void, says: RegExp][] = [
    ['int8 128', (w) => w.int8(128, 'f'), /^f: must be a whole number from -128 to 127, got 128$/],
    ['int16 1.5', (w) => w.int16(1.5, 'f'), /got 1.5$/],
    ['int32 NaN', (w) => w.int32(NaN, 'f'), /got NaN$/],
    ['int32 2^31', (w) => w.int32(2 ** 31, 'f'), /got 2147483648$/],
    ['uint16 -1', (w) => w.uint16(-1, 'f'), /from 0 to 65535, got -1$/],
    ['uint32 -1', (w) => w.uint32(-1, 'f'), /from 0 to 4294967295/],
    ['int64 2^53', (w) => w.int64(2 ** 53, 'f'), /whole number, or a bigint/],
    ['int64 2n^63n', (w) => w.int64(2n ** 63n, 'f'), /from -9223372036854775808/],
    ['uuid', (w) => w.uuid('not-a-uuid', 'f'), /^f: must be a UUID of 22 .*, got "not-a-uuid"$/],
    ['long string', (w) => w.string('a'.repeat(32_768), 'f', true), /32768 bytes .* most 32767/],
    ['long string of 3 bytes each', (w) => w.string('語'.repeat(11_000), 'f', true), /33000 bytes/],
    ['null', (w) => w.nullableString(null, 'f', true, false), /^f: is null/],
    ['null array', (w) => w.nullArray('f', true, false), /^f: is null/],
  ];
  for (const [what, by, says] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => by(new Writer()),
        (error) => error instanceof EncodeError && says.test(error.message),
      );
    });
  }

  it('cuts long values in messages', () => {
    const writer = new Writer();
    assert.throws(
      () => writer.uuid('x'.repeat(10_000), 'f'),
      (error) => error instanceof EncodeError && error.message.length < 150,
    );
  });

  it('references large bytes and copies small ones', () => {
    const large = Buffer.alloc(chunkBytesMin, 1);
    const small = Buffer.alloc(chunkBytesMin - 1, 2);
    const writer = new Writer();
    writer.bytes(small, 'x', true);
    writer.bytes(large, 'x', true);
    writer.int8(3, 'x');
    const pieces = writer.finish();
    assert.equal(pieces.length, 3);
    assert.equal(pieces[1], large);
    small.fill(9);
    assert.equal(Buffer.concat(pieces).readUInt8(2), 2);
  });

  it('fills in the size of a frame, with its chunks', () => {
    const writer = new Writer(16);
    for (const count of [0, 1, 3]) {
      const frame = writer.beginFrame();
      for (let i = 0; i < count; i += 1) writer.bytes(Buffer.alloc(5000, i), 'x', true);
      writer.int16(7, 'x');
      writer.endFrame(frame);
    }
    const bytes = Buffer.concat(writer.finish());
    let at = 0;
    for (const count of [0, 1, 3]) {
      assert.equal(bytes.readInt32BE(at), 2 + count * 5002);
      at += 4 + 2 + count * 5002;
    }
    assert.equal(at, bytes.length);
  });

  for (const size of [0, 1, 127, 128, 1023, 1024, 16_383, 16_384, 70_000]) {
    it(`fills in the size of a tagged value of ${size} bytes`, () => {
      const writer = new Writer(8);
      writer.int32(1, 'x');
      const outer = writer.beginTag(3);
      const inner = writer.beginTag(4);
      writer.raw(Buffer.alloc(size, 5));
      writer.endTag(inner);
      writer.int8(6, 'x');
      writer.endTag(outer);
      writer.int32(2, 'x');
      const bytes = Buffer.concat(writer.finish());
      const reader = new Reader(bytes);
      assert.equal(reader.int32('x'), 1);
      assert.equal(reader.uvarint('x'), 3);
      assert.equal(reader.uvarint('x'), 1 + sizeOfUvarint(size) + size + 1);
      assert.equal(reader.uvarint('x'), 4);
      assert.equal(reader.uvarint('x'), size);
      assert(reader.raw(size, 'x').every((byte) => byte === 5));
      assert.equal(reader.int8('x'), 6);
      assert.equal(reader.int32('x'), 2);
      assert.equal(reader.remainingBytes, 0);
    });
  }

  it('leaves what it handed out alone, until reset', () => {
    const writer = new Writer(64);
    const first = (writer.int32(1, 'x'), writer.finish());
    const second = (writer.int32(2, 'x'), writer.finish());
    assert.equal(Buffer.concat(first).readInt32BE(), 1);
    assert.equal(Buffer.concat(second).readInt32BE(), 2);
    writer.reset();
    writer.int32(3, 'x');
    assert.equal(Buffer.concat(first).readInt32BE(), 3, 'reset uses the memory again');
  });

  it('forgets a message that failed half-way', () => {
    const writer = new Writer(8);
    writer.int32(1, 'x');
    const before = writer.finish();
    writer.bytes(Buffer.alloc(5000), 'x', true);
    assert.throws(() => writer.int8(1000, 'x'), EncodeError);
    writer.discard();
    assert.equal(writer.sizeBytes, 0);
    writer.int32(2, 'x');
    const bytes = Buffer.concat([...before, ...writer.finish()]);
    assert.equal(bytes.toString('hex'), '0000000100000002');
  });

  it('gives one piece, also where there are chunks', () => {
    const writer = new Writer();
    writer.raw(Buffer.alloc(2000, 1));
    writer.int8(2, 'x');
    assert.equal(writer.finishOne().length, 2001);
    assert.equal(writer.finishOne().length, 0);
  });

  it('refuses unknown tags out of order, or where tags cannot be', () => {
    const tags = [5, 4].map((tag) => ({ tag, bytes: Buffer.alloc(1) }));
    assert.throws(() => new Writer().unknownTags(tags, true), /tag 4 is out of order/);
    assert.throws(() => new Writer().unknownTags(tags, false), /this version does not have it/);
    assert.throws(() => new Writer().unknownTagsFrom(tags, 0, 5), /tag 5 is out of order/);
  });

  it('puts unknown tags between known ones', () => {
    const tags = [1, 3].map((tag) => ({ tag, bytes: Buffer.from([tag]) }));
    const by = (writer: Writer): void => {
      const from = writer.unknownTagsFrom(tags, 0, 2);
      writer.endTag(writer.beginTag(2));
      writer.unknownTagsFrom(tags, from, Infinity);
    };
    assert.equal(written(by), '010101' + '0200' + '030103');
  });
});
