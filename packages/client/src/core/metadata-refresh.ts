// Keeps the client's view of the cluster current: asks when it grows old, when a broker's answer
// says that it is stale, and when a topic is used for the first time. One request at a time, with
// backoff after failures. What a response means is decided in cluster-metadata.ts.

import type { Timer } from '@ottla/base';
import { errors, type MetadataResponse, type ProtocolError } from '@ottla/protocol';

import { AuthenticationError, ClosedError, KafkaError } from '../errors.ts';
import { backoffMs } from '../retry/backoff.ts';
import type { ClientConfig } from './client-options.ts';
import {
  applyLeaderChanges,
  applyMetadata,
  EMPTY_METADATA,
  forgetTopics,
  sayTheSame,
  type BrokerNode,
  type ClusterMetadata,
  type LeaderChange,
  type TopicMetadata,
} from './cluster-metadata.ts';
import { Listeners, waitUntil } from './wait.ts';

/**
 * Asks a broker; an empty list asks for brokers only, null for all topics. Rejects where no broker
 * answers.
 */
export type FetchMetadata = (topics: readonly string[] | null) => Promise<MetadataResponse>;

export interface TopicWait {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export class MetadataRefresh {
  readonly #config: ClientConfig;
  readonly #fetch: FetchMetadata;
  readonly changes = new Listeners();
  #current: ClusterMetadata = EMPTY_METADATA;
  /** When each was used last, as far as that is told. */
  readonly #topics = new Map<string, number>();
  readonly #unasked = new Set<string>();
  #timer: Timer | undefined;
  #busy = false;
  #fullWanted = true;
  #wantsAll = false;
  #knowsAll = false;
  #failures = 0;
  /** Answers in a row that said what was known, although it was taken to be stale. */
  #unchanged = 0;
  #lastAttemptMs = -Infinity;
  #lastSuccessMs: number;
  /** When all topics in use were last told of, not new ones only. */
  #lastFullMs: number;
  /** Since when answers are asked for in vain; undefined after one that came. */
  #vainSinceMs: number | undefined;
  #isClosed = false;
  #lastError: unknown;

  constructor(config: ClientConfig, fetch: FetchMetadata) {
    this.#config = config;
    this.#fetch = fetch;
    this.#lastSuccessMs = config.world.clock.monotonicMs();
    this.#lastFullMs = this.#lastSuccessMs;
  }

  /** Why the last request failed; undefined after one that succeeded. */
  get lastError(): unknown {
    return this.#lastError;
  }

  get current(): ClusterMetadata {
    return this.#current;
  }

  /** When a broker last answered; the client's start before that. */
  get lastSuccessMs(): number {
    return this.#lastSuccessMs;
  }

  /** For how long no answer came, although it was asked for (KIP-1102). */
  get inVainMs(): number {
    if (this.#vainSinceMs === undefined) return 0;
    return this.#config.world.clock.monotonicMs() - this.#vainSinceMs;
  }

  /** Keeps `topic` in every further request, and asks for it soon where it is not known yet. */
  want(topic: string): void {
    if (this.#topics.has(topic)) return;
    this.#topics.set(topic, this.#config.world.clock.monotonicMs());
    this.#unasked.add(topic);
    this.#schedule();
  }

  /** A topic that is wanted is in use: one that is not for `metadataIdleMsMax` is forgotten. */
  used(topic: string): void {
    if (!this.#topics.has(topic)) return;
    this.#topics.set(topic, this.#config.world.clock.monotonicMs());
  }

  /** From now on every request asks for all topics (a subscription by pattern), or no longer. */
  wantAll(all: boolean): void {
    if (this.#wantsAll === all) return;
    this.#wantsAll = all;
    this.#knowsAll = false;
    if (all) this.requestRefresh();
  }

  /** Whether `current` names all topics there are, as of the last answer. */
  get knowsAll(): boolean {
    return this.#knowsAll;
  }

  /** Forgets topics that are used no more. */
  retain(topics: ReadonlySet<string>): void {
    for (const topic of this.#topics.keys()) if (!topics.has(topic)) this.#topics.delete(topic);
  }

  /** What is known may be stale: ask again as soon as the backoff allows. */
  requestRefresh(): void {
    this.#fullWanted = true;
    this.#schedule();
  }

  /** Newer leaders from a Produce or Fetch response (KIP-951). */
  applyLeaders(changes: readonly LeaderChange[], endpoints: readonly BrokerNode[]): void {
    this.#become(applyLeaderChanges(this.#current, changes, endpoints));
  }

  /** Forgets all brokers, so that the next request goes to the bootstrap list. */
  rebootstrap(): void {
    this.#vainSinceMs = this.#config.world.clock.monotonicMs();
    this.#become({ ...this.#current, brokers: new Map() });
  }

  /** The topic once it is known. A topic that cannot be had rejects with the broker's error. */
  topic(name: string, wait: TopicWait): Promise<TopicMetadata> {
    this.want(name);
    this.forgetRefusal(name);
    const { world } = this.#config;
    const options = { ...wait, waitingFor: `metadata of topic ${name}` };
    return waitUntil(world, this.changes, options, () => {
      if (this.#isClosed) throw new ClosedError('the client is closed');
      // To wait for it is use, however long that takes.
      this.want(name);
      this.used(name);
      const topic = this.#current.topics.get(name);
      if (topic !== undefined) return topic;
      if (this.#lastError instanceof AuthenticationError) throw this.#lastError;
      const error = this.#current.topicErrors.get(name);
      if (error === undefined) return undefined;
      if (!error.retriable) throw topicFailure(name, error);
      this.requestRefresh();
      return undefined;
    });
  }

  /**
   * It is asked for anew by each who comes, and by each who was told: a permission may have been
   * given since.
   */
  forgetRefusal(name: string): void {
    const error = this.#current.topicErrors.get(name);
    // A name that is not valid will never be.
    const isLasting = error?.code === errors.INVALID_TOPIC_EXCEPTION.code;
    if (error === undefined || error.retriable || isLasting) return;
    const topicErrors = new Map(this.#current.topicErrors);
    topicErrors.delete(name);
    this.#current = { ...this.#current, topicErrors };
    this.requestRefresh();
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
    this.changes.end(new ClosedError('the client is closed'));
  }

  #become(next: ClusterMetadata): void {
    if (next === this.#current) return;
    this.#current = next;
    this.changes.announce();
  }

  #schedule(): void {
    if (this.#busy || this.#isClosed) return;
    this.#timer?.cancel();
    const now = this.#config.world.clock.monotonicMs();
    this.#timer = this.#config.world.timers.after(this.#delayMs(now), () => void this.#refresh());
  }

  #delayMs(now: number): number {
    const { retryBackoff, metadataMaxAgeMs, world } = this.#config;
    const since = (pauseMs: number): number => Math.max(0, this.#lastAttemptMs + pauseMs - now);
    const backoff = (failures: number): number => backoffMs(retryBackoff, failures, world.random);
    if (this.#failures > 0) return since(backoff(this.#failures - 1));
    if (this.#unasked.size > 0) return 0;
    // Stale answers in quick succession must not make a loop of requests, and a partition without a
    // leader must not make one that never ends (KIP-580).
    if (this.#fullWanted && this.#unchanged <= 1) return since(retryBackoff.initialMs);
    if (this.#fullWanted) return since(backoff(this.#unchanged - 1));
    return Math.max(0, this.#lastFullMs + metadataMaxAgeMs - now);
  }

  async #refresh(): Promise<void> {
    this.#busy = true;
    const { clock } = this.#config.world;
    const nowMs = clock.monotonicMs();
    // After a rest it is another trouble that makes the metadata stale.
    const isInRow = nowMs - this.#lastAttemptMs <= 2 * this.#config.retryBackoff.maxMs;
    if (!isInRow) this.#unchanged = 0;
    this.#forgetUnused(nowMs);
    this.#lastAttemptMs = nowMs;
    this.#vainSinceMs ??= nowMs;
    const onlyNew = !this.#fullWanted && this.#unasked.size > 0;
    const isAll = this.#wantsAll;
    const topics = isAll ? null : [...(onlyNew ? this.#unasked : this.#topics.keys())];
    this.#fullWanted = false;
    this.#unasked.clear();
    const response = await this.#fetch(topics).catch((error: unknown) => this.#failed(error));
    this.#busy = false;
    if (response !== undefined) {
      this.#failures = 0;
      this.#lastError = undefined;
      this.#vainSinceMs = undefined;
      this.#lastSuccessMs = clock.monotonicMs();
      if (!onlyNew || isAll) this.#lastFullMs = this.#lastSuccessMs;
      this.#knowsAll = isAll && this.#wantsAll;
      const next = applyMetadata(this.#current, response, isAll);
      this.#unchanged = sayTheSame(this.#current, next) ? this.#unchanged + 1 : 0;
      this.#become(next);
      this.#refreshWhileIncomplete();
    } else this.changes.announce();
    this.#schedule();
  }

  /** Topics that were not used for long; who uses one again waits for its metadata again. */
  #forgetUnused(nowMs: number): void {
    const { metadataIdleMsMax, logger } = this.#config;
    const unused = new Set<string>();
    for (const [topic, usedMs] of this.#topics) {
      // One that was not asked for yet is waited for.
      if (nowMs - usedMs < metadataIdleMsMax || this.#unasked.has(topic)) continue;
      unused.add(topic);
      this.#topics.delete(topic);
    }
    if (unused.size === 0) return;
    logger.debug('metadata of unused topics forgotten', { topics: [...unused].join(', ') });
    this.#become(forgetTopics(this.#current, unused));
  }

  #failed(error: unknown): undefined {
    this.#failures += 1;
    this.#lastError = error;
    this.#fullWanted = true;
    this.#config.logger.debug('metadata request failed', { error: String(error) });
  }

  /** A topic in creation, or a partition whose leader is being elected, is asked for again. */
  #refreshWhileIncomplete(): void {
    for (const name of this.#topics.keys()) {
      const topic = this.#current.topics.get(name);
      const error = this.#current.topicErrors.get(name);
      const leaderless = topic?.partitions.some((partition) => partition?.error?.refreshMetadata);
      if (error?.retriable || leaderless) this.#fullWanted = true;
    }
  }
}

/** Of a topic that cannot be had, in Kafka's words. */
export function topicFailure(topic: string, error: ProtocolError): KafkaError {
  if (error.code === errors.INVALID_TOPIC_EXCEPTION.code) {
    return new KafkaError(error, `Invalid topics: [${topic}]`);
  }
  if (error.code === errors.TOPIC_AUTHORIZATION_FAILED.code) {
    return new KafkaError(error, `Not authorized to access topics: [${topic}]`);
  }
  return new KafkaError(error, `${topic}: ${error.message}`);
}
