import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cpuSeconds, residentBytes, scheduledSeconds } from './measure.ts';

const BURNT_SECONDS = 0.05;

/** Until the process has used so much more, by Node's own count. */
function burn(): void {
  const { user, system } = process.cpuUsage();
  let used = 0;
  while (used < BURNT_SECONDS) {
    const usage = process.cpuUsage({ user, system });
    used = (usage.user + usage.system) / 1e6;
  }
}

test('what a process used is counted, coarsely and finely, beginning at its start', () => {
  const [coarse, fine] = [cpuSeconds(process.pid), scheduledSeconds(process.pid)];
  burn();
  const used = scheduledSeconds(process.pid) - fine;
  assert.ok(used > BURNT_SECONDS / 2 && used < BURNT_SECONDS * 10, `${used} s`);
  assert.ok(cpuSeconds(process.pid) > coarse);
  const all = scheduledSeconds(process.pid);
  // Threads that have ended are missing in the fine count.
  assert.ok(all < cpuSeconds(process.pid) * 1.1 + 0.1, `${all} s`);
});

test('memory is that of Node itself', () => {
  const ratio = residentBytes(process.pid) / process.memoryUsage.rss();
  assert.ok(ratio > 0.5 && ratio < 2, `${ratio}`);
});
