// Configs of a client metrics subscription, each
// with its type, default and limits as Kafka 4.3 has them.

import { type ConfigKey, int, list } from '../config-key.ts';

export const clientMetricsConfigs: readonly ConfigKey[] = [
  list('metrics', [], { distinct: true }),
  int('interval.ms', 300_000),
  list('match', [], { distinct: true }),
];
