// Metrics of clients (KIP-714), as Kafka's ClientMetricsManager serves them: who is subscribed to
// what, how often who may push, and what is passed on. What becomes of a push is the receiver's
// business; without one all is answered and nothing kept, as by Kafka without a plugin.
//
//   to ask    once an interval; at once after a push that was refused because the subscriptions
//             changed or its compression is not known
//   to push   once an interval, and once at once after asking; a last push (terminating) at any
//             time, and nothing after it

import type { Clock, Logger, Random } from '@ottla/base';
import {
  type ClientMetricsSubscription,
  clientMetricsSubscription,
  ConfigError,
  configResourceTypes,
  type MetadataDelta,
  type MetadataImage,
  randomUuid,
} from '@ottla/metadata';
import {
  codecId,
  codecOf,
  CompressionError,
  DecodeError,
  type Draft,
  type ErrorName,
  errors,
  type GetTelemetrySubscriptionsResponse,
  type PushTelemetryRequest,
  type Uuid,
  uuidFromBytes,
  zeroUuid,
} from '@ottla/protocol';
import type { MetadataPublisher } from '../metadata/metadata-publisher.ts';
import { type ClientDetails, isMeant } from './client-details.ts';
import { type ClientInstance, ClientInstances } from './client-instances.ts';
import type { TelemetryReceiver } from './telemetry-receiver.ts';
import { setOrder, subscriptionId } from './subscription-id.ts';

const ALL_METRICS = '*';
/** Of a client that no subscription is meant for. */
const INTERVAL_MS = 300_000;
const ONE_UUID = uuidFromBytes(Buffer.from('00000000000000000000000000000001', 'hex'));
/** Best first. */
const COMPRESSION_TYPES = (['zstd', 'lz4', 'gzip', 'snappy'] as const).map(codecId);

export interface ClientTelemetryOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** telemetry.max.bytes: of a push as it comes, and when it is expanded. */
  readonly bytesMax: number;
  /** Whether clients are told that metrics are taken: always, never, or while anyone wants some. */
  readonly tells: 'on' | 'off' | 'auto';
  readonly receiver: TelemetryReceiver | undefined;
}

export class ClientTelemetry implements MetadataPublisher {
  readonly name = 'client telemetry';
  readonly #options: ClientTelemetryOptions;
  readonly #instances = new ClientInstances();
  #subscriptions: readonly ClientMetricsSubscription[] = [];
  /** Counts changes of the subscriptions: what was worked out before one is worked out again. */
  #version = 0;
  readonly counts = { unknownSubscriptions: 0, throttled: 0, exported: 0, exportErrors: 0 };

  constructor(options: ClientTelemetryOptions) {
    this.#options = options;
  }

  /** Whether ApiVersions names these APIs. */
  get isTold(): boolean {
    const { tells } = this.#options;
    return tells === 'on' || (tells === 'auto' && this.#subscriptions.length > 0);
  }

  get instanceCount(): number {
    return this.#instances.count(this.#options.clock.monotonicMs());
  }

  onUpdate(delta: MetadataDelta, image: MetadataImage): void {
    const changes = [...(delta.configs?.changes.values() ?? [])];
    const { CLIENT_METRICS } = configResourceTypes;
    if (!changes.some(({ resource }) => resource.type === CLIENT_METRICS)) return;
    const all = [...image.configs.byResource.values()];
    const ours = new Map(
      all
        .filter(({ resource }) => resource.type === CLIENT_METRICS)
        .map(({ resource, values }) => [resource.name, values]),
    );
    this.#subscriptions = setOrder([...ours.keys()]).flatMap((name) =>
      this.#readSubscription(name, ours.get(name) ?? new Map()),
    );
    this.#version += 1;
  }

  /** None where another kind of controller let pass what means nothing here. */
  #readSubscription(
    subscription: string,
    configs: ReadonlyMap<string, string>,
  ): ClientMetricsSubscription[] {
    try {
      return [clientMetricsSubscription(configs)];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const reason = error.message;
      this.#options.logger.warn('nobody is subscribed to metrics', { subscription, reason });
      return [];
    }
  }

  /** GetTelemetrySubscriptions. The zero id asks for a new one. */
  subscribe(asked: Uuid, client: ClientDetails): Draft<GetTelemetrySubscriptionsResponse> {
    const nowMs = this.#options.clock.monotonicMs();
    const id = asked === zeroUuid ? this.#newId(nowMs) : asked;
    const instance = this.#instance(id, client, nowMs);
    if (!mayGet(instance, nowMs)) {
      this.counts.throttled += 1;
      return { errorCode: errors.THROTTLING_QUOTA_EXCEEDED.code };
    }
    instance.lastError = 'NONE';
    return {
      errorCode: errors.NONE.code,
      clientInstanceId: id,
      subscriptionId: instance.subscriptionId,
      requestedMetrics: [...instance.metrics],
      acceptedCompressionTypes: COMPRESSION_TYPES,
      pushIntervalMs: instance.intervalMs,
      telemetryMaxBytes: this.#options.bytesMax,
      deltaTemporality: true,
    };
  }

  /** PushTelemetry: the error's name, or NONE. */
  push(request: PushTelemetryRequest, client: ClientDetails): ErrorName {
    const id = request.clientInstanceId;
    if (id === zeroUuid || id === ONE_UUID) return 'INVALID_REQUEST';
    const nowMs = this.#options.clock.monotonicMs();
    const instance = this.#instance(id, client, nowMs);
    const refused = this.#refusal(request, instance, nowMs);
    instance.isTerminating = request.terminating;
    instance.lastError = refused ?? this.#passOn(request, instance, client);
    return instance.lastError;
  }

  disconnected(connectionId: string): void {
    this.#instances.disconnected(connectionId);
  }

  #newId(nowMs: number): Uuid {
    for (;;) {
      const id = randomUuid(this.#options.random);
      if (this.#instances.get(id, nowMs) === undefined) return id;
    }
  }

  #instance(id: Uuid, client: ClientDetails, nowMs: number): ClientInstance {
    const known = this.#instances.get(id, nowMs);
    const isCurrent = known !== undefined && known.subscriptionVersion === this.#version;
    // What was said first of a client holds.
    const instance = isCurrent ? known : this.#newInstance(id, known?.client ?? client);
    if (!isCurrent) this.#instances.add(instance, client.connectionId);
    this.#instances.touch(instance, client.connectionId, nowMs);
    return instance;
  }

  #newInstance(id: Uuid, client: ClientDetails): ClientInstance {
    const meant = this.#subscriptions.filter((each) => isMeant(each, id, client));
    const wanted = new Set(meant.flatMap((each) => setOrder(each.metrics)));
    const metrics = wanted.has(ALL_METRICS) ? [ALL_METRICS] : setOrder([...wanted]);
    const intervalMs = Math.min(INTERVAL_MS, ...meant.map((each) => each.intervalMs));
    return {
      id,
      client,
      subscriptionId: subscriptionId(metrics, intervalMs, id),
      subscriptionVersion: this.#version,
      metrics,
      intervalMs,
      lastGetMs: -Infinity,
      lastPushMs: -Infinity,
      isTerminating: false,
      lastError: 'NONE',
    };
  }

  #refusal(
    request: PushTelemetryRequest,
    instance: ClientInstance,
    nowMs: number,
  ): ErrorName | undefined {
    if (instance.isTerminating) return 'INVALID_REQUEST';
    if (!mayPush(instance, nowMs) && !request.terminating) {
      this.counts.throttled += 1;
      return 'THROTTLING_QUOTA_EXCEEDED';
    }
    if (request.subscriptionId !== instance.subscriptionId) {
      this.counts.unknownSubscriptions += 1;
      return 'UNKNOWN_SUBSCRIPTION_ID';
    }
    if (codecOf(request.compressionType) === undefined) return 'UNSUPPORTED_COMPRESSION_TYPE';
    if (request.metrics.length > this.#options.bytesMax) return 'TELEMETRY_TOO_LARGE';
    return undefined;
  }

  #passOn(
    { compressionType, metrics }: PushTelemetryRequest,
    { id, intervalMs }: ClientInstance,
    client: ClientDetails,
  ): ErrorName {
    const { receiver, bytesMax, logger } = this.#options;
    const codec = codecOf(compressionType);
    if (receiver === undefined || codec === undefined || metrics.length === 0) return 'NONE';
    try {
      receiver.take({ instanceId: id, client, intervalMs, codec, metrics, bytesMax });
      this.counts.exported += 1;
      return 'NONE';
    } catch (error) {
      const isForeign = error instanceof DecodeError || error instanceof CompressionError;
      if (!isForeign) throw error;
      this.counts.exportErrors += 1;
      const reason = error.message;
      logger.debug('pushed metrics cannot be read', { client: client.clientId, id, reason });
      return 'INVALID_RECORD';
    }
  }
}

function mayGet(instance: ClientInstance, nowMs: number): boolean {
  const sinceMs = nowMs - Math.max(instance.lastGetMs, instance.lastPushMs);
  if (sinceMs >= instance.intervalMs) {
    instance.lastGetMs = nowMs;
    return true;
  }
  const { lastError } = instance;
  return lastError === 'UNKNOWN_SUBSCRIPTION_ID' || lastError === 'UNSUPPORTED_COMPRESSION_TYPE';
}

function mayPush(instance: ClientInstance, nowMs: number): boolean {
  const { lastGetMs, lastPushMs, intervalMs } = instance;
  const may = lastGetMs > lastPushMs || nowMs - lastPushMs >= intervalMs;
  if (may) instance.lastPushMs = nowMs;
  return may;
}
