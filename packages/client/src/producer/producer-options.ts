// The producer's settings, with Kafka's names in camelCase, Kafka's defaults and its rules between
// them.

import { compressionLevels } from '@ottla/protocol';

import {
  resolveClientOptions,
  type ClientConfig,
  type ClientOptions,
} from '../core/client-options.ts';
import { ConfigError } from '../errors.ts';
import type { Serializer } from '../serde/serde.ts';
import {
  type KeyPartitioner,
  type Partitioner,
  resolvePartitioner,
} from './partitioner/partitioner.ts';
import type { RecordBytes } from './producer-record.ts';

export type CompressionType = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';
export type Acks = 'all' | -1 | 0 | 1;

export interface ProducerOptions<Key = RecordBytes, Value = RecordBytes> extends ClientOptions {
  /** Without one, keys are bytes or text. */
  readonly keySerializer?: Serializer<Key> | undefined;
  readonly valueSerializer?: Serializer<Value> | undefined;
  /** Default `all`. */
  readonly acks?: Acks | undefined;
  /** Default true, unless `acks` or `retries` say otherwise. */
  readonly enableIdempotence?: boolean | undefined;
  readonly compressionType?: CompressionType | undefined;
  /** Of gzip, lz4 and zstd; the codec's own default where it is left out. */
  readonly compressionLevel?: number | undefined;
  /** Bytes of one batch. Default 16384. */
  readonly batchSize?: number | undefined;
  /**
   * How long a batch waits for more records. Left out: not at all while nothing is in flight to its
   * broker, and 5 ms otherwise, so that a caller who awaits each send does not pay for it.
   */
  readonly lingerMs?: number | undefined;
  /** Bytes of all records that are not yet delivered. Default 33554432. */
  readonly bufferMemory?: number | undefined;
  /** How long a send waits for metadata and memory together. Default 60000. */
  readonly maxBlockMs?: number | undefined;
  /** Bytes of one request. Default 1048576. */
  readonly maxRequestSize?: number | undefined;
  /**
   * A topic that nothing was sent to for so long is no longer asked for; the next send waits for
   * its metadata again. At least 5000. Default 300000.
   */
  readonly metadataMaxIdleMs?: number | undefined;
  /** From `send` to the final outcome, with all retries. Default 120000. */
  readonly deliveryTimeoutMs?: number | undefined;
  readonly retries?: number | undefined;
  /**
   * Makes this a transactional producer. The id is of the part of the work that it does, the same
   * after each start: a producer that begins with it fences the one before.
   */
  readonly transactionalId?: string | undefined;
  /**
   * When the coordinator aborts a transaction that was neither committed nor aborted, in ms; at
   * most the brokers' `transaction.max.timeout.ms`. Default 60000.
   */
  readonly transactionTimeoutMs?: number | undefined;
  /** Which partition a record without one goes to. Default `murmur2`, as Java's clients do. */
  readonly partitioner?: KeyPartitioner | Partitioner | undefined;
  /** Keys choose no partition. Default false. */
  readonly partitionerIgnoreKeys?: boolean | undefined;
  /** Prefers partitions with short queues. Default true. */
  readonly partitionerAdaptivePartitioningEnable?: boolean | undefined;
}

/** All but the types of keys and values. */
type ProducerSettings = Omit<ProducerOptions, 'keySerializer' | 'valueSerializer'>;

export interface ProducerConfig extends ClientConfig {
  /** -1 is all. */
  readonly acks: -1 | 0 | 1;
  readonly isIdempotent: boolean;
  readonly compressionType: CompressionType;
  readonly compressionLevel: number | undefined;
  readonly batchBytes: number;
  readonly lingerMs: number;
  /** Whether a batch goes at once where nothing is in flight to its broker. */
  readonly sendsWhenIdle: boolean;
  readonly bufferBytes: number;
  readonly maxBlockMs: number;
  readonly requestBytesMax: number;
  readonly deliveryTimeoutMs: number;
  readonly retries: number;
  readonly transactionalId: string | undefined;
  readonly transactionTimeoutMs: number;
  readonly partitioner: Partitioner;
  readonly isAdaptive: boolean;
}

const LINGER_MS = 5;
const RETRIES = 0x7fffffff;
const IDEMPOTENT_IN_FLIGHT_MAX = 5;
const INT32_MAX = 0x7fffffff;
const KEY_PARTITIONERS: readonly string[] = ['murmur2', 'consistent_random'];

/** Throws a ConfigError for settings that exclude each other. */
export function resolveProducerOptions(
  options: ProducerSettings,
  defaultClientId: string,
): ProducerConfig {
  const transactionalId = transactionalIdOf(options);
  const client = resolveClientOptions(options, {
    clientId: transactionalId === undefined ? defaultClientId : `producer-${transactionalId}`,
    allowAutoTopicCreation: true,
  });
  const acks = acksOf(options.acks ?? 'all');
  const retries = retriesOf(options.retries ?? RETRIES);
  const lingerMs = atLeast('lingerMs', options.lingerMs ?? LINGER_MS, 0);
  const compressionType = compressionOf(options.compressionType ?? 'none');
  return {
    ...client,
    metadataIdleMsMax: atLeast('metadataMaxIdleMs', options.metadataMaxIdleMs ?? 300_000, 5_000),
    acks,
    retries,
    lingerMs,
    sendsWhenIdle: options.lingerMs === undefined,
    isIdempotent: idempotenceOf(options, acks, retries, client.maxInFlightRequests),
    transactionalId,
    transactionTimeoutMs: transactionTimeoutOf(options),
    compressionType,
    compressionLevel: compressionLevelOf(options.compressionLevel, compressionType),
    batchBytes: atLeast('batchSize', options.batchSize ?? 16_384, 0),
    bufferBytes: atLeast('bufferMemory', options.bufferMemory ?? 33_554_432, 0),
    maxBlockMs: atLeast('maxBlockMs', options.maxBlockMs ?? 60_000, 0),
    requestBytesMax: atLeast('maxRequestSize', options.maxRequestSize ?? 1_048_576, 0),
    deliveryTimeoutMs: deliveryTimeoutOf(options, lingerMs, client.requestTimeoutMs),
    partitioner: partitionerOf(options),
    isAdaptive: options.partitionerAdaptivePartitioningEnable ?? true,
  };
}

function acksOf(acks: Acks): -1 | 0 | 1 {
  if (acks === 'all') return -1;
  if (acks === -1 || acks === 0 || acks === 1) return acks;
  throw new ConfigError(`acks must be all, -1, 0 or 1, got ${String(acks)}`);
}

function compressionOf(type: CompressionType): CompressionType {
  if (['none', 'gzip', 'snappy', 'lz4', 'zstd'].includes(type)) return type;
  throw new ConfigError(
    `compressionType must be none, gzip, snappy, lz4 or zstd, got ${String(type)}`,
  );
}

/** Without effect where the codec has none. */
function compressionLevelOf(
  level: number | undefined,
  type: CompressionType,
): number | undefined {
  if (level === undefined || type === 'none' || type === 'snappy') return level;
  const { min, max, default: best } = compressionLevels[type];
  if (level === best || (Number.isInteger(level) && level >= min && level <= max)) return level;
  throw new ConfigError(
    `compressionLevel of ${type} must be a whole number from ${min} to ${max}, got ${level}`,
  );
}

/** Infinity too is a number of times. */
function retriesOf(retries: number): number {
  if (typeof retries === 'number' && retries >= 0) return retries;
  throw new ConfigError(`retries must be a number from 0, got ${String(retries)}`);
}

function partitionerOf(options: ProducerSettings): Partitioner {
  const { partitioner = 'murmur2', partitionerIgnoreKeys = false } = options;
  if (typeof partitioner !== 'function' && !KEY_PARTITIONERS.includes(partitioner)) {
    const those = KEY_PARTITIONERS.join(', ');
    throw new ConfigError(
      `partitioner must be ${those} or a function, got ${String(partitioner)}`,
    );
  }
  return resolvePartitioner(partitioner, partitionerIgnoreKeys);
}

/** As Kafka: what was not asked for gives way silently, what was asked for is insisted on. */
function idempotenceOf(
  options: ProducerSettings,
  acks: number,
  retries: number,
  inFlightMax: number,
): boolean {
  const isTransactional = options.transactionalId !== undefined;
  const asked = options.enableIdempotence ?? (isTransactional || undefined);
  const needs = isTransactional ? 'transactionalId' : 'enableIdempotence';
  if (asked === false) {
    if (isTransactional) throw new ConfigError('transactionalId needs enableIdempotence');
    return false;
  }
  if (acks !== -1) {
    if (asked) throw new ConfigError(`${needs} needs acks=all, got ${acks}`);
    return false;
  }
  if (retries === 0) {
    if (asked) throw new ConfigError(`${needs} needs retries above 0`);
    return false;
  }
  if (inFlightMax > IDEMPOTENT_IN_FLIGHT_MAX) {
    throw new ConfigError(
      `${needs} needs maxInFlightRequests of at most ${IDEMPOTENT_IN_FLIGHT_MAX}, ` +
        `got ${inFlightMax}: lower it, or ` +
        (isTransactional ? 'leave transactionalId out' : 'set enableIdempotence to false'),
    );
  }
  return true;
}

function transactionalIdOf({ transactionalId }: ProducerSettings): string | undefined {
  if (transactionalId !== '') return transactionalId;
  throw new ConfigError('transactionalId must not be empty');
}

function transactionTimeoutOf({ transactionTimeoutMs = 60_000 }: ProducerSettings): number {
  const isInt32 = Number.isInteger(transactionTimeoutMs) && transactionTimeoutMs <= INT32_MAX;
  if (isInt32 && transactionTimeoutMs > 0) return transactionTimeoutMs;
  throw new ConfigError(
    `transactionTimeoutMs must be a whole number from 1 to ${INT32_MAX}, ` +
      `got ${transactionTimeoutMs}`,
  );
}

function deliveryTimeoutOf(
  options: ProducerSettings,
  lingerMs: number,
  requestTimeoutMs: number,
): number {
  const least = lingerMs + requestTimeoutMs;
  const asked = options.deliveryTimeoutMs;
  if (asked === undefined) return Math.max(120_000, least);
  if (asked >= least) return asked;
  throw new ConfigError(
    `deliveryTimeoutMs must be at least lingerMs + requestTimeoutMs (${least}), got ${asked}`,
  );
}

function atLeast(name: string, value: number, least: number): number {
  if (Number.isFinite(value) && value >= least) return value;
  throw new ConfigError(`${name} must be a number from ${least}, got ${value}`);
}
