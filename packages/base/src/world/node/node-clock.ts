// The real clock: the process's monotonic time and the system's wall time.

import type { Clock } from '../clock.ts';
import { monotonicMs, wallMs } from './native-time.ts';

export function createNodeClock(): Clock {
  return {
    wallMs: () => wallMs(),
    monotonicMs: () => monotonicMs(),
  };
}
