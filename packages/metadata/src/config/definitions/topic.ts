// Topic configs, each with its type, default and limits as Kafka 4.3 has them;
// `brokerConfigs` are the broker configs it falls back to, the first one set wins.

import { type ConfigKey, double, flag, int, list, long, text, LONG_MAX } from '../config-key.ts';

export const topicConfigs: readonly ConfigKey[] = [
  int('segment.bytes', 1_073_741_824, { min: 1_048_576, brokerConfigs: ['log.segment.bytes'] }),
  long('segment.ms', 604_800_000, { min: 1, brokerConfigs: ['log.roll.ms', 'log.roll.hours'] }),
  long('segment.jitter.ms', 0, {
    min: 0,
    brokerConfigs: ['log.roll.jitter.ms', 'log.roll.jitter.hours'],
  }),
  int('segment.index.bytes', 10_485_760, { min: 4, brokerConfigs: ['log.index.size.max.bytes'] }),
  long('flush.messages', LONG_MAX, { min: 1, brokerConfigs: ['log.flush.interval.messages'] }),
  long('flush.ms', LONG_MAX, {
    min: 0,
    brokerConfigs: ['log.flush.interval.ms', 'log.flush.scheduler.interval.ms'],
  }),
  long('retention.bytes', -1, { brokerConfigs: ['log.retention.bytes'] }),
  long('retention.ms', 604_800_000, {
    min: -1,
    brokerConfigs: ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'],
  }),
  int('max.message.bytes', 1_048_588, { min: 0, brokerConfigs: ['message.max.bytes'] }),
  int('index.interval.bytes', 4096, { min: 0, brokerConfigs: ['log.index.interval.bytes'] }),
  long('delete.retention.ms', 86_400_000, {
    min: 0,
    brokerConfigs: ['log.cleaner.delete.retention.ms'],
  }),
  long('min.compaction.lag.ms', 0, {
    min: 0,
    brokerConfigs: ['log.cleaner.min.compaction.lag.ms'],
  }),
  long('max.compaction.lag.ms', LONG_MAX, {
    min: 1,
    brokerConfigs: ['log.cleaner.max.compaction.lag.ms'],
  }),
  long('file.delete.delay.ms', 60_000, { min: 0, brokerConfigs: ['log.segment.delete.delay.ms'] }),
  double('min.cleanable.dirty.ratio', 0.5, {
    min: 0,
    max: 1,
    brokerConfigs: ['log.cleaner.min.cleanable.ratio'],
  }),
  list('cleanup.policy', ['delete'], {
    oneOf: ['compact', 'delete'],
    distinct: true,
    brokerConfigs: ['log.cleanup.policy'],
  }),
  flag('unclean.leader.election.enable', false, {
    brokerConfigs: ['unclean.leader.election.enable'],
  }),
  int('min.insync.replicas', 1, { min: 1, brokerConfigs: ['min.insync.replicas'] }),
  text('compression.type', 'producer', {
    oneOf: ['uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'],
    brokerConfigs: ['compression.type'],
  }),
  int('compression.gzip.level', -1, {
    min: 1,
    max: 9,
    orEqual: -1,
    brokerConfigs: ['compression.gzip.level'],
  }),
  int('compression.lz4.level', 9, { min: 1, max: 17, brokerConfigs: ['compression.lz4.level'] }),
  int('compression.zstd.level', 3, {
    min: -131_072,
    max: 22,
    brokerConfigs: ['compression.zstd.level'],
  }),
  flag('preallocate', false, { brokerConfigs: ['log.preallocate'] }),
  text('message.timestamp.type', 'CreateTime', {
    oneOf: ['CreateTime', 'LogAppendTime'],
    brokerConfigs: ['log.message.timestamp.type'],
  }),
  long('message.timestamp.before.max.ms', LONG_MAX, {
    min: 0,
    brokerConfigs: ['log.message.timestamp.before.max.ms'],
  }),
  long('message.timestamp.after.max.ms', 3_600_000, {
    min: 0,
    brokerConfigs: ['log.message.timestamp.after.max.ms'],
  }),
  list('leader.replication.throttled.replicas', [], { check: 'throttled-replicas' }),
  list('follower.replication.throttled.replicas', [], { check: 'throttled-replicas' }),
  flag('remote.storage.enable', false),
  long('local.retention.ms', -2, { min: -2, brokerConfigs: ['log.local.retention.ms'] }),
  long('local.retention.bytes', -2, { min: -2, brokerConfigs: ['log.local.retention.bytes'] }),
  flag('remote.log.copy.disable', false),
  flag('remote.log.delete.on.disable', false),
  int('internal.segment.bytes', null, { internal: true }),
];
