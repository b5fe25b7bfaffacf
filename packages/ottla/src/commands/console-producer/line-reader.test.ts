import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { lineReaderSettings, LineError, recordOfLine } from './line-reader.ts';

function parsed(line: string, properties: Readonly<Record<string, string>>): unknown {
  const settings = lineReaderSettings(new Map(Object.entries(properties)));
  const { key, value, headers } = recordOfLine('t', line, 7, settings);
  return headers === undefined ? [key, value] : [key, value, headers];
}

describe('lines and the records they are', () => {
  const key = { 'parse.key': 'true' };
  const both = { 'parse.key': 'true', 'parse.headers': 'TRUE ' };
  const table: readonly (readonly [string, Record<string, string>, unknown])[] = [
    ['plain', {}, [null, 'plain']],
    ['', {}, [null, '']],
    ['a\tb', {}, [null, 'a\tb']],
    ['k\tv\tw', key, ['k', 'v\tw']],
    ['\tv', key, ['', 'v']],
    ['k:v', { ...key, 'key.separator': ':' }, ['k', 'v']],
    ['k->v', { ...key, 'key.separator': '->' }, ['k', 'v']],
    ['no key', { ...key, 'ignore.error': 'true' }, [null, 'no key']],
    ['h1:v1,h2:v:2\tk\tv', both, ['k', 'v', [['h1', 'v1'], ['h2', 'v:2']]]],
    ['h:v\tvalue', { 'parse.headers': 'true' }, [null, 'value', [['h', 'v']]]],
    ['h|v;g|w@k\tv', {
      ...both,
      'headers.delimiter': '@',
      'headers.separator': ';',
      'headers.key.separator': '|',
    }, ['k', 'v', [['h', 'v'], ['g', 'w']]]],
    ['nocolon\tk\tv', { ...both, 'ignore.error': 'true' }, ['k', 'v', [['nocolon', null]]]],
    ['NULL\tNULL\tNULL', { ...both, 'null.marker': 'NULL' }, [null, null]],
    ['h:NULL\tk\tNULL', { ...both, 'null.marker': 'NULL' }, ['k', null, [['h', null]]]],
  ];
  for (const [line, properties, expected] of table) {
    test(`${JSON.stringify(line)} with ${JSON.stringify(properties)}`, () => {
      assert.deepEqual(parsed(line, properties), expected);
    });
  }
});

describe('lines that are none', () => {
  const table: readonly (readonly [string, Record<string, string>, string])[] = [
    ['nokey', { 'parse.key': 'true' }, "No key separator found on line number 7: 'nokey'"],
    ['x', { 'parse.headers': 'true' }, "No headers delimiter found on line number 7: 'x'"],
    [
      'x\tv',
      { 'parse.headers': 'true' },
      "No header key separator found in pair 'x' on line number 7",
    ],
    [
      'N:v\tx',
      { 'parse.headers': 'true', 'null.marker': 'N' },
      "Header keys should not be equal to the null marker 'N' as they can't be null",
    ],
  ];
  for (const [line, properties, message] of table) {
    test(message, () => {
      assert.throws(() => parsed(line, properties), (error) => {
        assert.ok(error instanceof LineError);
        assert.equal(error.message, message);
        return true;
      });
    });
  }
});

test('separators that could not be told apart are refused', () => {
  const table: readonly (readonly [Record<string, string>, string])[] = [
    [{ 'headers.delimiter': ',' }, 'headers.delimiter and headers.separator may not be equal'],
    [{ 'headers.separator': ':' }, 'headers.separator and headers.key.separator may not be equal'],
    [{ 'null.marker': '\t' }, 'null.marker and key.separator may not be equal'],
  ];
  for (const [properties, message] of table) {
    assert.throws(() => parsed('x', properties), { message });
  }
});
