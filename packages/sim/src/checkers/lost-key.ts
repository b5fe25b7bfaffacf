// lost-key: a compacted topic keeps the last record of each key, or a later one.

import type { Send } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { type Examination, partitionKey } from './examination.ts';

export const lostKey: Checker = {
  name: 'lost-key',
  *check(examined) {
    const last = new Map<string, Send>();
    for (const send of examined.history.sends) {
      if (!isPromised(send, examined)) continue;
      const key = `${partitionKey(send)} ${send.key}`;
      if (send.offset > (last.get(key)?.offset ?? -1)) last.set(key, send);
    }
    for (const send of last.values()) {
      const log = examined.finalLog(send);
      const isThere = log?.records.some(
        ({ key, offset }) => key === send.key && offset >= send.offset,
      );
      if (isThere !== false) continue;
      const { id, key, offset } = send;
      yield `${id}, the last of key ${key} at ${offset} of ${partitionKey(send)}, is gone`;
    }
  },
};

function isPromised(send: Send, examined: Examination): boolean {
  if (send.outcome !== 'ok' || send.session.acks === 0 || send.offset < 0) return false;
  if (examined.topic(send.topic)?.kind !== 'compacted') return false;
  return !examined.mayForget(send.topic, send.invokedMs);
}
