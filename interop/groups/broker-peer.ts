// A broker as the peer of a group scenario: each client has a connection of its own, since a broker
// answers in order and a join waits. Time is real.

import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  type Api,
  type Draft,
  Reader,
  readResponse,
  Writer,
  writeRequest,
} from '../../packages/protocol/src/index.ts';
import type { Peer } from '../../packages/coordinator/test/group/scenario.ts';

type Waiting = (frame: Uint8Array) => void;

export class Line {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #bytes = Buffer.alloc(0);
  #correlationId = 0;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.on('data', (piece) => this.#received(piece));
    this.#socket.on('error', () => undefined);
  }

  send<Request, Response>(
    api: Api<Request, Response>,
    draft: Draft<Request>,
    { apiVersion: version, clientId }: { apiVersion: number; clientId: string },
    respond: (response: Response) => void,
  ): void {
    const correlationId = this.#correlationId++;
    const writer = new Writer(1024);
    writeRequest(writer, api, { version, correlationId, clientId }, draft);
    this.#waiting.set(correlationId, (frame) =>
      respond(readResponse(new Reader(frame), api, version).response),
    );
    this.#socket.write(Buffer.concat(writer.finish()));
  }

  ask<Request, Response>(
    api: Api<Request, Response>,
    draft: Draft<Request>,
    apiVersion: number,
  ): Promise<Response> {
    return new Promise((resolve) =>
      this.send(api, draft, { apiVersion, clientId: 'admin' }, resolve),
    );
  }

  close(): void {
    this.#socket.destroy();
  }

  #received(piece: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, piece]);
    while (this.#bytes.length >= 4) {
      const end = 4 + this.#bytes.readInt32BE(0);
      if (this.#bytes.length < end) return;
      const frame = this.#bytes.subarray(4, end);
      this.#bytes = this.#bytes.subarray(end);
      const correlationId = frame.readInt32BE(0);
      this.#waiting.get(correlationId)?.(frame);
      this.#waiting.delete(correlationId);
    }
  }
}

/** How long what a scenario expects may take, on a machine that is busy with other things. */
const ANSWER_MS_MAX = 30_000;
const LOOK_MS = 20;
/** How long is waited for what it does not expect. */
const SURPLUS_MS = 250;

export class BrokerPeer implements Peer {
  readonly #port: number;
  readonly #lines: Line[] = [];
  readonly #byClient = new Map<string, Line>();
  readonly #isWaiting = new Set<string>();
  #untilMs = 0;

  constructor(port: number) {
    this.#port = port;
  }

  readonly submit: Peer['submit'] = (command, draft, caller, respond) => {
    const { clientId } = caller;
    this.#line(clientId).send(command.api, draft, caller, (response) => {
      this.#isWaiting.delete(clientId);
      respond(response);
    });
    this.#isWaiting.add(clientId);
  };

  readonly query: Peer['query'] = (query, draft, apiVersion, respond) => {
    this.#line('admin').send(query.api, draft, { apiVersion, clientId: 'admin' }, respond);
  };

  advance(ms: number): void {
    this.#untilMs = Date.now() + ms;
  }

  deleteTopic(): void {
    throw new Error('a scenario that deletes topics is not for brokers');
  }

  /** Waits until time has gone by and all that is expected has come, and for what is not. */
  async settle(isAllThere: () => boolean): Promise<void> {
    await sleep(Math.max(this.#untilMs - Date.now(), 0));
    const endMs = Date.now() + ANSWER_MS_MAX;
    while (!isAllThere() && Date.now() < endMs) await sleep(LOOK_MS);
    await sleep(SURPLUS_MS);
  }

  close(): void {
    for (const line of this.#lines) line.close();
  }

  /** Who waits for an answer asks again on another connection. */
  #line(clientId: string): Line {
    const known = this.#byClient.get(clientId);
    if (known !== undefined && !this.#isWaiting.has(clientId)) return known;
    const line = new Line(this.#port);
    this.#lines.push(line);
    this.#byClient.set(clientId, line);
    return line;
  }
}
