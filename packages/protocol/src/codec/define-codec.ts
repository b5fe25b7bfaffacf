// Turns the functions that were generated for one message into its codec: adds the check of the
// version and the message's name to errors. Everything else is in the generated code.

import { CodecError, DecodeError, EncodeError } from './codec-error.ts';
import type { MessageCodec } from './message-codec.ts';
import type { Reader } from './reader.ts';
import type { Draft } from './values.ts';
import type { Writer } from './writer.ts';

/** A codec of which reading and writing neither check the version nor name the message. */
export type CodecParts<Message> = MessageCodec<Message>;

export function defineCodec<Message>(parts: CodecParts<Message>): MessageCodec<Message> {
  const { name, apiKey, minVersion, maxVersion, flexibleFrom } = parts;
  const { read, write } = parts;
  const unknownVersion = `this version is not known, ${minVersion} to ${maxVersion} are`;
  return {
    name,
    apiKey,
    minVersion,
    maxVersion,
    flexibleFrom,
    read(reader: Reader, version: number): Message {
      if (!(version >= minVersion && version <= maxVersion)) {
        throw new DecodeError('', unknownVersion).inMessage(name, version);
      }
      try {
        return read(reader, version);
      } catch (error) {
        throw error instanceof CodecError ? error.inMessage(name, version) : error;
      }
    },
    write(writer: Writer, message: Draft<Message>, version: number): void {
      if (!(version >= minVersion && version <= maxVersion)) {
        throw new EncodeError('', unknownVersion).inMessage(name, version);
      }
      try {
        write(writer, message, version);
      } catch (error) {
        throw error instanceof CodecError ? error.inMessage(name, version) : error;
      }
    },
  };
}
