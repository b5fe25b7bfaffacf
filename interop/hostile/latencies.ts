// Quantiles of measured latencies, and the rule that the honest ones are judged by.

/** Below it a p99 is good whatever it was before: two turns of a loaded machine. */
export const P99_FLOOR_MS = 10;
/** What others may make of it. */
export const P99_FACTOR = 3;

/** The value that this share of the samples does not exceed; NaN without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export function p99Max(quietP99: number): number {
  return Math.max(P99_FACTOR * quietP99, P99_FLOOR_MS);
}
