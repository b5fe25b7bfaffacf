// From a response to the bytes of a frame, behind whatever the writer holds already.

import { assert } from '@ottla/base';
import {
  apiVersionsApi,
  type Draft,
  fetchApi,
  type FetchResponse,
  SlicedWriter,
  type Writer,
} from '@ottla/protocol';
import { SLICE_ITEMS } from './read-request.ts';
import type { RequestSlot } from './request-slot.ts';

/** Records of more bytes are sent as they lie: what is written in slices is copied. */
const COPIED_BYTES_MAX = 1024 * 1024;

/**
 * Encodes the slot's response, that to a large request some of its items at a time: false where
 * there is more to write. An EncodeError is a bug of the handler; the writer is then of no use.
 */
export function writeResponse(writer: Writer, slot: RequestSlot): boolean {
  if (slot.writing === undefined && (!slot.isLarge || isMostlyBytes(slot))) {
    write(writer, slot);
    return true;
  }
  const sliced = (slot.writing ??= new SlicedWriter());
  if (!sliced.slice((each) => write(each, slot), SLICE_ITEMS)) return false;
  for (const piece of sliced.finish()) writer.raw(piece);
  slot.writing = undefined;
  return true;
}

/** Whether it answers with bytes rather than with very many items. */
function isMostlyBytes({ served, response }: RequestSlot): boolean {
  if (served?.handler.api !== fetchApi) return false;
  const { responses } = response as Draft<FetchResponse>; // as its API says
  let [bytes, items] = [0, 0];
  for (const { partitions } of responses ?? []) {
    for (const { records } of partitions ?? []) bytes += sizeOf(records);
    if (bytes > COPIED_BYTES_MAX) return true;
    items += 1 + (partitions?.length ?? 0);
  }
  return items <= SLICE_ITEMS;
}

function sizeOf(records: Uint8Array | readonly Uint8Array[] | null | undefined): number {
  if (records === null || records === undefined) return 0;
  if (records instanceof Uint8Array) return records.length;
  return records.reduce((sum, piece) => sum + piece.length, 0);
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
