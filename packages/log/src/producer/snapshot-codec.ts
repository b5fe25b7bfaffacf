// The bytes of a producer snapshot file, version 1. Big-endian:
//
//   int16 version | uint32 CRC-32C of all that follows | int32 count | rows of 46 bytes:
//   int64 producerId, int16 epoch, int32 lastSequence, int64 lastOffset, int32 offsetDelta,
//   int64 timestamp, int32 coordinatorEpoch, int64 currentTxnFirstOffset
//
// Apache Kafka writes a row for the newest batch of each producer, and so a retry of an older one
// is not known again after a restart. Ottla writes a row for each batch that a retry may be, the
// newest last: of several rows of a producer Kafka takes the last.

import { crc32c } from '@ottla/protocol';

import { readInt64, writeInt64 } from '../files/big-endian.ts';
import { type BatchMetadata, NONE, ProducerEntry } from './producer-entry.ts';

const VERSION = 1;
const CRC_POSITION = 2;
const CONTENT_POSITION = 6;
const ENTRIES_POSITION = 10;
const ENTRY_BYTES = 46;

export function encodeSnapshot(entries: readonly ProducerEntry[]): Buffer {
  const rows = entries.flatMap(rowsOf);
  const bytes = Buffer.alloc(ENTRIES_POSITION + rows.length * ENTRY_BYTES);
  bytes.writeInt16BE(VERSION, 0);
  bytes.writeInt32BE(rows.length, CONTENT_POSITION);
  rows.forEach((row, index) => writeRow(bytes, ENTRIES_POSITION + index * ENTRY_BYTES, row));
  bytes.writeUInt32BE(crc32c(bytes, CONTENT_POSITION, bytes.length), CRC_POSITION);
  return bytes;
}

/** Throws an Error that says what is wrong where the bytes are not a snapshot. */
export function decodeSnapshot(read: Uint8Array): ProducerEntry[] {
  const bytes = Buffer.from(read.buffer, read.byteOffset, read.length);
  if (bytes.length < ENTRIES_POSITION) throw new Error(`${bytes.length} bytes are too few`);
  const version = bytes.readInt16BE(0);
  if (version !== VERSION) throw new Error(`version is ${version}, expected ${VERSION}`);
  const stored = bytes.readUInt32BE(CRC_POSITION);
  const computed = crc32c(bytes, CONTENT_POSITION, bytes.length);
  if (stored !== computed) throw new Error(`checksum is ${stored}, computed ${computed}`);
  const count = bytes.readInt32BE(CONTENT_POSITION);
  if (bytes.length !== ENTRIES_POSITION + count * ENTRY_BYTES) {
    throw new Error(`${count} rows do not fit ${bytes.length} bytes`);
  }
  const entries = new Map<number, ProducerEntry>();
  for (let index = 0; index < count; index++) {
    const read = readRow(bytes, ENTRIES_POSITION + index * ENTRY_BYTES);
    entries.set(read.producerId, joined(entries.get(read.producerId), read));
  }
  return [...entries.values()];
}

interface Row {
  readonly entry: ProducerEntry;
  readonly batch: BatchMetadata | undefined;
  readonly timestamp: number;
  readonly transactionFirstOffset: number;
}

function rowsOf(entry: ProducerEntry): Row[] {
  const { lastTimestampMs, transactionFirstOffset } = entry;
  const older = entry.batches.slice(0, -1).map((batch) => {
    // No younger than the newest: else it alone might be left when the producer expires.
    const timestamp = Math.min(batch.timestamp, lastTimestampMs);
    return { entry, batch, timestamp, transactionFirstOffset: NONE };
  });
  const batch = entry.lastBatch;
  return [...older, { entry, batch, timestamp: lastTimestampMs, transactionFirstOffset }];
}

/** What the rows of one producer so far tell, and one more. */
function joined(known: ProducerEntry | undefined, read: ProducerEntry): ProducerEntry {
  const batch = read.lastBatch;
  if (known === undefined || known.epoch !== read.epoch || batch === undefined) return read;
  known.addBatch(batch);
  known.coordinatorEpoch = read.coordinatorEpoch;
  known.transactionFirstOffset = read.transactionFirstOffset;
  known.lastTimestampMs = read.lastTimestampMs;
  return known;
}

function writeRow(bytes: Buffer, at: number, row: Row): void {
  const { entry, batch, timestamp, transactionFirstOffset } = row;
  writeInt64(bytes, at, entry.producerId);
  bytes.writeInt16BE(entry.epoch, at + 8);
  bytes.writeInt32BE(batch?.lastSequence ?? NONE, at + 10);
  writeInt64(bytes, at + 14, batch?.lastOffset ?? NONE);
  bytes.writeInt32BE(batch?.offsetDelta ?? 0, at + 22);
  writeInt64(bytes, at + 26, timestamp);
  bytes.writeInt32BE(entry.coordinatorEpoch, at + 34);
  writeInt64(bytes, at + 38, transactionFirstOffset);
}

function readRow(bytes: Buffer, at: number): ProducerEntry {
  const entry = new ProducerEntry(readInt64(bytes, at));
  const timestamp = readInt64(bytes, at + 26);
  const lastOffset = readInt64(bytes, at + 14);
  entry.epoch = bytes.readInt16BE(at + 8);
  entry.coordinatorEpoch = bytes.readInt32BE(at + 34);
  entry.transactionFirstOffset = Math.max(NONE, readInt64(bytes, at + 38));
  entry.lastTimestampMs = timestamp;
  if (lastOffset >= 0) {
    const lastSequence = bytes.readInt32BE(at + 10);
    const offsetDelta = bytes.readInt32BE(at + 22);
    entry.addBatch({ lastSequence, lastOffset, offsetDelta, timestamp });
  }
  return entry;
}
