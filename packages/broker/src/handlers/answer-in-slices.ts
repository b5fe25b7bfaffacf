// Work of a request that names very much, done in slices: after each of them the others have their
// turn. What the slices are is the work's own business: it yields between them. `inSlices` of
// metrics/ is for work that no connection waits for.

import type { Clock, Timers } from '@ottla/base';
import type { LargeWork } from '../net/large-work.ts';
import { RequestCosts } from '../net/request-costs.ts';
import { PLAIN_BYTES_MAX } from '../net/request-slot.ts';
import type { RequestContext } from './handler.ts';

export interface SlicesHost {
  readonly clock: Clock;
  readonly largeWork: LargeWork;
  readonly timers: Pick<Timers, 'after'>;
}

/**
 * Runs the work to its end, and gives `done` what it gives: at once where it never yields. For
 * requests that nothing passes. A client that is gone is not worked for any further; who has named
 * very much itself rests.
 */
export function answerInSlices<Result>(
  work: Generator<undefined, Result>,
  host: SlicesHost,
  context: Pick<RequestContext, 'frame' | 'hold' | 'rest' | 'whenGone'>,
  done: (result: Result | undefined) => void,
): void {
  const first = work.next();
  if (first.done === true) return done(first.value);
  const costs = new RequestCosts(host.clock);
  const { start, end } = context.frame;
  const mustRest = end - start > PLAIN_BYTES_MAX;
  let isGone = false;
  const goOn = context.hold();
  const abandon = (): void => {
    isGone = true;
    goOn(() => done(undefined));
  };
  context.whenGone({ abandon });
  const step = (): void => {
    if (isGone) return host.largeWork.leave();
    try {
      const next = costs.count(() => work.next());
      if (next.done !== true) return void host.timers.after(0, step);
      if (mustRest && costs.restMs > 0) context.rest(costs.restMs);
      goOn(() => done(next.value));
    } catch (error) {
      goOn(() => {
        throw error;
      });
    }
    host.largeWork.leave();
  };
  host.largeWork.enter('answer', () => host.timers.after(0, step));
}
