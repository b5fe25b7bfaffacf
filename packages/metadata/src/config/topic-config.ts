// The configs of one topic as numbers and flags, after overrides and the broker's values: what the
// log and the replicas go by. -1 switches a retention limit off; Infinity stands for longs beyond
// 2^53.

import { assert } from '@ottla/base';
import type { ConfigKey, ConfigValue } from './config-key.ts';
import { type ConfigLayers, inheritedText } from './config-layers.ts';
import { brokerDefinitions, topicDefinitions } from './definitions.ts';
import { parseValue } from './parse-value.ts';

export type TopicCompression = 'producer' | 'uncompressed' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

/** Each field is Kafka's topic config of the same name, with its unit last. */
export interface TopicConfig {
  readonly segmentBytes: number;
  readonly segmentMs: number;
  readonly segmentJitterMs: number;
  readonly segmentIndexBytes: number;
  readonly indexIntervalBytes: number;
  readonly flushMessages: number;
  readonly flushMs: number;
  readonly retentionBytes: number;
  readonly retentionMs: number;
  readonly fileDeleteDelayMs: number;
  readonly deleteRetentionMs: number;
  readonly minCompactionLagMs: number;
  readonly maxCompactionLagMs: number;
  readonly minCleanableDirtyRatio: number;
  readonly cleanupPolicy: { readonly delete: boolean; readonly compact: boolean };
  /** `max.message.bytes` */
  readonly messageBytesMax: number;
  readonly messageTimestampType: 'CreateTime' | 'LogAppendTime';
  readonly messageTimestampBeforeMaxMs: number;
  readonly messageTimestampAfterMaxMs: number;
  readonly compressionType: TopicCompression;
  readonly compressionGzipLevel: number;
  readonly compressionLz4Level: number;
  readonly compressionZstdLevel: number;
  /** `min.insync.replicas` */
  readonly minInsyncReplicas: number;
  readonly uncleanLeaderElection: boolean;
  /** The broker's `ottla.decompressed.batch.max.bytes`. */
  readonly decompressedBytesMax: number;
  /** The broker's `producer.id.expiration.ms`. */
  readonly producerIdExpirationMs: number;
  /** The broker's `transaction.partition.verification.enable`. */
  readonly transactionVerification: boolean;
}

/** The overrides must have been validated: they come from committed records. */
export function topicConfigOf(
  overrides: ReadonlyMap<string, string>,
  layers: ConfigLayers,
): TopicConfig {
  const read = new TopicReader(overrides, layers);
  const policy = read.list('cleanup.policy').map((each) => each.toLowerCase());
  return {
    segmentBytes: read.numberOrNull('internal.segment.bytes') ?? read.number('segment.bytes'),
    segmentMs: read.number('segment.ms'),
    segmentJitterMs: read.number('segment.jitter.ms'),
    segmentIndexBytes: read.number('segment.index.bytes'),
    indexIntervalBytes: read.number('index.interval.bytes'),
    flushMessages: read.number('flush.messages'),
    flushMs: read.number('flush.ms'),
    retentionBytes: read.number('retention.bytes'),
    retentionMs: read.number('retention.ms'),
    fileDeleteDelayMs: read.number('file.delete.delay.ms'),
    deleteRetentionMs: read.number('delete.retention.ms'),
    minCompactionLagMs: read.number('min.compaction.lag.ms'),
    maxCompactionLagMs: read.number('max.compaction.lag.ms'),
    minCleanableDirtyRatio: read.number('min.cleanable.dirty.ratio'),
    cleanupPolicy: { delete: policy.includes('delete'), compact: policy.includes('compact') },
    messageBytesMax: read.number('max.message.bytes'),
    messageTimestampType:
      read.text('message.timestamp.type') === 'LogAppendTime' ? 'LogAppendTime' : 'CreateTime',
    messageTimestampBeforeMaxMs: read.number('message.timestamp.before.max.ms'),
    messageTimestampAfterMaxMs: read.number('message.timestamp.after.max.ms'),
    compressionType: compressionOf(read.text('compression.type')),
    compressionGzipLevel: read.number('compression.gzip.level'),
    compressionLz4Level: read.number('compression.lz4.level'),
    compressionZstdLevel: read.number('compression.zstd.level'),
    minInsyncReplicas: read.number('min.insync.replicas'),
    uncleanLeaderElection: read.value('unclean.leader.election.enable') === true,
    decompressedBytesMax: Number(brokerValue('ottla.decompressed.batch.max.bytes', layers)),
    producerIdExpirationMs: Number(brokerValue('producer.id.expiration.ms', layers)),
    transactionVerification:
      brokerValue('transaction.partition.verification.enable', layers) === true,
  };
}

const COMPRESSIONS: readonly TopicCompression[] = [
  'producer',
  'uncompressed',
  'gzip',
  'snappy',
  'lz4',
  'zstd',
];

function compressionOf(text: string): TopicCompression {
  return COMPRESSIONS.find((each) => each === text) ?? 'producer';
}

/** Of a broker config that topics have no name for. */
function brokerValue(name: string, { node, thisBroker, allBrokers }: ConfigLayers): ConfigValue {
  const key = brokerDefinitions.get(name);
  const raw = thisBroker.get(name) ?? allBrokers.get(name) ?? node.originals.get(name);
  assert(key !== undefined, `there is no broker config ${name}`);
  return raw === undefined ? (key.standard ?? null) : parseValue(key, raw);
}

class TopicReader {
  readonly #overrides: ReadonlyMap<string, string>;
  readonly #layers: ConfigLayers;

  constructor(overrides: ReadonlyMap<string, string>, layers: ConfigLayers) {
    this.#overrides = overrides;
    this.#layers = layers;
  }

  value(name: string): ConfigValue {
    const key = topicKeyOf(name);
    const raw = this.#overrides.get(name) ?? inheritedText(key, this.#layers);
    return raw === null ? null : parseValue(key, raw);
  }

  numberOrNull(name: string): number | null {
    const value = this.value(name);
    return typeof value === 'number' ? value : null;
  }

  number(name: string): number {
    return this.numberOrNull(name) ?? 0;
  }

  text(name: string): string {
    return String(this.value(name));
  }

  list(name: string): readonly string[] {
    const value = this.value(name);
    return typeof value === 'object' && value !== null ? value : [];
  }
}

function topicKeyOf(name: string): ConfigKey {
  const key = topicDefinitions.get(name);
  if (key === undefined) throw new Error(`there is no topic config ${name}`);
  return key;
}
