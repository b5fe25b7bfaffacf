// Requests seen by somebody in place of their handlers: what a test needs to delay, lose or refuse
// them. Handlers are wrapped where a node is given an interceptor; a node without one has nothing
// of this on its way.

import { assert } from '@ottla/base';
import type { Api } from '@ottla/protocol';
import type { AnyHandler, AnyRespond, RequestContext } from '../handlers/handler.ts';
import { RequestScope } from './request-slot.ts';

/** A request that has come and was read. */
export interface ArrivedRequest {
  readonly api: Api;
  readonly version: number;
  /** The body. Its byte fields are views, valid until `handle` returns, or while `hold` lasts. */
  readonly request: object;
  readonly clientId: string | null;
  readonly connectionId: string;
  readonly listener: string;
  /** The client is gone, and nobody takes an answer any more. */
  readonly isGone: boolean;
  /**
   * Has its handler serve it, at once or while `hold` lasts; `answered` gets the answer, undefined
   * where there is none (Produce with acks=0). At most once.
   */
  handle(answered: AnyRespond): void;
  /** Sends the answer; undefined sends none. Once, unless the client is gone. */
  respond(response: object | undefined): void;
  /** Nothing else of its connection is handled until the function that this gives is called. */
  hold(): (goOn: () => void) => void;
  /** Ends the connection once all that is answered was sent; `respond` must still be called. */
  disconnect(reason: string): void;
}

/** Sees each request, and sees to it that it is answered once. It must not throw. */
export type RequestInterceptor = (arrived: ArrivedRequest) => void;

/** The handler behind an interceptor. */
export function intercepted(handler: AnyHandler, interceptor: RequestInterceptor): AnyHandler {
  return {
    ...handler,
    handle: (request, context, respond) => {
      // A body is a struct.
      interceptor(new HeldRequest(handler, request as object, context, respond));
    },
  };
}

class HeldRequest implements ArrivedRequest {
  readonly api: Api;
  readonly request: object;
  isGone = false;
  readonly #handler: AnyHandler;
  readonly #context: RequestContext;
  readonly #respond: AnyRespond;
  #state: 'arrived' | 'handled' | 'answered' = 'arrived';

  constructor(
    handler: AnyHandler,
    request: object,
    context: RequestContext,
    respond: AnyRespond,
  ) {
    this.api = handler.api;
    this.request = request;
    this.#handler = handler;
    this.#context = keeping(context);
    this.#respond = respond;
    this.#waitHere();
  }

  get version(): number {
    return this.#context.apiVersion;
  }

  get clientId(): string | null {
    return this.#context.clientId;
  }

  get connectionId(): string {
    return this.#context.connectionId;
  }

  get listener(): string {
    return this.#context.listener;
  }

  handle(answered: AnyRespond): void {
    if (this.isGone) return;
    assert(this.#state === 'arrived', `${this.api.name} was handed to its handler twice`);
    this.#state = 'handled';
    this.#handler.handle(this.request, this.#context, (response) => {
      if (this.isGone) return;
      // What the handler waited for is over: who is gone from now on is gone from here.
      this.#waitHere();
      answered(response);
    });
  }

  respond(response: object | undefined): void {
    if (this.isGone) return;
    assert(this.#state !== 'answered', `${this.api.name} was answered twice`);
    this.#state = 'answered';
    this.#respond(response);
  }

  hold(): (goOn: () => void) => void {
    const { slab } = this.#context.frame;
    const goOn = this.#context.hold();
    slab.retain();
    return (rest) => {
      goOn(rest);
      slab.release();
    };
  }

  disconnect(reason: string): void {
    this.#context.disconnect(reason);
  }

  #waitHere(): void {
    this.#context.whenGone({
      abandon: () => {
        this.isGone = true;
        this.#state = 'answered';
        this.#respond(undefined);
      },
    });
  }
}

/** A context that outlives the call: the frame's object is the next frame's after it. */
function keeping(context: RequestContext): RequestContext {
  return context instanceof RequestScope ? context.withOwnFrame() : context;
}
