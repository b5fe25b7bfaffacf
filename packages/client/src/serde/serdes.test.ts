import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Serde } from './serde.ts';
import { serdes } from './serdes.ts';

const context = { topic: 't', part: 'value' } as const;

function bytesOf<T>(serde: Serde<T>, value: T): Buffer {
  return Buffer.from(serde.serialize(value, context));
}

function bothWays<T>(name: string, serde: Serde<T>, value: T, hex: string): void {
  test(`${name}: ${hex}`, () => {
    assert.equal(bytesOf(serde, value).toString('hex'), hex);
    assert.deepEqual(serde.deserialize(Buffer.from(hex, 'hex'), context), value);
  });
}

// The bytes are those of the serializers of Kafka's clients for the same value.
describe('bytes and back', () => {
  bothWays('string', serdes.string, 'grüß', '6772c3bcc39f');
  bothWays('string', serdes.string, '\ufeffx', 'efbbbf78');
  bothWays('json', serdes.json<unknown>(), { a: [1, null] }, '7b2261223a5b312c6e756c6c5d7d');
  bothWays('int16', serdes.int16, -2, 'fffe');
  bothWays('int32', serdes.int32, 305419896, '12345678');
  bothWays('int64', serdes.int64, -1, 'ffffffffffffffff');
  bothWays('int64', serdes.int64, Number.MAX_SAFE_INTEGER, '001fffffffffffff');
  bothWays('bigint64', serdes.bigint64, 2n ** 63n - 1n, '7fffffffffffffff');
  bothWays('float32', serdes.float32, 1.5, '3fc00000');
  bothWays('float64', serdes.float64, -2.5, 'c004000000000000');
  bothWays('boolean', serdes.boolean, true, '01');
  const uuid = '00000000-0000-0000-0000-00000000002a';
  bothWays('uuid', serdes.uuid, uuid, Buffer.from(uuid).toString('hex'));

  test('bytes are the same object', () => {
    const bytes = Uint8Array.of(1, 2);
    assert.equal(serdes.bytes.serialize(bytes, context), bytes);
    assert.equal(serdes.bytes.deserialize(bytes, context), bytes);
  });

  test('a view into a larger buffer is read where it lies', () => {
    const bytes = Buffer.from('ff0000002aff', 'hex').subarray(1, 5);
    const view = new Uint8Array(bytes.buffer, bytes.byteOffset, 4);
    assert.equal(serdes.int32.deserialize(view, context), 42);
  });
});

describe('what does not fit is refused', () => {
  const reads: readonly (readonly [string, Serde<unknown>, string, RegExp])[] = [
    ['int32', serdes.int32 as Serde<unknown>, '0102', /takes 4 bytes, got 2/],
    ['int64', serdes.int64 as Serde<unknown>, '0020000000000000', /992 .*use bigint64/],
    ['boolean', serdes.boolean as Serde<unknown>, '02', /0 or 1, got 2/],
    ['uuid', serdes.uuid as Serde<unknown>, '6162', /"ab" is no UUID/],
    ['json', serdes.json(), '7b', /JSON/],
  ];
  for (const [name, serde, hex, message] of reads) {
    test(`${name} of ${hex}`, () => {
      assert.throws(() => serde.deserialize(Buffer.from(hex, 'hex'), context), { message });
    });
  }

  test('int64 of 2^53', () => {
    assert.throws(() => serdes.int64.serialize(2 ** 53, context), /use bigint64/);
  });

  test('int32 of 2^31', () => {
    assert.throws(() => serdes.int32.serialize(2 ** 31, context), RangeError);
  });

  for (const value of [1.5, NaN, Infinity]) {
    test(`int16 and int32 of ${value}`, () => {
      for (const serde of [serdes.int16, serdes.int32]) {
        assert.throws(() => serde.serialize(value, context), /takes a whole number, got/);
      }
    });
  }

  test('a function has no JSON', () => {
    assert.throws(() => serdes.json<unknown>().serialize(() => 1, context), /function has no JSON/);
  });
});
