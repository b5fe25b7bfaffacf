// What the composition root gives to `startController`, and what it gets.

import type { Logger, World } from '@ottla/base';
import type { NodeEndpoint } from '@ottla/metadata';
import type { Uuid } from '@ottla/protocol';
import type { ReplicatedLog } from '@ottla/raft';
import type { ControllerChannel } from './controller-channel.ts';
import type { LeaderAndEpoch, MetadataSource } from './quorum-listener.ts';

/** Kafka's keys are named where a value comes from one. */
export interface ControllerConfig {
  /** The controller listeners to register, as clients reach them. */
  readonly listeners: readonly NodeEndpoint[];
  /** num.partitions */
  readonly numPartitions: number;
  /** default.replication.factor */
  readonly defaultReplicationFactor: number;
  /** The node's own value of a topic config that nobody has overridden (min.insync.replicas, …). */
  readonly staticTopicConfig: (name: string) => string | undefined;
  /** broker.session.timeout.ms; 9000 where left out. */
  readonly brokerSessionTimeoutMs?: number;
  /** metadata.max.idle.interval.ms; 500 where left out, 0 writes no NoOp records. */
  readonly maxIdleIntervalMs?: number;
  /** controller.quorum.election.timeout.ms; 1000 where left out. */
  readonly electionTimeoutMs?: number;
  /** controller.quorum.fetch.timeout.ms; 2000 where left out. */
  readonly fetchTimeoutMs?: number;
  /** controller.quorum.append.linger.ms; 25 where left out. */
  readonly appendLingerMs?: number;
  /** metadata.log.max.record.bytes.between.snapshots; 20971520 where left out. */
  readonly snapshotBytes?: number;
  /** metadata.log.max.snapshot.interval.ms; 3600000 where left out, 0 for none. */
  readonly snapshotIntervalMs?: number;
  /** metadata.max.retention.bytes; 104857600 where left out, -1 for no limit. */
  readonly retentionBytes?: number;
  /** metadata.max.retention.ms; 604800000 where left out, -1 for no limit. */
  readonly retentionMs?: number;
}

export interface ControllerOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly nodeId: number;
  readonly clusterId: Uuid;
  /** Id of the log directory that holds the metadata log. */
  readonly directoryId: Uuid;
  /** `<metadata.log.dir>/__cluster_metadata-0`: quorum-state and snapshots live here beside the log. */
  readonly directory: string;
  /** The opened metadata log, see `replicatedLogOf`. */
  readonly log: ReplicatedLog;
  /** The bytes of `bootstrap.checkpoint`; needed only while the metadata log is empty. */
  readonly bootstrapCheckpoint?: Uint8Array;
  /** Ids of the voters of a static quorum (controller.quorum.voters); else snapshot and log tell. */
  readonly staticVoterIds?: readonly number[];
  readonly config: ControllerConfig;
  /** The metadata log has failed and this node can be no controller any more. */
  readonly onFatal: (error: unknown) => void;
}

export interface ControllerNode {
  readonly channel: ControllerChannel;
  /** Committed metadata for the loader. */
  readonly source: MetadataSource;
  /** The leader as this node knows it. */
  readonly leader: LeaderAndEpoch;
  /** kraft.version, for ApiVersions: 0 for a static quorum, else 1. */
  readonly kraftVersion: number;
  /** Resolves when this node is the active controller, or knows who is. */
  ready(): Promise<void>;
  /** Resigns, answers what waits with NOT_CONTROLLER, flushes and stops. The log stays open. */
  stop(): Promise<void>;
}
