// Configs of a group (resource type GROUP), each
// with its type, default and limits as Kafka 4.3 has them.

import { type ConfigKey, flag, int, text } from '../config-key.ts';

export const groupConfigs: readonly ConfigKey[] = [
  int('consumer.session.timeout.ms', 45_000, { min: 1 }),
  int('consumer.heartbeat.interval.ms', 5000, { min: 1 }),
  int('consumer.assignment.interval.ms', 1000, { min: 0 }),
  int('share.session.timeout.ms', 45_000, { min: 1 }),
  int('share.heartbeat.interval.ms', 5000, { min: 1 }),
  int('share.record.lock.duration.ms', 30_000, { min: 1000 }),
  int('share.delivery.count.limit', 5, { min: 2 }),
  int('share.partition.max.record.locks', 2000, { min: 100 }),
  text('share.auto.offset.reset', 'latest', { oneOf: ['latest', 'earliest'], orDuration: true }),
  text('share.isolation.level', 'read_uncommitted', {
    oneOf: ['read_committed', 'read_uncommitted'],
  }),
  flag('share.renew.acknowledge.enable', true),
  int('share.assignment.interval.ms', 1000, { min: 0 }),
  int('streams.session.timeout.ms', 45_000, { min: 1 }),
  int('streams.heartbeat.interval.ms', 5000, { min: 1 }),
  int('streams.num.standby.replicas', 0, { min: 0 }),
  int('streams.initial.rebalance.delay.ms', 3000, { min: 0 }),
  int('streams.assignment.interval.ms', 1000, { min: 0 }),
];
