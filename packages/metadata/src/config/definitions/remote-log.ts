// Broker configs of tiered storage; each
// with its type, default and limits as Kafka 4.3 has them.

import { type ConfigKey, double, flag, int, long, text, LONG_MAX } from '../config-key.ts';

export const remoteLogConfigs: readonly ConfigKey[] = [
  flag('remote.log.storage.system.enable', false),
  text('remote.log.storage.manager.impl.prefix', 'rsm.config.', { notEmpty: true }),
  text('remote.log.metadata.manager.impl.prefix', 'rlmm.config.', { notEmpty: true }),
  text('remote.log.storage.manager.class.name', null, { notEmpty: true }),
  text('remote.log.storage.manager.class.path', null),
  text(
    'remote.log.metadata.manager.class.name',
    'org.apache.kafka.server.log.remote.metadata.storage.TopicBasedRemoteLogMetadataManager',
    { notEmpty: true },
  ),
  text('remote.log.metadata.manager.class.path', null),
  text('remote.log.metadata.manager.listener.name', null, { notEmpty: true }),
  int('remote.log.metadata.custom.metadata.max.bytes', 128, { min: 0 }),
  long('remote.log.index.file.cache.total.size.bytes', 1_073_741_824, {
    min: 1,
    dynamic: 'cluster-wide',
  }),
  long('remote.log.index.file.cache.ttl.ms', 900_000, { min: -1, internal: true }),
  int('remote.log.manager.thread.pool.size', 2, { min: 1 }),
  int('remote.log.manager.copier.thread.pool.size', 10, { min: 1, dynamic: 'cluster-wide' }),
  int('remote.log.manager.expiration.thread.pool.size', 10, { min: 1, dynamic: 'cluster-wide' }),
  int('remote.log.manager.follower.thread.pool.size', 2, { min: 1, dynamic: 'cluster-wide' }),
  long('remote.log.manager.task.interval.ms', 30_000, { min: 1 }),
  long('remote.log.manager.task.retry.backoff.ms', 500, { min: 1, internal: true }),
  long('remote.log.manager.task.retry.backoff.max.ms', 30_000, { min: 1, internal: true }),
  double('remote.log.manager.task.retry.jitter', 0.2, { min: 0, max: 0.5, internal: true }),
  int('remote.log.reader.threads', 10, { min: 1, dynamic: 'cluster-wide' }),
  int('remote.log.reader.max.pending.tasks', 100, { min: 1 }),
  long('log.local.retention.ms', -2, { min: -2, dynamic: 'cluster-wide' }),
  long('log.local.retention.bytes', -2, { min: -2, dynamic: 'cluster-wide' }),
  long('remote.log.manager.copy.max.bytes.per.second', LONG_MAX, {
    min: 1,
    dynamic: 'cluster-wide',
  }),
  int('remote.log.manager.copy.quota.window.num', 11, { min: 1 }),
  int('remote.log.manager.copy.quota.window.size.seconds', 1, { min: 1 }),
  long('remote.log.manager.fetch.max.bytes.per.second', LONG_MAX, {
    min: 1,
    dynamic: 'cluster-wide',
  }),
  int('remote.log.manager.fetch.quota.window.num', 11, { min: 1 }),
  int('remote.log.manager.fetch.quota.window.size.seconds', 1, { min: 1 }),
  int('remote.fetch.max.wait.ms', 500, { min: 1, dynamic: 'cluster-wide' }),
  long('remote.list.offsets.request.timeout.ms', 30_000, { min: 1, dynamic: 'cluster-wide' }),
];
