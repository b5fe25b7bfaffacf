// The settings of a consumer, with Kafka's names in camelCase and Kafka's defaults. Those of groups
// are in consumer/group-options.ts.

import {
  resolveClientOptions,
  type ClientConfig,
  type ClientOptions,
} from '../core/client-options.ts';
import { ConfigError } from '../errors.ts';
import type { Deserializer } from '../serde/serde.ts';
import type { Deserializers } from './fetched-batch.ts';
import { parseOffsetReset, type OffsetReset, type ResetPolicy } from './offset-reset.ts';

export type IsolationLevel = 'read_uncommitted' | 'read_committed';

export interface ConsumerOptions<Key = Uint8Array, Value = Uint8Array> extends ClientOptions {
  /** Without one, keys are bytes. */
  readonly keyDeserializer?: Deserializer<Key> | undefined;
  readonly valueDeserializer?: Deserializer<Value> | undefined;
  /**
   * Where to start without a committed offset, and to go on when the position is out of the log's
   * range. Default `latest`.
   */
  readonly autoOffsetReset?: OffsetReset | undefined;
  readonly isolationLevel?: IsolationLevel | undefined;
  readonly fetchMinBytes?: number | undefined;
  readonly fetchMaxWaitMs?: number | undefined;
  readonly fetchMaxBytes?: number | undefined;
  readonly maxPartitionFetchBytes?: number | undefined;
  /**
   * Fetched bytes that may wait for the application, of all partitions, paused ones included. While
   * as much waits nothing more is asked for; what is on its way by then, one fetch of each broker,
   * comes on top. Where paused partitions leave no room for one that has nothing waiting, what they
   * hold is dropped, and fetched again once they are resumed. Default 64 MiB.
   */
  readonly prefetchBytes?: number | undefined;
  readonly checkCrcs?: boolean | undefined;
  readonly clientRack?: string | undefined;
  readonly allowAutoCreateTopics?: boolean | undefined;
}

export interface ConsumerConfig extends ClientConfig {
  readonly autoOffsetReset: ResetPolicy;
  readonly isReadCommitted: boolean;
  readonly fetchMinBytes: number;
  readonly fetchMaxWaitMs: number;
  readonly fetchBytesMax: number;
  readonly partitionBytesMax: number;
  readonly prefetchBytesMax: number;
  readonly checksCrcs: boolean;
  readonly rackId: string;
  readonly deserializers: Deserializers;
}

/** One fetch more than what is being consumed is held of each partition. */
export const FETCHES_AHEAD = 2;

export function resolveConsumerOptions(
  options: ConsumerOptions<unknown, unknown>,
  defaultClientId: string,
): ConsumerConfig {
  const { autoOffsetReset = 'latest', isolationLevel = 'read_uncommitted' } = options;
  if (!['read_uncommitted', 'read_committed'].includes(isolationLevel)) {
    throw new ConfigError(
      `isolationLevel must be read_uncommitted or read_committed, got ${String(isolationLevel)}`,
    );
  }
  return {
    ...resolveClientOptions(options, {
      clientId: defaultClientId,
      allowAutoTopicCreation: options.allowAutoCreateTopics ?? true,
    }),
    autoOffsetReset: parseOffsetReset(autoOffsetReset),
    isReadCommitted: isolationLevel === 'read_committed',
    fetchMinBytes: whole('fetchMinBytes', options.fetchMinBytes ?? 1, 0),
    fetchMaxWaitMs: whole('fetchMaxWaitMs', options.fetchMaxWaitMs ?? 500, 0),
    fetchBytesMax: whole('fetchMaxBytes', options.fetchMaxBytes ?? 52_428_800, 0),
    partitionBytesMax: whole(
      'maxPartitionFetchBytes',
      options.maxPartitionFetchBytes ?? 1_048_576,
      0,
    ),
    // With none at all nothing would ever be fetched.
    prefetchBytesMax: whole('prefetchBytes', options.prefetchBytes ?? 67_108_864, 1),
    checksCrcs: options.checkCrcs ?? true,
    rackId: options.clientRack ?? '',
    deserializers: { key: options.keyDeserializer, value: options.valueDeserializer },
  };
}

function whole(name: string, value: number, from: number): number {
  if (Number.isSafeInteger(value) && value >= from) return value;
  throw new ConfigError(`${name} must be a whole number from ${from}, got ${value}`);
}
