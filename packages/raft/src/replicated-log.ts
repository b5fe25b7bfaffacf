// The metadata log as raft sees it: what the shell that drives a replica must bring. Bytes are
// whole record batches whose offsets and epochs are already assigned; the replica alone decides
// them, and both sides check that they agree. It is not about segments, indexes or retention.

export interface ReplicatedLog {
  /** Offset of the first record kept; below it there is a snapshot. */
  readonly startOffset: number;
  /** Offset that the next record will get. */
  readonly endOffset: number;
  /** What segments take, in bytes. */
  readonly sizeBytes: number;
  /** Puts whole batches of one epoch at the end, at once. Throws where the disk refuses. */
  append(batches: Uint8Array, epoch: number): void;
  /** Resolves when all that was appended before the call is durable. */
  flush(): Promise<void>;
  /**
   * Batches from the one that holds `offset` on, in bytes of the caller's own: at least one whole
   * batch, then up to `bytesMax`, the last one perhaps cut. Empty at the end.
   */
  read(offset: number, bytesMax: number): Uint8Array;
  /** Drops all from `offset` on. */
  truncateTo(offset: number): Promise<void>;
  /** Drops everything and goes on at `offset`, where a snapshot ends. */
  truncateFullyAndStartAt(offset: number): Promise<void>;
  /** The log begins at `offset` now; whole segments below it may go. */
  raiseStartOffset(offset: number): void;
  /** Tells the log how far records are committed. */
  raiseHighWatermark(offset: number): void;
}
