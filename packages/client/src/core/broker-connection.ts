// One connection to one broker: frames, correlation, the versions both sides know, timeouts, and an
// end that tells everybody who waits. It retries nothing and knows nothing of topics.
//
// open: connect → ApiVersions (newest, else what the broker names, else 0) → SASL → ready → closed
// ready: while a session that ends is renewed, it takes no requests.
// closed by: the peer, a lost connection, a malformed or unexpected frame, a request that took too
// long, `close`, or itself when it idles. Whatever the state, each request is answered or failed
// exactly once.

import type { Connection, Timer } from '@ottla/base';
import {
  apiVersionsApi,
  FrameAssembler,
  Reader,
  Writer,
  type Api,
  type ApiVersionsRequest,
  type ApiVersionsResponse,
  type Draft,
  type Frame,
} from '@ottla/protocol';

import {
  AuthenticationError,
  ClosedError,
  ConnectionError,
  MalformedResponseError,
  TimeoutError,
} from '../errors.ts';
import {
  NO_FEATURES,
  requireVersion,
  type FinalizedFeatures,
  type ServedVersions,
  type VersionLimits,
} from './api-versions.ts';
import type { Ask } from './authenticate.ts';
import { RESPONSE_BYTES_MAX, type ClientConfig } from './client-options.ts';
import type { BrokerNode } from './cluster-metadata.ts';
import type { ConnectionCounters } from './connection-counters.ts';
import { publish } from '../observe/channels.ts';
import { IdleWatch } from './idle-watch.ts';
import { negotiateVersions } from './negotiate-versions.ts';
import { isOfTls, openSocket } from './open-socket.ts';
import { readResponse, writeRequest } from './request-bytes.ts';
import { RequestsInFlight, type Pending } from './requests-in-flight.ts';
import { SaslSession } from './sasl-session.ts';
import { Throttle, throttleTimeOf } from './throttle.ts';
import { waitFor } from './wait.ts';

/** One request, and who is told what becomes of it. Neither function may throw. */
export interface OutgoingRequest<Request, Response> {
  readonly api: Api<Request, Response>;
  readonly version: number;
  readonly request: Draft<Request>;
  readonly timeoutMs: number;
  /**
   * Byte fields of the response are views of the frame: valid during the call, or for as long as
   * somebody holds them when `frame.slab` was retained.
   */
  received(response: Response, frame: Frame): void;
  failed(error: Error): void;
  /** Set where the broker sends no response (acks=0): called once the bytes are on their way. */
  readonly sent?: (() => void) | undefined;
}

export interface OpenOptions {
  readonly config: ClientConfig;
  readonly node: BrokerNode;
  /** For all that a connection needs until it is ready. */
  readonly setupTimeoutMs: number;
  /** When it aborts before the connection is ready, `open` rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Of this connection and those before it. */
  readonly counters: ConnectionCounters;
  /** The connection can take requests again: after it was full, or throttled. */
  readonly sendableAgain: () => void;
  /** Called once, and never by `close`; nor where `idled` is. */
  readonly closed: (error: Error | undefined) => void;
  /** It has closed itself, since nobody had used it for `connectionsMaxIdleMs`. */
  readonly idled: () => void;
}

/** How long the peer may take to read what was sent last, and to close its side. */
const FAREWELL_MS = 1_000;
/** Headers of some hundred requests: record batches are not copied into it. */
const WRITER_BYTES = 16 * 1024;

export class BrokerConnection {
  /** For messages: `host:port (broker 1)`. */
  readonly name: string;
  readonly nodeId: number;
  readonly #config: ClientConfig;
  readonly #connection: Connection;
  readonly #assembler: FrameAssembler;
  readonly #inFlight: RequestsInFlight;
  readonly #throttle: Throttle;
  readonly #session: SaslSession;
  readonly #idle: IdleWatch;
  readonly #options: OpenOptions;
  readonly #writer = new Writer(WRITER_BYTES);
  #served: ServedVersions = new Map();
  #features = NO_FEATURES;
  /** Runs while a closed connection waits for the peer to have read everything. */
  #farewell: Timer | undefined;
  #isReady = false;
  #isClosed = false;

  /**
   * Connects and agrees on versions; rejects with a ConnectionError or TimeoutError that names the
   * peer.
   */
  static async open(options: OpenOptions): Promise<BrokerConnection> {
    const { config, setupTimeoutMs, signal } = options;
    const { world } = config;
    const startMs = world.clock.monotonicMs();
    const socket = await openSocket(options);
    const connection = new BrokerConnection(socket, options);
    const timeoutMs = Math.max(1, setupTimeoutMs - (world.clock.monotonicMs() - startMs));
    const waiting = { timeoutMs, waitingFor: `${connection.name} to be ready`, signal };
    try {
      await waitFor<void>(world, waiting, (settle) => {
        connection.#prepare(setupTimeoutMs).then(settle.resolve, settle.reject);
        return undefined;
      });
      if (connection.#isClosed) throw connection.#lost(undefined);
    } catch (error) {
      connection.close(error instanceof Error ? error : new ConnectionError(String(error)));
      throw error;
    }
    connection.#isReady = true;
    connection.#idle.start();
    options.counters.connects += 1;
    connection.#publishState('ready', undefined);
    return connection;
  }

  private constructor(socket: Connection, options: OpenOptions) {
    const { node, config } = options;
    this.nodeId = node.id;
    this.name = `${node.host}:${node.port}${node.id >= 0 ? ` (broker ${node.id})` : ''}`;
    this.#config = config;
    this.#connection = socket;
    this.#options = options;
    const { maxInFlightRequests, world } = config;
    this.#inFlight = new RequestsInFlight(world, maxInFlightRequests, (oldest) => {
      this.#endOverdue(oldest);
    });
    this.#throttle = new Throttle(world, () => this.#tellSendable());
    this.#session = new SaslSession({
      config,
      peer: this.name,
      ask: (timeoutMs) => this.#asking(timeoutMs),
      isIdle: () => !this.#isClosed && this.#inFlight.count === 0,
      renewed: () => this.#tellSendable(),
      failed: (error) => this.#end(error),
    });
    this.#idle = new IdleWatch({
      world,
      idleMsMax: config.connectionsIdleMsMax,
      isBusy: () => this.#inFlight.count > 0 || !this.#session.isOpen || this.#throttle.isOn,
      idled: () => this.#endIdle(),
    });
    this.#assembler = new FrameAssembler({
      memory: config.receiveMemory,
      frameBytesMax: RESPONSE_BYTES_MAX,
      onFrame: (frame) => this.#frame(frame),
      onMalformed: (reason) => this.#end(new MalformedResponseError(`${this.name}: ${reason}`)),
    });
    socket.receive({
      supply: () => this.#assembler.supply(),
      received: (length) => this.#assembler.received(length),
      ended: () => {
        // What TLS found wrong is told when it is gone.
        const isRefusal = !this.#isReady && config.tls !== undefined;
        if (this.#isClosed || isRefusal) this.#connection.destroy();
        else this.#end(new ConnectionError(`${this.name} closed the connection`));
      },
      closed: (error) => {
        this.#farewell?.cancel();
        this.#end(this.#lost(error));
      },
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get inFlight(): number {
    return this.#inFlight.count;
  }

  /** Whether a request would stand behind one that is answered only when something happens. */
  get isHeldUp(): boolean {
    return this.#inFlight.isHeldUp;
  }

  /** Whether `send` may be called now: neither closed, nor full, nor throttled by the broker. */
  get isSendable(): boolean {
    if (this.#isClosed || !this.#session.isOpen) return false;
    return !this.#inFlight.isFull && !this.#throttle.isOn;
  }

  /** What the broker serves, by API key. */
  get served(): ServedVersions {
    return this.#served;
  }

  /** What the cluster had finalised when this connection was made. */
  get features(): FinalizedFeatures {
    return this.#features;
  }

  /** Throws UnsupportedVersionError where the two sides have no version in common. */
  versionFor(api: Api<unknown, unknown>, limits?: VersionLimits): number {
    return requireVersion(api, this.#served, limits);
  }

  /** Sends at once, behind what is in flight. On a closed connection the request fails at once. */
  send<Request, Response>(outgoing: OutgoingRequest<Request, Response>): void {
    if (this.#isClosed) {
      outgoing.failed(new ConnectionError(`the connection to ${this.name} is closed`));
      return;
    }
    const { api, version } = outgoing;
    const expectsResponse = outgoing.sent === undefined;
    const correlationId = expectsResponse ? this.#inFlight.nextId : 0;
    const { clientId } = this.#config;
    let chunks: Uint8Array[];
    try {
      const { request } = outgoing;
      chunks = writeRequest(this.#writer, { api, version, request, correlationId, clientId });
    } catch (error) {
      // Nothing of it is on its way: what others have asked is not its concern.
      this.#writer.discard();
      outgoing.failed(error instanceof Error ? error : new ConnectionError(String(error)));
      return;
    }
    const nowMs = this.#config.world.clock.monotonicMs();
    this.#noteUse(nowMs);
    if (expectsResponse) this.#inFlight.add(correlationId, pendingOf(outgoing, nowMs));
    const { counters } = this.#options;
    counters.requests += 1;
    for (const chunk of chunks) counters.bytesSent += chunk.length;
    this.#connection.write(chunks, outgoing.sent);
    if (expectsResponse) this.#inFlight.watch();
  }

  /** Fails what is in flight with `reason`; what was sent without asking for an answer arrives. */
  close(reason: Error = new ClosedError('the client is closed')): void {
    if (this.#isClosed) return;
    const mayBeHeard = this.#isReady && this.#inFlight.count === 0;
    this.#shut(reason);
    if (this.#isReady) this.#publishState('closed', undefined);
    if (!mayBeHeard) {
      this.#connection.destroy();
      return;
    }
    this.#connection.end();
    this.#farewell = this.#config.world.timers.after(FAREWELL_MS, () => this.#connection.destroy());
  }

  /** Agrees on versions, and says who this is. */
  async #prepare(timeoutMs: number): Promise<void> {
    const { served, features } = await negotiateVersions((version, request) =>
      this.#askVersions(version, request, timeoutMs),
    );
    this.#served = served;
    this.#features = features;
    await this.#session.begin(timeoutMs);
  }

  #askVersions(
    version: number,
    request: Draft<ApiVersionsRequest>,
    timeoutMs: number,
  ): Promise<ApiVersionsResponse> {
    return new Promise((resolve, reject) => {
      const api = apiVersionsApi;
      this.send({ api, version, request, timeoutMs, received: resolve, failed: reject });
    });
  }

  /** For the exchange of a mechanism, which reads the answers' bytes later. */
  #asking(timeoutMs: number): Ask {
    return (api, request, limits) =>
      new Promise((resolve, reject) => {
        const received = (response: Awaited<ReturnType<Ask>>, frame: Frame): void => {
          frame.slab.retain();
          resolve(response as never); // of the API that was asked
        };
        const version = this.versionFor(api, limits);
        this.send({ api, version, request, timeoutMs, received, failed: reject });
      });
  }

  /** To renew a session is no use of the connection. */
  #noteUse(nowMs: number): void {
    if (this.#session.isOpen) this.#idle.used(nowMs);
  }

  #frame(frame: Frame): void {
    const wasFull = this.#inFlight.isFull;
    let pending: Pending | undefined;
    let response: unknown;
    try {
      const reader = new Reader(frame.bytes, frame.start, frame.end);
      if (reader.remainingBytes < 4) throw new Error('a response of less than four bytes');
      pending = this.#inFlight.take(frame.bytes.readInt32BE(frame.start));
      response = readResponse(frame, reader, pending);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const failure = new MalformedResponseError(`${this.name}: ${reason}`, { cause: error });
      pending?.failed(failure);
      this.#end(failure);
      return;
    }
    const sentMs = pending.deadlineMs - pending.timeoutMs;
    const nowMs = this.#config.world.clock.monotonicMs();
    this.#noteUse(nowMs);
    const latencyMs = nowMs - sentMs;
    this.#options.counters.answered(frame.end - frame.start, latencyMs);
    this.#publishRequest(pending, frame.end - frame.start, undefined);
    const throttleMs = throttleTimeOf(response);
    if (throttleMs > 0) {
      this.#options.counters.throttledMs += throttleMs;
      this.#throttle.extend(throttleMs);
    }
    this.#inFlight.watch();
    pending.received(response as never, frame); // the pending request's own API decoded it
    this.#session.renewIfIdle();
    if (wasFull) this.#tellSendable();
  }

  #tellSendable(): void {
    if (this.isSendable) this.#options.sendableAgain();
  }

  #endOverdue({ api, timeoutMs }: Pending): void {
    const waited = `${this.name} did not answer ${api.name} within ${Math.round(timeoutMs)} ms`;
    this.#end(new TimeoutError(waited));
  }

  #endIdle(): void {
    this.close(new ConnectionError(`the connection to ${this.name} was idle`));
    this.#options.idled();
  }

  #lost(cause: Error | undefined): ConnectionError | AuthenticationError {
    const reason = cause === undefined ? '' : `: ${cause.message}`;
    const message = `the connection to ${this.name} was lost${reason}`;
    // With TLS 1.3 a peer that does not take this side's certificate says so after the handshake.
    const isRefused = !this.#isReady && this.#config.tls !== undefined && isOfTls(cause);
    if (isRefused) return new AuthenticationError(message, { cause });
    return new ConnectionError(message, cause);
  }

  #end(reason: Error): void {
    if (this.#isClosed) return;
    this.#shut(reason);
    this.#connection.destroy();
    this.#publishState('closed', reason);
    // Until it is ready, `open` tells.
    if (this.#isReady) this.#options.closed(reason);
  }

  #publishState(state: 'ready' | 'closed', error: Error | undefined): void {
    const { nodeId } = this;
    const { clientId } = this.#config;
    const { host, port } = this.#options.node;
    publish('ottla.client.connection', () => ({ clientId, nodeId, host, port, state, error }));
  }

  #publishRequest(
    { api, version, deadlineMs, timeoutMs }: Pending,
    bytes: number,
    error: Error | undefined,
  ): void {
    const { nodeId } = this;
    const { clientId, world } = this.#config;
    publish('ottla.client.request', () => {
      const latencyMs = world.clock.monotonicMs() - (deadlineMs - timeoutMs);
      return { clientId, nodeId, api: api.name, version, latencyMs, bytes, error };
    });
  }

  #shut(reason: Error): void {
    this.#isClosed = true;
    this.#throttle.end();
    this.#session.end();
    this.#idle.end();
    this.#assembler.close();
    for (const pending of this.#inFlight.end()) {
      this.#publishRequest(pending, 0, reason);
      pending.failed(reason);
    }
  }
}

function pendingOf<Request, Response>(
  outgoing: OutgoingRequest<Request, Response>,
  nowMs: number,
): Pending {
  return {
    api: outgoing.api,
    version: outgoing.version,
    timeoutMs: outgoing.timeoutMs,
    deadlineMs: nowMs + outgoing.timeoutMs,
    received: (response, frame) => outgoing.received(response, frame),
    failed: (error) => outgoing.failed(error),
  };
}
