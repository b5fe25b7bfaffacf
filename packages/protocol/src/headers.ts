// What stands before each request and response. The header's version follows from the body's:
// flexible bodies have flexible headers, except that ApiVersions is always answered with header
// version 0, as a client must understand that answer before it knows what the broker supports.

import { DecodeError } from './codec/codec-error.ts';
import type { Reader } from './codec/reader.ts';
import type { Writer } from './codec/writer.ts';
import { apis } from './generated/apis.ts';
import { type RequestHeader, requestHeader } from './generated/headers/request-header.ts';
import { responseHeader } from './generated/headers/response-header.ts';

const API_VERSIONS_KEY = 18;

/** What the header depends on; every `Api` has it. */
export interface HeaderApi {
  readonly key: number;
  readonly request: { readonly flexibleFrom: number };
  readonly response: { readonly flexibleFrom: number };
}

/** 1 or 2 (flexible): the header of a request of `api` at `version`. */
export function requestHeaderVersion(api: HeaderApi, version: number): number {
  return version >= api.request.flexibleFrom ? 2 : 1;
}

/** 0 or 1 (flexible): the header of a response of `api` at `version`. */
export function responseHeaderVersion(api: HeaderApi, version: number): number {
  if (api.key === API_VERSIONS_KEY) return 0;
  return version >= api.response.flexibleFrom ? 1 : 0;
}

/**
 * Reads a request's header; `reader` is then at the body. Throws a DecodeError for an api key that
 * Kafka does not have; whether the version is served is for the caller to check.
 */
export function readRequestHeader(reader: Reader): RequestHeader {
  const key = reader.peekInt16('requestApiKey', 0);
  const api = apis.get(key);
  if (api === undefined) throw new DecodeError('requestApiKey', `${key} is no api key`);
  const version = reader.peekInt16('requestApiVersion', 2);
  return requestHeader.read(reader, requestHeaderVersion(api, version));
}

/** What a client puts into a request's header, beside the API. */
export interface RequestHeaderFields {
  readonly version: number;
  readonly correlationId: number;
  readonly clientId: string | null;
}

export function writeRequestHeader(
  writer: Writer,
  api: HeaderApi,
  fields: RequestHeaderFields,
): void {
  const { version, correlationId, clientId } = fields;
  const header = {
    requestApiKey: api.key,
    requestApiVersion: version,
    correlationId,
    clientId,
  };
  requestHeader.write(writer, header, requestHeaderVersion(api, version));
}

/** Reads a response's header and gives the correlation id; `reader` is then at the body. */
export function readResponseHeader(
  reader: Reader,
  api: HeaderApi,
  version: number,
): number {
  return responseHeader.read(reader, responseHeaderVersion(api, version)).correlationId;
}

export function writeResponseHeader(
  writer: Writer,
  api: HeaderApi,
  version: number,
  correlationId: number,
): void {
  responseHeader.write(writer, { correlationId }, responseHeaderVersion(api, version));
}
