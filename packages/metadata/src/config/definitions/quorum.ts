// Broker configs of the metadata quorum and its log; each
// with its type, default and limits as Kafka 4.3 has them.

import { type ConfigKey, flag, int, list, long, text } from '../config-key.ts';

export const quorumConfigs: readonly ConfigKey[] = [
  long('metadata.log.max.record.bytes.between.snapshots', 20_971_520, { min: 1 }),
  long('metadata.log.max.snapshot.interval.ms', 3_600_000, { min: 0 }),
  text('metadata.log.dir', null),
  int('metadata.log.segment.bytes', 1_073_741_824, { min: 8_388_608 }),
  long('metadata.log.segment.ms', 604_800_000),
  long('metadata.max.retention.bytes', 104_857_600),
  long('metadata.max.retention.ms', 604_800_000),
  int('metadata.max.idle.interval.ms', 500, { min: 0 }),
  int('internal.metadata.log.segment.bytes', null, { internal: true }),
  int('internal.metadata.max.batch.size.in.bytes', 8_388_608, { internal: true }),
  long('internal.metadata.delete.delay.millis', 60_000, { internal: true }),
  list('controller.quorum.voters', [], { check: 'voters' }),
  list('controller.quorum.bootstrap.servers', [], { check: 'bootstrap-servers' }),
  int('controller.quorum.election.timeout.ms', 1000, { min: 0 }),
  int('controller.quorum.fetch.timeout.ms', 2000, { min: 0 }),
  int('controller.quorum.election.backoff.max.ms', 1000, { min: 0 }),
  int('controller.quorum.append.linger.ms', 25, { min: 0 }),
  int('controller.quorum.request.timeout.ms', 2000, { min: 0 }),
  int('controller.quorum.retry.backoff.ms', 20, { min: 0 }),
  flag('controller.quorum.auto.join.enable', false),
  int('controller.quorum.fetch.snapshot.max.bytes', 1_048_576, { min: 1 }),
  int('controller.quorum.fetch.max.bytes', 1_048_576, { min: 1 }),
];
