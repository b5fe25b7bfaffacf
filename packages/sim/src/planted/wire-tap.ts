// Reads and rewrites what a client and the broker say to each other, frame by frame. It copies
// everything, which is fine for a simulation.

import type { Connection, Network, Receiver, World } from '@ottla/base';
import {
  type Api,
  apis,
  type Draft,
  Reader,
  readRequestHeader,
  readResponse,
  writeRequest,
  Writer,
  writeResponse,
} from '@ottla/protocol';

/** A request or its response on the wire, with the size in front. */
export interface TappedFrame {
  readonly apiKey: number;
  readonly version: number;
  readonly correlationId: number;
  readonly bytes: Buffer;
}

/** What is said instead; undefined: what was said. An empty array: nothing. */
export interface WireTap {
  readonly request?: (frame: TappedFrame) => readonly Buffer[] | undefined;
  readonly response?: (frame: TappedFrame) => readonly Buffer[] | undefined;
}

export function tapWorld(world: World, tap: WireTap): World {
  const network: Network = {
    listen: (options, accept) => world.network.listen(options, accept),
    connect: async (options) => tapConnection(await world.network.connect(options), tap),
  };
  return { ...world, network };
}

/** The frame again, with its body changed. */
export function changeRequest<Request>(
  frame: TappedFrame,
  api: Api<Request>,
  change: (request: Request) => Draft<Request>,
): readonly Buffer[] {
  const reader = new Reader(frame.bytes, SIZE_BYTES, frame.bytes.length);
  const { clientId } = readRequestHeader(reader);
  const { version, correlationId } = frame;
  const request = change(api.request.read(reader, version));
  const writer = new Writer();
  writeRequest(writer, api, { version, correlationId, clientId }, request);
  return [Buffer.concat(writer.finish())];
}

export function changeResponse<Request, Response>(
  frame: TappedFrame,
  api: Api<Request, Response>,
  change: (response: Response) => Draft<Response>,
): readonly Buffer[] {
  const reader = new Reader(frame.bytes, SIZE_BYTES, frame.bytes.length);
  const { correlationId, response } = readResponse(reader, api, frame.version);
  const writer = new Writer();
  writeResponse(writer, api, { version: frame.version, correlationId }, change(response));
  return [Buffer.concat(writer.finish())];
}

const SIZE_BYTES = 4;
const RECEIVE_BYTES = 64 * 1024;

/** Cuts a stream into frames; what is not whole yet waits. */
class Frames {
  #rest = Buffer.alloc(0);

  push(bytes: Uint8Array): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const frames: Buffer[] = [];
    for (;;) {
      const sizeBytes = this.#rest.length < SIZE_BYTES ? Infinity : this.#rest.readInt32BE(0);
      const end = SIZE_BYTES + sizeBytes;
      if (this.#rest.length < end) return frames;
      frames.push(this.#rest.subarray(0, end));
      this.#rest = this.#rest.subarray(end);
    }
  }
}

function tapConnection(inner: Connection, tap: WireTap): Connection {
  const asked = new Map<number, { readonly apiKey: number; readonly version: number }>();
  const requests = new Frames();
  const sayRequest = (bytes: Buffer): readonly Buffer[] => {
    const apiKey = bytes.readInt16BE(4);
    const version = bytes.readInt16BE(6);
    const correlationId = bytes.readInt32BE(8);
    if (!apis.has(apiKey)) return [bytes];
    asked.set(correlationId, { apiKey, version });
    return tap.request?.({ apiKey, version, correlationId, bytes }) ?? [bytes];
  };
  const sayResponse = (bytes: Buffer): readonly Buffer[] => {
    const correlationId = bytes.readInt32BE(4);
    const question = asked.get(correlationId);
    if (question === undefined) return [bytes];
    asked.delete(correlationId);
    return tap.response?.({ ...question, correlationId, bytes }) ?? [bytes];
  };
  return {
    remote: inner.remote,
    local: inner.local,
    receive: (receiver) => inner.receive(new TappedReceiver(receiver, sayResponse)),
    write: (chunks, written) => {
      const frames = requests.push(Buffer.concat(chunks)).flatMap(sayRequest);
      inner.write(frames, written);
    },
    queuedBytes: () => inner.queuedBytes(),
    pause: () => inner.pause(),
    resume: () => inner.resume(),
    resupply: () => inner.resupply(),
    end: () => inner.end(),
    destroy: () => inner.destroy(),
  };
}

class TappedReceiver implements Receiver {
  readonly #outer: Receiver;
  readonly #say: (bytes: Buffer) => readonly Buffer[];
  readonly #frames = new Frames();
  readonly #view = Buffer.alloc(RECEIVE_BYTES);

  constructor(outer: Receiver, say: (bytes: Buffer) => readonly Buffer[]) {
    this.#outer = outer;
    this.#say = say;
  }

  supply(): Uint8Array {
    return this.#view;
  }

  received(length: number): void {
    for (const frame of this.#frames.push(this.#view.subarray(0, length))) {
      for (const said of this.#say(frame)) this.#hand(said);
    }
  }

  ended(): void {
    this.#outer.ended();
  }

  closed(error?: Error): void {
    this.#outer.closed(error);
  }

  #hand(bytes: Buffer): void {
    let done = 0;
    while (done < bytes.length) {
      const view = this.#outer.supply();
      const part = bytes.subarray(done, done + view.length);
      view.set(part);
      this.#outer.received(part.length);
      done += part.length;
    }
  }
}
