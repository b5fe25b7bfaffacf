// The types of values that fields of messages have, beyond JavaScript's own. Only types.

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
