// What a look-up by time asks of whoever runs it, one step after the other: at once, on the thread
// pool or on a worker. The runner fills in what came of a step before it goes on.

import type { RecordBatch } from '@ottla/protocol';

import type { Segment } from '../segment/segment.ts';
import type { BatchFinding, WantedRecord } from './search-batch.ts';

/** Bytes of the segment's file, which is held. */
export interface ReadStep {
  readonly kind: 'read';
  readonly segment: Segment;
  readonly into: Uint8Array;
  readonly position: number;
  /** To be filled in: how many bytes there were. */
  gotBytes: number;
}

/** A record of a whole batch, which stays where it is until the step is done. */
export interface SearchStep {
  readonly kind: 'search';
  readonly batch: RecordBatch;
  readonly wanted: WantedRecord;
  /** To be filled in. */
  finding: BatchFinding | undefined;
}

/** What the next lines look at is not in memory. Who may wait for the disk leaves it to them. */
export interface LoadStep {
  readonly kind: 'load';
  readonly segment: Segment;
  readonly what: 'max-timestamp' | 'indexes';
}

export type LookupStep = ReadStep | SearchStep | LoadStep;

/** A part of a look-up. The log may have changed after each step. */
export type LookupSteps<Result> = Generator<LookupStep, Result, void>;
