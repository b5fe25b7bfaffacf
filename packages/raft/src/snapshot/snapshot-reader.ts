// Reads a snapshot's bytes: checks that it is whole (header first, footer last, every CRC right)
// and gives what it says of the quorum, and its metadata records one by one. What these mean is not
// its business.

import {
  batchesIn,
  controlTypeOf,
  controlTypes,
  Reader,
  RecordCursor,
  snapshotHeaderRecord,
} from '@ottla/protocol';
import { quorumControlOf } from '../control-records.ts';
import type { QuorumControl } from '../voter-history.ts';

/** The bytes are no whole snapshot: they must not be used. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
  readonly code = 'SNAPSHOT_CORRUPT';
  readonly retriable = false;
}

export interface Snapshot {
  readonly lastContainedTimestampMs: number;
  /** What the snapshot says about the quorum; their offset is -1: they stand in no log. */
  readonly controls: readonly QuorumControl[];
  /** Values of the metadata records, in order; views into the snapshot's bytes. */
  readonly values: readonly Uint8Array[];
}

class Reading {
  readonly controls: QuorumControl[] = [];
  readonly values: Uint8Array[] = [];
  lastContainedTimestampMs: number | undefined;
  hasFooter = false;
  readonly #where: string;

  constructor(where: string) {
    this.#where = where;
  }

  control(type: number | undefined, value: Uint8Array): void {
    if (type === controlTypes.SNAPSHOT_HEADER) {
      const header = snapshotHeaderRecord.read(new Reader(value), 0);
      this.lastContainedTimestampMs = Number(header.lastContainedLogTimestamp);
    } else if (type === controlTypes.SNAPSHOT_FOOTER) {
      this.hasFooter = true;
    } else {
      const control = quorumControlOf(type, value, -1);
      if (control !== undefined) this.controls.push(control);
    }
  }

  /** Every record comes after the header and before the footer. */
  check(position: number): void {
    if (this.lastContainedTimestampMs === undefined) {
      throw new SnapshotError(`${this.#where}: does not begin with a snapshot header`);
    }
    if (this.hasFooter) {
      throw new SnapshotError(`${this.#where}: goes on at byte ${position}, after its footer`);
    }
  }
}

/**
 * Reads a whole snapshot; `where` names it in errors. Throws SnapshotError, or what a record
 * throws.
 */
export function readSnapshot(bytes: Uint8Array, where: string): Snapshot {
  const reading = new Reading(where);
  const cursor = new RecordCursor();
  let position = 0;
  for (const batch of batchesIn(bytes)) {
    if (!batch.isCrcValid()) {
      throw new SnapshotError(`${where}: the batch at byte ${position} has a wrong checksum`);
    }
    if (position > 0) reading.check(position);
    cursor.open(batch);
    while (cursor.next()) {
      const { value } = cursor;
      if (value === null) continue;
      if (batch.isControl) reading.control(controlTypeOf(cursor.key), value);
      else reading.values.push(value);
    }
    position += batch.sizeBytes;
  }
  const { lastContainedTimestampMs, controls, values, hasFooter } = reading;
  if (lastContainedTimestampMs === undefined || !hasFooter || position !== bytes.length) {
    const missing = hasFooter ? 'ends in the middle of a batch' : 'has no footer';
    throw new SnapshotError(`${where}: ${missing} (${bytes.length} bytes): it is not complete`);
  }
  return { lastContainedTimestampMs, controls, values };
}
