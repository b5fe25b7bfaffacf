// aborted-read (G1a): a send was refused for good, and yet somebody reads its value.

import type { Checker } from './checker.ts';
import { everyReading } from './readings.ts';

export const abortedRead: Checker = {
  name: 'aborted-read',
  *check(examined) {
    for (const { record, where } of everyReading(examined.history)) {
      const send = examined.send(record.id);
      if (send?.outcome !== 'failed') continue;
      yield `${record.id} was refused (${send.error}) and is at ${record.offset} of ${where}`;
    }
  },
};
