// What the runtime tells of this process: memory, processor time, delays of the event loop, garbage
// collections. The watching costs a timer tick every LAG_STEP_MS while it is on.

import { readdirSync } from 'node:fs';
import {
  type EventLoopUtilization,
  monitorEventLoopDelay,
  performance,
  PerformanceObserver,
} from 'node:perf_hooks';

import type { ProcessSample } from '@ottla/broker';

const LAG_STEP_MS = 50;
const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;
const MILLISECONDS = 1e3;
const OPEN_FILES = '/proc/self/fd';

export class ProcessSampler {
  readonly #delay = monitorEventLoopDelay({ resolution: LAG_STEP_MS });
  #loop: EventLoopUtilization = performance.eventLoopUtilization();
  #gcSeconds = 0;
  #gcCount = 0;

  constructor() {
    this.#delay.enable();
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        this.#gcSeconds += duration / MILLISECONDS;
        this.#gcCount += 1;
      }
    });
    observer.observe({ entryTypes: ['gc'] });
  }

  sample(): ProcessSample {
    const memory = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const delay = this.#delay;
    const lag = (nanoseconds: number): number => lagSeconds(nanoseconds);
    const sample: ProcessSample = {
      residentBytes: memory.rss,
      heapUsedBytes: memory.heapUsed,
      heapTotalBytes: memory.heapTotal,
      externalBytes: memory.external,
      cpuUserSeconds: user / MICROSECONDS,
      cpuSystemSeconds: system / MICROSECONDS,
      startTimeSeconds: performance.timeOrigin / MILLISECONDS,
      openFiles: countOpenFiles(),
      lagMeanSeconds: lag(delay.mean),
      lagP99Seconds: lag(delay.percentile(99)),
      lagMaxSeconds: lag(delay.max),
      idleShare: this.#idleShare(),
      gcSeconds: this.#gcSeconds,
      gcCount: this.#gcCount,
    };
    delay.reset();
    return sample;
  }

  #idleShare(): number {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.#loop);
    this.#loop = now;
    return Math.min(1, Math.max(0, 1 - utilization));
  }
}

/** The runtime measures from tick to tick: what is over the step is the delay. */
function lagSeconds(nanoseconds: number): number {
  const seconds = nanoseconds / NANOSECONDS - LAG_STEP_MS / MILLISECONDS;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

function countOpenFiles(): number | undefined {
  try {
    return readdirSync(OPEN_FILES).length;
  } catch {
    // Only Linux has it.
    return undefined;
  }
}
