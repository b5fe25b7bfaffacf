// How values are distributed, in buckets whose width grows with the value: an eighth of it at
// most. A quantile is the middle of its bucket, wrong by a sixteenth at most. Recording is three
// additions.
//
//   value        0 … 15: a bucket each      16 … 2^31: eight buckets for each power of two

/** Steps within a power of two, as bits. */
const STEP_BITS = 3;
const STEPS = 1 << STEP_BITS;
/** Below it a bucket holds one value. */
const EXACT_BELOW = 2 * STEPS;
const VALUE_MAX = 2 ** 31 - 1;
const BUCKETS = (31 - STEP_BITS) * STEPS + STEPS;

function bucketOf(value: number): number {
  if (value < EXACT_BELOW) return value;
  const shift = 31 - Math.clz32(value) - STEP_BITS;
  return shift * STEPS + (value >>> shift);
}

/** The middle of a bucket's values. */
function valueOf(bucket: number): number {
  if (bucket < EXACT_BELOW) return bucket;
  const shift = Math.floor(bucket / STEPS) - 1;
  const lowest = (STEPS + (bucket % STEPS)) * 2 ** shift;
  return lowest + (2 ** shift - 1) / 2;
}

export class Histogram {
  /** Since the start. */
  count = 0;
  sum = 0;
  /** What came since the last `turn`, and between that and the one before. */
  #recent = new Uint32Array(BUCKETS);
  #before = new Uint32Array(BUCKETS);

  /** Takes a value of 0 or more; fractions are dropped. */
  record(value: number): void {
    const whole = Math.trunc(Math.min(Math.max(value, 0), VALUE_MAX));
    this.count += 1;
    this.sum += whole;
    const bucket = bucketOf(whole);
    this.#recent[bucket] = (this.#recent[bucket] ?? 0) + 1;
  }

  /**
   * Counts zeros, so that there are `count` values in all: for what is zero nearly always, and not
   * recorded then. To be called before each turn and each look.
   */
  zerosUpTo(count: number): void {
    const missing = Math.max(0, count - this.count);
    this.count += missing;
    this.#recent[0] = (this.#recent[0] ?? 0) + missing;
  }

  /** Forgets the older half of what quantiles are taken of. */
  turn(): void {
    const free = this.#before;
    this.#before = this.#recent;
    this.#recent = free.fill(0);
  }

  /** The values below which these shares of the recent values lie, in order; 0 without values. */
  quantiles(shares: readonly number[]): number[] {
    let total = 0;
    for (let each = 0; each < BUCKETS; each++) total += this.#countAt(each);
    return shares.map((share) => this.#quantile(Math.ceil(share * total)));
  }

  #quantile(rank: number): number {
    if (rank === 0) return 0;
    let passed = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      passed += this.#countAt(bucket);
      if (passed >= rank) return valueOf(bucket);
    }
    return 0;
  }

  #countAt(bucket: number): number {
    return (this.#recent[bucket] ?? 0) + (this.#before[bucket] ?? 0);
  }
}
