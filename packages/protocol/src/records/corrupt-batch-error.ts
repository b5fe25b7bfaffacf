// What is thrown where bytes that should be batches are not. Two classes: the stream of batches is
// broken (nothing after this position can be found), or one batch's records are.

interface Disagreement {
  /** What stands there. */
  readonly got: number | string;
  /** What would be right. */
  readonly expected: string;
}

/** A batch header that cannot be one: nothing from `position` on can be read as batches. */
export class CorruptBatchError extends Error {
  override readonly name = 'CorruptBatchError';
  readonly code = 'CORRUPT_BATCH';
  readonly retriable = false;
  /** Position in bytes of the batch within the bytes that were walked. */
  readonly position: number;
  readonly got: number | string;
  readonly expected: string;

  constructor(what: string, position: number, { got, expected }: Disagreement) {
    super(`corrupt record batch at byte ${position}: ${what} is ${got}, expected ${expected}`);
    this.position = position;
    this.got = got;
    this.expected = expected;
  }
}

/** Records that do not have the structure that their batch announces. */
export class InvalidRecordError extends Error {
  override readonly name = 'InvalidRecordError';
  readonly code = 'INVALID_RECORD';
  readonly retriable = false;
  /** Position in bytes within the record section (decompressed, where there is a codec). */
  readonly position: number;
  /** Which record of the batch, from 0. */
  readonly index: number;

  constructor(message: string, index: number, position: number) {
    super(`record ${index} of the batch, at byte ${position} of its records: ${message}`);
    this.position = position;
    this.index = index;
  }
}
