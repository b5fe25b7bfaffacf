// What a read yields: where the bytes lie, in memory or in a file, with leases that keep them
// there. The shell sends the memory pieces as they are and turns the file ranges into buffers
// (resolve.ts).

import type { Slab } from '@ottla/base';
import type { ProtocolError } from '@ottla/protocol';

import type { BatchPosition, Segment } from '../segment/segment.ts';

export type ReadBound = 'log-end' | 'high-watermark' | 'last-stable';

export interface ReadOptions {
  /** Bytes at most; the first batch may be larger with `minOneMessage`. */
  readonly maxBytes: number;
  readonly minOneMessage: boolean;
  /** `log-end` means what is in the file: a read never sees bytes that are only queued. */
  readonly upTo: ReadBound;
}

export interface MemoryPiece {
  readonly kind: 'memory';
  readonly bytes: Uint8Array;
  readonly slab: Slab;
}

export interface FilePiece {
  readonly kind: 'file';
  readonly segment: Segment;
  readonly position: number;
  readonly sizeBytes: number;
  /** Probably not in the page cache: better read on the thread pool. */
  readonly isCold: boolean;
}

export type ReadPiece = MemoryPiece | FilePiece;

/** A transaction whose records a read_committed consumer must skip, from `firstOffset` on. */
export interface AbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
}

/** The log's offsets at the time of a read: what a fetch response carries. */
export interface LogOffsets {
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
}

/** Holds leases: call `release` when the bytes were sent, or are not wanted. */
export interface ReadPlan extends LogOffsets {
  readonly kind: 'plan';
  readonly pieces: readonly ReadPiece[];
  readonly sizeBytes: number;
  /** The first batch is larger than `maxBytes`, and `minOneMessage` was not set. */
  readonly isFirstBatchIncomplete: boolean;
  /** Null unless read up to `last-stable`. */
  readonly abortedTransactions: readonly AbortedTransaction[] | null;
  release(): void;
}

export interface RefusedRead extends LogOffsets {
  readonly kind: 'refused';
  readonly error: ProtocolError;
  readonly message: string;
}

export type ReadOutcome = ReadPlan | RefusedRead;

/** Where the bytes of a read lie in a segment's file. */
export interface FileRange {
  readonly segment: Segment;
  /** The first batch. */
  readonly first: BatchPosition;
  /** Position at which reading ends, whatever the reader would take. */
  readonly end: number;
}

/** Planning the read would have to wait for the disk. */
export interface ColdPlace {
  readonly kind: 'cold';
  /** Once, off the event loop. As `read`, it never rejects for a disk that fails. */
  plan(): Promise<ReadOutcome>;
}
