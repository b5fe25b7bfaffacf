import assert from 'node:assert/strict';
import { test } from 'node:test';

import { jsonOfRecord } from './json-record.ts';
import { parseStart, type Start } from './start.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

test('where to start', () => {
  const table: [string, Start | undefined][] = [
    ['start', 'earliest'],
    ['beginning', 'earliest'],
    ['end', 'latest'],
    ['17', { offset: 17 }],
    ['+3', { offset: 3 }],
    ['-5', { last: 5 }],
    ['@1000', { timestamp: 1_000 }],
    ['s@1000', { timestamp: 1_000 }],
    ['@-90m', { timestamp: NOW - 5_400_000 }],
    ['@2026-01-31', { timestamp: Date.UTC(2026, 0, 31) }],
    ['@2026-01-31T10:00:00Z', { timestamp: Date.UTC(2026, 0, 31, 10) }],
    ['soon', undefined],
    ['@soon', undefined],
    ['@-5x', undefined],
    ['@', undefined],
    ['1.5', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of table) {
    assert.deepEqual(parseStart(text, NOW), expected, text);
  }
});

test('JSON with the names of kcat', () => {
  const record = {
    topic: 't',
    partition: 0,
    offset: 9,
    timestamp: 17,
    isLogAppendTime: false,
    headers: [],
    key: null,
    value: Buffer.from('v"'),
  };
  assert.equal(
    jsonOfRecord(record),
    '{"topic":"t","partition":0,"offset":9,"tstype":"create","ts":17,"key":null,' +
      '"payload":"v\\""}\n',
  );
  const headers = [{ key: 'a', value: Buffer.from('1') }, { key: 'b', value: null }];
  assert.match(
    jsonOfRecord({ ...record, headers, isLogAppendTime: true }),
    /"tstype":"logappend","ts":17,"headers":\["a","1","b",null\],"key":null/,
  );
});
