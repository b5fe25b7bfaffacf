import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ThroughputThrottler } from './throughput-throttler.ts';

test('a sender that asks before each record stays at the target', () => {
  for (const perSecond of [10, 500, 5_000]) {
    const throttler = new ThroughputThrottler(perSecond, 0);
    let nowMs = 0;
    for (let sent = 0; sent < 3 * perSecond; sent++) {
      nowMs += 0.01; // what the sending itself takes
      nowMs += throttler.pauseMs(sent, nowMs);
    }
    assert.ok(Math.abs(nowMs - 3_000) < 300, `${perSecond} a second: 3 seconds took ${nowMs} ms`);
  }
});

test('below 0 it never pauses, at 0 for good', () => {
  assert.equal(new ThroughputThrottler(-1, 0).pauseMs(1_000_000, 1), 0);
  assert.equal(new ThroughputThrottler(0, 0).pauseMs(1, 1), Infinity);
  assert.equal(new ThroughputThrottler(0, 0).pauseMs(0, 1), 0);
});
