// A handler's declared value (DESIGN.md §3): what it serves, to whom, under which permissions, and
// the function that serves it. `handlers/index.ts` lists all of them: ApiVersions tells that list.

import type { Address, Slab } from '@ottla/base';
import type { Api, Draft } from '@ottla/protocol';

/** Kafka's KafkaPrincipal: a type, nearly always `User`, and a name. */
export interface Principal {
  readonly type: string;
  readonly name: string;
}

export const ANONYMOUS: Principal = { type: 'User', name: 'ANONYMOUS' };

/** The frame of a request. Views into it are valid during `handle` only, or while kept. */
export interface FrameBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Holds the bytes; retain it to keep views beyond `handle`, release it once for each time. */
  readonly slab: Slab;
}

/** Something held for a response, for example the slabs that its records lie in. */
export interface Lease {
  release(): void;
}

/** What a client says that it is, in ApiVersions (KIP-511). For people: nothing depends on it. */
export interface ClientSoftware {
  readonly name: string;
  readonly version: string;
}

/** A request that waits for something to happen. */
export interface Waiting {
  /** The client is gone: `respond` at once, with anything. It is not sent. */
  abandon(): void;
}

export interface RequestContext {
  readonly apiVersion: number;
  readonly correlationId: number;
  readonly clientId: string | null;
  readonly principal: Principal;
  /** Name of the listener on which the request came, for example `PLAINTEXT`. */
  readonly listener: string;
  readonly client: Address;
  /** Undefined where its client has not said so. */
  readonly clientSoftware: ClientSoftware | undefined;
  readonly frame: FrameBytes;
  /** Size of its frame, without the length before it. */
  readonly requestBytes: number;
  /** Identifies the connection for as long as it lives. */
  readonly connectionId: string;
  /**
   * What the response tells as throttle time, and for how long the connection rests: 0 without
   * quotas.
   */
  readonly throttleTimeMs: number;
  /** The client of this connection has told what it is. */
  identifyClient(software: ClientSoftware): void;
  /**
   * Keeps a lease until the response was sent, or is not wanted any more. Only before `respond`.
   */
  releaseWhenSent(lease: Lease): void;
  /** Tells `waiting` once if the client is gone before the answer. */
  whenGone(waiting: Waiting): void;
  /**
   * Has the connection handle nothing further until the function that this gives is called, once,
   * with what is left to do of the request. A bug in that costs the connection, as in `handle`. The
   * client may be gone by then.
   */
  hold(): (goOn: () => void) => void;
  /** Has the connection handle nothing further for a while: it asked for too much at once. */
  rest(restMs: number): void;
  /**
   * Drops the connection in place of an answer: all that acks=0 leaves, when something is wrong.
   */
  disconnect(reason: string): void;
}

/** One permission that a request needs: checked once an authorizer is configured. */
export interface AclRequirement {
  readonly operation: string;
  readonly resourceType: 'cluster' | 'topic' | 'group' | 'transactional-id' | 'delegation-token';
}

/** Sends the response, exactly once; `undefined` sends none (Produce with acks=0). */
export type Respond<Response> = (response: Draft<Response> | undefined) => void;

export interface Handler<Request, Response> {
  readonly api: Api<Request, Response>;
  /** Highest version served; the API's own highest stable version where it is left out. */
  readonly maxVersion?: number;
  readonly listeners: readonly ('broker' | 'controller')[];
  /** Whether a broker passes it to the active controller instead of answering itself. */
  readonly forwardable: boolean;
  readonly acls: readonly AclRequirement[];
  /**
   * Whether requests of this API that follow each other on a connection are handled without waiting
   * for the answers of the earlier ones. All others see what came before them done, as in Kafka.
   */
  readonly pipelined?: boolean;
  /**
   * Serves one request: synchronously or later, without a promise on the hot path. Answers leave
   * each connection in the order of its requests, whatever the order of the `respond` calls.
   */
  handle(request: Request, context: RequestContext, respond: Respond<Response>): void;
}

/** A handler of whatever API, as the network layer holds it: only that API's own codec feeds it. */
export interface AnyHandler {
  readonly api: Api<unknown, unknown>;
  readonly maxVersion?: number;
  readonly listeners: readonly ('broker' | 'controller')[];
  readonly forwardable: boolean;
  readonly acls: readonly AclRequirement[];
  readonly pipelined?: boolean;
  handle(request: unknown, context: RequestContext, respond: AnyRespond): void;
}

/** A response of whatever API: only that API's own codec reads it. */
export type AnyRespond = (response: object | undefined) => void;
