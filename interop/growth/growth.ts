// How a process's memory and descriptors change over time, from procfs: the samples, and the line
// through them. Pure but for `sampleProcess`.

import { readdirSync, readFileSync } from 'node:fs';

export interface Sample {
  readonly seconds: number;
  readonly rssMb: number;
  readonly descriptors: number;
}

const KB_PER_MB = 1_000_000 / 1_024;
const SECONDS_PER_HOUR = 3_600;

/** Resident memory and open descriptors of process `pid` now. */
export function sampleProcess(pid: number, seconds: number): Sample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rssKb = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
  const descriptors = readdirSync(`/proc/${pid}/fd`).length;
  return { seconds, rssMb: rssKb / KB_PER_MB, descriptors };
}

/** MB an hour: the slope of the straight line closest to the samples. */
export function rssSlope(samples: readonly Sample[]): number {
  const n = samples.length;
  const meanX = samples.reduce((sum, { seconds }) => sum + seconds, 0) / n;
  const meanY = samples.reduce((sum, { rssMb }) => sum + rssMb, 0) / n;
  let covariance = 0;
  let variance = 0;
  for (const { seconds, rssMb } of samples) {
    covariance += (seconds - meanX) * (rssMb - meanY);
    variance += (seconds - meanX) ** 2;
  }
  return (covariance / variance) * SECONDS_PER_HOUR;
}

/** Medians of the descriptors in the first and the last quarter. */
export function descriptorsAtEnds(samples: readonly Sample[]): readonly [number, number] {
  const quarter = Math.ceil(samples.length / 4);
  return [medianDescriptors(samples.slice(0, quarter)), medianDescriptors(samples.slice(-quarter))];
}

function medianDescriptors(samples: readonly Sample[]): number {
  const sorted = samples.map(({ descriptors }) => descriptors).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
