// silence (liveness): faults are over, records are sent, and for long nothing is acknowledged to
// anybody. `stuck` waits for each producer; this one is about the broker, and stricter.

import type { Send } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { faultsOverMs, sendsSince } from './recovery.ts';

/** Start, recovery, and the longest request that still waits on a connection that is none. */
const SILENCE_MS_MAX = 45_000;

export const silence: Checker = {
  name: 'silence',
  *check(examined) {
    const sinceMs = faultsOverMs(examined);
    if (sinceMs === undefined) return;
    const sends = sendsSince(sinceMs, examined);
    const told = sends.filter(({ outcome }) => outcome === 'ok');
    const toldMs = told.map(({ completedMs }) => completedMs);
    const moments = [sinceMs, ...toldMs, lastOf(sends, sinceMs)];
    moments.sort((a, b) => a - b);
    for (const [index, fromMs] of moments.entries()) {
      const toMs = moments[index + 1] ?? fromMs;
      if (toMs - fromMs <= SILENCE_MS_MAX) continue;
      const lasted = ((toMs - fromMs) / 1_000).toFixed(1);
      yield `nothing was acknowledged for ${lasted} s, from ${fromMs.toFixed(0)} on`;
    }
  },
};

/** When the last of them was begun, or came to its end; before there is one, nobody waits. */
function lastOf(sends: readonly Send[], sinceMs: number): number {
  let lastMs = sinceMs;
  for (const { invokedMs, completedMs } of sends) {
    lastMs = Math.max(lastMs, invokedMs, Number.isFinite(completedMs) ? completedMs : 0);
  }
  return lastMs;
}
