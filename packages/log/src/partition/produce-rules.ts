// What a log's config asks of produced batches, in the words of the check. Made once per config,
// not per append.

import type { ProduceRules } from '@ottla/protocol';

import type { LogConfig } from '../log-config.ts';

export interface RulesByOrigin {
  readonly client: ProduceRules;
  readonly coordinator: ProduceRules;
}

export function produceRulesOf(config: LogConfig): RulesByOrigin {
  const { compressionType } = config;
  const rules = {
    maxMessageBytes: config.messageBytesMax,
    segmentBytes: config.segmentBytes,
    compression: compressionType === 'uncompressed' ? ('none' as const) : compressionType,
    compressionLevels: {
      gzip: config.compressionGzipLevel,
      lz4: config.compressionLz4Level,
      zstd: config.compressionZstdLevel,
    },
    decompressedBytesMax: config.decompressedBytesMax,
    isCompacted: config.cleanupPolicy.compact,
    timestampType: config.messageTimestampType,
    timestampBeforeMaxMs: config.messageTimestampBeforeMaxMs,
    timestampAfterMaxMs: config.messageTimestampAfterMaxMs,
  };
  return {
    client: { ...rules, origin: 'client' },
    coordinator: { ...rules, origin: 'coordinator' },
  };
}
