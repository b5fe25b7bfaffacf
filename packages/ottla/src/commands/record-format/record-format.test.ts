import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { bytesReader } from './encodings.ts';
import { recordPrinter, type PrintedRecord } from './record-printer.ts';
import { FormatError, tokensOf, unescaped } from './tokens.ts';

const RECORD: PrintedRecord = {
  topic: 'flights',
  partition: 2,
  offset: 41,
  timestamp: Date.UTC(2026, 0, 31, 12, 30, 15, 7),
  leaderEpoch: 3,
  key: Buffer.from('LH 1'),
  value: Buffer.from('{"a":"ü"}'),
  headers: [
    { key: 'trace', value: Buffer.from('x1') },
    { key: 'empty', value: null },
  ],
};
const CONTEXT = { number: 7, highWatermark: 50, logStartOffset: 4 };

describe('printing', () => {
  const table: [format: string, expected: string][] = [
    ['%v\\n', '{"a":"ü"}\n'],
    ['%s', '{"a":"ü"}'],
    ['%t[%p]@%o: %k', 'flights[2]@41: LH 1'],
    ['%K %V %S %H', '4 10 10 2'],
    ['%d', '1769862615007'],
    ['%T{iso}', '2026-01-31T12:30:15.007Z'],
    ['%d{strftime[%F %T.%L]}', '2026-01-31 12:30:15.007'],
    ['%e %i %[ %]', '3 7 4 50'],
    ['%k{hex} %k{base64} %k{json}', '4c482031 TEggMQ== "LH 1"'],
    ['%o{hex16}', '0029'],
    ['%h', 'trace=x1,empty=NULL'],
    ['%h{%k:%v{hex};}', 'trace:7831;empty:NULL;'],
    ['%%%{%}\\x41\\\\\\t', '%{}A\\\t'],
  ];
  for (const [format, expected] of table) {
    test(format, () => {
      const text = Buffer.from(recordPrinter(format, 'NULL')(RECORD, CONTEXT)).toString();
      assert.equal(text, expected);
    });
  }

  test('numbers as bytes', () => {
    const print = (format: string): string =>
      Buffer.from(recordPrinter(format, '')(RECORD, CONTEXT)).toString('hex');
    assert.equal(print('%o{big32}'), '00000029');
    assert.equal(print('%o{little16}'), '2900');
    assert.equal(print('%o{big64}'), '0000000000000029');
  });

  test('null', () => {
    const nothing = { ...RECORD, key: null, value: null };
    const text = recordPrinter('%k|%v{hex}|%K|%V', '-')(nothing, CONTEXT);
    assert.equal(Buffer.from(text).toString(), '-|-|-1|-1');
  });
});

describe('refused', () => {
  const table: [format: string, message: RegExp][] = [
    ['%q', /^the format '%q' holds %q: known are %t %p /],
    ['100%', /^the format '100%' ends with a single %/],
    ['%v{gzip}', /^\{gzip\} is none of the ways to write this field: hex, /],
    ['%o{hex5}', /^\{hex5\} is none/],
    ['%v{hex', /has a \{ without its \}$/],
    ['a\\q', /holds \\q, which is none of /],
    ['%h{%o}', /^the format '%o' holds %o: known are %k %v %K %V and %%$/],
  ];
  for (const [format, message] of table) {
    test(format, () => {
      assert.throws(
        () => recordPrinter(format, ''),
        (error) => error instanceof FormatError && message.test(error.message),
      );
    });
  }
});

test('fields and text alternate', () => {
  assert.deepEqual(tokensOf('a%kb%v{x}', 'kv'), [
    { kind: 'text', text: 'a' },
    { kind: 'field', letter: 'k', modifier: undefined },
    { kind: 'text', text: 'b' },
    { kind: 'field', letter: 'v', modifier: 'x' },
  ]);
  assert.equal(unescaped('\\t100%\\x3b'), '\t100%;');
});

test('reading what was encoded', () => {
  const read = (modifier: string, text: string): string =>
    Buffer.from(bytesReader(modifier)(text)).toString();
  assert.equal(read('hex', '4c48'), 'LH');
  assert.equal(read('base64', 'TEg='), 'LH');
  assert.equal(read('json', '"L\\u0048"'), 'LH');
  assert.equal(read('json', '{"a":1}'), '{"a":1}');
  for (const [modifier, text] of [['hex', '4'], ['base64', '*'], ['json', '{']] as const) {
    assert.throws(() => read(modifier, text), FormatError);
  }
});
