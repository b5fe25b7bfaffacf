// Values of the metadata log and of the remote log metadata topic: uvarint frame version 1, uvarint
// type, uvarint version, body. `@ottla/metadata` makes a union of them; here they are untyped.

import { DecodeError } from '../codec/codec-error.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { Reader } from '../codec/reader.ts';
import type { Draft } from '../codec/values.ts';
import { Writer } from '../codec/writer.ts';
import { metadataRecords } from '../generated/record-tables.ts';

const FRAME_VERSION = 1;
const INITIAL_BYTES = 256;

/** The framed value of a record. Throws an EncodeError. */
export function writeMetadataRecord<Message>(
  codec: MessageCodec<Message>,
  record: Draft<Message>,
  version: number,
): Uint8Array {
  const writer = new Writer(INITIAL_BYTES);
  writer.uvarint(FRAME_VERSION);
  writer.uvarint(codec.apiKey);
  writer.uvarint(version);
  codec.write(writer, record, version);
  return writer.finishOne();
}

export interface ReadMetadataRecord {
  readonly codec: MessageCodec<unknown>;
  readonly version: number;
  /** What `codec.read` gave. */
  readonly record: unknown;
}

/**
 * Reads a framed value. Throws a DecodeError, also for another frame version, for a type that is
 * not in `table` and for bytes after the record: a log with such records must not be gone on with.
 */
export function readMetadataRecord(
  bytes: Uint8Array,
  table: ReadonlyMap<number, MessageCodec<unknown>> = metadataRecords,
): ReadMetadataRecord {
  const reader = new Reader(bytes);
  const frameVersion = reader.uvarint('frameVersion');
  if (frameVersion !== FRAME_VERSION) {
    throw new DecodeError('frameVersion', `is ${frameVersion}, only ${FRAME_VERSION} is known`);
  }
  const type = reader.uvarint('type');
  const version = reader.uvarint('version');
  const codec = table.get(type);
  if (codec === undefined) throw new DecodeError('type', `${type} is no type of record`);
  const record = codec.read(reader, version);
  if (reader.remainingBytes > 0) {
    const error = new DecodeError('', `is followed by ${reader.remainingBytes} bytes`);
    throw error.inMessage(codec.name, version);
  }
  return { codec, version, record };
}
