import { deepEqual, equal } from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  hasSafeInt64,
  readBigInt64,
  readInt16,
  readInt32,
  readInt64,
  sizeOfVarint,
  sizeOfVarlong,
  writeInt16,
  writeInt32,
  writeInt64,
  writeVarint,
  writeVarlong,
} from './integers.ts';
import { decodeVarint, decodeVarlong, varintEnd } from './varlong.ts';

const safe = Number.MAX_SAFE_INTEGER;

describe('fixed-width integers', () => {
  test('are those of DataView', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const view = new DataView(new ArrayBuffer(12));
        view.setBigInt64(3, value);
        const bytes = new Uint8Array(view.buffer);
        equal(readBigInt64(bytes, 3), value);
        equal(readInt64(bytes, 3), Number(value));
        equal(hasSafeInt64(bytes, 3), Number.isSafeInteger(Number(value)));
        equal(readInt32(bytes, 3), view.getInt32(3));
        equal(readInt16(bytes, 3), view.getInt16(3));
      }),
    );
  });

  const edge = 2n ** 53n;
  for (const value of [0n, 1n, -1n, edge - 1n, edge, -edge, -edge + 1n, 2n ** 62n]) {
    test(`${value} is ${Number.isSafeInteger(Number(value)) ? '' : 'not '}safe`, () => {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setBigInt64(0, value);
      equal(hasSafeInt64(bytes, 0), Number.isSafeInteger(Number(value)));
    });
  }

  test('round trip', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer(), (long, int) => {
        const bytes = new Uint8Array(14);
        writeInt64(bytes, 0, long);
        writeInt32(bytes, 8, int);
        writeInt16(bytes, 12, int);
        deepEqual([readInt64(bytes, 0), readInt32(bytes, 8)], [long, int]);
        equal(readInt16(bytes, 12), (int << 16) >> 16);
      }),
    );
  });
});

describe('varints', () => {
  // Known bytes of the protocol buffers encoding.
  const known: readonly (readonly [value: number, hex: string])[] = [
    [0, '00'],
    [-1, '01'],
    [1, '02'],
    [63, '7e'],
    [-64, '7f'],
    [64, '8001'],
    [-65, '8101'],
    [8191, 'fe7f'],
    [8192, '808001'],
    [1048575, 'feff7f'],
    [134217728, '8080808001'],
    [2147483647, 'feffffff0f'],
    [-2147483648, 'ffffffff0f'],
  ];
  for (const [value, hex] of known) {
    test(`${value} is ${hex}`, () => {
      const bytes = new Uint8Array(10);
      const end = writeVarint(bytes, 0, value);
      equal(Buffer.from(bytes.subarray(0, end)).toString('hex'), hex);
      equal(sizeOfVarint(value), end);
      equal(writeVarlong(bytes, 0, value), end);
      equal(Buffer.from(bytes.subarray(0, end)).toString('hex'), hex);
    });
  }

  test('any int32 comes back', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const bytes = new Uint8Array(8);
        const end = writeVarint(bytes, 2, value);
        equal(end - 2, sizeOfVarint(value));
        equal(varintEnd(bytes, 2, bytes.length), end);
        equal(decodeVarint(bytes, 2, end), value);
      }),
    );
  });

  const edges = [safe, -safe, 2 ** 52, -(2 ** 52), -(2 ** 52) - 1, 2 ** 31, -(2 ** 31) - 1];
  for (const value of edges) test(`varlong ${value}`, () => roundTripLong(value));

  test('any safe integer comes back as a varlong', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), roundTripLong));
  });

  function roundTripLong(value: number): void {
    const bytes = new Uint8Array(12);
    const end = writeVarlong(bytes, 1, value);
    equal(end - 1, sizeOfVarlong(value));
    deepEqual(decodeVarlong(bytes, 1, bytes.length), { value, end });
  }

  test('a varlong out of the safe range is a bigint', () => {
    const lowest = Buffer.from('ffffffffffffffffff01', 'hex');
    deepEqual(decodeVarlong(lowest, 0, 10), { value: -(2n ** 63n), end: 10 });
    const highest = Buffer.from('feffffffffffffffff01', 'hex');
    deepEqual(decodeVarlong(highest, 0, 10), { value: 2n ** 63n - 1n, end: 10 });
  });

  test('a varlong that does not end is refused', () => {
    equal(decodeVarlong(Buffer.alloc(20, 0x80), 0, 20), undefined);
    equal(decodeVarlong(Buffer.from('8080', 'hex'), 0, 2), undefined);
    equal(decodeVarlong(Buffer.from('808000', 'hex'), 0, 2), undefined);
    equal(decodeVarlong(Buffer.alloc(0), 0, 0), undefined);
  });
});
