// Pushes a client's metrics to the cluster, where somebody there has subscribed to them (KIP-714):
// asks what is wanted, pushes it at the interval, asks again when that changed, and pushes once
// more at the end. Nothing of this is ever an error of the application's, unless it asks for the id
// that the cluster knows this client by.
//
// asking --answered--> pushing (each interval) --unknown subscription, too large--> asking
//   '--the broker does not serve it--> asking, much later

import type { Timer } from '@ottla/base';
import {
  type Codec,
  codecId,
  codecOf,
  compress,
  errorOf,
  errors,
  getTelemetrySubscriptionsApi,
  type GetTelemetrySubscriptionsResponse,
  type MetricAttribute,
  type MetricToPush,
  pushTelemetryApi,
  type Uuid,
  writeMetrics,
} from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import type { ClientConfig } from '../core/client-options.ts';
import { ZERO_UUID } from '../core/cluster-metadata.ts';
import { waitFor } from '../core/wait.ts';
import { ClientError, KafkaError, UnsupportedVersionError } from '../errors.ts';
import { retrying } from '../retry/retry-loop.ts';
import { Deltas, requested } from './client-metrics.ts';

export interface TelemetryParts {
  readonly core: ClientCore;
  readonly collect: () => readonly MetricToPush[];
  /** What the client says of itself: its group, its rack. */
  readonly resource: () => readonly MetricAttribute[];
}

export interface InstanceIdOptions {
  /** In ms. Default: the client's `apiTimeoutMs`. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Subscription {
  readonly id: number;
  readonly prefixes: readonly string[];
  readonly codec: Codec;
  readonly intervalMs: number;
  readonly bytesMax: number;
  readonly isDelta: boolean;
}

/** Before it asks for the first time: a client that lives shorter is not asked about. */
const FIRST_ASK_MS = 1_000;
/** Where a broker names no interval that could be kept. */
const INTERVAL_MS = 300_000;
/** After an ask or a push that failed. */
const RETRY_MS = 30_000;
const NOT_SERVED_MS = 300_000;
/** How long the push at the end may take. */
const LAST_PUSH_MS = 1_000;
/** Of those that this client speaks, best first. */
const CODECS: readonly Codec[] = ['zstd', 'lz4', 'gzip', 'snappy', 'none'];

export class TelemetryPusher {
  readonly #parts: TelemetryParts;
  readonly #deltas = new Deltas();
  #instanceId: Uuid = ZERO_UUID;
  #subscription: Subscription | undefined;
  #timer: Timer | undefined;
  /** The ask that is under way: two at once would be two clients to the cluster. */
  #asking: Promise<number | undefined> | undefined;
  #lastPushMs: number;
  #isStopped = false;

  constructor(parts: TelemetryParts) {
    this.#parts = parts;
    this.#lastPushMs = parts.core.config.world.clock.wallMs();
  }

  /**
   * The id that the cluster gave; asks for it where it has not yet. Rejects with a ClientError
   * where metrics are switched off, with an UnsupportedVersionError where the brokers take none.
   */
  async clientInstanceId(options: InstanceIdOptions = {}): Promise<Uuid> {
    const { config } = this.#parts.core;
    requireTelemetry(config);
    const { world, retryBackoff: backoff, apiTimeoutMs } = config;
    const { timeoutMs = apiTimeoutMs, signal } = options;
    const doing = 'ask for the client instance id';
    return retrying({ world, backoff, timeoutMs, doing, signal }, async (leftMs) => {
      if (this.#instanceId !== ZERO_UUID) return this.#instanceId;
      const wait = { timeoutMs: leftMs, waitingFor: 'the client instance id', signal };
      return waitFor<Uuid>(world, wait, ({ resolve, reject }) => {
        this.#askNow().then(() => resolve(this.#instanceId), reject);
        return undefined;
      });
    });
  }

  /** Once the client is used; again it does nothing. */
  start(): void {
    if (this.#timer !== undefined || this.#asking !== undefined) return;
    if (!this.#parts.core.config.pushesMetrics) return;
    this.#later(FIRST_ASK_MS, () => this.#ask());
  }

  /** Pushes what there is once more, where it is wanted. Never rejects. */
  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#timer?.cancel();
    const subscription = this.#subscription;
    if (subscription === undefined || subscription.prefixes.length === 0) return;
    await this.#send(subscription, true, LAST_PUSH_MS).catch(() => undefined);
  }

  #later(delayMs: number, act: () => Promise<number | undefined>): void {
    if (this.#isStopped) return;
    const { world } = this.#parts.core.config;
    this.#timer = world.timers.after(delayMs, () => this.#follow(act()));
  }

  /** Goes on once a step is done. */
  #follow(step: Promise<number | undefined>): void {
    step.then(
      (nextMs) => {
        if (nextMs === undefined) return;
        const isSubscribed = this.#subscription !== undefined;
        this.#later(nextMs, () => (isSubscribed ? this.#push() : this.#ask()));
      },
      (error: unknown) => {
        // Brokers serve it while somebody wants metrics: another connection may know of it.
        const isServed = !(error instanceof UnsupportedVersionError);
        const { logger } = this.#parts.core.config;
        if (isServed) logger.debug('telemetry failed', { error: String(error) });
        this.#subscription = undefined;
        this.#later(isServed ? RETRY_MS : NOT_SERVED_MS, () => this.#ask());
      },
    );
  }

  /** Before its time; what comes after it keeps its order. */
  #askNow(): Promise<unknown> {
    if (this.#asking !== undefined) return this.#asking;
    this.#timer?.cancel();
    const asking = this.#ask();
    this.#follow(asking);
    return asking;
  }

  #ask(): Promise<number | undefined> {
    this.#asking ??= this.#askOnce().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** Resolves with when the next step is due. */
  async #askOnce(): Promise<number | undefined> {
    const { core } = this.#parts;
    const { response } = await core.call({
      api: getTelemetrySubscriptionsApi,
      node: 'any',
      timeoutMs: core.config.requestTimeoutMs,
      request: () => ({ clientInstanceId: this.#instanceId }),
    });
    if (response.errorCode !== 0) throw new KafkaError(errorOf(response.errorCode));
    const isFirst = this.#instanceId === ZERO_UUID;
    this.#instanceId = response.clientInstanceId;
    this.#subscription = subscriptionOf(response);
    const { intervalMs, prefixes } = this.#subscription;
    if (prefixes.length === 0) {
      this.#subscription = undefined;
      return intervalMs;
    }
    // Clients that began together do not push together.
    return isFirst ? intervalMs * (0.5 + core.config.world.random.float()) : intervalMs;
  }

  async #push(): Promise<number | undefined> {
    const subscription = this.#subscription;
    if (subscription === undefined) return 0;
    const errorCode = await this.#send(subscription, false, subscription.intervalMs);
    switch (errorCode) {
      case 0:
        return subscription.intervalMs;
      case errors.UNKNOWN_SUBSCRIPTION_ID.code:
      case errors.UNSUPPORTED_COMPRESSION_TYPE.code:
        this.#subscription = undefined;
        return 0;
      case errors.TELEMETRY_TOO_LARGE.code:
      case errors.THROTTLING_QUOTA_EXCEEDED.code:
        return subscription.intervalMs;
      default:
        this.#subscription = undefined;
        return RETRY_MS;
    }
  }

  /** Resolves with the answer's error code. */
  async #send(subscription: Subscription, isLast: boolean, timeoutMs: number): Promise<number> {
    const { core, collect, resource } = this.#parts;
    const { id, prefixes, codec, isDelta, bytesMax } = subscription;
    const wanted = requested(collect(), prefixes);
    const nowMs = core.config.world.clock.wallMs();
    const at = { startMs: this.#lastPushMs, nowMs, isDelta };
    const metrics = compress(
      codec,
      writeMetrics(isDelta ? this.#deltas.of(wanted) : wanted, resource(), at),
    );
    if (bytesMax > 0 && metrics.length > bytesMax) return errors.TELEMETRY_TOO_LARGE.code;
    if (isDelta) this.#lastPushMs = nowMs;
    const { response } = await core.call({
      api: pushTelemetryApi,
      node: 'any',
      timeoutMs: Math.min(timeoutMs, core.config.requestTimeoutMs),
      request: () => ({
        clientInstanceId: this.#instanceId,
        subscriptionId: id,
        terminating: isLast,
        compressionType: codecId(codec),
        metrics,
      }),
    });
    return response.errorCode;
  }
}

/** Throws where the application has switched off that metrics are pushed. */
export function requireTelemetry({ pushesMetrics }: Pick<ClientConfig, 'pushesMetrics'>): void {
  if (pushesMetrics) return;
  throw new ClientError('there is no client instance id where enableMetricsPush is false');
}

function subscriptionOf(response: GetTelemetrySubscriptionsResponse): Subscription {
  const accepted = new Set(response.acceptedCompressionTypes.map((id) => codecOf(id)));
  return {
    id: response.subscriptionId,
    prefixes: response.requestedMetrics,
    codec: CODECS.find((codec) => accepted.has(codec)) ?? 'none',
    intervalMs: response.pushIntervalMs > 0 ? response.pushIntervalMs : INTERVAL_MS,
    bytesMax: response.telemetryMaxBytes,
    isDelta: response.deltaTemporality,
  };
}
