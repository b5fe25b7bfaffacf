// cordoned.log.dirs (KIP-1066): directories that keep what they have and get nothing new. The
// controller learns it from heartbeats, and places no replica on a broker all of whose directories
// are cordoned.

import type { BrokerLifecycleDriver, ReplicaSet } from '@ottla/broker';
import type { LogDirectory } from '@ottla/log';
import type { NodeConfig } from '@ottla/metadata';

export interface CordonedParts {
  readonly replicas: ReplicaSet;
  readonly lifecycle: BrokerLifecycleDriver;
}

export function cordon({ replicas, lifecycle }: CordonedParts, config: NodeConfig): void {
  const cordoned = cordonedBy(config, replicas.directories);
  replicas.placement.cordoned = new Set(cordoned);
  lifecycle.directoriesCordoned(cordoned.flatMap((each) => each.meta?.directoryId ?? []));
}

/** `*` stands for all. */
function cordonedBy(config: NodeConfig, directories: readonly LogDirectory[]): LogDirectory[] {
  const paths = config.list('cordoned.log.dirs');
  return directories.filter((each) => paths.includes('*') || paths.includes(each.path));
}
