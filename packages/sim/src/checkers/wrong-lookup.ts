// wrong-lookup: an answer to "which offset" that the log contradicts: an end below what was
// acknowledged before, a record that is too old, or a fitting one that was passed over. Only of
// topics of which nothing is removed.

import type { FinalLog, Lookup, SeenRecord } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { type Examination, partitionKey } from './examination.ts';

export const wrongLookup: Checker = {
  name: 'wrong-lookup',
  *check(examined) {
    for (const lookup of examined.history.lookups) {
      const log = examined.finalLog(lookup);
      const isKept = examined.topic(lookup.topic)?.kind === 'kept';
      if (log === undefined || !isKept || examined.mayForget(lookup.topic, 0)) continue;
      const wrong = whatIsWrong(lookup, log, examined);
      if (wrong === undefined) continue;
      yield `${lookup.at} of ${partitionKey(lookup)} was answered by ${lookup.offset}: ${wrong}`;
    }
  },
};

function whatIsWrong(lookup: Lookup, log: FinalLog, examined: Examination): string | undefined {
  const { at, offset } = lookup;
  if (at === 'earliest') return offset === 0 ? undefined : 'nothing was ever removed';
  if (at === 'latest') {
    const least = acknowledgedBefore(lookup, log, examined).at(-1);
    if (least !== undefined && offset <= least.offset) {
      return `${least.id} was acknowledged at ${least.offset} before`;
    }
    return offset > log.endOffset ? `the log ends at ${log.endOffset}` : undefined;
  }
  return wrongByTime(lookup, at, log, examined);
}

function wrongByTime(
  lookup: Lookup,
  timestamp: number,
  log: FinalLog,
  examined: Examination,
): string | undefined {
  const { offset } = lookup;
  const end = offset < 0 ? Infinity : offset;
  const passedOver = acknowledgedBefore(lookup, log, examined).find(
    (record) => record.offset < end && record.timestamp >= timestamp,
  );
  if (passedOver !== undefined) return `${passedOver.offset} has ${passedOver.timestamp}`;
  if (offset < 0) return undefined;
  const found = log.records.find((record) => record.offset === offset);
  if (found === undefined) return 'no record is there';
  return found.timestamp < timestamp ? `it has ${found.timestamp}` : undefined;
}

/** Records whose acknowledgement had come when the question was asked. */
function acknowledgedBefore(
  { invokedMs }: Lookup,
  log: FinalLog,
  examined: Examination,
): readonly SeenRecord[] {
  return log.records.filter(({ id }) => {
    const send = examined.send(id);
    return send?.outcome === 'ok' && send.session.acks !== 0 && send.completedMs < invokedMs;
  });
}
