// The metadata log as raft sees it: what the shell that drives a replica must bring. Bytes are whole
// record batches whose offsets and epochs are already assigned; the replica alone decides them, and both
// sides check that they agree. It is not about segments, indexes or retention.

import type { EpochStart } from './epoch-history.ts';

export interface ReplicatedLog {
  /** Offset of the first record kept; below it there is a snapshot. */
  readonly startOffset: number;
  /** Offset that the next record will get. */
  readonly endOffset: number;
  /** The epochs in the log, ascending, with the offset at which each begins. */
  epochs(): readonly EpochStart[];
  /** Puts whole batches at the end, at once. Throws an operating error where the disk refuses. */
  append(batches: Uint8Array): void;
  /** Resolves when all that was appended before the call is durable. */
  flush(): Promise<void>;
  /** Whole batches from the one that holds `offset` on: at least one, else up to `bytesMax`. */
  read(offset: number, bytesMax: number): Uint8Array;
  /** Drops all from `offset` on. */
  truncateTo(offset: number): void;
  /** Drops everything and goes on at `offset`, where a snapshot ends. */
  truncateFullyAndStartAt(offset: number): void;
  /** Drops, when it may, whole segments below `offset`, which becomes the start. */
  raiseStartOffset(offset: number): void;
  /** Tells the log how far records are committed. */
  raiseHighWatermark(offset: number): void;
}
