// The two copies that snappy and lz4 are made of. Written for the short lengths that compressed data
// mostly has; long ones go to the engine's own copy. Bounds are the caller's duty.

import type { Span } from './span.ts';

/** From here on the engine's own copy is quicker than a loop, in spite of the call. */
export const LOOP_BYTES_MAX = 48;

/**
 * Appends at `at` the `length` bytes that stand `offset` before it. They may overlap what is
 * written: an offset of 1 repeats one byte.
 */
export function copyMatch(output: Uint8Array, at: number, offset: number, length: number): void {
  let from = at - offset;
  if (length > LOOP_BYTES_MAX && offset >= length) {
    output.copyWithin(at, from, from + length);
  } else if (length > LOOP_BYTES_MAX && offset === 1) {
    output.fill(output[from] ?? 0, at, at + length);
  } else {
    const end = at + length;
    for (let to = at; to < end; to++) output[to] = output[from++] ?? 0;
  }
}

/** Copies a span of the input to the output and returns the position after it. */
export function writeLiterals(
  output: Uint8Array,
  at: number,
  input: Uint8Array,
  { start, end }: Span,
): number {
  const length = end - start;
  if (length > LOOP_BYTES_MAX) output.set(input.subarray(start, end), at);
  else for (let i = 0; i < length; i++) output[at + i] = input[start + i] ?? 0;
  return at + length;
}
