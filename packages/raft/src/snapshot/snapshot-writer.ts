// A snapshot as bytes: a control batch that opens it (with kraft.version and voters where the
// quorum is dynamic), data batches of metadata records, a control batch that closes it. Offsets
// count from 0 inside the file; the epoch of its batches is the snapshot's. Where the bytes go is
// the caller's business.

import {
  BatchBuilder,
  controlBatch,
  type ControlRecord,
  controlTypes,
  snapshotFooterRecord,
  snapshotHeaderRecord,
} from '@ottla/protocol';
import { kraftVersionControl, votersControl } from '../control-records.ts';
import { encoded } from '../encoded.ts';
import { BATCH_BYTES_MAX } from '../replica-options.ts';
import { batchBytesBound } from '../batch-accumulator.ts';
import type { VoterSet } from '../voter-set.ts';

export interface SnapshotHeader {
  /** Epoch of the last record contained. */
  readonly epoch: number;
  /** Timestamp of the last batch contained; 0 for a bootstrap snapshot. */
  readonly lastContainedTimestampMs: number;
  /** When the snapshot is written: the timestamp of its own batches. */
  readonly wallMs: number;
  readonly kraftVersion: number;
  /** Written with kraft.version 1 and above. */
  readonly voters?: VoterSet | undefined;
}

/** Values of one data batch at most: what a reader must hold at a time. */
const BATCH_RECORDS_MAX = 1000;

export class SnapshotWriter {
  readonly #header: SnapshotHeader;
  #nextOffset = 0;
  #chunks: Uint8Array[] = [];
  #values: Uint8Array[] = [];
  #valuesBytes = 0;

  constructor(header: SnapshotHeader) {
    this.#header = header;
    const message = { lastContainedLogTimestamp: header.lastContainedTimestampMs };
    const records: ControlRecord[] = [
      { type: controlTypes.SNAPSHOT_HEADER, value: encoded(snapshotHeaderRecord, 0, message) },
    ];
    if (header.kraftVersion >= 1) {
      records.push(kraftVersionControl(header.kraftVersion));
      if (header.voters !== undefined) records.push(votersControl(header.voters));
    }
    this.#control(records);
  }

  /** Adds one framed metadata record. */
  add(value: Uint8Array): void {
    const bytes = batchBytesBound([value]);
    const isFull = this.#valuesBytes + bytes > BATCH_BYTES_MAX;
    if (isFull || this.#values.length >= BATCH_RECORDS_MAX) this.#closeBatch();
    this.#values.push(value);
    this.#valuesBytes += bytes;
  }

  /**
   * Takes the chunks that are ready to be written, so that a large snapshot need not be held whole.
   */
  take(): readonly Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }

  /** Ends the snapshot and takes the last chunks. A snapshot without this end is no snapshot. */
  finish(): readonly Uint8Array[] {
    this.#closeBatch();
    const value = encoded(snapshotFooterRecord, 0, {});
    this.#control([{ type: controlTypes.SNAPSHOT_FOOTER, value }]);
    return this.take();
  }

  #control(records: readonly ControlRecord[]): void {
    const { epoch, wallMs } = this.#header;
    this.#chunks.push(
      controlBatch(records, {
        baseOffset: this.#nextOffset,
        partitionLeaderEpoch: epoch,
        timestamp: wallMs,
      }),
    );
    this.#nextOffset += records.length;
  }

  #closeBatch(): void {
    if (this.#values.length === 0) return;
    const builder = new BatchBuilder({
      baseOffset: this.#nextOffset,
      partitionLeaderEpoch: this.#header.epoch,
      initialBytes: batchBytesBound(this.#values),
    });
    for (const value of this.#values) builder.append(this.#header.wallMs, null, value);
    this.#chunks.push(builder.finish());
    this.#nextOffset += this.#values.length;
    this.#values = [];
    this.#valuesBytes = 0;
  }
}
