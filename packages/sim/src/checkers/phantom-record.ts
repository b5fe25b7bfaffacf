// phantom-record: somebody read what nobody sent there: an unknown value, other bytes, another key,
// another topic, or a partition that the acknowledgement did not name.

import type { Send } from '../history/history.ts';
import type { Checker } from './checker.ts';
import { everyReading, type Reading } from './readings.ts';

export const phantomRecord: Checker = {
  name: 'phantom-record',
  *check(examined) {
    for (const reading of everyReading(examined.history)) {
      const { record, where } = reading;
      const wrong = whatIsWrong(reading, examined.send(record.id));
      if (wrong !== undefined) yield `${wrong}: ${record.id} at ${record.offset} of ${where}`;
    }
  },
};

function whatIsWrong({ record, topic, partition }: Reading, send: Send | undefined) {
  if (send === undefined) return 'never sent';
  if (!record.isIntact) return 'not the bytes that were sent';
  if (record.key !== send.key) return `not its key ${send.key} but ${record.key}`;
  if (topic !== send.topic) return `sent to ${send.topic}`;
  if (send.outcome === 'ok' && send.partition !== partition) {
    return `acknowledged for partition ${send.partition}`;
  }
  return undefined;
}
