// OffsetForLeaderEpoch: where an epoch of leadership ends in this leader's log, so that clients
// and followers find out whether what they hold still stands (KIP-320).
//
// Behaviour: the largest epoch up to the asked one, with the offset after its last batch; -1 and
// -1 where the log knows none. Only the leader answers.
// Many partitions are answered in slices: no batch is looked at.
// Version notes: 3+ tells the replica id, which changes nothing.

import {
  type Draft,
  errors,
  offsetForLeaderEpochApi,
  type OffsetForLeaderEpochRequest,
  type OffsetForLeaderEpochRequestOffsetForLeaderPartition,
  type OffsetForLeaderEpochResponse,
  type OffsetForLeaderEpochResponseEpochEndOffset,
} from '@ottla/protocol';
import { Partition } from '../replica/partition.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import { answerInSlices, SLICE_SIZE, type SlicesHost } from './answer-in-slices.ts';
import type { Handler } from './handler.ts';

export interface OffsetForLeaderEpochHandlerOptions extends SlicesHost {
  readonly replicas: ReplicaSet;
}

type EndDraft = Draft<OffsetForLeaderEpochResponseEpochEndOffset>;

interface TopicDraft {
  readonly topic: string;
  readonly partitions: EndDraft[];
}

export function offsetForLeaderEpochHandler(
  options: OffsetForLeaderEpochHandlerOptions,
): Handler<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse> {
  return {
    api: offsetForLeaderEpochApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE', resourceType: 'topic' }],
    handle(request, context, respond) {
      const { throttleTimeMs } = context;
      answerInSlices(ends(options.replicas, request), options, context, (topics) => {
        respond(topics === undefined ? undefined : { throttleTimeMs, topics });
      });
    },
  };
}

function* ends(
  replicas: ReplicaSet,
  request: OffsetForLeaderEpochRequest,
): Generator<undefined, TopicDraft[]> {
  const topics: TopicDraft[] = [];
  let count = 0;
  for (const { topic, partitions } of request.topics) {
    const drafts: EndDraft[] = [];
    topics.push({ topic, partitions: drafts });
    for (const asked of partitions) {
      count += 1;
      if (count % SLICE_SIZE === 0) yield;
      drafts.push(endOf(replicas, topic, asked));
    }
  }
  return topics;
}

function endOf(
  { hosted }: ReplicaSet,
  topic: string,
  asked: OffsetForLeaderEpochRequestOffsetForLeaderPartition,
): EndDraft {
  const { partition: index } = asked;
  const partition = hosted.findByName(topic, index);
  if (!(partition instanceof Partition)) return { partition: index, errorCode: partition.code };
  const refusal = partition.checkAccess(asked.currentLeaderEpoch, true);
  if (refusal !== undefined) return { partition: index, errorCode: refusal.code };
  const end = partition.log.offsetForLeaderEpoch(asked.leaderEpoch);
  const { leaderEpoch, endOffset } = end ?? { leaderEpoch: -1, endOffset: -1 };
  return { partition: index, errorCode: errors.NONE.code, leaderEpoch, endOffset };
}
