// What `e2e-latency` says of its measurements. Pure.

import { fixed } from '../java-manner/number-text.ts';

/** `latencies` in milliseconds, with fractions; at least one. */
export function latencyLines(latencies: readonly number[]): string[] {
  const sum = latencies.reduce((total, each) => total + each, 0);
  const sorted = latencies.map(Math.floor).toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0;
  return [
    `Avg latency: ${fixed(sum / latencies.length, 4)} ms`,
    `Percentiles: 50th = ${at(0.5)}, 99th = ${at(0.99)}, 99.9th = ${at(0.999)}`,
  ];
}
