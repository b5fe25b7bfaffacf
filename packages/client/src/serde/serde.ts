// How an application's keys and values become bytes, and bytes become them again. Null is Kafka's
// null on both sides, and is never given to a serializer.

import { ClientError } from '../errors.ts';

/** Where a key or value belongs. */
export interface SerdeContext {
  readonly topic: string;
  readonly part: 'key' | 'value';
}

export interface Serializer<T> {
  /** What it throws becomes the cause of a SerializationError. */
  serialize(data: T, context: SerdeContext): Uint8Array | string;
}

export interface Deserializer<T> {
  /**
   * `bytes` are a view of what was fetched, valid for as long as it is held. What it throws becomes
   * the cause of a DeserializationError.
   */
  deserialize(bytes: Uint8Array, context: SerdeContext): T;
}

/** Both ways. */
export interface Serde<T> extends Serializer<T>, Deserializer<T> {}

/** A key or value that could not become bytes: nothing was sent. */
export class SerializationError extends ClientError {
  override readonly name = 'SerializationError';
}

/** Where the record lies whose key or value could not be read. */
export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** A key or value that could not be read; the record's bytes are there all the same. */
export class DeserializationError extends ClientError {
  override readonly name = 'DeserializationError';
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly part: 'key' | 'value';

  constructor(place: RecordPlace, part: 'key' | 'value', cause: unknown) {
    const { topic, partition, offset } = place;
    super(
      `the ${part} of the record at offset ${offset} of ${topic}-${partition} cannot be read: ` +
        `${reasonOf(cause)}; its bytes are in ${part}Bytes, and seek(${offset + 1}) goes past it`,
      { cause },
    );
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.part = part;
  }
}

/** Throws a SerializationError. */
export function serialized<T>(
  serializer: Serializer<T>,
  data: T | null | undefined,
  context: SerdeContext,
): Uint8Array | string | null {
  if (data === null || data === undefined) return null;
  try {
    return serializer.serialize(data, context);
  } catch (error) {
    const { part, topic } = context;
    const message = `the ${part} of a record for ${topic} cannot be written: ${reasonOf(error)}`;
    throw new SerializationError(message, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
