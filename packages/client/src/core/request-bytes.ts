// One request to the chunks of its frame, and a frame to its response. Pure.

import {
  apiVersionsApi,
  errors,
  readResponse as readWhole,
  writeRequest as writeWhole,
  type Api,
  type Draft,
  type Frame,
  type Reader,
  type Writer,
} from '@ottla/protocol';

export interface RequestToWrite<Request, Response> {
  readonly api: Api<Request, Response>;
  readonly version: number;
  readonly request: Draft<Request>;
  readonly correlationId: number;
  readonly clientId: string;
}

/**
 * Record batches are among the chunks where they lie; all chunks stay as they are while later
 * requests are written. Throws an EncodeError.
 */
export function writeRequest<Request, Response>(
  writer: Writer,
  outgoing: RequestToWrite<Request, Response>,
): Uint8Array[] {
  const { api, version, request, correlationId, clientId } = outgoing;
  writeWhole(writer, api, { version, correlationId, clientId }, request);
  return writer.finish();
}

/** Position of the error code in a response without header version 1: after the correlation id. */
const ERROR_CODE_AT = 4;

/** Throws a DecodeError. */
export function readResponse(
  frame: Frame,
  reader: Reader,
  asked: { readonly api: Api; readonly version: number },
): unknown {
  const { api, version } = asked;
  // A broker too old for this version of ApiVersions says so in version 0 (KIP-511).
  const isRefused =
    api.key === apiVersionsApi.key &&
    frame.end - frame.start >= ERROR_CODE_AT + 2 &&
    frame.bytes.readInt16BE(frame.start + ERROR_CODE_AT) === errors.UNSUPPORTED_VERSION.code;
  return readWhole(reader, api, isRefused ? 0 : version).response;
}
