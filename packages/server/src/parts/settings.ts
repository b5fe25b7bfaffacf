// What each part of a node is told of the configuration: Kafka's keys on the right, once.

import type { LogUpkeepConfig } from '@ottla/broker';
import { defaultLogConfig, type LogConfig } from '@ottla/log';
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
