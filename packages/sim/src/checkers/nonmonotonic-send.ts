// nonmonotonic-send: what one producer sent to a partition lies there in another order than it was
// sent. Owed by idempotent producers, and by those with one request in flight.

import type { Send } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { partitionKey } from './examination.ts';

export const nonmonotonicSend: Checker = {
  name: 'nonmonotonic-send',
  *check(examined) {
    const order = new Map(examined.history.sends.map((send, index) => [send, index]));
    for (const log of examined.history.finals) {
      const seen = new Set<string>();
      const lastOf = new Map<string, Send>();
      for (const { id, offset } of log.records) {
        const send = examined.send(id);
        if (send?.session.keepsOrder !== true || seen.has(id)) continue;
        seen.add(id);
        const last = lastOf.get(send.session.id);
        if (last !== undefined && (order.get(last) ?? 0) > (order.get(send) ?? 0)) {
          yield `${id} at ${offset} of ${partitionKey(log)} was sent before ${last.id}`;
        }
        lastOf.set(send.session.id, send);
      }
    }
  },
};
