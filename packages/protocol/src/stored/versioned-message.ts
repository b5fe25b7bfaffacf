// A message behind its own version: int16 version, body. The form of transaction markers, of the
// consumer protocol's subscriptions and assignments, of forwarded principals and producer
// snapshots.

import type { MessageCodec } from '../codec/message-codec.ts';
import { Reader } from '../codec/reader.ts';
import type { Draft } from '../codec/values.ts';
import { Writer } from '../codec/writer.ts';

const INITIAL_BYTES = 256;

export function encodeVersioned<Message>(
  codec: MessageCodec<Message>,
  message: Draft<Message>,
  version: number,
): Uint8Array {
  const writer = new Writer(INITIAL_BYTES);
  writer.int16(version, 'version');
  codec.write(writer, message, version);
  return writer.finishOne();
}

export interface VersionedMessage<Message> {
  /** The version that the bytes tell, which may be above the one that was read. */
  readonly version: number;
  readonly message: Message;
}

/**
 * Reads version and message; bytes after it are ignored. Of a version that this software does not
 * know yet, with `laterVersions: 'read'`, it reads what it knows: such formats only grow at their
 * end. Throws a DecodeError.
 */
export function decodeVersioned<Message>(
  codec: MessageCodec<Message>,
  bytes: Uint8Array,
  laterVersions: 'read' | 'refuse' = 'refuse',
): VersionedMessage<Message> {
  const reader = new Reader(bytes);
  const version = reader.int16('version');
  const known = laterVersions === 'read' ? Math.min(version, codec.maxVersion) : version;
  return { version, message: codec.read(reader, known) };
}
