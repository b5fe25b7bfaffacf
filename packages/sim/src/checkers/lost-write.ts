// lost-write: acknowledged, and not in the log in the end. A loss of power may take what was not
// flushed, where the topic's mode says so, but only from the end: what was acknowledged before a
// record that survived must have survived as well.

import type { Send } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { type Examination, partitionKey } from './examination.ts';

export const lostWrite: Checker = {
  name: 'lost-write',
  *check(examined) {
    const survivors = lastSurvivors(examined);
    for (const send of examined.history.sends) {
      if (!isPromised(send, examined) || isThere(send, examined)) continue;
      const { id, topic, partition, offset, invokedMs } = send;
      const text = `${id}, acknowledged at ${offset} of ${topic}-${partition}, is gone`;
      if (!examined.mayForget(topic, invokedMs)) {
        yield text;
        continue;
      }
      const era = eraKey(send, examined);
      const survivor = era === undefined ? -1 : (survivors.get(era) ?? -1);
      if (survivor > offset) yield `${text}, and ${survivor} of the same era survived`;
    }
  },
};

function isPromised(send: Send, examined: Examination): boolean {
  if (send.outcome !== 'ok' || send.session.acks === 0) return false;
  const kind = examined.topic(send.topic)?.kind;
  const log = examined.finalLog(send);
  if (log === undefined || (kind !== 'kept' && kind !== 'trimmed')) return false;
  return kind === 'kept' || send.offset >= log.startOffset;
}

function isThere({ id, topic, partition }: Send, examined: Examination): boolean {
  return examined
    .placesOf(id)
    .some(({ log }) => log.topic === topic && log.partition === partition);
}

/** The highest offset of a surviving record, by partition and era. */
function lastSurvivors(examined: Examination): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const log of examined.history.finals) {
    for (const { id, offset } of log.records) {
      const send = examined.send(id);
      if (send?.outcome !== 'ok' || send.offset !== offset) continue;
      const era = eraKey(send, examined);
      if (era !== undefined) last.set(era, Math.max(offset, last.get(era) ?? -1));
    }
  }
  return last;
}

/** Undefined where it cannot be told on which side of a loss of power the record was written. */
function eraKey(send: Send, examined: Examination): string | undefined {
  const era = examined.eraOf(send);
  return era === undefined ? undefined : `${partitionKey(send)} ${era}`;
}
