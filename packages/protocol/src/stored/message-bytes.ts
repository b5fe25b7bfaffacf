// One message as bytes without anything around it: the values of control records of the quorum, and
// what the other files here build on.

import type { MessageCodec } from '../codec/message-codec.ts';
import { Reader } from '../codec/reader.ts';
import type { Draft } from '../codec/values.ts';
import { Writer } from '../codec/writer.ts';

const INITIAL_BYTES = 256;

/** The message at `version`. Throws an EncodeError. */
export function encodeMessage<Message>(
  codec: MessageCodec<Message>,
  message: Draft<Message>,
  version: number,
): Uint8Array {
  const writer = new Writer(INITIAL_BYTES);
  codec.write(writer, message, version);
  return writer.finishOne();
}

/** Reads the message; bytes after it are ignored, as in Kafka. Throws a DecodeError. */
export function decodeMessage<Message>(
  codec: MessageCodec<Message>,
  bytes: Uint8Array,
  version: number,
): Message {
  return codec.read(new Reader(bytes), version);
}
