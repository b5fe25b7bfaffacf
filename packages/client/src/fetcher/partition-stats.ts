// What a consumer tells of each of its partitions. Pure.

import { NO_NODE, partitionOf, type ClusterMetadata } from '../core/cluster-metadata.ts';
import type { AssignedPartition, PartitionPhase } from './assigned-partition.ts';
import type { TopicPartition } from './topic-partition.ts';

export interface PartitionStats extends TopicPartition {
  /** The offset of the next record for the application; undefined until it was looked up. */
  readonly position: number | undefined;
  /** The leader's, as of the last fetch; -1 before it. */
  readonly highWatermark: number;
  /**
   * Records from the position to the end of what may be read: to the high watermark, or to the last
   * stable offset where only committed records are. Undefined while one of them is not known.
   */
  readonly lag: number | undefined;
  readonly isPaused: boolean;
  /** Bytes that were fetched and wait for the application. */
  readonly waitingBytes: number;
  /** Broker to fetch from: a replica near to this client, or the leader; -1 while there is none. */
  readonly nodeId: number;
  readonly phase: PartitionPhase['kind'];
  /** The last answer was an error, and it is asked for again soon. */
  readonly isRetrying: boolean;
}

export function partitionStats(
  partitions: Iterable<AssignedPartition>,
  metadata: ClusterMetadata,
  nowMs: number,
): PartitionStats[] {
  return [...partitions].map((assigned) => {
    const { topic, partition, position, highWatermark, readableEnd, phase } = assigned;
    const { isPaused, waitingBytes } = assigned;
    const isKnown = position !== undefined && readableEnd >= 0;
    const leader = partitionOf(metadata, topic, partition)?.leader ?? NO_NODE;
    return {
      topic,
      partition,
      position,
      highWatermark,
      lag: isKnown ? Math.max(0, readableEnd - position) : undefined,
      isPaused,
      waitingBytes,
      nodeId: assigned.nearReplica?.nodeId ?? leader,
      phase: phase.kind,
      isRetrying: assigned.retryAtMs > nowMs,
    };
  });
}
