import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { FetchedBatch, type ConsumedRecord } from '@ottla/client';
import { BatchBuilder } from '@ottla/protocol';

import { formatterOf } from './formatter.ts';
import { DEFAULT_FORMATTER } from './options.ts';

interface Given {
  readonly key?: string | null;
  readonly value?: string | Uint8Array | null;
  readonly headers?: readonly { key: string; value: string | null }[];
  readonly logAppendTimeMs?: number;
}

function recordOf(given: Given): ConsumedRecord {
  const { key = null, value = 'v', headers = [], logAppendTimeMs } = given;
  const time = logAppendTimeMs === undefined ? {} : { logAppendTimeMs };
  const builder = new BatchBuilder({ baseOffset: 5, ...time });
  builder.append(1234, key, value, headers);
  const batch = new FetchedBatch({
    topic: 't',
    partition: 2,
    records: builder.finish(),
    fetchOffset: 5,
    highWatermark: 6,
    logStartOffset: 0,
    aborted: undefined,
    checksCrcs: true,
    deserializers: { key: undefined, value: undefined },
  });
  const [record] = [...batch];
  assert.ok(record !== undefined);
  return record;
}

function printed(
  given: Given,
  properties: Readonly<Record<string, string>> = {},
  className = DEFAULT_FORMATTER,
): string {
  const unknown: string[] = [];
  const map = new Map(Object.entries(properties));
  const format = formatterOf(className, map, (name) => unknown.push(name));
  assert.ok(format !== undefined);
  const chunks: Uint8Array[] = [];
  format(recordOf(given), chunks);
  return unknown.map((name) => `unknown ${name}\n`).join('') + Buffer.concat(chunks).toString();
}

const all = {
  'print.timestamp': 'true',
  'print.partition': 'true',
  'print.offset': 'true',
  'print.delivery': 'true',
  'print.epoch': 'true',
  'print.headers': 'true',
  'print.key': 'true',
};

describe('the default formatter', () => {
  const table: readonly (readonly [string, Given, Record<string, string>, string])[] = [
    ['the value alone', {}, {}, 'v\n'],
    ['null', { value: null }, {}, 'null\n'],
    ['another word for null', { value: null }, { 'null.literal': '-' }, '-\n'],
    ['the key', { key: 'k' }, { 'print.key': 'true' }, 'k\tv\n'],
    [
      'everything, in this order',
      { key: 'k', headers: [{ key: 'h', value: 'x' }, { key: 'g', value: null }] },
      all,
      'CreateTime:1234\tPartition:2\tOffset:5\tDelivery:NOT_PRESENT\tEpoch:NOT_PRESENT\t' +
        'h:x,g:null\tk\tv\n',
    ],
    ['no headers', {}, { 'print.headers': 'true' }, 'NO_HEADERS\tv\n'],
    [
      "the broker's time",
      { logAppendTimeMs: 99 },
      { 'print.timestamp': 'true' },
      'LogAppendTime:99\tv\n',
    ],
    [
      'other separators',
      { key: 'k', headers: [{ key: 'a', value: 'b' }, { key: 'c', value: 'd' }] },
      {
        'print.key': 'true',
        'print.headers': 'true',
        'key.separator': '|',
        'headers.separator': ';',
        'line.separator': '#',
      },
      'a:b;c:d|k|v#',
    ],
    ['nothing', {}, { 'print.value': 'false' }, ''],
    ['the key alone', { key: 'k' }, { 'print.key': 'true', 'print.value': 'false' }, 'k\n'],
  ];
  for (const [title, given, properties, expected] of table) {
    test(title, () => assert.equal(printed(given, properties), expected));
  }
});

describe('deserializers', () => {
  const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
  const table: readonly (readonly [string, Uint8Array, string])[] = [
    ['Integer', hex('fffffffe'), '-2'],
    ['Long', hex('7fffffffffffffff'), '9223372036854775807'],
    ['Short', hex('8000'), '-32768'],
    ['Float', hex('3dcccccd'), '0.1'],
    ['Float', hex('4b800000'), '1.6777216E7'],
    ['Double', hex('3ff0000000000000'), '1.0'],
    ['Double', hex('3f50624dd2f1a9fc'), '0.001'],
    ['Double', hex('c1d26580b4800000'), '-1.234567890E9'.replace('890E', '89E')],
    ['Double', hex('7ff8000000000000'), 'NaN'],
    ['Double', hex('fff0000000000000'), '-Infinity'],
    ['Boolean', hex('01'), 'true'],
    ['String', Buffer.from('grüße'), 'grüße'],
    ['Bytes', hex('00417f5c'), '\\x00A\\x7F\\x5C'],
    ['UUID', Buffer.from('0-1-2-3-4'), '00000000-0001-0002-0003-000000000004'],
    ['ByteBuffer', hex('0102'), 'java.nio.HeapByteBuffer[pos=0 lim=2 cap=2]'],
  ];
  for (const [name, value, expected] of table) {
    test(`${name}: ${expected}`, () => {
      const className = `org.apache.kafka.common.serialization.${name}Deserializer`;
      assert.equal(printed({ value }, { 'value.deserializer': className }), `${expected}\n`);
    });
  }

  test('of the wrong size', () => {
    const className = 'org.apache.kafka.common.serialization.LongDeserializer';
    assert.throws(() => printed({ value: 'abc' }, { 'value.deserializer': className }), {
      message: 'Size of data received by LongDeserializer is not 8',
    });
  });

  test('that are unknown are told, and the bytes printed as they are', () => {
    const shown = printed({}, { 'value.deserializer': 'no.such.Thing' });
    assert.equal(shown, 'unknown no.such.Thing\nv\n');
  });
});

test('other formatters by their class names', () => {
  assert.equal(printed({}, {}, 'org.apache.kafka.tools.consumer.NoOpMessageFormatter'), '');
  assert.equal(formatterOf('no.such.Formatter', new Map(), () => undefined), undefined);
});
