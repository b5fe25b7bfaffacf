// What a handler does for a request that names very much, in slices: after each of them the others
// have their turn. `inSlices` of metrics/ is for work that no connection waits for.

import { restMsAfter } from '../net/request-costs.ts';
import { PLAIN_BYTES_MAX } from '../net/request-slot.ts';
import { type SlicesHost, workInSlices } from '../net/sliced-work.ts';
import type { RequestContext } from './handler.ts';

export type { SlicesHost } from '../net/sliced-work.ts';

/** Topics, partitions or the like that a turn answers with: about a millisecond. */
export const SLICE_SIZE = 1_000;

/**
 * Runs the work to its end, and gives `done` what it gives: at once where it never yields; nothing
 * where the client is gone, for whom it is not worked any further. For requests that nothing
 * passes. Who has named very much itself rests.
 */
export function answerInSlices<Result>(
  work: Generator<undefined, Result>,
  host: SlicesHost,
  context: Pick<RequestContext, 'hold' | 'requestBytes' | 'rest' | 'whenGone'>,
  done: (result: Result | undefined) => void,
): void {
  const first = work.next();
  if (first.done === true) return done(first.value);
  const mustRest = context.requestBytes > PLAIN_BYTES_MAX;
  const goOn = context.hold();
  let [isHeld, isDone, isGone] = [true, false, false];
  const end = (rest: () => void): void => {
    isHeld = false;
    goOn(rest);
  };
  const finish = (result: Result | undefined): void => {
    isDone = true;
    if (isHeld) end(() => done(result));
    else done(result);
  };
  const abandon = (): void => {
    isGone = true;
    if (!isDone) finish(undefined);
  };
  context.whenGone({ abandon });
  workInSlices(work, host, {
    get isWanted() {
      return isHeld;
    },
    done: finish,
    // It costs the connection, and so the request is abandoned.
    failed: (error) =>
      end(() => {
        throw error;
      }),
    took: (workMs) => {
      if (!mustRest) return;
      host.largeWork.took(workMs);
      const restMs = restMsAfter(workMs);
      if (!isGone && restMs > 0) context.rest(restMs);
    },
  });
}
