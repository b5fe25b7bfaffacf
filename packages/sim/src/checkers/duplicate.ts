// duplicate: one value of an idempotent producer at more than one place, in the final logs or by
// acknowledgement.

import type { Checker } from './checker.ts';
import { partitionKey } from './examination.ts';

export const duplicate: Checker = {
  name: 'duplicate',
  *check(examined) {
    for (const send of examined.history.sends) {
      if (!send.session.isIdempotent) continue;
      const places = examined.placesOf(send.id);
      if (places.length < 2) continue;
      const where = places.map(({ log, record }) => `${partitionKey(log)}@${record.offset}`);
      yield `${send.id} is at ${where.join(' and ')}`;
    }
  },
};
