// What one seed stands for: the cluster's settings, its topics, its clients and which faults they
// meet. Plain data, drawn by draw-scenario.ts.

import type { CompressionType } from '@ottla/client';

import type { TopicFacts } from '../history/history.ts';

export interface TopicPlan extends TopicFacts {
  readonly configs: Readonly<Record<string, string>>;
}

export interface ProducerPlan {
  readonly name: string;
  readonly topics: readonly string[];
  readonly isIdempotent: boolean;
  readonly acks: 0 | 1 | -1;
  readonly maxInFlightRequests: number;
  readonly compressionType: CompressionType;
  readonly lingerMs: number | undefined;
  readonly batchSize: number;
  readonly deliveryTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** Records go in bursts of so many at most, with a pause between two bursts. */
  readonly burstMax: number;
  readonly pauseMsMax: number;
  readonly valueBytesMax: number;
  /** How often a record is sent that must be refused. */
  readonly refusedChance: number;
  readonly clockRate: number;
}

export interface GroupPlan {
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly members: readonly MemberPlan[];
  readonly assignors: string;
}

export interface MemberPlan {
  readonly name: string;
  readonly isStatic: boolean;
  readonly autoCommits: boolean;
  readonly isReadCommitted: boolean;
  readonly sessionTimeoutMs: number;
  readonly fetchMaxWaitMs: number;
  readonly maxPartitionFetchBytes: number;
  /** How often a member leaves its group and joins it again. */
  readonly leaveChance: number;
}

/** Reads by assignment, and seeks now and then. */
export interface ReaderPlan {
  readonly name: string;
  readonly topics: readonly string[];
  readonly isReadCommitted: boolean;
  readonly fetchMaxWaitMs: number;
  readonly maxPartitionFetchBytes: number;
  readonly seekChance: number;
}

export interface AdminPlan {
  /** Between two of its acts at most. */
  readonly pauseMsMax: number;
}

export type FaultFamily = 'network' | 'disk' | 'clock' | 'process' | 'power' | 'client';

export interface FaultPlan {
  readonly families: readonly FaultFamily[];
  /** Between two faults at most. */
  readonly pauseMsMax: number;
}

export interface Scenario {
  readonly seed: number;
  /** Virtual time under faults; healing and the final reading come behind it. */
  readonly mainMs: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly areOffsetsDurable: boolean;
  readonly topics: readonly TopicPlan[];
  readonly producers: readonly ProducerPlan[];
  readonly groups: readonly GroupPlan[];
  readonly readers: readonly ReaderPlan[];
  readonly admin: AdminPlan;
  readonly faults: FaultPlan;
}
