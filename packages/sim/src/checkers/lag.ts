// lag (liveness): faults are over, a record is acknowledged, and a group that reads its topic is
// not given it for long.

import type { Poll, Send } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { type Examination, partitionKey } from './examination.ts';
import { faultsOverMs, sendsSince } from './recovery.ts';

const LAG_MS_MAX = 60_000;

export const lag: Checker = {
  name: 'lag',
  *check(examined) {
    const sinceMs = faultsOverMs(examined);
    if (sinceMs === undefined) return;
    const sends = sendsSince(sinceMs, examined).filter((send) => isOwed(send, examined));
    for (const { groupId, topics } of examined.history.groups) {
      const polls = pollsOf(groupId, sinceMs, examined);
      for (const send of sends) {
        if (!topics.includes(send.topic)) continue;
        const waitedMs = waitOf(send, polls.get(partitionKey(send)) ?? []);
        if (waitedMs <= LAG_MS_MAX) continue;
        const place = `${partitionKey(send)} ${send.offset}`;
        yield `${send.id}, acknowledged at ${place}, was ${waited(waitedMs)} given to ${groupId}`;
      }
    }
  },
};

function waited(ms: number): string {
  return Number.isFinite(ms) ? `after ${(ms / 1_000).toFixed(1)} s` : 'never';
}

/** What nobody removes before it is read; of a compacted topic the group comes past its place. */
function isOwed({ outcome, offset, topic }: Send, examined: Examination): boolean {
  const kind = examined.topic(topic)?.kind;
  return outcome === 'ok' && offset >= 0 && (kind === 'kept' || kind === 'compacted');
}

/** By partition, in the order of their times. */
function pollsOf(groupId: string, sinceMs: number, { history }: Examination) {
  const own = history.polls.filter(
    ({ session, atMs }) => session.groupId === groupId && atMs >= sinceMs,
  );
  return Map.groupBy(own, partitionKey);
}

/** From its acknowledgement until somebody was given it, or what comes after it. */
function waitOf({ offset, invokedMs, completedMs }: Send, polls: readonly Poll[]): number {
  const first = polls.find(({ atMs, nextOffset }) => atMs >= invokedMs && nextOffset > offset);
  return first === undefined ? Infinity : first.atMs - completedMs;
}
