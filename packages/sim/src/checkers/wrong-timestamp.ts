// wrong-timestamp: a record does not carry the time that its producer gave, or, with LogAppendTime,
// the time that the acknowledgement told.

import type { Send, TopicFacts } from '../history/history.ts';
import type { Checker } from './checker.ts';
import type { Examination } from './examination.ts';
import { everyReading } from './readings.ts';

export const wrongTimestamp: Checker = {
  name: 'wrong-timestamp',
  *check(examined) {
    for (const { record, topic, where } of everyReading(examined.history)) {
      const send = examined.send(record.id);
      const facts = examined.topic(topic);
      const due = send === undefined ? undefined : timestampDue(send, facts, examined);
      if (due === undefined || due === record.timestamp) continue;
      yield `${record.id} at ${record.offset} of ${where}: ${record.timestamp}, not ${due}`;
    }
  },
};

function timestampDue(
  send: Send,
  facts: TopicFacts | undefined,
  examined: Examination,
): number | undefined {
  if (facts === undefined) return undefined;
  if (!facts.isLogAppendTime) return send.timestamp;
  // Without an offset it was a duplicate, or acks=0: the answer tells no time.
  const isTold = send.outcome === 'ok' && send.offset >= 0 && send.session.acks !== 0;
  // A second copy came at another time: by a producer that is not idempotent, or after a loss of
  // power that took the first one.
  const isOnly = send.session.isIdempotent && !examined.mayForget(send.topic, send.invokedMs);
  return isTold && isOnly ? send.storedTimestamp : undefined;
}
