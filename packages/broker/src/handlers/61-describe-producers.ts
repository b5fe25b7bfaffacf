// DescribeProducers: the producers that a leader knows, by partition (KIP-664).
//
// Behaviour: idempotent and transactional producers that have not expired; a partition that is not
// led here is NOT_LEADER_OR_FOLLOWER.
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
import type { Handler } from './handler.ts';

type Topic = NonNullable<Draft<DescribeProducersResponse>['topics']>[number];
type Result = NonNullable<NonNullable<Topic>['partitions']>[number];

interface Failure {
  readonly error: ProtocolError;
  readonly message: string | null;
}

export interface DescribeProducersOptions {
  readonly replicas: ReplicaSet;
}

export function describeProducersHandler({
  replicas,
}: DescribeProducersOptions): Handler<DescribeProducersRequest, DescribeProducersResponse> {
  return {
    api: describeProducersApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'READ', resourceType: 'topic' }],
    handle: (request, { throttleTimeMs }, respond) => {
      const topics = request.topics.map(({ name, partitionIndexes }): Topic => {
        const failure = topicFailure(replicas, name);
        const partitions = partitionIndexes.map((index) =>
          failure === undefined ? resultOf(replicas, name, index) : failed(index, failure),
        );
        return { name, partitions };
      });
      respond({ throttleTimeMs, topics });
    },
  };
}

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
