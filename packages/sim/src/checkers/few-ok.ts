// few-ok (liveness): faults are over, and yet many of the records that are sent from then on are
// not acknowledged. Who still waits on a connection that a loss of power took is not counted before
// the first answer: that it comes at all is what `silence` and `stuck` are about.

import type { ProducerSession, Send } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { faultsOverMs, sendsSince } from './recovery.ts';

/** Of those that are sent while others still come back. */
const OK_SHARE_MIN = 0.9;
/** What the broker rightly refuses with the one that is invalid (KIP-467). */
const BESIDE_AN_INVALID_ONE = /other records of the same batch are invalid/;
/** Fewer tell nothing. */
const SENDS_MIN = 20;

export const fewOk: Checker = {
  name: 'few-ok',
  *check(examined) {
    const sinceMs = faultsOverMs(examined);
    if (sinceMs === undefined) return;
    const all = sendsSince(sinceMs, examined);
    const backMs = backSince(all);
    const sends = all.filter(
      ({ outcome, error = '', session, invokedMs }) =>
        invokedMs >= (backMs.get(session) ?? Infinity) &&
        outcome !== 'pending' &&
        !BESIDE_AN_INVALID_ONE.test(error),
    );
    const ok = sends.filter(({ outcome }) => outcome === 'ok').length;
    if (sends.length < SENDS_MIN || ok >= sends.length * OK_SHARE_MIN) return;
    const errors = new Set(sends.flatMap(({ error }) => error ?? []));
    const why = [...errors].slice(0, 3).join('; ');
    yield `${ok} of ${sends.length} records sent after the last fault were acknowledged: ${why}`;
  },
};

/** When each producer was told of the first of them that it is there. */
function backSince(sends: readonly Send[]): ReadonlyMap<ProducerSession, number> {
  const backMs = new Map<ProducerSession, number>();
  for (const { session, outcome, completedMs } of sends) {
    if (outcome !== 'ok') continue;
    backMs.set(session, Math.min(completedMs, backMs.get(session) ?? Infinity));
  }
  return backMs;
}
