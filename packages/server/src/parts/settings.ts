// What each part of a node is told of the configuration: Kafka's keys on the right, once.

import type { LogUpkeepConfig } from '@ottla/broker';
import { defaultLogConfig, type LogCleanerConfig, type LogConfig } from '@ottla/log';
import type { NodeConfig } from '@ottla/metadata';
import { socketServerConfig } from './socket-settings.ts';

/** What this node's parts say to a configuration that changes while it runs: a ConfigError. */
export function reviewDynamic(config: NodeConfig): void {
  socketServerConfig(config);
}

export function logUpkeepConfig(config: NodeConfig): LogUpkeepConfig {
  return {
    initialDelayMs: config.number('log.initial.task.delay.ms'),
    retentionCheckMs: config.number('log.retention.check.interval.ms'),
    highWatermarkCheckpointMs: config.number('replica.high.watermark.checkpoint.interval.ms'),
    recoveryPointCheckpointMs: config.number('log.flush.offset.checkpoint.interval.ms'),
    logStartCheckpointMs: config.number('log.flush.start.offset.checkpoint.interval.ms'),
  };
}

/** A look goes through all logs in one turn: 0, which Kafka takes, would leave time for little. */
const CLEANER_BACKOFF_MS_MIN = 20;
/** What Kafka gives to one thread at most. */
const DEDUPE_BUFFER_BYTES_MAX = 2 ** 31 - 1;
/** A table without a free slot could not be searched. */
const LOAD_FACTOR_MAX = 0.99;
/** So that at least some keys of the smallest buffer fit, and a cleaning gets on. */
const LOAD_FACTOR_MIN = 0.01;

/** Kafka takes any load factor and any rate; what makes no sense becomes the nearest that does. */
export function logCleanerConfig(config: NodeConfig): LogCleanerConfig {
  const loadFactor = config.number('log.cleaner.io.buffer.load.factor');
  return {
    isEnabled: isCleanerOn(config),
    dedupeBufferBytes: Math.min(
      config.number('log.cleaner.dedupe.buffer.size'),
      DEDUPE_BUFFER_BYTES_MAX,
    ),
    loadFactor: Math.min(Math.max(loadFactor, LOAD_FACTOR_MIN), LOAD_FACTOR_MAX),
    ioBufferBytes: config.number('log.cleaner.io.buffer.size'),
    ioBytesPerSecondMax: config.number('log.cleaner.io.max.bytes.per.second'),
    backoffMs: cleanerBackoffMs(config),
  };
}

/** How often retention looks at compacted logs; undefined where nothing cleans them. */
export function compactedRetentionMs(config: NodeConfig): number | undefined {
  return isCleanerOn(config) ? cleanerBackoffMs(config) : undefined;
}

/** Without threads Kafka's cleaner does nothing either. */
function isCleanerOn(config: NodeConfig): boolean {
  return config.flag('log.cleaner.enable') && config.number('log.cleaner.threads') > 0;
}

function cleanerBackoffMs(config: NodeConfig): number {
  return Math.max(config.number('log.cleaner.backoff.ms'), CLEANER_BACKOFF_MS_MIN);
}

/** Raft decides what stays in the metadata log; it is never cut by age or size alone. */
export function metadataLogConfig(config: NodeConfig): LogConfig {
  return {
    ...defaultLogConfig,
    segmentBytes: config.number('metadata.log.segment.bytes'),
    segmentMs: config.number('metadata.log.segment.ms'),
    retentionBytes: -1,
    retentionMs: -1,
    messageBytesMax: config.number('internal.metadata.max.batch.size.in.bytes'),
    fileDeleteDelayMs: config.number('internal.metadata.delete.delay.millis'),
  };
}
