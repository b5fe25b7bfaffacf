// Checkpoint files as formatting makes them: small snapshots, written in one go. A control batch
// with the header (and kraft.version and voters), the metadata records, a control batch with the
// footer. Snapshots of a running cluster are raft's business.

import {
  BatchBuilder,
  batchesIn,
  type ControlRecord,
  controlBatch,
  controlTypes,
  type Draft,
  kRaftVersionRecord,
  type MessageCodec,
  RecordCursor,
  snapshotFooterRecord,
  snapshotHeaderRecord,
  type VotersRecord,
  votersRecord,
  Writer,
} from '@ottla/protocol';

export interface CheckpointFile {
  /** Framed metadata records. */
  readonly values: readonly Uint8Array[];
  /** When the file is made. */
  readonly wallMs: number;
  /** 0 in a bootstrap.checkpoint. */
  readonly lastContainedTimestampMs: number;
  /** Written, with the voters, from 1 on. */
  readonly kraftVersion?: number;
  readonly voters?: Draft<VotersRecord>;
}

/** The epoch of files that come before the first leader. */
const NO_EPOCH = 0;

function control<Message>(
  type: number,
  codec: MessageCodec<Message>,
  message: Draft<Message>,
): ControlRecord {
  const writer = new Writer();
  codec.write(writer, message, 0);
  return { type, value: Buffer.concat(writer.finish()) };
}

export function checkpointBytes(file: CheckpointFile): Uint8Array {
  const { values, wallMs, kraftVersion = 0, voters } = file;
  const header = { lastContainedLogTimestamp: file.lastContainedTimestampMs };
  const opening = [control(controlTypes.SNAPSHOT_HEADER, snapshotHeaderRecord, header)];
  if (kraftVersion >= 1) {
    const level = { kRaftVersion: kraftVersion };
    opening.push(control(controlTypes.KRAFT_VERSION, kRaftVersionRecord, level));
    if (voters !== undefined)
      opening.push(control(controlTypes.KRAFT_VOTERS, votersRecord, voters));
  }
  const closing = [control(controlTypes.SNAPSHOT_FOOTER, snapshotFooterRecord, {})];
  const at = (baseOffset: number): Parameters<typeof controlBatch>[1] => ({
    baseOffset,
    partitionLeaderEpoch: NO_EPOCH,
    timestamp: wallMs,
  });
  const chunks = [controlBatch(opening, at(0))];
  if (values.length > 0) {
    const builder = new BatchBuilder({
      baseOffset: opening.length,
      partitionLeaderEpoch: NO_EPOCH,
    });
    for (const value of values) builder.append(wallMs, null, value);
    chunks.push(builder.finish());
  }
  chunks.push(controlBatch(closing, at(opening.length + values.length)));
  return Buffer.concat(chunks);
}

/** The metadata records' values in a checkpoint file, as views; control records are passed over. */
export function checkpointValues(bytes: Uint8Array): Uint8Array[] {
  const values: Uint8Array[] = [];
  const cursor = new RecordCursor();
  for (const batch of batchesIn(bytes)) {
    if (batch.isControl) continue;
    cursor.open(batch);
    while (cursor.next()) if (cursor.value !== null) values.push(cursor.value);
  }
  return values;
}
