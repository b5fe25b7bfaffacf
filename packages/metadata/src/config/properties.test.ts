import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';

import { parseProperties } from './properties.ts';

describe('as java.util.Properties reads it', () => {
  const table: [string, string, [string, string][]][] = [
    ['equals', 'a=b', [['a', 'b']]],
    ['colon', 'a:b', [['a', 'b']]],
    ['blank', 'a b c', [['a', 'b c']]],
    ['blanks around', '  a \t = \f b ', [['a', 'b ']]],
    ['two separators', 'a==b', [['a', '=b']]],
    ['blank, then colon, then equals', 'a : =b', [['a', '=b']]],
    ['no value', 'a', [['a', '']]],
    ['empty value', 'a=', [['a', '']]],
    ['empty key', '=b', [['', 'b']]],
    ['comments', '# a=b\n! c=d\n  # e=f\ng=h', [['g', 'h']]],
    ['no comment inside a line', 'a=b # c', [['a', 'b # c']]],
    ['a comment is not continued', '# x \\\na=b', [['a', 'b']]],
    ['continued', 'a=b,\\\n   c,\\\n\td', [['a', 'b,c,d']]],
    ['continued key', 'a\\\n  b=c', [['ab', 'c']]],
    ['a continued line may look like a comment', 'a=b\\\n# c', [['a', 'b# c']]],
    ['two backslashes do not continue', 'a=b\\\\\nc=d', [['a', 'b\\'], ['c', 'd']]],
    ['continued to the end', 'a=b\\', [['a', 'b']]],
    ['line ends', 'a=1\r\nb=2\rc=3\n\n', [['a', '1'], ['b', '2'], ['c', '3']]],
    ['escaped separators', 'a\\=\\:\\ b=c', [['a=: b', 'c']]],
    ['escapes', 'a=\\t\\n\\r\\f\\q\\\\', [['a', '\t\n\r\fq\\']]],
    ['unicode', 'a=\\u00e9\\u20AC', [['a', 'é€']]],
    ['the last one wins', 'a=1\nb=2\na=3', [['a', '3'], ['b', '2']]],
    ['nothing', '\n \t\n', []],
    ['a Windows path', 'log.dirs=C:\\\\data', [['log.dirs', 'C:\\data']]],
  ];
  for (const [title, text, expected] of table) {
    test(title, () => assert.deepEqual([...parseProperties(text)], expected));
  }

  test('a broken unicode escape is an error that shows where', () => {
    assert.throws(() => parseProperties('a=\\u12'), { message: /Malformed.*\\u12/ });
  });
});

test('any text is read or refused, never worse; written pairs come back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      try {
        parseProperties(text);
      } catch (error) {
        assert.equal(error instanceof Error && error.name, 'ConfigError');
      }
    }),
  );
  const escape = (text: string): string =>
    text.replace(/[\\=: \t\f#!]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (pairs) => {
      const lines = Object.entries(pairs).map(([key, value]) => `${escape(key)}=${escape(value)}`);
      assert.deepEqual(parseProperties(lines.join('\n')), new Map(Object.entries(pairs)));
    }),
  );
});
