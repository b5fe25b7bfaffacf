// What the directories hold, against the first image, before that is followed; it must be a
// complete one. Logs that the metadata do not give to this broker are kept under another name for
// an operator, and nothing is lost. Of moves between directories that the last process did not
// finish each replica gets the log that has all, under the name of a log.

import { startAtFurthest, type LogDirectory, type PartitionLog } from '@ottla/log';
import type { MetadataImage } from '@ottla/metadata';
import type { ReplicaPlacement } from './replica-placement.ts';

export interface StrayFinding {
  readonly brokerId: number;
  readonly placement: ReplicaPlacement;
  readonly directories: readonly LogDirectory[];
}

/** A log, where it lies, and where the metadata say that its replica lies. */
interface Found {
  readonly log: PartitionLog;
  readonly directory: LogDirectory;
  readonly isAssigned: boolean;
}

export function setStraysAside(replicas: StrayFinding, image: MetadataImage): void {
  const { placement } = replicas;
  const online = replicas.directories.filter((each) => !each.isOffline);
  const current = new Map<string, Found[]>();
  for (const directory of online) {
    for (const log of [...directory.logs]) {
      const found = find(replicas, image, { log, directory });
      if (found === undefined) placement.setStrayAside(log);
      else current.set(log.name, [...(current.get(log.name) ?? []), found]);
    }
  }
  for (const found of current.values()) keepLongest(placement, found);
  for (const directory of online) {
    for (const log of [...directory.futures]) {
      const found = find(replicas, image, { log, directory });
      const hadData = log.topicId !== undefined;
      if (found === undefined) placement.dropFuture(log, directory, hadData ? 'stray' : 'delete');
      // As Kafka: it had all when the controller was told, and its log's directory has failed.
      else if (found.isAssigned && !current.has(log.name)) placement.promote(log, directory);
    }
  }
}

/** A log without topic id never had data (Kafka writes the id first). */
function find(
  { brokerId }: StrayFinding,
  image: MetadataImage,
  { log, directory }: Pick<Found, 'log' | 'directory'>,
): Found | undefined {
  const topic = log.topicId === undefined ? undefined : image.topics.byId.get(log.topicId);
  const registration = topic?.partitions[log.partition];
  const index = registration?.replicas.indexOf(brokerId) ?? -1;
  if (index < 0) return undefined;
  const assigned = registration?.directories[index];
  return { log, directory, isAssigned: assigned === directory.meta?.directoryId };
}

/**
 * A move ends with two logs, of which the old one was complete until the new one was. What has less
 * is the copy that has yet to be finished where the metadata want the replica, and the old log
 * where they want the other one; else nobody knows why it is there (Kafka would not start). Where
 * the others start further on, records were deleted: the one that is kept starts there too.
 */
function keepLongest(placement: ReplicaPlacement, found: readonly Found[]): void {
  const [kept, ...others] = found.toSorted(
    (a, b) =>
      b.log.logEndOffset - a.log.logEndOffset || Number(b.isAssigned) - Number(a.isAssigned),
  );
  if (kept === undefined) return;
  startAtFurthest(
    kept.log,
    others.map(({ log }) => log),
  );
  for (const { log, isAssigned } of others) {
    if (isAssigned) placement.demote(log, kept.log);
    else if (kept.isAssigned) placement.supersede(log, kept.log);
    else placement.setStrayAside(log, kept.log);
  }
}
