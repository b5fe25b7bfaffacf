// watermark-back: what a consumer is told of the high watermark, or of the log's start, goes back
// within a stint. A loss of power may take the watermark back with the log. After any unclean end
// it is what was known to be durable, until what was found is so again (as in Kafka, where a new
// leader begins with the watermark that it knew). Nothing takes the start back.

import type { Checker } from './checker.ts';
import { partitionKey } from './examination.ts';
import { stintsOf } from './stints.ts';

export const watermarkBack: Checker = {
  name: 'watermark-back',
  *check(examined) {
    for (const stint of stintsOf(examined.history)) {
      // What a poll gives may have been fetched before the death, and be told after it.
      const beganMs = stint[0]?.atMs ?? 0;
      let high = -1;
      let start = -1;
      for (const poll of stint) {
        const { highWatermark, logStartOffset, session } = poll;
        const isExcused =
          examined.mayForgetBetween(poll.topic, 0, poll.atMs) ||
          examined.hasDeath(beganMs, poll.atMs);
        const where = `${partitionKey(poll)}, told to ${session.id}`;
        if (highWatermark < high && !isExcused) {
          yield `high watermark ${highWatermark} after ${high} of ${where}`;
        }
        if (logStartOffset < start) {
          yield `log start ${logStartOffset} after ${start} of ${where}`;
        }
        if (highWatermark < poll.nextOffset) {
          yield `${poll.nextOffset - 1} above the high watermark ${highWatermark} of ${where}`;
        }
        high = highWatermark;
        start = logStartOffset;
      }
    }
  },
};
