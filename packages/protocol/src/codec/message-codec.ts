// What the generated code for one message offers, and the value types that its fields use.

import type { Reader } from './reader.ts';
import type { Writer } from './writer.ts';

/**
 * A 64-bit field. A number wherever it is exact, else a bigint, so that every value survives byte
 * for byte; what is out of a number's safe range is a protocol outcome, never a decode error.
 */
export type Int64 = number | bigint;

/** A UUID in Kafka's text form: 16 bytes as base64url without padding, 22 characters. */
export type Uuid = string;

/** A tagged field that this schema does not know, kept so that it can be written again. */
export interface UnknownTaggedField {
  readonly tag: number;
  readonly bytes: Uint8Array;
}

/** What a `bytes` or `records` field takes when it is written: a view, or several in a row. */
export type BytesValue = Uint8Array | readonly Uint8Array[];

/** A message to be written: every field that is left out takes its schema's default. */
export type Draft<T> = T extends
  string | number | bigint | boolean | null | undefined | UnknownTaggedField
  ? T
  : T extends Uint8Array
    ? BytesValue
    : T extends readonly (infer Item)[]
      ? readonly Draft<Item>[]
      : { readonly [Key in keyof T]?: Draft<T[Key]> | undefined };

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
