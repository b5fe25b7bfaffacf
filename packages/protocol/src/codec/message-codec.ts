// What the generated code for one message offers.

import type { Reader } from './reader.ts';
import type { Draft } from './values.ts';
import type { Writer } from './writer.ts';

/** Reads and writes one message at every version that Kafka 4.3 knows. */
export interface MessageCodec<Message> {
  /** As in Kafka's schema, for example `ProduceRequest`. */
  readonly name: string;
  /** The request's key, or the record type id of a stored record; -1 where there is none. */
  readonly apiKey: number;
  readonly minVersion: number;
  readonly maxVersion: number;
  /** First version with compact types and tagged fields; Infinity where there is none. */
  readonly flexibleFrom: number;
  /** Throws a DecodeError that names message, version and field path. Byte fields are views. */
  read(reader: Reader, version: number): Message;
  /** Throws an EncodeError when a set field that may not be ignored is not in `version`. */
  write(writer: Writer, message: Draft<Message>, version: number): void;
}

/** The codecs of a record of a coordinator's internal topic. */
export interface CoordinatorRecordCodecs {
  readonly key: MessageCodec<unknown>;
  readonly value: MessageCodec<unknown>;
}
