// Questions about brokers that many commands ask: who may lead, where replicas may go.

import type { Uuid } from '@ottla/protocol';
import type { BrokerRegistration, ClusterImage } from '../image/cluster-image.ts';
import { directoryIds } from '../image/partition-registration.ts';

/** Registered, unfenced and not shutting down: it may lead partitions and be in their ISR. */
export function isActive(cluster: ClusterImage, brokerId: number): boolean {
  const broker = cluster.brokers.get(brokerId);
  return broker !== undefined && !broker.fenced && !broker.inControlledShutdown;
}

/** Whether a replica in that directory of the broker can be served. */
export function hasOnlineDirectory(
  cluster: ClusterImage,
  brokerId: number,
  directory: Uuid,
): boolean {
  const broker = cluster.brokers.get(brokerId);
  if (broker === undefined || directory === directoryIds.LOST) return false;
  if (directory === directoryIds.UNASSIGNED || directory === directoryIds.MIGRATING) return true;
  // A broker that registered before directories were in records: all of its directories count.
  return broker.directories.length === 0 || broker.directories.includes(directory);
}

/** Whether new replicas may be placed on the broker at all. */
export function hasOpenDirectory(broker: BrokerRegistration): boolean {
  const { directories, cordonedDirectories } = broker;
  if (directories.length === 0 || cordonedDirectories === null) return true;
  return directories.some((each) => !cordonedDirectories.includes(each));
}

/** The directory of a new replica where the controller knows it; else the broker will choose. */
export function defaultDirectory(cluster: ClusterImage, brokerId: number): Uuid {
  const directories = cluster.brokers.get(brokerId)?.directories;
  if (directories === undefined) return directoryIds.UNASSIGNED;
  if (directories.length === 0) return directoryIds.MIGRATING;
  const [only, another] = directories;
  return only !== undefined && another === undefined ? only : directoryIds.UNASSIGNED;
}
