// Asks a handler as the network layer does: request and response go through their codecs at the
// version asked for, so that a test sees what a client would.

import assert from 'node:assert/strict';

import { unpooledSlab } from '@ottla/base';
import { type Draft, Reader, Writer } from '@ottla/protocol';
import { ANONYMOUS, type Handler, type RequestContext } from '../src/handlers/handler.ts';

export interface Asked {
  readonly version: number;
  readonly listener?: string;
}

/** The response, once it comes. */
export function ask<Request, Response>(
  handler: Handler<Request, Response>,
  asked: Asked,
  request: Draft<Request>,
): Promise<Response> {
  const { api } = handler;
  const { version, listener = 'PLAINTEXT' } = asked;
  const decoded = api.request.read(readerOf((writer) => {
    api.request.write(writer, request, version);
  }), version);
  return new Promise((resolve) => {
    handler.handle(decoded, contextOf(version, listener), (response) => {
      assert.ok(response !== undefined);
      const reader = readerOf((writer) => api.response.write(writer, response, version));
      resolve(api.response.read(reader, version));
    });
  });
}

function readerOf(write: (writer: Writer) => void): Reader {
  const writer = new Writer();
  write(writer);
  const bytes = Buffer.concat(writer.finish());
  return new Reader(bytes, 0, bytes.length);
}

export function contextOf(apiVersion: number, listener: string): RequestContext {
  const bytes = Buffer.alloc(0);
  return {
    apiVersion,
    correlationId: 1,
    clientId: 'test',
    principal: ANONYMOUS,
    listener,
    client: { host: '127.0.0.1', port: 1 },
    clientSoftware: undefined,
    frame: { bytes, start: 0, end: 0, slab: unpooledSlab(bytes) },
    requestBytes: 0,
    connectionId: '1',
    throttleTimeMs: 0,
    identifyClient: () => undefined,
    releaseWhenSent: () => undefined,
    whenGone: () => undefined,
    hold: () => (goOn) => goOn(),
    rest: () => undefined,
    disconnect: () => undefined,
  };
}

/** Every version that an API has. */
export function versionsOf(handler: {
  readonly api: { readonly request: { readonly minVersion: number; readonly maxVersion: number } };
}): number[] {
  const { minVersion, maxVersion } = handler.api.request;
  return Array.from({ length: maxVersion - minVersion + 1 }, (_, index) => minVersion + index);
}
