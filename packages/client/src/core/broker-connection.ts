// One connection to one broker: frames, correlation, the versions both sides know, timeouts, and an
// end that tells everybody who waits. It retries nothing and knows nothing of topics.
//
// open: connect → ApiVersions (newest, else what the broker names, else 0) → SASL → ready → closed
// ready: while a session that ends is renewed, it takes no requests.
// closed by: the peer, a lost connection, a malformed or unexpected frame, a request that took too
// long, `close`. Whatever the state, each request is answered or failed exactly once.

import { assert, NetworkError, type Connection, type Timer } from '@ottla/base';
import {
  apiVersionsApi,
  FrameAssembler,
  Reader,
  RequestPipeline,
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
import { authenticate, type Ask } from './authenticate.ts';
import { RESPONSE_BYTES_MAX, type ClientConfig } from './client-options.ts';
import type { BrokerNode } from './cluster-metadata.ts';
import type { ConnectionCounters } from './connection-counters.ts';
import { publish } from '../observe/channels.ts';
import { negotiateVersions } from './negotiate-versions.ts';
import { readResponse, writeRequest } from './request-bytes.ts';
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

interface Pending {
  readonly api: Api<unknown, unknown>;
  readonly version: number;
  readonly deadlineMs: number;
  readonly timeoutMs: number;
  readonly received: (response: never, frame: Frame) => void;
  readonly failed: (error: Error) => void;
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
  /** Called once, and never by `close`. */
  readonly closed: (error: Error | undefined) => void;
}

/** How long the peer may take to read what was sent last, and to close its side. */
const FAREWELL_MS = 1_000;
/** When a session is renewed: after this part of its life, and up to as much again at random. */
const RENEWAL_SHARE = 0.85;
const RENEWAL_JITTER = 0.1;
/** Headers of some hundred requests: record batches are not copied into it. */
const WRITER_BYTES = 16 * 1024;
/** Of Kafka: larger ones are for its own use. */
const CORRELATION_ID_COUNT = 2 ** 31;

export class BrokerConnection {
  /** For messages: `host:port (broker 1)`. */
  readonly name: string;
  readonly nodeId: number;
  readonly #config: ClientConfig;
  readonly #connection: Connection;
  readonly #assembler: FrameAssembler;
  readonly #pipeline: RequestPipeline<Pending>;
  readonly #options: OpenOptions;
  readonly #writer = new Writer(WRITER_BYTES);
  #served: ServedVersions = new Map();
  #features = NO_FEATURES;
  /** What the pipeline will give to the next request. */
  #nextId = 0;
  #timer: Timer | undefined;
  #timerDueMs = Infinity;
  #throttle: Timer | undefined;
  #throttledUntilMs = 0;
  /** Runs until the session must be renewed, and then for as long as that may take. */
  #session: Timer | undefined;
  /** Due: it waits until nothing is in flight, and nothing new is sent. */
  #renewal: 'none' | 'due' | 'running' = 'none';
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
    const socket = await connected(options);
    if (signal?.aborted) {
      socket.destroy();
      throw signal.reason;
    }
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
    this.#pipeline = new RequestPipeline(config.maxInFlightRequests);
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
    return this.#pipeline.outstanding;
  }

  /** Whether `send` may be called now: neither closed, nor full, nor throttled by the broker. */
  get isSendable(): boolean {
    if (this.#isClosed || this.#renewal !== 'none') return false;
    return !this.#pipeline.isFull && this.#throttle === undefined;
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
    const correlationId = expectsResponse ? this.#nextId : 0;
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
    if (expectsResponse) this.#register(correlationId, this.#pendingOf(outgoing));
    const { counters } = this.#options;
    counters.requests += 1;
    for (const chunk of chunks) counters.bytesSent += chunk.length;
    this.#connection.write(chunks, outgoing.sent);
    if (expectsResponse) this.#watchOldest();
  }

  /** Fails what is in flight with `reason`; what was sent without asking for an answer arrives. */
  close(reason: Error = new ClosedError('the client is closed')): void {
    if (this.#isClosed) return;
    const isIdle = this.#pipeline.outstanding === 0;
    this.#shut(reason);
    if (this.#isReady) this.#publishState('closed', undefined);
    if (!isIdle) {
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
    await this.#authenticate(timeoutMs);
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

  /** Tells the broker who this is, and again before it forgets. */
  async #authenticate(timeoutMs: number): Promise<void> {
    const { sasl, world } = this.#config;
    if (sasl === undefined) return;
    const ask: Ask = (api, request, limits) =>
      new Promise((resolve, reject) => {
        const received = (response: Awaited<ReturnType<Ask>>, frame: Frame): void => {
          // The mechanism reads the answer's bytes later.
          frame.slab.retain();
          resolve(response as never); // of the API that was asked
        };
        const version = this.versionFor(api, limits);
        this.send({ api, version, request, timeoutMs, received, failed: reject });
      });
    const sessionMs = await authenticate(ask, sasl, this.name);
    this.#session?.cancel();
    if (sessionMs <= 0 || this.#isClosed) return;
    const share = RENEWAL_SHARE + RENEWAL_JITTER * world.random.float();
    this.#session = world.timers.after(sessionMs * share, () => {
      this.#renewal = 'due';
      this.#renewIfIdle();
    });
  }

  /** A session is renewed between requests: a broker takes none meanwhile. */
  #renewIfIdle(): void {
    if (this.#renewal !== 'due' || this.#pipeline.outstanding > 0 || this.#isClosed) return;
    this.#renewal = 'running';
    const { requestTimeoutMs, world } = this.#config;
    // Credentials may have to be fetched, and that may take for ever.
    this.#session = world.timers.after(requestTimeoutMs, () => {
      const waited = `was not renewed within ${requestTimeoutMs} ms`;
      this.#end(new TimeoutError(`the session with ${this.name} ${waited}`));
    });
    this.#authenticate(requestTimeoutMs).then(
      () => {
        this.#renewal = 'none';
        if (this.isSendable) this.#options.sendableAgain();
      },
      (error: unknown) => this.#end(error instanceof Error ? error : new Error(String(error))),
    );
  }

  #register(correlationId: number, pending: Pending): void {
    const given = this.#pipeline.push(pending);
    assert(given === correlationId, `correlation id ${correlationId} was written for ${given}`);
    this.#nextId = (given + 1) % CORRELATION_ID_COUNT;
  }

  #pendingOf<Request, Response>(outgoing: OutgoingRequest<Request, Response>): Pending {
    return {
      api: outgoing.api,
      version: outgoing.version,
      timeoutMs: outgoing.timeoutMs,
      deadlineMs: this.#config.world.clock.monotonicMs() + outgoing.timeoutMs,
      received: (response, frame) => outgoing.received(response, frame),
      failed: (error) => outgoing.failed(error),
    };
  }

  #frame(frame: Frame): void {
    const wasFull = this.#pipeline.isFull;
    let pending: Pending | undefined;
    let response: unknown;
    try {
      const reader = new Reader(frame.bytes, frame.start, frame.end);
      if (reader.remainingBytes < 4) throw new Error('a response of less than four bytes');
      pending = this.#pipeline.take(frame.bytes.readInt32BE(frame.start));
      response = readResponse(frame, reader, pending);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const failure = new MalformedResponseError(`${this.name}: ${reason}`, { cause: error });
      pending?.failed(failure);
      this.#end(failure);
      return;
    }
    const sentMs = pending.deadlineMs - pending.timeoutMs;
    const latencyMs = this.#config.world.clock.monotonicMs() - sentMs;
    this.#options.counters.answered(frame.end - frame.start, latencyMs);
    this.#publishRequest(pending, frame.end - frame.start, undefined);
    const throttleMs = throttleTimeOf(response);
    if (throttleMs > 0) this.#throttleFor(throttleMs);
    this.#watchOldest();
    pending.received(response as never, frame); // the pending request's own API decoded it
    this.#renewIfIdle();
    if (wasFull && this.isSendable) this.#options.sendableAgain();
  }

  /** Every supported version of every API means: send nothing for this long. */
  #throttleFor(throttleMs: number): void {
    this.#options.counters.throttledMs += throttleMs;
    const { clock, timers } = this.#config.world;
    const untilMs = clock.monotonicMs() + throttleMs;
    // An answer that asks for less does not shorten what another one has asked for.
    if (this.#throttle !== undefined && untilMs <= this.#throttledUntilMs) return;
    this.#throttledUntilMs = untilMs;
    this.#throttle?.cancel();
    this.#throttle = timers.after(throttleMs, () => {
      this.#throttle = undefined;
      if (this.isSendable) this.#options.sendableAgain();
    });
  }

  /**
   * One timer for all requests in flight. It is seldom set: only where it would fire after the
   * deadline of the oldest one, and when it has fired too early for it.
   */
  #watchOldest(): void {
    const oldest = this.#pipeline.oldest;
    if (oldest === undefined || this.#timerDueMs <= oldest.deadlineMs) return;
    const { clock, timers } = this.#config.world;
    this.#timer?.cancel();
    this.#timerDueMs = oldest.deadlineMs;
    const leftMs = Math.max(0, oldest.deadlineMs - clock.monotonicMs());
    this.#timer = timers.after(leftMs, () => {
      this.#timerDueMs = Infinity;
      this.#endIfOverdue();
      if (!this.#isClosed) this.#watchOldest();
    });
  }

  #endIfOverdue(): void {
    const oldest = this.#pipeline.oldest;
    if (oldest === undefined || oldest.deadlineMs > this.#config.world.clock.monotonicMs()) return;
    const { api, timeoutMs } = oldest;
    const waited = `${this.name} did not answer ${api.name} within ${Math.round(timeoutMs)} ms`;
    this.#end(new TimeoutError(waited));
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
    this.#timer?.cancel();
    this.#throttle?.cancel();
    this.#throttle = undefined;
    this.#session?.cancel();
    this.#assembler.close();
    for (const pending of this.#pipeline.drain()) {
      this.#publishRequest(pending, 0, reason);
      pending.failed(reason);
    }
  }
}

async function connected({ config, node, setupTimeoutMs }: OpenOptions): Promise<Connection> {
  const { host, port } = node;
  const { tls, world } = config;
  try {
    return await world.network.connect({ host, port, timeoutMs: setupTimeoutMs, tls });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `cannot connect to ${host}:${port}: ${reason}`;
    // A certificate, or a listener without TLS: trying again would find the same.
    const isRefused = tls !== undefined && !(error as { retriable?: boolean }).retriable;
    if (isRefused) throw new AuthenticationError(message, { cause: error });
    throw new ConnectionError(message, error);
  }
}

/** What the peer, or Node, found wrong with certificates and protocols. */
function isOfTls(error: Error | undefined): boolean {
  if (!(error instanceof NetworkError)) return false;
  return error.code === 'EPROTO' || error.code.startsWith('ERR_SSL_');
}

function throttleTimeOf(response: unknown): number {
  if (typeof response !== 'object' || response === null) return 0;
  if (!('throttleTimeMs' in response)) return 0;
  return typeof response.throttleTimeMs === 'number' ? response.throttleTimeMs : 0;
}
