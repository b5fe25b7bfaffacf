// One large request from its frame to its handler: read over several turns where it must be, and
// what it takes of the loop is counted, with what its handler does at once.

import type { FrameBytes } from '../handlers/handler.ts';
import type { ConnectionHost } from './connection-host.ts';
import { type RequestHead, RequestReading } from './read-request.ts';
import { RequestCosts } from './request-costs.ts';

export interface LargeRequestOwner {
  /** The address of its client. */
  readonly client: string;
  /** Whether anybody still waits for it. */
  isOpen(): boolean;
  /** More turns are needed: nothing passes it until the function is called with what is to do. */
  hold(): (goOn: () => void) => void;
  serve(head: RequestHead, body: object, frame: FrameBytes): void;
  /** It cannot be read: a RequestError, or a bug. */
  refuse(error: unknown): void;
  rest(restMs: number): void;
}

export type LargeRequestHost = Pick<
  ConnectionHost,
  'apis' | 'clock' | 'config' | 'largeWork' | 'timers'
>;

export class LargeRequest {
  readonly #frame: FrameBytes;
  readonly #host: LargeRequestHost;
  readonly #owner: LargeRequestOwner;
  readonly #costs: RequestCosts;
  readonly #reading: RequestReading;

  /** Throws RequestError. */
  constructor(
    { bytes, start, end, slab }: FrameBytes,
    host: LargeRequestHost,
    owner: LargeRequestOwner,
  ) {
    // The frame's object is the next frame's after this call.
    this.#frame = { bytes, start, end, slab };
    this.#host = host;
    this.#owner = owner;
    this.#costs = new RequestCosts(host.clock);
    this.#reading = new RequestReading(this.#frame, host.apis, host.config.requestItemsMax);
  }

  /** Serves it in this turn, or goes on in later ones. Throws RequestError. */
  begin(): void {
    const body = this.#next();
    if (body !== undefined) {
      this.#serve(body);
      this.#host.largeWork.took(this.#costs.tookMs);
      return;
    }
    const { start, end, slab } = this.#frame;
    slab.retain();
    const goOn = this.#owner.hold();
    const step = (): void => this.#step(goOn, step);
    const begin = (): void => void this.#host.timers.after(0, step);
    this.#host.largeWork.read({ bytes: end - start, client: this.#owner.client }, begin);
  }

  #step(goOn: (rest: () => void) => void, again: () => void): void {
    let rest = (): void => undefined;
    if (this.#owner.isOpen()) {
      try {
        const body = this.#next();
        if (body === undefined) {
          this.#host.timers.after(0, again);
          return;
        }
        rest = () => this.#serve(body);
      } catch (error) {
        rest = () => this.#owner.refuse(error);
      }
    }
    // Whoever is to be answered asks for it before the next one is read.
    goOn(rest);
    this.#frame.slab.release();
    this.#host.largeWork.took(this.#costs.tookMs);
    this.#host.largeWork.leave();
  }

  #next(): object | undefined {
    return this.#costs.count(() => this.#reading.next());
  }

  #serve(body: object): void {
    this.#costs.count(() => this.#owner.serve(this.#reading.head, body, this.#frame));
    const { restMs } = this.#costs;
    if (restMs > 0) this.#owner.rest(restMs);
  }
}
