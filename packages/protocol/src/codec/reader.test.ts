import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { DecodeError } from './codec-error.ts';
import { Reader } from './reader.ts';

function read<Value>(hex: string, by: (reader: Reader) => Value): Value {
  const reader = new Reader(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  const value = by(reader);
  assert.equal(reader.remainingBytes, 0, 'everything is read');
  return value;
}

function refuses(hex: string, by: (reader: Reader) => unknown, says: RegExp): void {
  assert.throws(
    () => read(hex, by),
    (error) => error instanceof DecodeError && says.test(error.message),
  );
}

describe('Reader', () => {
  type IntegerKind = 'int8' | 'int16' | 'uint16' | 'int32' | 'uint32';
  const integers: readonly [hex: string, kind: IntegerKind, value: number][] = [
    ['ff', 'int8', -1],
    ['80', 'int8', -128],
    ['7fff', 'int16', 32_767],
    ['8000', 'int16', -32_768],
    ['ffff', 'uint16', 65_535],
    ['80000000', 'int32', -2_147_483_648],
    ['ffffffff', 'uint32', 4_294_967_295],
  ];
  for (const [hex, kind, value] of integers) {
    it(`reads ${kind} ${value}`, () => assert.equal(read(hex, (r) => r[kind]('x')), value));
  }

  const longs: readonly [hex: string, value: number | bigint][] = [
    ['0000000000000000', 0],
    ['ffffffffffffffff', -1],
    ['001fffffffffffff', Number.MAX_SAFE_INTEGER],
    ['0020000000000000', 2n ** 53n],
    ['ffe0000000000001', Number.MIN_SAFE_INTEGER],
    ['ffe0000000000000', -(2n ** 53n)],
    ['7fffffffffffffff', 2n ** 63n - 1n],
    ['8000000000000000', -(2n ** 63n)],
    ['00000000ffffffff', 4_294_967_295],
    ['ffffffff00000000', -4_294_967_296],
  ];
  for (const [hex, value] of longs) {
    it(`reads int64 ${value} as a ${typeof value}`, () => {
      assert.equal(read(hex, (r) => r.int64('x')), value);
    });
  }

  it('reads every non-zero byte as true', () => {
    assert.deepEqual(read('00 01 ff', (r) => [r.bool('a'), r.bool('b'), r.bool('c')]), [
      false,
      true,
      true,
    ]);
  });

  it('reads doubles', () => assert.equal(read('3ff8000000000000', (r) => r.float64('x')), 1.5));

  const uvarints: readonly [hex: string, value: number][] = [
    ['00', 0],
    ['7f', 127],
    ['8001', 128],
    ['ac02', 300],
    ['ffffffff0f', 4_294_967_295],
    ['8080808000', 0],
  ];
  for (const [hex, value] of uvarints) {
    it(`reads the varint ${hex}`, () => assert.equal(read(hex, (r) => r.uvarint('x')), value));
  }
  for (const hex of ['ffffffff1f', 'ffffffffff01', '808080808000']) {
    it(`refuses the varint ${hex}`, () => refuses(hex, (r) => r.uvarint('n'), /^n: .*32 bits/));
  }

  const ascii = ['', 'a', 'topic', 'twelve-chars', 'thirteen-char'];
  const texts = [...ascii, 'é', 'abc é', '日本語', '🦜'.repeat(9)];
  for (const text of texts) {
    it(`reads the string ${JSON.stringify(text)} in both forms`, () => {
      const bytes = Buffer.from(text);
      const classic = Buffer.concat([Buffer.from([0, bytes.length]), bytes]).toString('hex');
      const compact = Buffer.concat([Buffer.from([bytes.length + 1]), bytes]).toString('hex');
      assert.equal(read(classic, (r) => r.string('x', false)), text);
      assert.equal(read(compact, (r) => r.string('x', true)), text);
    });
  }

  it('reads bytes that are no UTF-8 as replacement characters', () => {
    assert.equal(read('03 ff fe', (r) => r.string('x', true)), '\uFFFD\uFFFD');
    assert.equal(read('04 61 80 62', (r) => r.string('x', true)), 'a\uFFFDb');
  });

  it('reads null where it may', () => {
    assert.equal(read('ffff', (r) => r.nullableString('x', false)), null);
    assert.equal(read('00', (r) => r.nullableString('x', true)), null);
    assert.equal(read('ffffffff', (r) => r.nullableByteView('x', false)), null);
    assert.equal(read('00', (r) => r.nullableByteView('x', true)), null);
    const nullArray = (r: Reader): unknown =>
      r.nullableInt32Array('x', r.nullableArrayCount('x', false, 4));
    assert.equal(read('ffffffff', nullArray), null);
  });

  it('refuses null where it may not', () => {
    refuses('ffff', (r) => r.string('name', false), /^name: is null/);
    refuses('00', (r) => r.byteView('data', true), /^data: is null/);
    refuses('00', (r) => r.arrayCount('items', true, 1), /^items: is null/);
  });

  it('gives views of the bytes, not copies', () => {
    const bytes = Buffer.from('0461626364', 'hex');
    const view = new Reader(bytes).byteView('x', true);
    assert.equal(view.buffer, bytes.buffer);
    bytes[1] = 0x7a;
    assert.equal(view[0], 0x7a);
  });

  it('reads a UUID as text', () => {
    const hex = '00000000000000010000000000000002';
    assert.equal(read(hex, (r) => r.uuid('id')), 'AAAAAAAAAAEAAAAAAAAAAg');
  });

  it('says how many bytes are missing', () => {
    refuses('00', (r) => r.int32('count'), /^count: needs 4 bytes, 1 are left$/);
    refuses('0010 6162', (r) => r.string('name', false), /^name: needs 16 bytes, 2 are left$/);
    refuses('', (r) => r.bool('flag'), /^flag: needs 1 byte, 0 are left$/);
  });

  it('refuses strings above 32767 bytes', () => {
    refuses(`818002 ${'61'.repeat(32_768)}`, (r) => r.string('name', true), /at most 32767/);
  });

  it('bounds counts by the bytes that are left', () => {
    const says = /2147483647 items .* 1 bytes are left/;
    refuses('7fffffff 00', (r) => r.arrayCount('items', false, 1), says);
    refuses('04 0000000000', (r) => r.arrayCount('items', true, 2), /3 items of at least 2 bytes/);
    const enough = new Reader(Buffer.from('030000', 'hex'));
    assert.equal(enough.arrayCount('items', true, 1), 2);
  });

  it('keeps unknown tags, in order', () => {
    assert.deepEqual(
      read('02 05 01 aa 8001 00', (r) => r.unknownTags()).map(({ tag, bytes }) => [
        tag,
        bytes.length,
      ]),
      [
        [5, 1],
        [128, 0],
      ],
    );
  });

  const tags: readonly [what: string, hex: string, says: RegExp][] = [
    ['twice', '02 05 00 05 00', /tag 5 comes twice/],
    ['out of order', '02 05 00 04 00', /tag 4 comes after tag 5/],
    ['longer than the message', '01 05 09 00', /needs 9 bytes, 1 are left/],
    ['more than there are bytes for', 'ffffffff0f 0000', /4294967295/],
  ];
  for (const [what, hex, says] of tags) {
    it(`refuses tags ${what}`, () => refuses(hex, (r) => r.unknownTags(), says));
  }

  it('reads a known tag within its size only', () => {
    const inTag = (reader: Reader): number => {
      const outer = reader.beginTag(reader.tag(-1));
      const value = reader.int16('value');
      reader.endTag(0, outer);
      return value;
    };
    assert.equal(read('00 02 0007', inTag), 7);
    refuses('00 01 0007', inTag, /^value: needs 2 bytes, 1 are left/);
    refuses('00 03 000700', inTag, /tag 0\]: is 1 bytes longer/);
    refuses('00 04 0007', inTag, /needs 4 bytes, 2 are left/);
  });

  it('stays within its range of a larger buffer', () => {
    const reader = new Reader(Buffer.from('00010203', 'hex'), 1, 3);
    assert.equal(reader.position, 1);
    assert.equal(reader.peekInt16('x', 0), 0x0102);
    assert.equal(reader.int16('x'), 0x0102);
    assert.throws(() => reader.int8('x'), DecodeError);
    assert.throws(() => reader.peekInt16('x', 0), DecodeError);
    assert.throws(() => new Reader(Buffer.alloc(3), 2, 1), RangeError);
    assert.throws(() => new Reader(Buffer.alloc(3), 0, 4), RangeError);
  });
});
