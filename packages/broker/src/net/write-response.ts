// From a response to the bytes of a frame, behind whatever the writer holds already.

import { apiVersionsApi, type Writer } from '@ottla/protocol';
import type { RequestSlot } from './request-slot.ts';
import { assert } from '@ottla/base';

/**
 * Encodes the slot's response. An EncodeError is a bug of the handler; the writer is then of no
 * use.
 */
export function writeResponse(writer: Writer, slot: RequestSlot): void {
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
