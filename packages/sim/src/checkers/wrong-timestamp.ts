// wrong-timestamp: a record does not carry the time that its producer gave, or, with LogAppendTime,
// the time that the acknowledgement told.

import type { Send, TopicFacts } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { everyReading } from './readings.ts';

export const wrongTimestamp: Checker = {
  name: 'wrong-timestamp',
  *check(examined) {
    for (const { record, topic, where } of everyReading(examined.history)) {
      const send = examined.send(record.id);
      const facts = examined.topic(topic);
      const due = send === undefined ? undefined : timestampDue(send, facts);
      if (due === undefined || due === record.timestamp) continue;
      yield `${record.id} at ${record.offset} of ${where}: ${record.timestamp}, not ${due}`;
    }
  },
};

function timestampDue(send: Send, facts: TopicFacts | undefined): number | undefined {
  if (facts === undefined) return undefined;
  if (!facts.isLogAppendTime) return send.timestamp;
  // Without an offset it was a duplicate, or acks=0: the answer tells no time.
  const isTold = send.outcome === 'ok' && send.offset >= 0 && send.session.acks !== 0;
  // A second copy, by a producer that is not idempotent, came at another time.
  return isTold && send.session.isIdempotent ? send.storedTimestamp : undefined;
}
