// DescribeQuorum (55): the leader, voters and observers of the metadata log (KIP-595, KIP-836).

import { describeQuorumApi, errors, type DescribeQuorumResponse, type Uuid } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { failureOf, type Outcome } from '../driver/outcome.ts';
import type { RaftEndpoint } from './raft-voter.ts';

export interface QuorumReplica {
  readonly replicaId: number;
  /** ZERO_UUID where the replica or the broker does not know directory ids. */
  readonly replicaDirectoryId: Uuid;
  /** -1 where the leader does not know it. */
  readonly logEndOffset: number;
  /** When it last fetched, in ms since 1970 by the leader's clock; null where that is unknown. */
  readonly lastFetchTimestamp: number | null;
  /** When it last had all that the leader had. */
  readonly lastCaughtUpTimestamp: number | null;
}

export interface QuorumNode {
  readonly id: number;
  readonly endpoints: readonly RaftEndpoint[];
}

export interface QuorumInfo {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly highWatermark: number;
  readonly voters: readonly QuorumReplica[];
  readonly observers: readonly QuorumReplica[];
  /** Empty where the broker is older than 3.9. */
  readonly nodes: ReadonlyMap<number, QuorumNode>;
}

const METADATA_TOPIC = '__cluster_metadata';

export function describeMetadataQuorum(
  core: ClientCore,
  options: AdminOptions = {},
): Promise<QuorumInfo> {
  return askOne(
    core,
    {
      doing: 'describe the metadata quorum',
      api: describeQuorumApi,
      place: ANY,
      request: () => ({
        topics: [{ topicName: METADATA_TOPIC, partitions: [{ partitionIndex: 0 }] }],
      }),
      outcomeOf: quorumIn,
    },
    options,
  );
}

function quorumIn(response: DescribeQuorumResponse): Outcome<QuorumInfo> {
  const label = `partition ${METADATA_TOPIC}-0`;
  if (response.errorCode !== 0) return failureOf(response, label);
  const partition = response.topics[0]?.partitions[0];
  if (partition === undefined) {
    return failureOf({ errorCode: errors.UNKNOWN_SERVER_ERROR.code }, label);
  }
  if (partition.errorCode !== 0) return failureOf(partition, label);
  return {
    leaderId: partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    highWatermark: Number(partition.highWatermark),
    voters: partition.currentVoters.map(replicaOf),
    observers: partition.observers.map(replicaOf),
    nodes: new Map(
      response.nodes.map(({ nodeId: id, listeners }) => [
        id,
        { id, endpoints: listeners.map(({ name, host, port }) => ({ name, host, port })) },
      ]),
    ),
  };
}

type ReplicaState =
  DescribeQuorumResponse['topics'][number]['partitions'][number]['currentVoters'][number];

function replicaOf(state: ReplicaState): QuorumReplica {
  const { lastFetchTimestamp, lastCaughtUpTimestamp } = state;
  return {
    replicaId: state.replicaId,
    replicaDirectoryId: state.replicaDirectoryId,
    logEndOffset: Number(state.logEndOffset),
    lastFetchTimestamp: lastFetchTimestamp < 0 ? null : Number(lastFetchTimestamp),
    lastCaughtUpTimestamp: lastCaughtUpTimestamp < 0 ? null : Number(lastCaughtUpTimestamp),
  };
}
