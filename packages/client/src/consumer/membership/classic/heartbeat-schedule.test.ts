import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HeartbeatSchedule } from './heartbeat-schedule.ts';

function begun(): HeartbeatSchedule {
  const times = { intervalMs: 3_000, sessionTimeoutMs: 45_000, retryBackoffMs: 100 };
  const schedule = new HeartbeatSchedule(times);
  schedule.begin(1_000);
  return schedule;
}

test('the first heartbeat comes an interval after the join', () => {
  const schedule = begun();
  assert.deepEqual(schedule.next(1_000), { kind: 'wait', untilMs: 4_000 });
  assert.deepEqual(schedule.next(4_000), { kind: 'send' });
});

test('one at a time; the next an interval after the last was sent', () => {
  const schedule = begun();
  schedule.sent(4_000);
  assert.deepEqual(schedule.next(9_000), { kind: 'wait', untilMs: 46_000 });
  schedule.answered(9_000);
  assert.deepEqual(schedule.next(9_000), { kind: 'send' });
});

test('one that failed is sent again after the backoff', () => {
  const schedule = begun();
  schedule.sent(4_000);
  schedule.failed(4_500);
  assert.deepEqual(schedule.next(4_500), { kind: 'wait', untilMs: 4_600 });
});

test('a session without any answer expires, and begins again', () => {
  const schedule = begun();
  schedule.sent(4_000);
  schedule.failed(45_990);
  assert.deepEqual(schedule.next(45_990), { kind: 'wait', untilMs: 46_000 });
  assert.deepEqual(schedule.next(46_000), { kind: 'session-expired' });
  schedule.resetSession(46_000);
  assert.deepEqual(schedule.next(46_090), { kind: 'send' });
});

test('an answer prolongs the session', () => {
  const schedule = begun();
  schedule.sent(4_000);
  schedule.answered(44_000);
  assert.deepEqual(schedule.next(60_000), { kind: 'send' });
  assert.deepEqual(schedule.next(89_000), { kind: 'session-expired' });
});
