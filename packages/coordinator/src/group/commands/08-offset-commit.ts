// OffsetCommit: stores offsets for a group.
//
// Behaviour: the request as a whole is refused or allowed (offsets/check-commit.ts); then a
// partition is refused by itself where its metadata are too large. Topics have names and ids here.
// Version notes: v2 to v4 may bring a retention time; from v9 on an unknown group has an error of
// its own.

import {
  type Draft,
  errors,
  type Int64,
  type OffsetCommitRequest,
  type OffsetCommitRequestOffsetCommitRequestPartition as Partition,
  type OffsetCommitRequestOffsetCommitRequestTopic as Topic,
  type OffsetCommitResponse,
  type OffsetCommitValue,
  offsetCommitApi,
  type ProtocolError,
} from '@ottla/protocol';
import type { ShardCommand } from '../../runtime/shard.ts';
import type { GroupState } from '../group-state.ts';
import { checkCommit } from '../offsets/check-commit.ts';
import { NO_TIMESTAMP, offsetRecord } from '../records/group-records.ts';
import { Turn } from '../turn.ts';

const NO_RETENTION_TIME = -1;

function responseWith(
  request: OffsetCommitRequest,
  outcome: (topic: Topic, partition: Partition) => ProtocolError,
): Draft<OffsetCommitResponse> {
  const topics = request.topics.map((topic) => ({
    name: topic.name,
    topicId: topic.topicId,
    partitions: topic.partitions.map((partition) => ({
      partitionIndex: partition.partitionIndex,
      errorCode: outcome(topic, partition).code,
    })),
  }));
  return { topics };
}

function valueOf(topic: Topic, partition: Partition, nowMs: number): Draft<OffsetCommitValue> {
  return {
    offset: partition.committedOffset,
    leaderEpoch: partition.committedLeaderEpoch,
    metadata: partition.committedMetadata ?? '',
    commitTimestamp: nowMs,
    topicId: topic.topicId,
  };
}

/** As in Java the sum of two longs is a long, whatever strangers take for a time. */
function expiryOf(retentionTimeMs: Int64, nowMs: number): Int64 {
  const retentionMs = Number(retentionTimeMs);
  if (retentionMs === NO_RETENTION_TIME) return NO_TIMESTAMP;
  const sum = nowMs + retentionMs;
  if (Number.isSafeInteger(sum)) return sum;
  return BigInt.asIntN(64, BigInt(nowMs) + BigInt(retentionTimeMs));
}

function commit(turn: Turn, request: OffsetCommitRequest): Draft<OffsetCommitResponse> {
  const { config, services } = turn.state;
  const nowMs = services.wallMs();
  const expireTimestamp = expiryOf(request.retentionTimeMs, nowMs);
  const { groupId: group } = request;
  return responseWith(request, (topic, partition) => {
    const metadataLength = partition.committedMetadata?.length ?? 0;
    if (metadataLength > config.offsetMetadataMaxBytes) return errors.OFFSET_METADATA_TOO_LARGE;
    const key = { group, topic: topic.name, partition: partition.partitionIndex };
    turn.append(offsetRecord(key, { ...valueOf(topic, partition, nowMs), expireTimestamp }));
    return errors.NONE;
  });
}

export const offsetCommit: ShardCommand<GroupState, OffsetCommitRequest, OffsetCommitResponse> = {
  api: offsetCommitApi,
  handle(state, request, ticket) {
    const turn = new Turn(state);
    const error = checkCommit(state, request, ticket.apiVersion);
    if (error === undefined) turn.answer(ticket, commit(turn, request));
    else turn.answer(ticket, responseWith(request, () => error));
    return turn.result();
  },
  refuse: (request, error) => responseWith(request, () => error),
};
