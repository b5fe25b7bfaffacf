// Records of the coordinators' internal topics. Key: int16 record type, body. Value: int16
// version, body; null is a tombstone. The tables of types are the generated
// `groupCoordinatorRecords` and its like.

import type { CoordinatorRecordCodecs, MessageCodec } from '../codec/message-codec.ts';
import { Reader } from '../codec/reader.ts';
import type { Draft } from '../codec/values.ts';
import { Writer } from '../codec/writer.ts';
import { decodeVersioned, encodeVersioned } from './versioned-message.ts';

const INITIAL_BYTES = 256;
const KEY_VERSION = 0;

/** The key as it stands in the topic. Throws an EncodeError. */
export function writeCoordinatorKey<Key>(codec: MessageCodec<Key>, key: Draft<Key>): Uint8Array {
  const writer = new Writer(INITIAL_BYTES);
  writer.int16(codec.apiKey, 'type');
  codec.write(writer, key, KEY_VERSION);
  return writer.finishOne();
}

/** The value as it stands in the topic. Throws an EncodeError. */
export function writeCoordinatorValue<Value>(
  codec: MessageCodec<Value>,
  value: Draft<Value>,
  version: number,
): Uint8Array {
  return encodeVersioned(codec, value, version);
}

export interface ReadCoordinatorRecord {
  /** The record's type in its table. */
  readonly type: number;
  readonly codecs: CoordinatorRecordCodecs;
  readonly key: unknown;
  /** Null for a tombstone. */
  readonly value: { readonly version: number; readonly message: unknown } | null;
}

/**
 * Reads a record; undefined where `table` does not have its type: the record is of a later release
 * and is skipped. Throws a DecodeError, also for a value of an unknown version.
 */
export function readCoordinatorRecord(
  table: ReadonlyMap<number, CoordinatorRecordCodecs>,
  key: Uint8Array,
  value: Uint8Array | null,
): ReadCoordinatorRecord | undefined {
  const reader = new Reader(key);
  const type = reader.int16('type');
  const codecs = table.get(type);
  if (codecs === undefined) return undefined;
  return {
    type,
    codecs,
    key: codecs.key.read(reader, KEY_VERSION),
    value: value === null ? null : decodeVersioned(codecs.value, value),
  };
}
