// Logs that the metadata do not give to this broker, before the first image is followed, which must
// be a complete one: they are kept under another name for an operator, and nothing is lost.

import type { LogDirectory, PartitionLog } from '@ottla/log';
import type { MetadataImage, PartitionRegistration } from '@ottla/metadata';
import type { ReplicaPlacement } from './replica-placement.ts';

export interface StrayFinding {
  readonly brokerId: number;
  readonly placement: ReplicaPlacement;
  readonly directories: readonly LogDirectory[];
}

/**
 * A log without topic id never had data (Kafka writes the id first). Of several logs of one replica
 * the one in the assigned directory stays; Kafka would not start.
 */
export function setStraysAside(replicas: StrayFinding, image: MetadataImage): void {
  const claimed = new Map<string, PartitionLog[]>();
  for (const directory of replicas.directories) {
    if (directory.isOffline) continue;
    for (const log of [...directory.logs]) {
      if (claimOf(replicas.brokerId, log, image) === undefined) {
        replicas.placement.setStrayAside(log);
      } else claimed.set(log.name, [...(claimed.get(log.name) ?? []), log]);
    }
  }
  for (const logs of claimed.values()) {
    if (logs.length > 1) keepOne(replicas, logs, image);
  }
}

function claimOf(
  brokerId: number,
  log: PartitionLog,
  image: MetadataImage,
): PartitionRegistration | undefined {
  const topic = log.topicId === undefined ? undefined : image.topics.byId.get(log.topicId);
  const registration = topic?.partitions[log.partition];
  return registration?.replicas.includes(brokerId) === true ? registration : undefined;
}

/** Where none is in the assigned directory, the longest one has the most to lose. */
function keepOne(
  { brokerId, placement }: StrayFinding,
  logs: readonly PartitionLog[],
  image: MetadataImage,
): void {
  const isAssigned = (log: PartitionLog): boolean => {
    const registration = claimOf(brokerId, log, image);
    const index = registration?.replicas.indexOf(brokerId) ?? -1;
    const directoryId = placement.directoryOf(log)?.meta?.directoryId;
    return directoryId !== undefined && registration?.directories[index] === directoryId;
  };
  const longest = logs.toSorted((a, b) => b.logEndOffset - a.logEndOffset)[0];
  const kept = logs.find(isAssigned) ?? longest;
  for (const log of logs) if (log !== kept) placement.setStrayAside(log);
}
