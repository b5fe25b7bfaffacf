// How `verifiable-consumer` counts what it was given: at most so many records at a time, by
// partition, up to the limit of all. Pure.

import type { RecordSetSummary, ShownRecord } from './consumer-events.ts';

/** Java's max.poll.records: what one poll gives at most. */
export const POLL_RECORDS_MAX = 500;

/** Records in the order in which they came, in portions of one poll each. */
export function pollsOf<Record>(records: readonly Record[]): Record[][] {
  const polls: Record[][] = [];
  for (let start = 0; start < records.length; start += POLL_RECORDS_MAX) {
    polls.push(records.slice(start, start + POLL_RECORDS_MAX));
  }
  return polls;
}

export interface RecordSets {
  readonly summaries: readonly RecordSetSummary[];
  /** Those that count: no more than the limit. */
  readonly records: readonly ShownRecord[];
}

export function recordSetsOf(poll: readonly ShownRecord[], left: number): RecordSets {
  const sets = new Map<string, ShownRecord[]>();
  let count = 0;
  for (const record of poll) {
    if (count >= left) break;
    count += 1;
    const key = `${record.topic}-${record.partition}`;
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [record]);
    else set.push(record);
  }
  const ordered = [...sets.values()];
  return { summaries: ordered.flatMap(summaryOf), records: ordered.flat() };
}

function summaryOf(records: readonly ShownRecord[]): RecordSetSummary[] {
  const first = records[0];
  const last = records.at(-1);
  if (first === undefined || last === undefined) return [];
  const { topic, partition, offset: minOffset } = first;
  return [{ topic, partition, count: records.length, minOffset, maxOffset: last.offset }];
}
