// DescribeTopicPartitions: topics page by page, with the eligible leader replicas of each
// partition.
//
// Behaviour: topics in the order of their names, all of them where none is named; at most as many
// partitions as client and broker (max.request.partition.size.limit) allow, then a cursor that says
// where to go on. A topic that vanished between pages is left out when all are asked for. Very many
// names are sorted, and looked up, in slices.

import { type MetadataImage, type TopicImage, topicNameProblem } from '@ottla/metadata';
import {
  describeTopicPartitionsApi,
  type DescribeTopicPartitionsRequest,
  type DescribeTopicPartitionsResponse,
  type Draft,
  errors,
  zeroUuid,
} from '@ottla/protocol';
import { TOPIC_OPERATIONS } from '../topics/authorized-operations.ts';
import { isInternalTopic, partitionView } from '../topics/topic-view.ts';
import { answerInSlices, SLICE_SIZE, type SlicesHost } from './answer-in-slices.ts';
import type { Handler } from './handler.ts';
import { sortedInSlices } from './sorted-in-slices.ts';

type TopicDraft = NonNullable<Draft<DescribeTopicPartitionsResponse>['topics']>[number];
type PartitionDraft = NonNullable<NonNullable<TopicDraft>['partitions']>[number];

export interface DescribeTopicPartitionsOptions extends SlicesHost {
  readonly image: () => MetadataImage;
  /** max.request.partition.size.limit */
  readonly partitionsMax: number;
}

export function describeTopicPartitionsHandler(
  options: DescribeTopicPartitionsOptions,
): Handler<DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse> {
  return {
    api: describeTopicPartitionsApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE', resourceType: 'topic' }],
    handle: (request, context, respond) =>
      answerInSlices(answer(options, request, context.listener), options, context, respond),
  };
}

function* answer(
  options: DescribeTopicPartitionsOptions,
  request: DescribeTopicPartitionsRequest,
  listener: string,
): Generator<undefined, Draft<DescribeTopicPartitionsResponse>> {
  const image = options.image();
  const isAll = request.topics.length === 0;
  const names = yield* namesFrom(image, request);
  if (names === undefined) {
    const errorCode = errors.INVALID_REQUEST.code;
    return { topics: request.topics.map(({ name }) => ({ errorCode, name })) };
  }
  const limit = Math.min(options.partitionsMax, request.responsePartitionLimit);
  const pages = new Page(image, listener, Math.max(limit, 1));
  let count = 0;
  for (const name of names) {
    count += 1;
    if (count % SLICE_SIZE === 0) yield;
    const start = name === request.cursor?.topicName ? request.cursor.partitionIndex : 0;
    if (!pages.add(name, start, isAll)) break;
  }
  return { topics: pages.topics, nextCursor: pages.nextCursor };
}

/** The names to tell, in order; undefined where the cursor makes no sense. */
function* namesFrom(
  image: MetadataImage,
  request: DescribeTopicPartitionsRequest,
): Generator<undefined, readonly string[] | undefined> {
  const { cursor } = request;
  const isAll = request.topics.length === 0;
  const asked = isAll ? image.topics.byName.keys() : request.topics.map((topic) => topic.name);
  const names = new Set<string>();
  let count = 0;
  for (const name of asked) {
    count += 1;
    if (count % SLICE_SIZE === 0) yield;
    if (cursor === null || name >= cursor.topicName) names.add(name);
  }
  if (cursor !== null) {
    if (cursor.partitionIndex < 0) return undefined;
    if (!isAll && !names.has(cursor.topicName)) return undefined;
  }
  return yield* sortedInSlices([...names]);
}

class Page {
  readonly topics: TopicDraft[] = [];
  nextCursor: { readonly topicName: string; readonly partitionIndex: number } | null = null;
  readonly #image: MetadataImage;
  readonly #listener: string;
  #left: number;

  constructor(image: MetadataImage, listener: string, limit: number) {
    this.#image = image;
    this.#listener = listener;
    this.#left = limit;
  }

  /** False when the page is full. */
  add(name: string, start: number, leaveOutUnknown: boolean): boolean {
    if (this.#left === 0) {
      this.nextCursor = { topicName: name, partitionIndex: 0 };
      return false;
    }
    const topic = this.#image.topics.byName.get(name);
    if (topic === undefined) {
      if (!leaveOutUnknown) this.topics.push(unknownTopic(name));
      return true;
    }
    const end = Math.min(topic.partitions.length, start + this.#left);
    this.topics.push(this.#topicDraft(topic, start, end));
    this.#left -= Math.max(0, end - start);
    if (end >= topic.partitions.length) return true;
    this.nextCursor = { topicName: name, partitionIndex: end };
    return false;
  }

  #topicDraft(topic: TopicImage, start: number, end: number): TopicDraft {
    const partitions: PartitionDraft[] = [];
    for (let index = start; index < end; index++) partitions.push(this.#partition(topic, index));
    return {
      errorCode: errors.NONE.code,
      name: topic.name,
      topicId: topic.id,
      isInternal: isInternalTopic(topic.name),
      partitions,
      topicAuthorizedOperations: TOPIC_OPERATIONS,
    };
  }

  #partition(topic: TopicImage, index: number): PartitionDraft {
    const partition = topic.partitions[index];
    if (partition === undefined) return { partitionIndex: index };
    const seen = partitionView(this.#image, partition, this.#listener);
    return {
      partitionIndex: index,
      leaderId: seen.leaderId,
      leaderEpoch: seen.leaderEpoch,
      replicaNodes: seen.replicaNodes,
      isrNodes: seen.isrNodes,
      offlineReplicas: seen.offlineReplicas,
      eligibleLeaderReplicas: partition.elr,
      lastKnownElr: partition.lastKnownElr,
    };
  }
}

function unknownTopic(name: string): TopicDraft {
  const isValid = topicNameProblem(name) === undefined;
  const error = isValid ? errors.UNKNOWN_TOPIC_OR_PARTITION : errors.INVALID_TOPIC_EXCEPTION;
  return {
    errorCode: error.code,
    name,
    topicId: zeroUuid,
    isInternal: isInternalTopic(name),
    topicAuthorizedOperations: TOPIC_OPERATIONS,
  };
}
