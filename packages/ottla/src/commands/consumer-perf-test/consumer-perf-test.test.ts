import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ConsumeStats, headerLine } from './consume-stats.ts';
import { simpleDate } from './simple-date.ts';

const NONE = "''";

test('the headers of Java', () => {
  assert.equal(
    headerLine(false),
    'start.time, end.time, data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, ' +
      'rebalance.time.ms, fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec',
  );
  assert.match(headerLine(true), /^time, threadId, data\.consumed\.in\.MB, /);
});

test('the row at the end: joining is not fetching', () => {
  const stats = new ConsumeStats(1_000, NONE);
  stats.assigned(3, 1_500);
  for (let count = 0; count < 4; count++) stats.record(1024 * 1024);
  assert.equal(stats.totalRow(3_000), "', ', 4.0000, 2.0000, 4, 2.0000, 500, 1500, 2.6667, 2.6667");
});

test('a row for each interval', () => {
  const stats = new ConsumeStats(0, NONE);
  stats.assigned(1, 100);
  stats.record(1024 * 1024);
  assert.equal(stats.endRound(400, 1_000), undefined);
  stats.record(1024 * 1024);
  assert.equal(
    stats.endRound(1_100, 1_000),
    "', 0, 2.0000, 1.8182, 2, 1.8182, 100, 1000, 2.0000, 2.0000",
  );
  stats.record(0);
  assert.equal(
    stats.endRound(2_100, 1_000),
    "', 0, 2.0000, 0.0000, 3, 1.0000, 0, 1000, 0.0000, 1.0000",
  );
});

test('only the time without any partition is joining', () => {
  const stats = new ConsumeStats(0, NONE);
  stats.assigned(2, 10);
  stats.revoked(1, 20);
  stats.assigned(1, 30);
  stats.revoked(2, 40);
  stats.assigned(1, 60);
  assert.match(stats.totalRow(100), /, 30, 70, 0\.0000, 0\.0000$/);
});

test('nothing in no time', () => {
  const row = new ConsumeStats(5, NONE).totalRow(5);
  assert.equal(row, "', ', 0.0000, NaN, 0, NaN, 0, 0, NaN, NaN");
});

test('dates', () => {
  const time = new Date(2026, 0, 9, 14, 5, 6, 78).getTime();
  const table: [format: string, expected: string][] = [
    ['yyyy-MM-dd HH:mm:ss:SSS', '2026-01-09 14:05:06:078'],
    ['EEE, dd MMM yy hh:mm a', 'Fri, 09 Jan 26 02:05 PM'],
    ["d/M/yyyy 'at' H 'o''clock'", "9/1/2026 at 14 o'clock"],
    ['MMMM EEEE', 'January Friday'],
  ];
  for (const [format, expected] of table) assert.equal(simpleDate(time, format), expected);
});
