import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Prng } from '@ottla/base';

import { randomLetters, splitPayloads } from './payloads.ts';
import { SendStats } from './send-stats.ts';

function statsOf(recordCount: number, isSteadyState = false): [SendStats, string[]] {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  return [
    new SendStats({ recordCount, startMs: 0, reportingMs: 1_000, isSteadyState, print }),
    lines,
  ];
}

test('the summary in the form of Java', () => {
  const [stats, lines] = statsOf(10);
  for (let number = 1; number <= 10; number++) stats.record(number * 10, 1024 * 1024, number);
  stats.printTotal(700);
  assert.deepEqual(lines, [
    '10 records sent, 14.285714 records/sec (14.29 MB/sec), 55.00 ms avg latency, ' +
      '100.00 ms max latency, 60 ms 50th, 100 ms 95th, 100 ms 99th, 100 ms 99.9th.',
  ]);
});

test('a window for each reporting interval', () => {
  const [stats, lines] = statsOf(3);
  stats.record(1, 0, 10);
  stats.record(3, 1024 * 1024, 1_000);
  stats.record(9, 0, 1_500);
  assert.deepEqual(lines, [
    '2 records sent, 2.0 records/sec (1.00 MB/sec), 2.0 ms avg latency, 3.0 ms max latency.',
  ]);
});

test('the steady state says when it begins, and its summary is marked', () => {
  const [stats, lines] = statsOf(2, true);
  stats.record(1, 0, 1_000);
  stats.record(1, 0, 2_000);
  stats.printTotal(2_000);
  assert.equal(lines[0], 'In steady state.');
  assert.match(lines[1] ?? '', /^1 records sent/);
  assert.equal(lines.filter((line) => line === 'In steady state.').length, 1);
  assert.match(lines.at(-1) ?? '', /^2 steady state records sent, 1\.000000 records\/sec/);
});

test('nothing was acknowledged', () => {
  const [stats, lines] = statsOf(5);
  stats.printTotal(1_000);
  assert.match(lines[0] ?? '', /^0 records sent, 0\.000000 records\/sec .* NaN ms avg latency, 0/);
});

test('of many records, every n-th latency is kept', () => {
  const [stats, lines] = statsOf(1_500_000);
  for (let number = 0; number < 1_500_000; number++) stats.record(number % 3, 0, 1);
  stats.printTotal(1_000);
  // Every third: all of the same latency.
  assert.match(lines[0] ?? '', / 0 ms 50th, 0 ms 95th, 0 ms 99th, 0 ms 99\.9th\.$/);
});

test('payloads of a file, cut as Java cuts', () => {
  const table: [string, string, string[]][] = [
    ['a\nb\nc\n', '\n', ['a', 'b', 'c']],
    ['a\n\nb', '\n', ['a', '', 'b']],
    ['\na', '\n', ['a']],
    ['1,2;3', '[,;]', ['1', '2', '3']],
    ['alone', '\n', ['alone']],
  ];
  for (const [text, delimiter, expected] of table) {
    assert.deepEqual(splitPayloads(text, delimiter), expected);
  }
});

test('random payloads are letters, the same in every run', () => {
  const text = Buffer.from(randomLetters(new Prng(0), 1_001)).toString();
  assert.match(text, /^[A-Z]{1001}$/);
  assert.equal(Buffer.from(randomLetters(new Prng(0), 1_001)).toString(), text);
  assert.ok(new Set(text).size > 20);
});
