// Requests by API, as Kafka's RequestMetrics counts them. No clock is read here, and none for a
// request: a connection knows when its bytes were read, a socket server when its turn began to
// send. Times are therefore exact to a turn of the event loop, which is what a client can notice.
//
//   received ──(queue)──▶ handled ──(local)──▶ end of its turn, or of its answer's where that is
//   the same ──(remote)──▶ answered ──(response queue)──▶ encoded ──(response send)──▶ sent
//
// What is answered in the turn that handled it was all local: so is a Produce whose bytes are in
// the file by then. What nothing in its turn was begun for is remote from the start.

import { fetchApi, type FetchRequest } from '@ottla/protocol';
import type { ServedApi } from '../net/served-apis.ts';
import { ErrorCounts } from './error-counts.ts';
import { Histogram } from './histogram.ts';

/** Histograms hold microseconds; milliseconds are served. */
export const MICROSECONDS = 1000;

/** Histograms do not tell longer times apart. */
const MS_MAX = 2_000_000;

const FIRST_FETCH_WITH_REPLICA_STATE = 15;

/** A turn of the event loop that ends with a sending. */
export class Turn {
  /** When the sending began, on the monotonic clock; negative before. A fraction from the start. */
  endMs = -Infinity;
}

/** Stands for the turn of a request that only waits: it is over before it begins. */
export const WAITING: Turn = Object.freeze({ endMs: 0 });

/** What a request has gone through when its answer is written. */
export interface RequestTimes {
  readonly receivedMs: number;
  readonly handledMs: number;
  readonly handledIn: Turn;
  readonly answeredIn: Turn;
  /** Undefined where nobody is answered. */
  readonly response?: object | undefined;
}

export class ApiMetrics {
  /** Kafka's name of the request, for example FetchConsumer. */
  readonly name: string;
  readonly countsByVersion: number[] = [];
  readonly requestBytes = new Histogram();
  readonly queueTime = new Histogram();
  readonly localTime = new Histogram();
  readonly remoteTime = new Histogram();
  readonly responseQueueTime = new Histogram();
  readonly responseSendTime = new Histogram();
  readonly throttleTime = new Histogram();
  readonly errors = new ErrorCounts();
  readonly totalTime = new Histogram();

  readonly #apiKey: number;
  readonly #parts: readonly Histogram[];

  constructor(name: string, apiKey: number) {
    this.name = name;
    this.#apiKey = apiKey;
    const { queueTime, localTime, remoteTime, responseQueueTime, responseSendTime } = this;
    const times = [queueTime, localTime, remoteTime, responseQueueTime, responseSendTime];
    this.#parts = [...times, this.throttleTime];
  }

  begun(version: number, sizeBytes: number): void {
    this.countsByVersion[version] = (this.countsByVersion[version] ?? 0) + 1;
    this.requestBytes.record(sizeBytes);
  }

  /** Its client is asked, or made, to wait so long. */
  throttled(delayMs: number): void {
    this.throttleTime.record(microseconds(delayMs));
  }

  /** Its answer is encoded. */
  written(request: RequestTimes, nowMs: number): void {
    const { receivedMs, handledMs, handledIn, answeredIn, response } = request;
    if (response !== undefined) this.errors.answered(this.#apiKey, response);
    const localEndMs = Math.max(handledMs, endOf(handledIn, nowMs));
    const answeredMs = Math.max(localEndMs, endOf(answeredIn, nowMs));
    // Most requests have but one of these, and its zeros are counted later.
    if (handledMs > receivedMs) this.queueTime.record(microseconds(handledMs - receivedMs));
    if (localEndMs > handledMs) this.localTime.record(microseconds(localEndMs - handledMs));
    if (answeredMs > localEndMs) this.remoteTime.record(microseconds(answeredMs - localEndMs));
    if (nowMs > answeredMs) this.responseQueueTime.record(microseconds(nowMs - answeredMs));
    this.totalTime.record(microseconds(nowMs - receivedMs));
  }

  /** Its answer has left, so long after it was encoded. */
  sent(tookMs: number): void {
    if (tookMs > 0) this.responseSendTime.record(microseconds(tookMs));
  }

  /** Before anybody looks: each answer has all of these times. */
  settle(): void {
    for (const each of this.#parts) each.zerosUpTo(this.totalTime.count);
  }

  turn(): void {
    this.settle();
    for (const each of [this.requestBytes, this.totalTime, ...this.#parts]) each.turn();
  }
}

/** Of one node, over all its listeners. */
export class RequestMetrics {
  readonly #byApiKey: (ApiMetrics | undefined)[] = [];
  #followers: ApiMetrics | undefined;

  /** Where a request counts. `request` is undefined where its version is not known. */
  of({ key, handler }: ServedApi, version: number, request: unknown): ApiMetrics {
    // The codec of the API made it.
    if (key === fetchApi.key && isFollower(request as FetchRequest | undefined, version)) {
      return (this.#followers ??= new ApiMetrics('FetchFollower', key));
    }
    const known = this.#byApiKey[key];
    if (known !== undefined) return known;
    const name = key === fetchApi.key ? 'FetchConsumer' : handler.api.name;
    const metrics = new ApiMetrics(name, key);
    this.#byApiKey[key] = metrics;
    return metrics;
  }

  /** Those that have been asked for, in the order of their keys. */
  *all(): Generator<ApiMetrics> {
    for (const each of this.#byApiKey) if (each !== undefined) yield each;
    if (this.#followers !== undefined) yield this.#followers;
  }

  /** Forgets the older half of what quantiles are taken of. */
  turn(): void {
    for (const each of this.all()) each.turn();
  }
}

/** A small integer, which costs no memory to pass on. */
function microseconds(ms: number): number {
  return ms < MS_MAX ? (ms * MICROSECONDS) | 0 : MS_MAX * MICROSECONDS;
}

function endOf({ endMs }: Turn, nowMs: number): number {
  return endMs < 0 ? nowMs : endMs;
}

function isFollower(request: FetchRequest | undefined, version: number): boolean {
  if (request === undefined) return false;
  const isNew = version >= FIRST_FETCH_WITH_REPLICA_STATE;
  return (isNew ? request.replicaState.replicaId : request.replicaId) >= 0;
}
