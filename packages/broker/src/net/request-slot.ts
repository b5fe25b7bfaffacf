// One request of a connection from its arrival to its response. Slots are used again and again,
// so that a request costs neither a closure nor a promise; what lives as long as the request is
// its RequestScope.

import { assert, assertionFailed, type Address } from '@ottla/base';
import type {
  AnyRespond,
  ClientSoftware,
  FrameBytes,
  Lease,
  Principal,
  RequestContext,
  Waiting,
} from '../handlers/handler.ts';
import { type ApiMetrics, type RequestTimes, type Turn, WAITING } from '../metrics/request-metrics.ts';
import type { SlicedWriter } from '@ottla/protocol';
import type { ConnectionHost } from './connection-host.ts';
import type { ServedApi } from './served-apis.ts';

type CountingHost = Pick<ConnectionHost, 'flushMs' | 'requestMetrics' | 'turn'>;

/** Requests of up to this size cannot name much: they are read, and answered, in one go. */
export const PLAIN_BYTES_MAX = 16 * 1024;

/** Who is told what becomes of a request. */
export interface SlotOwner {
  answered(slot: RequestSlot): void;
  /** Handles nothing further until the function is called with what is to be done then. */
  hold(): (goOn: () => void) => void;
  /** Handles nothing further for a while. */
  rest(restMs: number): void;
  disconnect(reason: string): void;
}

export class RequestSlot implements RequestTimes {
  served: ServedApi | undefined;
  /** The version that the response is written in. */
  version = 0;
  correlationId = 0;
  requestBytes = 0;
  /** Where it counts. */
  metrics: ApiMetrics | undefined;
  receivedMs = 0;
  handledMs = 0;
  handledIn: Turn = WAITING;
  answeredIn: Turn = WAITING;
  response: object | undefined;
  isAnswered = true;
  /** It took more than a turn to handle. */
  wasHeld = false;
  waiting: Waiting | undefined;
  /** Where its response is being encoded, turn by turn. */
  writing: SlicedWriter | undefined;
  /** Released when the response is sent; often empty, so one array serves for all its uses. */
  readonly leases: Lease[] = [];
  /** Given to the handler. Made once per slot. */
  readonly respond: AnyRespond;

  constructor(owner: SlotOwner) {
    this.respond = (response) => {
      if (this.isAnswered) {
        assertionFailed(`a request was answered twice (${this.served?.handler.api.name})`);
      }
      this.isAnswered = true;
      this.response = response;
      this.waiting = undefined;
      owner.answered(this);
    };
  }

  begin(served: ServedApi, version: number, correlationId: number, requestBytes: number): void {
    this.served = served;
    this.version = version;
    this.correlationId = correlationId;
    this.requestBytes = requestBytes;
    this.isAnswered = false;
    this.wasHeld = false;
  }

  /** No clock is read for a request: what waited is handled at the end of a turn. */
  count(host: CountingHost, request: unknown, receivedMs: number): void {
    const { served, version } = this;
    if (served === undefined) return;
    this.receivedMs = receivedMs;
    this.handledMs = Math.max(receivedMs, host.flushMs);
    this.handledIn = host.turn;
    this.metrics = host.requestMetrics.of(served, version, request);
    this.metrics.begun(version, this.requestBytes);
  }

  /** Whether what it names, or is answered, is more than everybody should wait for. */
  get isLarge(): boolean {
    const isMuch = this.wasHeld || this.requestBytes > PLAIN_BYTES_MAX;
    return isMuch && this.served?.handler.pipelined !== true;
  }

  /** Forgets the request; its leases have gone to whoever releases them. */
  clear(): void {
    this.response = undefined;
    this.waiting = undefined;
    this.writing = undefined;
    if (this.leases.length > 0) this.leases.length = 0;
  }

  releaseLeases(): void {
    for (let lease = this.leases.pop(); lease !== undefined; lease = this.leases.pop()) {
      lease.release();
    }
  }
}

/** What is the same for all requests of a connection. */
export interface ConnectionIdentity {
  readonly connectionId: string;
  readonly listener: string;
  readonly client: Address;
  readonly principal: Principal;
  /** What its client has told of itself. */
  readonly said: { software: ClientSoftware | undefined };
}

/** The context of one request, valid until it is answered. */
export class RequestScope implements RequestContext {
  readonly apiVersion: number;
  readonly correlationId: number;
  readonly clientId: string | null;
  readonly frame: FrameBytes;
  throttleTimeMs = 0;
  readonly #identity: ConnectionIdentity;
  readonly #slot: RequestSlot;
  readonly #owner: SlotOwner;

  constructor(
    identity: ConnectionIdentity,
    owner: SlotOwner,
    slot: RequestSlot,
    request: { readonly clientId: string | null; readonly version: number; frame: FrameBytes },
  ) {
    this.#identity = identity;
    this.#owner = owner;
    this.#slot = slot;
    this.apiVersion = request.version;
    this.correlationId = slot.correlationId;
    this.clientId = request.clientId;
    this.frame = request.frame;
  }

  /** The same with a frame of its own, for those who handle it after the call that brought it. */
  withOwnFrame(): RequestScope {
    const { apiVersion: version, clientId } = this;
    const { bytes, start, end, slab } = this.frame;
    const request = { version, clientId, frame: { bytes, start, end, slab } };
    const scope = new RequestScope(this.#identity, this.#owner, this.#slot, request);
    scope.throttleTimeMs = this.throttleTimeMs;
    return scope;
  }

  get requestBytes(): number {
    return this.#slot.requestBytes;
  }

  get principal(): Principal {
    return this.#identity.principal;
  }

  get listener(): string {
    return this.#identity.listener;
  }

  get client(): Address {
    return this.#identity.client;
  }

  get clientSoftware(): ClientSoftware | undefined {
    return this.#identity.said.software;
  }

  identifyClient(software: ClientSoftware): void {
    this.#identity.said.software = software;
  }

  get connectionId(): string {
    return this.#identity.connectionId;
  }

  releaseWhenSent(lease: Lease): void {
    assert(!this.#slot.isAnswered, 'a lease was handed over after the answer');
    this.#slot.leases.push(lease);
  }

  whenGone(waiting: Waiting): void {
    assert(!this.#slot.isAnswered, 'a request waits after its answer');
    this.#slot.waiting = waiting;
  }

  hold(): (goOn: () => void) => void {
    this.#slot.wasHeld = true;
    return this.#owner.hold();
  }

  rest(restMs: number): void {
    this.#owner.rest(restMs);
  }

  disconnect(reason: string): void {
    this.#owner.disconnect(reason);
  }
}
