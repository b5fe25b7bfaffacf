// A history as lines, in the order of time, to find out how something came about.

import type { History, Poll, SeenRecord } from '../history/history.ts';

interface Line {
  readonly atMs: number;
  readonly text: string;
}

/** All lines, or those with a word in them, for example a value's id or `topic-partition`. */
export function describeHistory(history: History, word = ''): string[] {
  const lines = [...linesOf(history)].filter(({ text }) => text.includes(word));
  return lines
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, text }) => `${atMs.toFixed(1)} ${text}`);
}

function* linesOf(history: History): Generator<Line> {
  for (const { kind, atMs } of history.incidents) yield { atMs, text: `-- ${kind}` };
  for (const send of history.sends) {
    const { id, topic, key, invokedMs, completedMs, outcome, partition, offset, error } = send;
    yield { atMs: invokedMs, text: `send ${id} of ${key} to ${topic}` };
    if (completedMs === Infinity) continue;
    const told = `${outcome} ${topic}-${partition}@${offset}`;
    yield { atMs: completedMs, text: `sent ${id}: ${told} ${error ?? ''}` };
  }
  for (const poll of history.polls) yield { atMs: poll.atMs, text: describePoll(poll) };
  for (const claim of history.claims) {
    const { owner, groupId, generation, partitions, atMs } = claim;
    const given = partitions.join(' ') || 'nothing';
    yield { atMs, text: `${owner} has ${given} in generation ${generation} of ${groupId}` };
  }
  for (const commit of history.commits) {
    const { session, groupId, topic, partition, offset, invokedMs, completedMs } = commit;
    const what = `${session.id} commits ${topic}-${partition}@${offset} for ${groupId}`;
    yield { atMs: invokedMs, text: what };
    const { outcome, error } = commit;
    if (completedMs === Infinity) continue;
    yield { atMs: completedMs, text: `${what}: ${outcome} ${error ?? ''}` };
  }
  for (const read of history.committedReads) {
    const { groupId, topic, partition, offset, completedMs } = read;
    yield { atMs: completedMs, text: `${groupId} has committed ${topic}-${partition}@${offset}` };
  }
  for (const { topic, partition, at, offset, completedMs } of history.lookups) {
    yield { atMs: completedMs, text: `${at} of ${topic}-${partition} is ${offset}` };
  }
  for (const { topic, partition, before, completedMs, outcome } of history.trims) {
    yield { atMs: completedMs, text: `trim ${topic}-${partition} before ${before}: ${outcome}` };
  }
  for (const { topic, partition, startOffset, endOffset, records } of history.finals) {
    const what = `in the end ${topic}-${partition} from ${startOffset} to ${endOffset}`;
    yield { atMs: Infinity, text: `${what}: ${records.map(describeRecord).join(' ')}` };
  }
}

function describePoll({ session, topic, partition, stint, records, nextOffset }: Poll): string {
  const what = `${session.id} reads ${topic}-${partition} in stint ${stint}, next ${nextOffset}`;
  return `${what}: ${records.map(describeRecord).join(' ')}`;
}

function describeRecord({ id, offset, leaderEpoch }: SeenRecord): string {
  return `${id}@${offset}#${leaderEpoch}`;
}
