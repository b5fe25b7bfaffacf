// Large work that is a generator, run a slice a turn when its turn among large work has come. What
// the slices are is the work's own business: it yields between them.

import type { Clock, Timers } from '@ottla/base';
import type { LargeWork } from './large-work.ts';
import { RequestCosts } from './request-costs.ts';

export interface SlicesHost {
  readonly clock: Clock;
  readonly largeWork: LargeWork;
  readonly timers: Pick<Timers, 'after'>;
}

/** Who wanted it. `done` or `failed` is called once, or neither where it is given up. */
export interface SlicedWorkOwner<Result> {
  /** Asked before each slice: the work is given up when it is not wanted any more. */
  readonly isWanted: boolean;
  done(result: Result): void;
  failed(error: unknown): void;
  /** What all of it took of the loop, with what `done` did. Once, at the end. */
  took(workMs: number): void;
}

/** Runs what is left of the work in later turns. */
export function workInSlices<Result>(
  work: Generator<undefined, Result>,
  { clock, largeWork, timers }: SlicesHost,
  owner: SlicedWorkOwner<Result>,
): void {
  const costs = new RequestCosts(clock);
  const step = (): void => {
    const isOver = costs.count(() => worked(work, owner));
    if (!isOver) return void timers.after(0, step);
    owner.took(costs.tookMs);
    largeWork.leave();
  };
  largeWork.answer(() => void timers.after(0, step));
}

/** One slice; true at the end. */
function worked<Result>(
  work: Generator<undefined, Result>,
  owner: SlicedWorkOwner<Result>,
): boolean {
  if (!owner.isWanted) return true;
  let next: IteratorResult<undefined, Result>;
  try {
    next = work.next();
  } catch (error) {
    owner.failed(error);
    return true;
  }
  if (next.done !== true) return false;
  owner.done(next.value);
  return true;
}
