// From a response to the bytes of a frame, behind whatever the writer holds already.

import { assert } from '@ottla/base';
import { apiVersionsApi, fetchApi, SlicedWriter, type Writer } from '@ottla/protocol';
import { SLICE_ITEMS } from './read-request.ts';
import type { RequestSlot } from './request-slot.ts';

/**
 * Encodes the slot's response, that to a large request some of its items at a time: false where
 * there is more to write. An EncodeError is a bug of the handler; the writer is then of no use.
 */
export function writeResponse(writer: Writer, slot: RequestSlot): boolean {
  // Fetch answers with bytes rather than with items, and they are not to be copied.
  if (!slot.isLarge || slot.served?.handler.api === fetchApi) {
    write(writer, slot);
    return true;
  }
  const sliced = (slot.writing ??= new SlicedWriter());
  if (!sliced.slice((each) => write(each, slot), SLICE_ITEMS)) return false;
  for (const piece of sliced.finish()) writer.raw(piece);
  slot.writing = undefined;
  return true;
}

function write(writer: Writer, slot: RequestSlot): void {
  const { served, version, response } = slot;
  assert(served !== undefined && response !== undefined, 'a slot without response was to be sent');
  const { api } = served.handler;
  const frame = writer.beginFrame();
  writer.int32(slot.correlationId, 'correlationId');
  // A client must be able to read this header before it knows which versions the broker speaks.
  const isFlexible = version >= api.response.flexibleFrom && api.key !== apiVersionsApi.key;
  if (isFlexible) writer.uvarint(0);
  api.response.write(writer, response, version);
  writer.endFrame(frame);
}
