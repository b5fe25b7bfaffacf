// What the checkers of liveness look at: sends that a broker without faults must take, from the
// moment at which the last fault was over.

import { FAULTS_OVER, type Send } from '../history/history.ts';
import type { Examination } from './examination.ts';

/** Undefined where a run never came so far. */
export function faultsOverMs({ history }: Examination): number | undefined {
  return history.incidents.findLast(({ kind }) => kind === FAULTS_OVER)?.atMs;
}

/**
 * Begun since then: acknowledged by the broker or not, but neither to a topic that is deleted and
 * made again nor refused for what they are.
 */
export function sendsSince(sinceMs: number, examined: Examination): Send[] {
  return examined.history.sends.filter(
    ({ invokedMs, outcome, session, topic }) =>
      invokedMs >= sinceMs &&
      outcome !== 'failed' &&
      session.acks !== 0 &&
      examined.topic(topic)?.kind !== 'fleeting',
  );
}
