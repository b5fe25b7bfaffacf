// What is thrown where a compressed blob cannot be read.

import type { Codec } from './codec.ts';

/**
 * `malformed`: the blob is damaged or not in the codec's format. `limit`: it would take more memory
 * than the caller allows. `unsupported`: a format that is known, and that Kafka refuses too.
 */
export type CompressionProblem = 'malformed' | 'limit' | 'unsupported';

interface Place {
  readonly codec: Codec;
  /** Position in bytes within the compressed blob; 0 where the library does not tell. */
  readonly position: number;
}

export class CompressionError extends Error {
  override readonly name = 'CompressionError';
  readonly code = 'COMPRESSION_ERROR';
  readonly retriable = false;
  readonly problem: CompressionProblem;
  readonly codec: Codec;
  readonly position: number;

  constructor(problem: CompressionProblem, place: Place, message: string, cause?: unknown) {
    super(`${place.codec} data at byte ${place.position}: ${message}`, { cause });
    this.problem = problem;
    this.codec = place.codec;
    this.position = place.position;
  }
}
