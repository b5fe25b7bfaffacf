// few-ok (liveness): faults are over, and yet many of the records that are sent from then on are
// not acknowledged.

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
    const sends = sendsSince(sinceMs, examined).filter(
      ({ outcome, error = '' }) => outcome !== 'pending' && !BESIDE_AN_INVALID_ONE.test(error),
    );
    const ok = sends.filter(({ outcome }) => outcome === 'ok').length;
    if (sends.length < SENDS_MIN || ok >= sends.length * OK_SHARE_MIN) return;
    const errors = new Set(sends.flatMap(({ error }) => error ?? []));
    const why = [...errors].slice(0, 3).join('; ');
    yield `${ok} of ${sends.length} records sent after the last fault were acknowledged: ${why}`;
  },
};
