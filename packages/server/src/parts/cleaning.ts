// The log cleaner of a node, and the retention that waits for it: compacted logs are left to both
// as in Kafka, where one thread does the two in turn.

import type { LogUpkeep, ReplicaSet } from '@ottla/broker';
import { LogCleaner } from '@ottla/log';
import type { NodeConfig } from '@ottla/metadata';
import type { NodeBase } from '../node-base.ts';
import { compactedRetentionMs, logCleanerConfig } from './settings.ts';

export interface CleaningParts {
  readonly cleaner: LogCleaner;
  readonly upkeep: LogUpkeep;
}

export function logCleaner({ world, logger }: NodeBase, replicas: ReplicaSet): LogCleaner {
  const logs = () => [...replicas.hosted.online()].map(({ log }) => log);
  return new LogCleaner({ world, logger: logger.child('cleaner'), logs });
}

/** Begins, or goes on with other settings. */
export function clean({ cleaner, upkeep }: CleaningParts, config: NodeConfig): void {
  cleaner.configure(logCleanerConfig(config));
  upkeep.retainCompacted(compactedRetentionMs(config));
}
