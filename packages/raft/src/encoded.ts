// One message as bytes of its own.

import { type Draft, type MessageCodec, Writer } from '@ottla/protocol';

export function encoded<Message>(
  codec: MessageCodec<Message>,
  version: number,
  message: Draft<Message>,
): Uint8Array {
  const writer = new Writer();
  codec.write(writer, message, version);
  return joined(writer.finish());
}

/** Chunks as one array of their own. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}
