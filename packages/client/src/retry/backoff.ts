// Kafka's exponential backoff with jitter. Pure: chance is passed in.

import type { Random } from '@ottla/base';

export interface BackoffPolicy {
  readonly initialMs: number;
  readonly maxMs: number;
}

const JITTER = 0.2;
const BASE = 2;

/**
 * The pause before attempt number `failures + 1`:
 * min(max, initial × 2^min(failures, log2(max / initial)) × random(0.8 … 1.2)), whole milliseconds.
 */
export function backoffMs(policy: BackoffPolicy, failures: number, random: Random): number {
  if (policy.initialMs <= 0) return 0;
  const exponentMax = Math.log2(Math.max(policy.maxMs, policy.initialMs) / policy.initialMs);
  const exponent = Math.min(failures, exponentMax);
  const jitter = 1 - JITTER + random.float() * 2 * JITTER;
  return Math.round(Math.min(policy.maxMs, policy.initialMs * BASE ** exponent * jitter));
}
