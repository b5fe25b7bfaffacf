// The serializers that Kafka's clients bring, byte for byte (numbers big-endian), and JSON.

import { type Serde } from './serde.ts';

/** All of the text: of a decoder's own accord a U+FEFF at its start would be lost. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
/** JSON has no place for it. */
const utf8WithoutBom = new TextDecoder('utf-8');
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface NumberFormat {
  readonly name: string;
  readonly sizeBytes: number;
  readonly write: (buffer: Buffer, value: number) => void;
  readonly read: (buffer: Buffer) => number;
}

function viewOf(bytes: Uint8Array, sizeBytes: number, name: string): Buffer {
  if (bytes.length !== sizeBytes) {
    throw new RangeError(`${name} takes ${sizeBytes} bytes, got ${bytes.length}`);
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function numbers({ name, sizeBytes, write, read }: NumberFormat): Serde<number> {
  return {
    serialize(value) {
      const buffer = Buffer.allocUnsafe(sizeBytes);
      write(buffer, value);
      return buffer;
    },
    deserialize: (bytes) => read(viewOf(bytes, sizeBytes, name)),
  };
}

/** Of its own accord a buffer would cut 1.5 to 1, and take NaN for 0. */
function wholeNumbers(format: NumberFormat): Serde<number> {
  const { serialize, deserialize } = numbers(format);
  return {
    serialize(value, context) {
      if (Number.isInteger(value)) return serialize(value, context);
      throw new RangeError(`${format.name} takes a whole number, got ${value}`);
    },
    deserialize,
  };
}

/** Java's LongSerializer, for all of its range. */
const bigint64: Serde<bigint> = {
  serialize(value) {
    const buffer = Buffer.allocUnsafe(8);
    buffer.writeBigInt64BE(value);
    return buffer;
  },
  deserialize: (bytes) => viewOf(bytes, 8, 'bigint64').readBigInt64BE(),
};

/** Java's LongSerializer, for the whole numbers that a number can hold. */
const int64: Serde<number> = {
  serialize(value, context) {
    if (!Number.isSafeInteger(value)) throw outOfRange(value);
    return bigint64.serialize(BigInt(value), context);
  },
  deserialize(bytes) {
    const value = viewOf(bytes, 8, 'int64').readBigInt64BE();
    if (!Number.isSafeInteger(Number(value))) throw outOfRange(value);
    return Number(value);
  },
};

function outOfRange(value: number | bigint): RangeError {
  return new RangeError(`${value} is no whole number within ±2^53: use bigint64`);
}

/** Java's UUIDSerializer: the text. */
const uuid: Serde<string> = {
  serialize(value) {
    if (!UUID.test(value)) throw new TypeError(`${JSON.stringify(value)} is no UUID`);
    return value;
  },
  deserialize(bytes) {
    const text = utf8.decode(bytes);
    if (!UUID.test(text)) throw new TypeError(`${JSON.stringify(text)} is no UUID`);
    return text;
  },
};

/** Java's BooleanSerializer: a byte, 0 or 1. */
const boolean: Serde<boolean> = {
  serialize: (value) => Uint8Array.of(value ? 1 : 0),
  deserialize(bytes) {
    const value = viewOf(bytes, 1, 'boolean').readUInt8();
    if (value > 1) throw new RangeError(`a boolean is 0 or 1, got ${value}`);
    return value === 1;
  },
};

function jsonOf<T>(): Serde<T> {
  return {
    serialize(value) {
      const text: string | undefined = JSON.stringify(value);
      if (text === undefined) throw new TypeError(`a ${typeof value} has no JSON`);
      return text;
    },
    // The bytes are what the application's own serializer made; a schema checks, this does not.
    deserialize: (bytes) => JSON.parse(utf8WithoutBom.decode(bytes)) as T,
  };
}

export const serdes = {
  bytes: {
    serialize: (value) => value,
    deserialize: (bytes) => bytes,
  } as Serde<Uint8Array>, // wider than what it is
  /** UTF-8. */
  string: {
    serialize: (value) => value,
    deserialize: (bytes) => utf8.decode(bytes),
  } as Serde<string>, // wider than what it is
  /** UTF-8 text of `JSON.stringify`; what is read is not checked against the type. */
  json: jsonOf,
  int16: wholeNumbers({
    name: 'int16',
    sizeBytes: 2,
    write: (buffer, value) => buffer.writeInt16BE(value),
    read: (buffer) => buffer.readInt16BE(),
  }),
  int32: wholeNumbers({
    name: 'int32',
    sizeBytes: 4,
    write: (buffer, value) => buffer.writeInt32BE(value),
    read: (buffer) => buffer.readInt32BE(),
  }),
  int64,
  bigint64,
  float32: numbers({
    name: 'float32',
    sizeBytes: 4,
    write: (buffer, value) => buffer.writeFloatBE(value),
    read: (buffer) => buffer.readFloatBE(),
  }),
  float64: numbers({
    name: 'float64',
    sizeBytes: 8,
    write: (buffer, value) => buffer.writeDoubleBE(value),
    read: (buffer) => buffer.readDoubleBE(),
  }),
  boolean,
  uuid,
};
