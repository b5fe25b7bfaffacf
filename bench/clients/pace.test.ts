import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Pace, percentiles, sendPaced } from './pace.ts';

/** Time that moves only from waking to waking, each of them late by so much. */
class LateTimer {
  nowMs = 0;
  readonly asked: number[] = [];
  readonly #lateMs: number;
  #task: (() => void) | undefined;

  constructor(lateMs: number) {
    this.#lateMs = lateMs;
  }

  readonly wakeAfter = (ms: number, task: () => void): void => {
    this.asked.push(ms);
    this.#task = task;
  };

  /** Wakes who waits; false where nobody does. */
  wake(): boolean {
    const task = this.#task;
    if (task === undefined) return false;
    this.#task = undefined;
    this.nowMs += (this.asked.at(-1) ?? 0) + this.#lateMs;
    task();
    return true;
  }
}

function paceOf(timer: LateTimer, change: Partial<Pace>): Pace {
  return {
    count: 10,
    rate: 1_000,
    now: () => timer.nowMs,
    wakeAfter: timer.wakeAfter,
    send: () => Promise.resolve(),
    ...change,
  };
}

test('it sleeps until the next is due, and sends what is due by then', () => {
  const timer = new LateTimer(2.5);
  const sent: number[] = [];
  const send = async (): Promise<void> => void sent.push(timer.nowMs);
  void sendPaced(paceOf(timer, { send }));
  while (timer.wake());
  assert.deepEqual(sent, [0, 3.5, 3.5, 3.5, 6.5, 6.5, 6.5, 9.5, 9.5, 9.5]);
  // Never for nothing: between two wakings stands what is not due yet.
  assert.deepEqual(timer.asked, [1, 0.5, 0.5]);
});

test('a latency counts from when the record was due, not from when it was sent', async () => {
  const timer = new LateTimer(2.5);
  const answers: (() => void)[] = [];
  const send = (): Promise<void> => new Promise((resolve) => answers.push(resolve));
  const running = sendPaced(paceOf(timer, { count: 4, send }));
  while (timer.wake());
  timer.nowMs = 13.5;
  for (const answer of answers) answer();
  assert.deepEqual([...(await running)], [13.5, 12.5, 11.5, 10.5]);
});

test('who is not answered holds nothing up, and one that is refused ends it', async () => {
  const timer = new LateTimer(0);
  let sent = 0;
  const refused = new Error('refused');
  const send = (index: number): Promise<void> => {
    sent += 1;
    return index === 5 ? Promise.reject(refused) : new Promise(() => {});
  };
  const running = sendPaced(paceOf(timer, { send }));
  while (timer.wake());
  assert.equal(sent, 10);
  await assert.rejects(running, refused);
});

test('percentiles are of the sorted latencies', () => {
  const latencies = Float64Array.from({ length: 200 }, (_, index) => 200 - index);
  assert.deepEqual(percentiles(latencies), { p50: 101, p99: 199, p999: 200, max: 200 });
});
