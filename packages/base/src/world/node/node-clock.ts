// The real clock: the process's monotonic time and the system's wall time.

import type { Clock } from '../clock.ts';

export function createNodeClock(): Clock {
  return {
    wallMs: () => Date.now(),
    monotonicMs: () => performance.now(),
  };
}
