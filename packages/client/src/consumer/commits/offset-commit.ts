// OffsetCommit (8): the request, and what its answers mean. Pure.

import {
  errorOf,
  errors,
  type Draft,
  type OffsetCommitRequest,
  type OffsetCommitResponse,
  type ProtocolError,
} from '@ottla/protocol';

import { ConfigError } from '../../errors.ts';
import { keyOf } from '../../fetcher/topic-partition.ts';
import type { OffsetToCommit } from './offsets.ts';

/** From version 10 on topics are named by id, which the assignment of a classic group is not. */
export const OFFSET_COMMIT_VERSION_MAX = 9;

/** As whom offsets are committed; generation -1 and no member id where there is no membership. */
export interface CommitIdentity {
  readonly groupId: string;
  readonly groupInstanceId: string | null;
  readonly generationId: number;
  readonly memberId: string;
}

export function offsetCommitRequest(
  identity: CommitIdentity,
  offsets: readonly OffsetToCommit[],
  version: number,
): Draft<OffsetCommitRequest> {
  const { groupId, groupInstanceId, generationId, memberId } = identity;
  return {
    groupId,
    generationIdOrMemberEpoch: generationId,
    memberId,
    ...(version >= 7 ? { groupInstanceId } : {}),
    topics: [...Map.groupBy(offsets, ({ topic }) => topic)].map(([name, ofTopic]) => ({
      name,
      partitions: ofTopic.map(({ partition, offset, leaderEpoch, metadata }) => ({
        partitionIndex: partition,
        committedOffset: offset,
        ...(version >= 6 ? { committedLeaderEpoch: leaderEpoch ?? -1 } : {}),
        committedMetadata: metadata ?? '',
      })),
    })),
  };
}

/** Throws a ConfigError for what no broker would store. */
export function checkOffsets(offsets: readonly OffsetToCommit[]): void {
  for (const each of offsets) {
    if (Number.isSafeInteger(each.offset) && each.offset >= 0) continue;
    throw new ConfigError(
      `the offset to commit for ${keyOf(each)} must be a whole number from 0, got ${each.offset}`,
    );
  }
}

/** The first partition that was not stored, and why. */
export interface RefusedCommit {
  readonly where: string;
  readonly error: ProtocolError;
  readonly verdict: CommitVerdict;
}

export type CommitVerdict =
  /** The member is not what it was: nothing of this generation can be stored any more. */
  | 'moved-on'
  | 'rebalancing'
  | 'coordinator'
  | 'retry'
  | 'final';

export function refusalOf(response: OffsetCommitResponse): RefusedCommit | undefined {
  for (const { name, partitions } of response.topics) {
    for (const { partitionIndex, errorCode } of partitions) {
      if (errorCode === 0) continue;
      const where = `${name}-${partitionIndex}`;
      return { where, error: errorOf(errorCode), verdict: judgeCommit(errorCode) };
    }
  }
  return undefined;
}

export function judgeCommit(errorCode: number): CommitVerdict {
  switch (errorCode) {
    case errors.UNKNOWN_MEMBER_ID.code:
    case errors.ILLEGAL_GENERATION.code:
    case errors.FENCED_INSTANCE_ID.code:
      return 'moved-on';
    case errors.REBALANCE_IN_PROGRESS.code:
      return 'rebalancing';
    case errors.COORDINATOR_NOT_AVAILABLE.code:
    case errors.NOT_COORDINATOR.code:
    case errors.REQUEST_TIMED_OUT.code:
      return 'coordinator';
    case errors.COORDINATOR_LOAD_IN_PROGRESS.code:
    case errors.UNKNOWN_TOPIC_OR_PARTITION.code:
      return 'retry';
    default:
      return errorOf(errorCode).retriable ? 'retry' : 'final';
  }
}
