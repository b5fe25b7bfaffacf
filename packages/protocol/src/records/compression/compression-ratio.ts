// Guesses how well a topic compresses, from batch to batch: producers decide by it when a batch is
// full, before it is compressed. One estimate per topic and codec, kept by the producer.

/** Before the first batch: as if nothing could be saved. */
export const COMPRESSION_RATIO_INITIAL = 1;
const IMPROVING_STEP = 0.005;
const DETERIORATING_STEP = 0.05;

/**
 * The next estimate after a batch of the ratio `observed` (compressed by uncompressed size). It
 * rises fast and falls slowly, since a batch that is too large costs more than one too small.
 */
export function nextCompressionRatio(estimate: number, observed: number): number {
  if (observed > estimate) return Math.max(estimate + DETERIORATING_STEP, observed);
  if (observed < estimate) return Math.max(estimate - IMPROVING_STEP, observed);
  return estimate;
}
