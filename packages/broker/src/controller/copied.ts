// A message as it comes out of its bytes, in slices where it has very many items: what a channel
// within the process makes of requests and responses.

import {
  type Draft,
  type MessageCodec,
  type Reader,
  SlicedReader,
  SlicedWriter,
} from '@ottla/protocol';

/** Items that a turn writes or reads: less than a millisecond. */
const SLICE_ITEMS = 2_000;

/** Throws an EncodeError: a bug of who made the draft. */
export function* copied<Message>(
  codec: MessageCodec<Message>,
  draft: Draft<Message>,
  version: number,
): Generator<undefined, Message> {
  const writer = new SlicedWriter();
  while (!writer.slice((each) => codec.write(each, draft, version), SLICE_ITEMS)) yield;
  const reader = new SlicedReader(Buffer.concat(writer.finish()));
  for (;;) {
    // A message is a struct, whatever the compiler knows of it.
    const read = (each: Reader): object => codec.read(each, version) as unknown as object;
    const message = reader.slice(read, SLICE_ITEMS);
    if (message !== undefined) return message as unknown as Message; // what its codec has read
    yield;
  }
}
