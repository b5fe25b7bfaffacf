// The transactional requests, and what of their answers is judged. Pure.

import type {
  AddOffsetsToTxnRequest,
  AddPartitionsToTxnRequest,
  AddPartitionsToTxnResponse,
  Draft,
  EndTxnRequest,
  InitProducerIdRequest,
  TxnOffsetCommitRequest,
  TxnOffsetCommitResponse,
} from '@ottla/protocol';

import type { OffsetToCommit } from '../../consumer/commits/offsets.ts';
import { ClientError } from '../../errors.ts';
import type { ProducerIdentity } from '../sequence-track.ts';
import type { EnlistedPartition, TransactionProtocol } from './transaction-machine.ts';

/** From this version on InitProducerId can be asked for a new epoch of a known id (KIP-360). */
export const BUMP_VERSION = 3;
/** Newer versions of AddPartitionsToTxn are for brokers. */
export const ADD_PARTITIONS_VERSION_MAX = 3;
/** From this version on TxnOffsetCommit says as which member of the group (KIP-447). */
const MEMBER_VERSION = 3;
/** Newer versions tell the coordinator that the protocol is v2. */
const OFFSET_COMMIT_V1_MAX = 4;
const END_V1_MAX = 4;

/**
 * Whose offsets are sent: what `consumer.membership` tells. A group's id alone also does, but then
 * nobody notices that the consumer has lost its partitions to another member.
 */
export interface TransactionGroup {
  readonly groupId: string;
  readonly groupInstanceId?: string | null | undefined;
  readonly memberId?: string | undefined;
  readonly generationId?: number | undefined;
}

export interface TransactionIdentity extends ProducerIdentity {
  readonly transactionalId: string;
}

export function initProducerIdRequest(
  { transactionalId, producerId, epoch }: TransactionIdentity,
  transactionTimeoutMs: number,
  version: number,
): Draft<InitProducerIdRequest> {
  const known = version >= BUMP_VERSION ? { producerId, producerEpoch: epoch } : {};
  return { transactionalId, transactionTimeoutMs, ...known };
}

export function addPartitionsRequest(
  { transactionalId, producerId, epoch }: TransactionIdentity,
  partitions: readonly EnlistedPartition[],
): Draft<AddPartitionsToTxnRequest> {
  const topics = Map.groupBy(partitions, ({ topic }) => topic);
  return {
    v3AndBelowTransactionalId: transactionalId,
    v3AndBelowProducerId: producerId,
    v3AndBelowProducerEpoch: epoch,
    v3AndBelowTopics: [...topics].map(([name, ofTopic]) => ({
      name,
      partitions: ofTopic.map(({ partition }) => partition),
    })),
  };
}

export function addPartitionsCodes(response: AddPartitionsToTxnResponse): number[] {
  return response.resultsByTopicV3AndBelow.flatMap(({ resultsByPartition }) =>
    resultsByPartition.map(({ partitionErrorCode }) => partitionErrorCode),
  );
}

export function addOffsetsRequest(
  { transactionalId, producerId, epoch }: TransactionIdentity,
  groupId: string,
): Draft<AddOffsetsToTxnRequest> {
  return { transactionalId, producerId, producerEpoch: epoch, groupId };
}

export function offsetCommitLimits(
  group: TransactionGroup,
  protocol: TransactionProtocol,
): { min: number; max: number | undefined } {
  return {
    min: protocol === 'v2' ? OFFSET_COMMIT_V1_MAX + 1 : isMember(group) ? MEMBER_VERSION : 0,
    max: protocol === 'v2' ? undefined : OFFSET_COMMIT_V1_MAX,
  };
}

export function offsetCommitRequest(
  { transactionalId, producerId, epoch }: TransactionIdentity,
  sent: {
    readonly group: TransactionGroup;
    readonly offsets: readonly OffsetToCommit[];
    readonly version: number;
  },
): Draft<TxnOffsetCommitRequest> {
  const { group, offsets, version } = sent;
  const { groupId, groupInstanceId = null, memberId = '', generationId = -1 } = group;
  return {
    transactionalId,
    groupId,
    producerId,
    producerEpoch: epoch,
    ...(version >= MEMBER_VERSION ? { groupInstanceId, memberId, generationId } : {}),
    topics: [...Map.groupBy(offsets, ({ topic }) => topic)].map(([name, ofTopic]) => ({
      name,
      partitions: ofTopic.map(({ partition, offset, leaderEpoch, metadata }) => ({
        partitionIndex: partition,
        committedOffset: offset,
        ...(version >= 2 ? { committedLeaderEpoch: leaderEpoch ?? -1 } : {}),
        committedMetadata: metadata ?? '',
      })),
    })),
  };
}

export function offsetCommitCodes(response: TxnOffsetCommitResponse): number[] {
  return response.topics.flatMap(({ partitions }) =>
    partitions.map(({ errorCode }) => errorCode),
  );
}

export function endLimits(protocol: TransactionProtocol): {
  min: number;
  max: number | undefined;
} {
  const isV2 = protocol === 'v2';
  return { min: isV2 ? END_V1_MAX + 1 : 0, max: isV2 ? undefined : END_V1_MAX };
}

export function endRequest(
  { transactionalId, producerId, epoch }: TransactionIdentity,
  committed: boolean,
): Draft<EndTxnRequest> {
  return { transactionalId, producerId, producerEpoch: epoch, committed };
}

/** Throws where it is no consumer's membership: for example of one that has not joined yet. */
export function checkGroup({ groupId, memberId = '', generationId = -1 }: TransactionGroup): void {
  if (groupId === '') throw new ClientError('the group whose offsets are sent has no id');
  if (generationId > 0 && memberId === '') {
    throw new ClientError(
      `the membership of group ${groupId} has generation ${generationId} but no member id: ` +
        'give what consumer.membership tells',
    );
  }
}

function isMember({ groupInstanceId, memberId, generationId }: TransactionGroup): boolean {
  const hasId = memberId !== undefined && memberId !== '';
  return hasId || (groupInstanceId ?? null) !== null || (generationId ?? -1) >= 0;
}
