// Drives a simulation on the real event loop: one step a turn, so that every promise that a step
// settled has run its reactions before the next step. It measures no time.

import { setImmediate } from './native-time.ts';

/** Steps that are queued at once: fewer rounds of the real loop, the same order. */
const stepsPerRound = 64;

/** Calls `step` until it returns false; rejects with what it throws. */
export function runInTurns(step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let done = false;
    const turn = () => {
      if (done) return;
      try {
        if (step()) return;
        done = true;
        resolve();
      } catch (error) {
        done = true;
        reject(error);
      }
    };
    const round = () => {
      if (done) return;
      for (let i = 0; i < stepsPerRound; i++) setImmediate(turn);
      setImmediate(round);
    };
    // Reactions that wait already come before the first step.
    setImmediate(round);
  });
}
