// Kafka's deserializers by their Java class names, each giving the text that Java's toString()
// gives. Pure.


import { bytesText, doubleText, floatText, uuidText } from './java-text.ts';

/** Bytes to text; throws a DeserializationError. */
export type Deserializer = (bytes: Uint8Array) => string;

/** Bytes that are no value of the type; the message is Kafka's. */
export class DeserializationError extends Error {
  override readonly name = 'org.apache.kafka.common.errors.SerializationException';
}

const PACKAGE = 'org.apache.kafka.common.serialization.';

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Undefined where the class is unknown. */
export function deserializerOf(className: string): Deserializer | undefined {
  if (!className.startsWith(PACKAGE)) return undefined;
  switch (className.slice(PACKAGE.length)) {
    case 'StringDeserializer':
      return utf8;
    case 'IntegerDeserializer':
      return sized('IntegerDeserializer', 4, (view) => String(view.getInt32(0)));
    case 'LongDeserializer':
      return sized('LongDeserializer', 8, (view) => String(view.getBigInt64(0)));
    case 'ShortDeserializer':
      return sized('ShortDeserializer', 2, (view) => String(view.getInt16(0)));
    case 'FloatDeserializer':
      return sized('Deserializer', 4, (view) => floatText(view.getFloat32(0)));
    case 'DoubleDeserializer':
      return sized('Deserializer', 8, (view) => doubleText(view.getFloat64(0)));
    case 'BooleanDeserializer':
      return booleanText;
    case 'UUIDDeserializer':
      return (bytes) => uuidText(utf8(bytes));
    case 'BytesDeserializer':
      return bytesText;
    case 'ByteBufferDeserializer':
      return ({ length }) => `java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]`;
    case 'ByteArrayDeserializer':
      // Java prints the array's identity, which tells nothing: the bytes as they are do.
      return utf8;
    default:
      return undefined;
  }
}

function sized(
  name: string,
  sizeBytes: number,
  read: (view: DataView) => string,
): Deserializer {
  return (bytes) => {
    if (bytes.length !== sizeBytes) {
      throw new DeserializationError(`Size of data received by ${name} is not ${sizeBytes}`);
    }
    return read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  };
}

function booleanText(bytes: Uint8Array): string {
  if (bytes.length !== 1) {
    throw new DeserializationError('Size of data received by BooleanDeserializer is not 1');
  }
  if (bytes[0] === 1) return 'true';
  if (bytes[0] === 0) return 'false';
  throw new DeserializationError(`Unexpected byte received by BooleanDeserializer: ${bytes[0]}`);
}
