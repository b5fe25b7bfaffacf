// DescribeProducers: the producers that a leader knows, by partition (KIP-664).
//
// Behaviour: idempotent and transactional producers that have not expired; a partition that is not
// led here is NOT_LEADER_OR_FOLLOWER. Very many partitions, or producers, are told of in slices. A
// partition is told of as often as it is named; of what one answer may hold there is a limit, which
// Kafka has not: beyond it partitions are refused.
// Version notes: there is one version.

import { topicNameProblem } from '@ottla/metadata';
import {
  describeProducersApi,
  type DescribeProducersRequest,
  type DescribeProducersResponse,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import { Partition } from '../replica/partition.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import { answerInSlices, SLICE_SIZE, type SlicesHost } from './answer-in-slices.ts';
import type { Handler } from './handler.ts';

type Topic = NonNullable<Draft<DescribeProducersResponse>['topics']>[number];
type Result = NonNullable<NonNullable<Topic>['partitions']>[number];

/** More would take memory that nobody has counted. */
const PRODUCERS_TOLD_MAX = 500_000;

interface Failure {
  readonly error: ProtocolError;
  readonly message: string | null;
}

export interface DescribeProducersOptions extends SlicesHost {
  readonly replicas: ReplicaSet;
}

export function describeProducersHandler(
  options: DescribeProducersOptions,
): Handler<DescribeProducersRequest, DescribeProducersResponse> {
  return {
    api: describeProducersApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'READ', resourceType: 'topic' }],
    handle: (request, context, respond) => {
      const { throttleTimeMs } = context;
      answerInSlices(topicsOf(options.replicas, request), options, context, (topics) =>
        respond(topics === undefined ? undefined : { throttleTimeMs, topics }),
      );
    },
  };
}

function* topicsOf(
  replicas: ReplicaSet,
  request: DescribeProducersRequest,
): Generator<undefined, Topic[]> {
  const topics: Topic[] = [];
  let [size, toldProducers] = [0, 0];
  for (const { name, partitionIndexes } of request.topics) {
    const unknown = topicFailure(replicas, name);
    const partitions: Result[] = [];
    topics.push({ name, partitions });
    size += 1;
    for (const index of partitionIndexes) {
      if (size >= SLICE_SIZE) {
        size = 0;
        yield;
      }
      const failure = toldProducers < PRODUCERS_TOLD_MAX ? unknown : TOO_MUCH;
      const result =
        failure === undefined ? resultOf(replicas, name, index) : failed(index, failure);
      partitions.push(result);
      const count = result.activeProducers?.length ?? 0;
      toldProducers += count;
      size += 1 + count;
    }
  }
  return topics;
}

const TOO_MUCH: Failure = {
  error: errors.POLICY_VIOLATION,
  message: `More than ${PRODUCERS_TOLD_MAX} producers are asked for at once.`,
};

function topicFailure({ hosted }: ReplicaSet, name: string): Failure | undefined {
  const message = topicNameProblem(name);
  if (message !== undefined) return { error: errors.INVALID_TOPIC_EXCEPTION, message };
  if (hosted.idOf(name) !== undefined) return undefined;
  return { error: errors.UNKNOWN_TOPIC_OR_PARTITION, message: null };
}

function failed(partitionIndex: number, { error, message }: Failure): Result {
  return { partitionIndex, errorCode: error.code, errorMessage: message };
}

function resultOf({ hosted }: ReplicaSet, topic: string, partitionIndex: number): Result {
  const partition = hosted.findByName(topic, partitionIndex);
  if (!(partition instanceof Partition)) {
    return failed(partitionIndex, { error: partition, message: null });
  }
  if (!partition.isLeader) {
    return failed(partitionIndex, { error: errors.NOT_LEADER_OR_FOLLOWER, message: null });
  }
  const activeProducers = partition.log.activeProducers().map((each) => ({
    producerId: each.producerId,
    producerEpoch: each.producerEpoch,
    lastSequence: each.lastSequence,
    lastTimestamp: each.lastTimestamp,
    coordinatorEpoch: each.coordinatorEpoch,
    currentTxnStartOffset: each.currentTransactionStartOffset,
  }));
  return { partitionIndex, errorCode: errors.NONE.code, activeProducers };
}
