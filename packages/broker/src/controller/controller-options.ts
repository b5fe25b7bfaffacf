// What the composition root gives to `startController`, and what it gets.

import type { Logger, World } from '@ottla/base';
import type { NodeConfig, NodeEndpoint } from '@ottla/metadata';
import type { Uuid } from '@ottla/protocol';
import type { ReplicatedLog } from '@ottla/raft';
import type { QuorumStats } from '../metrics/quorum-stats.ts';
import type { LargeWork } from '../net/large-work.ts';
import type { ControllerChannel } from './controller-channel.ts';
import type { LeaderAndEpoch, MetadataSource } from './quorum-listener.ts';

export interface ControllerOptions {
  readonly world: World;
  readonly logger: Logger;
  /** Of the node, where it has large requests of its own; otherwise the controller's alone. */
  readonly largeWork?: LargeWork;
  readonly nodeId: number;
  readonly clusterId: Uuid;
  /** Id of the log directory that holds the metadata log. */
  readonly directoryId: Uuid;
  /**
   * `<metadata.log.dir>/__cluster_metadata-0`: quorum-state and snapshots live here beside the log.
   */
  readonly directory: string;
  /** The opened metadata log, see `replicatedLogOf`. */
  readonly log: ReplicatedLog;
  /** The bytes of `bootstrap.checkpoint`; needed only while the metadata log is empty. */
  readonly bootstrapCheckpoint?: Uint8Array;
  /**
   * Ids of the voters of a static quorum (controller.quorum.voters); else snapshot and log tell.
   */
  readonly staticVoterIds?: readonly number[];
  /** The controller listeners to register, as clients reach them. */
  readonly listeners: readonly NodeEndpoint[];
  /** Everything else comes from the node's configuration, under Kafka's keys. */
  readonly config: NodeConfig;
  /** The metadata log has failed and this node can be no controller any more. */
  readonly onFatal: (error: unknown) => void;
}

/** This node's replica of the metadata log, for metrics. */
export interface QuorumStatus extends LeaderAndEpoch {
  /** In raft's words, for example leader. */
  readonly state: string;
  /** For whom this node has voted; -1 for nobody. */
  readonly currentVote: number;
  readonly highWatermark: number;
  readonly logEndOffset: number;
  readonly stats: QuorumStats;
}

export interface ControllerNode {
  readonly channel: ControllerChannel;
  /** Committed metadata for the loader. */
  readonly source: MetadataSource;
  /** The leader as this node knows it. */
  readonly leader: LeaderAndEpoch;
  readonly quorum: QuorumStatus;
  /** kraft.version, for ApiVersions: 0 for a static quorum, else 1. */
  readonly kraftVersion: number;
  /** Resolves when this node is the active controller, or knows who is. */
  ready(): Promise<void>;
  /** Resigns, answers what waits with NOT_CONTROLLER, flushes and stops. The log stays open. */
  stop(): Promise<void>;
}
