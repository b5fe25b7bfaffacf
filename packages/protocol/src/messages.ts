// Whole requests and responses: header and body, written as frames (with their size in front), read
// out of a frame's content (without it). Who assembles frames from a stream is `framing`.

import type { Api } from './api.ts';
import type { Reader } from './codec/reader.ts';
import type { Draft } from './codec/values.ts';
import type { Writer } from './codec/writer.ts';
import type { RequestHeader } from './generated/headers/request-header.ts';
import { apis } from './generated/apis.ts';
import {
  readRequestHeader,
  readResponseHeader,
  type RequestHeaderFields,
  writeRequestHeader,
  writeResponseHeader,
} from './headers.ts';
import { assert } from '@ottla/base';

/** A request as a broker receives it. */
export interface ReceivedRequest {
  readonly header: RequestHeader;
  readonly api: Api;
  /** What `api.request.read` gave. */
  readonly request: unknown;
}

/** Reads header and body. Throws a DecodeError; unknown api keys and versions are that too. */
export function readRequest(reader: Reader): ReceivedRequest {
  const header = readRequestHeader(reader);
  const api = apis.get(header.requestApiKey);
  assert(api !== undefined, `a header was read for the unknown api key ${header.requestApiKey}`);
  return { header, api, request: api.request.read(reader, header.requestApiVersion) };
}

/** Writes one frame: size, header, body. After an EncodeError `writer.discard()` drops the part. */
export function writeRequest<Request, Response>(
  writer: Writer,
  api: Api<Request, Response>,
  fields: RequestHeaderFields,
  request: Draft<Request>,
): void {
  const frame = writer.beginFrame();
  writeRequestHeader(writer, api, fields);
  api.request.write(writer, request, fields.version);
  writer.endFrame(frame);
}

export interface ReceivedResponse<Response> {
  readonly correlationId: number;
  readonly response: Response;
}

/** Reads header and body of the response to a request of `api` at `version`. */
export function readResponse<Request, Response>(
  reader: Reader,
  api: Api<Request, Response>,
  version: number,
): ReceivedResponse<Response> {
  const correlationId = readResponseHeader(reader, api, version);
  return { correlationId, response: api.response.read(reader, version) };
}

/** Writes one frame: size, header, body. After an EncodeError `writer.discard()` drops the part. */
export function writeResponse<Request, Response>(
  writer: Writer,
  api: Api<Request, Response>,
  fields: { readonly version: number; readonly correlationId: number },
  response: Draft<Response>,
): void {
  const frame = writer.beginFrame();
  writeResponseHeader(writer, api, fields.version, fields.correlationId);
  api.response.write(writer, response, fields.version);
  writer.endFrame(frame);
}
