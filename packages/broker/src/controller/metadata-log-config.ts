// How the metadata log is kept: only snapshots let segments go, so neither time nor size does.

import { defaultLogConfig, type LogConfig } from '@ottla/log';
import type { NodeConfig } from '@ottla/metadata';
import { BATCH_BYTES_MAX } from '@ottla/raft';

export function metadataLogConfig(config: NodeConfig): LogConfig {
  return {
    ...defaultLogConfig,
    segmentBytes: config.number('metadata.log.segment.bytes'),
    segmentMs: config.number('metadata.log.segment.ms'),
    retentionBytes: -1,
    retentionMs: -1,
    messageBytesMax: BATCH_BYTES_MAX,
    // The driver alone decides when the log is made durable.
    flushMessages: Number.POSITIVE_INFINITY,
    flushMs: Number.POSITIVE_INFINITY,
  };
}
