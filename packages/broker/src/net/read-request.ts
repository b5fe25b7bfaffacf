// From the bytes of a frame to a request: header, version check, body. What cannot be read is a
// RequestError that says what and where; the connection that sent it is closed, as Kafka does.

import { apiVersionsApi, CodecError, Reader, SlicedReader } from '@ottla/protocol';
import type { FrameBytes } from '../handlers/handler.ts';
import type { ServedApi, ServedApis } from './served-apis.ts';

/** A request that this listener cannot make sense of, or does not serve. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code = 'INVALID_REQUEST';
  readonly retriable = false;
}

export interface RequestHead {
  readonly served: ServedApi;
  readonly version: number;
  readonly correlationId: number;
  readonly clientId: string | null;
  /**
   * An ApiVersions request of a version from the future: answered as version 0, its body unread.
   */
  readonly isVersionUnknown: boolean;
}

/** The api key of a frame, before anything is checked; -1 where the frame is too short. */
export function apiKeyAt(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 2) return -1;
  const [high = 0, low = 0] = [bytes[start], bytes[start + 1]];
  return ((high << 24) | (low << 16)) >> 16;
}

/** Reads the header; the reader is then at the body. Throws RequestError. */
export function readHead(reader: Reader, apis: ServedApis): RequestHead {
  try {
    return readFields(reader, apis);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    throw new RequestError(`the request header cannot be read: ${error.message}`, { cause: error });
  }
}

function readFields(reader: Reader, apis: ServedApis): RequestHead {
  const apiKey = reader.int16('requestApiKey');
  const version = reader.int16('requestApiVersion');
  const correlationId = reader.int32('correlationId');
  const served = apis.get(apiKey);
  if (served === undefined) throw new RequestError(`api key ${apiKey} is not served here`);
  const isVersionUnknown = version < served.minVersion || version > served.maxVersion;
  if (isVersionUnknown && apiKey !== apiVersionsApi.key) {
    const { name } = served.handler.api;
    const range = `${served.minVersion} to ${served.maxVersion}`;
    throw new RequestError(`${name} version ${version} is not served, only ${range}`);
  }
  const clientId = reader.nullableString('clientId', false);
  if (version >= served.handler.api.request.flexibleFrom) reader.unknownTags();
  return { served, version, correlationId, clientId, isVersionUnknown };
}

/** What a turn reads or writes of a large message: less than a millisecond. */
export const SLICE_ITEMS = 2_000;

/** Reads a large request, some of its items at a time. The frame's bytes must stay. */
export class RequestReading {
  readonly head: RequestHead;
  readonly #reader: SlicedReader;

  /** Throws RequestError. */
  constructor({ bytes, start, end }: FrameBytes, apis: ServedApis, itemsMax: number) {
    const reader = new Reader(bytes, start, end);
    this.head = readHead(reader, apis);
    this.#reader = new SlicedReader(bytes, reader.position, end);
    this.#reader.itemsLeft = itemsMax;
  }

  /** The body, or undefined where there is more to read. Throws RequestError. */
  next(): object | undefined {
    const { head } = this;
    if (head.isVersionUnknown) return {};
    // A body is a struct.
    return this.#reader.slice((reader) => readBody(reader, head) as object, SLICE_ITEMS);
  }
}

/** Reads the body. Bytes that follow it are ignored, as in Kafka. Throws RequestError. */
export function readBody(reader: Reader, head: RequestHead): unknown {
  try {
    return head.served.handler.api.request.read(reader, head.version);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    throw new RequestError(error.message, { cause: error });
  }
}
