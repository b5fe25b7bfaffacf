// Times as requests carry them: whole milliseconds in 32 bits.

const INT32_MAX = 0x7fffffff;

/** A longer one, and one without a limit, is the longest that fits: more than three weeks. */
export function wireMs(ms: number): number {
  return Math.min(INT32_MAX, Math.max(1, Math.round(ms)));
}
