// A client that does what it is told: sends requests, or any bytes, and keeps what comes back.

import assert from 'node:assert/strict';

import type { Connection, Receiver, SimulatedUniverse } from '@ottla/base';
import {
  type Api,
  type Draft,
  Reader,
  readResponse,
  Writer,
  writeRequest,
} from '@ottla/protocol';

export interface SendOptions {
  readonly clientId?: string | null;
}

export class RawClient implements Receiver {
  readonly connection: Connection;
  readonly #universe: SimulatedUniverse;
  readonly #view = new Uint8Array(64 * 1024);
  #bytes = Buffer.alloc(0);
  /** Whole responses, without their size, in the order in which they came. */
  readonly responses: Buffer[] = [];
  isEnded = false;
  isClosed = false;
  #correlationId = 0;
  /** While true nothing is taken from the connection. */
  isReading = true;

  constructor(universe: SimulatedUniverse, connection: Connection) {
    this.#universe = universe;
    this.connection = connection;
    connection.receive(this);
  }

  supply(): Uint8Array {
    return this.#view;
  }

  received(length: number): void {
    this.#bytes = Buffer.concat([this.#bytes, this.#view.subarray(0, length)]);
    while (this.#bytes.length >= 4) {
      const size = this.#bytes.readInt32BE(0);
      if (this.#bytes.length < 4 + size) break;
      this.responses.push(this.#bytes.subarray(4, 4 + size));
      this.#bytes = this.#bytes.subarray(4 + size);
    }
  }

  ended(): void {
    this.isEnded = true;
  }

  closed(): void {
    this.isClosed = true;
  }

  /** Sends a request and gives its correlation id. */
  send<Request, Response>(
    api: Api<Request, Response>,
    version: number,
    request: Draft<Request>,
    options: SendOptions = {},
  ): number {
    const correlationId = this.#correlationId;
    this.#correlationId += 1;
    const { clientId = 'test' } = options;
    this.sendBytes(encode(api, { version, correlationId, clientId }, request));
    return correlationId;
  }

  sendBytes(bytes: Uint8Array): void {
    this.connection.write([bytes]);
  }

  /** The next response, read as one of that API and version. */
  async receive<Request, Response>(
    api: Api<Request, Response>,
    version: number,
  ): Promise<{ readonly correlationId: number; readonly response: Response }> {
    await this.#universe.runUntil(() => this.responses.length > 0 || this.isClosed || this.isEnded);
    const bytes = this.responses.shift();
    assert.ok(bytes !== undefined, 'the connection ended without a response');
    return readResponse(new Reader(bytes, 0, bytes.length), api, version);
  }

  /** One request and its response. */
  async ask<Request, Response>(
    api: Api<Request, Response>,
    version: number,
    request: Draft<Request>,
    options: SendOptions = {},
  ): Promise<Response> {
    const sent = this.send(api, version, request, options);
    const { correlationId, response } = await this.receive(api, version);
    assert.equal(correlationId, sent);
    return response;
  }

  /** Runs until the broker has ended the connection. */
  async untilEnded(): Promise<void> {
    await this.#universe.runUntil(() => this.isEnded || this.isClosed);
  }
}

/** A request's frame. */
export function encode<Request, Response>(
  api: Api<Request, Response>,
  fields: { version: number; correlationId: number; clientId: string | null },
  request: Draft<Request>,
): Buffer {
  const writer = new Writer();
  writeRequest(writer, api, fields, request);
  return Buffer.concat(writer.finish());
}
