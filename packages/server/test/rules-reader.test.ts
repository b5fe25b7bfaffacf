// The reader of rules: what it takes, and that it refuses what a real reader takes otherwise.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readRules } from './rules-reader.ts';

test('maps, lists, plain and folded texts', () => {
  const text = [
    '# a comment',
    'groups:',
    '  - name: one',
    '    rules:',
    '      - alert: A',
    '        expr: up{job="kafka"} == 0',
    '',
    '      - alert: B',
    '        expr: >-',
    '          a <',
    '          b',
    '        labels:',
    '          severity: info',
    '  - name: two',
  ];
  const a = { alert: 'A', expr: 'up{job="kafka"} == 0' };
  const b = { alert: 'B', expr: 'a < b', labels: { severity: 'info' } };
  const groups = [{ name: 'one', rules: [a, b] }, { name: 'two' }];
  assert.deepEqual(readRules(text.join('\n')), { groups });
});

const REFUSED = {
  'a map in a plain text': 'a: b: c',
  'a comment at its end': 'a: b # c',
  'a quoted text': 'a: "b"',
  'an inline map': 'a: {b: c}',
  'a key that is there again': 'a: b\na: c',
  'a key without a value': 'a:\nb: c',
  'a line that is not as far to the right as any above': 'a:\n    b: c\n  d: e',
  'a tab': 'a:\n\tb: c',
  'a list of texts': 'a:\n  - b',
};

for (const [what, text] of Object.entries(REFUSED)) {
  test(`${what} is refused`, () => assert.throws(() => readRules(text)));
}
