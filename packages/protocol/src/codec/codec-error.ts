// What a message that cannot be read or written leads to. The path is put together only after a
// failure: the generated code adds one step per struct and array on the way out. Not assertions:
// bytes from outside may always be wrong, and so may the values that a user hands in.

/** The common part of `DecodeError` and `EncodeError`. */
export abstract class CodecError extends Error {
  abstract readonly code: string;
  readonly retriable = false;
  /** What is wrong, with sizes in bytes. */
  readonly reason: string;
  /** Field path from the message's root, as in `topicData[2].name`; empty for the root itself. */
  path: string;
  /** The message's name in the schema; empty while not known. */
  messageName = '';
  /** The version that was read or written; -1 while not known. */
  version = -1;

  constructor(path: string, reason: string) {
    super(path === '' ? reason : `${path}: ${reason}`);
    this.path = path;
    this.reason = reason;
  }

  /** Adds the step from one level further out; `inMessage` then makes the message anew. */
  within(step: string): this {
    this.path = this.path === '' ? step : `${step}.${this.path}`;
    return this;
  }

  /** Adds the message, once the error has reached its root. */
  inMessage(messageName: string, version: number): this {
    this.messageName = messageName;
    this.version = version;
    const path = this.path === '' ? '' : `${this.path}: `;
    this.message = `${messageName} v${version}: ${path}${this.reason}`;
    return this;
  }
}

/**
 * Bytes that are not the message that they should be, for example `ProduceRequest v9:
 * topicData[2].partitionData[0].records: needs 1200 bytes, 14 are left`.
 */
export class DecodeError extends CodecError {
  override readonly name = 'DecodeError';
  readonly code = 'DECODE_ERROR';
}

/**
 * A message that its version cannot carry, for example `FetchRequest v11: topics[0].partitions[1].
 * lastFetchedEpoch: is set, but this version does not have it`.
 */
export class EncodeError extends CodecError {
  override readonly name = 'EncodeError';
  readonly code = 'ENCODE_ERROR';
}

/** An error out of the struct in `field`. */
export function inField(error: unknown, field: string): unknown {
  return error instanceof CodecError ? error.within(field) : error;
}

/** An error out of the item at `index` of the array in `field`. */
export function inItem(error: unknown, field: string, index: number): unknown {
  return error instanceof CodecError ? error.within(`${field}[${index}]`) : error;
}
