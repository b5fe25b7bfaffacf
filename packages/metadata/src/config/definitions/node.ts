// Broker configs of the node itself: roles, ids, topics at large, limits; each
// with its type, default and limits as Kafka 4.3 has them.

import { type ConfigKey, flag, int, list, long, text, LONG_MAX } from '../config-key.ts';

export const nodeConfigs: readonly ConfigKey[] = [
  int('broker.id', -1),
  int('message.max.bytes', 1_048_588, { min: 0, dynamic: 'cluster-wide' }),
  int('num.io.threads', 8, { min: 1, dynamic: 'cluster-wide' }),
  int('num.replica.alter.log.dirs.threads', null),
  int('background.threads', 10, { min: 1, dynamic: 'cluster-wide' }),
  int('request.timeout.ms', 30_000),
  long('socket.connection.setup.timeout.ms', 10_000),
  long('socket.connection.setup.timeout.max.ms', 30_000),
  list('config.providers', [], { distinct: true, dynamic: 'cluster-wide' }),
  text('authorizer.class.name', '', { notNull: true }),
  list('early.start.listeners', null, { distinct: true }),
  text('broker.rack', null),
  flag('controlled.shutdown.enable', true),
  flag('delete.topic.enable', true),
  text('compression.type', 'producer', {
    oneOf: ['uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'],
    dynamic: 'cluster-wide',
  }),
  int('compression.gzip.level', -1, { min: 1, max: 9, orEqual: -1, dynamic: 'cluster-wide' }),
  int('compression.lz4.level', 9, { min: 1, max: 17, dynamic: 'cluster-wide' }),
  int('compression.zstd.level', 3, { min: -131_072, max: 22, dynamic: 'cluster-wide' }),
  int('max.incremental.fetch.session.cache.slots', 1000, { min: 0 }),
  int('fetch.max.bytes', 57_671_680, { min: 1024 }),
  int('max.request.partition.size.limit', 2000, { min: 1 }),
  // Ottla's own: no Kafka has it.
  text('ottla.http.address', '', { unlisted: true }),
  flag('unstable.api.versions.enable', false, { internal: true }),
  flag('unstable.feature.versions.enable', false, { internal: true }),
  list('process.roles', undefined, {
    oneOf: ['broker', 'controller'],
    distinct: true,
    notEmpty: true,
  }),
  int('node.id', undefined, { min: 0 }),
  int('initial.broker.registration.timeout.ms', 60_000),
  int('broker.heartbeat.interval.ms', 2000),
  int('broker.session.timeout.ms', 9000),
  list('controller.listener.names', undefined, { distinct: true, notEmpty: true }),
  text('sasl.mechanism.controller.protocol', 'GSSAPI'),
  long('controller.performance.sample.period.ms', 60_000, { min: 100, internal: true }),
  long('controller.performance.always.log.threshold.ms', 2000, { min: 0, internal: true }),
  long('server.max.startup.time.ms', LONG_MAX, { min: 0, internal: true }),
  int('metrics.num.samples', 2, { min: 1 }),
  long('metrics.sample.window.ms', 30_000, { min: 1 }),
  list('metric.reporters', ['org.apache.kafka.common.metrics.JmxReporter'], {
    distinct: true,
    dynamic: 'cluster-wide',
  }),
  text('metrics.recording.level', 'INFO'),
  list('kafka.metrics.reporters', [], { distinct: true }),
  int('kafka.metrics.polling.interval.secs', 10, { min: 1 }),
  int('telemetry.max.bytes', 1_048_576, { min: 1 }),
  long('leader.replication.throttled.rate', LONG_MAX, {
    min: 0,
    dynamic: 'cluster-wide',
    unlisted: true,
  }),
  long('follower.replication.throttled.rate', LONG_MAX, {
    min: 0,
    dynamic: 'cluster-wide',
    unlisted: true,
  }),
  long('replica.alter.log.dirs.io.max.bytes.per.second', LONG_MAX, {
    min: 0,
    dynamic: 'cluster-wide',
    unlisted: true,
  }),
];
