// What each part of a node is told of the configuration: Kafka's keys on the right, once.

import type { LogUpkeepConfig, SocketServerConfig } from '@ottla/broker';
import { defaultLogConfig, type LogConfig } from '@ottla/log';
import { ConfigError, type NodeConfig } from '@ottla/metadata';

export function socketServerConfig(config: NodeConfig): SocketServerConfig {
  return {
    requestBytesMax: config.number('socket.request.max.bytes'),
    queuedRequestsMax: config.number('queued.max.requests'),
    queuedRequestBytesMax: config.number('queued.max.request.bytes'),
    connectionsMax: config.number('max.connections'),
    connectionsPerIpMax: config.number('max.connections.per.ip'),
    connectionsPerIpOverrides: addressLimits(config.text('max.connections.per.ip.overrides')),
    connectionsIdleMs: config.number('connections.max.idle.ms'),
    listenBacklog: config.number('socket.listen.backlog.size'),
  };
}

/** What this node's parts say to a configuration that changes while it runs: a ConfigError. */
export function reviewDynamic(config: NodeConfig): void {
  socketServerConfig(config);
}

/** `host:100,127.0.0.1:200` */
function addressLimits(text: string): ReadonlyMap<string, number> {
  const entries = text.split(',').map((entry) => entry.trim());
  return new Map(entries.filter((entry) => entry !== '').map(addressLimit));
}

function addressLimit(entry: string): readonly [string, number] {
  const colon = entry.lastIndexOf(':');
  const limit = entry.slice(colon + 1).trim();
  if (colon > 0 && /^\d+$/.test(limit)) return [entry.slice(0, colon).trim(), Number(limit)];
  throw new ConfigError(
    `Invalid value ${entry} for configuration max.connections.per.ip.overrides: ` +
      'each entry is an address, a colon and a number, for example 127.0.0.1:200',
  );
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
