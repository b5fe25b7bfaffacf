// Metadata: the brokers to talk to, and topics with their partitions.
//
// Behaviour: names, ids or all topics; topics that do not exist are created where both broker and
// client allow it. Endpoints are those of the listener on which the request came. The controller
// id is any broker that is alive: every broker passes requests for the controller on. An answer of
// very much is made in slices, all of them of one image.
// Version notes: 0 takes an empty list for all topics and leaves out replicas that cannot be
// reached; 1+ takes null for all; 4+ says whether to create topics; 8+ authorised operations (8-10
// those of the cluster); 10+ topic ids, which requests may use from 12; 13 a top-level error.

import type { MetadataImage, TopicImage } from '@ottla/metadata';
import { topicNameProblem } from '@ottla/metadata';
import {
  type Draft,
  errors,
  metadataApi,
  type MetadataRequest,
  type MetadataResponse,
  zeroUuid,
} from '@ottla/protocol';
import {
  CLUSTER_OPERATIONS,
  OPERATIONS_NOT_ASKED,
  TOPIC_OPERATIONS,
} from '../topics/authorized-operations.ts';
import type { AutoTopicCreation } from '../topics/auto-topic-creation.ts';
import {
  anyAliveBroker,
  brokerNodes,
  isInternalTopic,
  partitionView,
  reachable,
} from '../topics/topic-view.ts';
import { answerInSlices, SLICE_SIZE, type SlicesHost } from './answer-in-slices.ts';
import type { Handler, RequestContext } from './handler.ts';

type TopicDraft = NonNullable<Draft<MetadataResponse>['topics']>[number];
type AskedTopic = NonNullable<MetadataRequest['topics']>[number];
type PartitionDraft = NonNullable<NonNullable<TopicDraft>['partitions']>[number];

export interface MetadataHandlerOptions extends SlicesHost {
  /** The newest image. */
  readonly image: () => MetadataImage;
  readonly clusterId: string;
  readonly autoCreation: AutoTopicCreation;
  /** From 0 up to 1. */
  readonly chance: () => number;
}

export function metadataHandler(
  options: MetadataHandlerOptions,
): Handler<MetadataRequest, MetadataResponse> {
  return {
    api: metadataApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE', resourceType: 'topic' }],
    handle: (request, context, respond) =>
      answerInSlices(answer(options, request, context), options, context, respond),
  };
}

function* answer(
  options: MetadataHandlerOptions,
  request: MetadataRequest,
  context: RequestContext,
): Generator<undefined, Draft<MetadataResponse>> {
  const image = options.image();
  const { apiVersion, listener } = context;
  // A request that is refused as a whole is answered with nothing but its own topics.
  if (isInvalid(request, apiVersion)) return { topics: (request.topics ?? []).map(refused) };
  const asksCluster =
    apiVersion >= 8 && apiVersion <= 10 && request.includeClusterAuthorizedOperations;
  return {
    brokers: brokerNodes(image, listener)
      .filter((node) => !node.isFenced)
      .map(({ id, host, port, rack }) => ({ nodeId: id, host, port, rack })),
    clusterId: options.clusterId,
    controllerId: anyAliveBroker(image, options.chance()),
    topics: yield* topicsOf(options, image, request, context),
    ...(asksCluster ? { clusterAuthorizedOperations: CLUSTER_OPERATIONS } : {}),
  };
}

function* topicsOf(
  options: MetadataHandlerOptions,
  image: MetadataImage,
  request: MetadataRequest,
  context: RequestContext,
): Generator<undefined, TopicDraft[]> {
  const { topics: asked } = request;
  const view = { image, request, context };
  const isAll = asked === null || (context.apiVersion === 0 && asked.length === 0);
  const ofTopic = (topic: TopicImage): TopicDraft => topicDraft(view, topic);
  if (isAll) return yield* topicsFor(image.topics.byName.values(), ofTopic);
  const ids = new Set<string>();
  for (const { topicId } of asked) if (topicId !== zeroUuid) ids.add(topicId);
  if (ids.size > 0) return yield* topicsFor(ids, (id) => topicById(view, id));
  const missing: string[] = [];
  const known = new Set<string>();
  const found = yield* topicsFor(asked, ({ name: given }) => {
    const name = given ?? '';
    if (known.has(name)) return undefined;
    known.add(name);
    const topic = image.topics.byName.get(name);
    if (topic === undefined) missing.push(name);
    return topic === undefined ? undefined : topicDraft(view, topic);
  });
  if (missing.length > 0 && request.allowAutoTopicCreation && options.autoCreation.isEnabled) {
    options.autoCreation.create(missing, context.principal, context.clientId);
  }
  return [...found, ...(yield* topicsFor(missing, (name) => unknownTopic(view, name)))];
}

/** One after the other, in slices by topics and partitions. */
function* topicsFor<Item>(
  items: Iterable<Item>,
  draft: (item: Item) => TopicDraft | undefined,
): Generator<undefined, TopicDraft[]> {
  const drafts: TopicDraft[] = [];
  let size = 0;
  for (const item of items) {
    if (size >= SLICE_SIZE) {
      size = 0;
      yield;
    }
    const topic = draft(item);
    if (topic !== undefined) drafts.push(topic);
    size += 1 + (topic?.partitions?.length ?? 0);
  }
  return drafts;
}

/**
 * Ids came with version 10, but are served in requests from 12 only; a null name stands for one.
 */
function isInvalid(request: MetadataRequest, apiVersion: number): boolean {
  if (apiVersion >= 12) return false;
  return request.topics?.some((each) => each.name === null || each.topicId !== zeroUuid) ?? false;
}

function refused(topic: AskedTopic): TopicDraft {
  const { name, topicId } = topic;
  return { errorCode: errors.INVALID_REQUEST.code, name: name ?? '', topicId, partitions: [] };
}

interface View {
  readonly image: MetadataImage;
  readonly request: MetadataRequest;
  readonly context: RequestContext;
}

function topicById(view: View, id: string): TopicDraft {
  const topic = view.image.topics.byId.get(id);
  if (topic !== undefined) return topicDraft(view, topic);
  return {
    errorCode: errors.UNKNOWN_TOPIC_ID.code,
    name: null,
    topicId: id,
    isInternal: false,
    partitions: [],
  };
}

function unknownTopic(view: View, name: string): TopicDraft {
  const isValid = topicNameProblem(name) === undefined;
  const error = isValid ? errors.UNKNOWN_TOPIC_OR_PARTITION : errors.INVALID_TOPIC_EXCEPTION;
  return {
    errorCode: error.code,
    name,
    isInternal: isInternalTopic(name),
    partitions: [],
    topicAuthorizedOperations: operations(view),
  };
}

function operations({ request, context }: View): number {
  const isAsked = context.apiVersion >= 8 && request.includeTopicAuthorizedOperations;
  return isAsked ? TOPIC_OPERATIONS : OPERATIONS_NOT_ASKED;
}

function topicDraft(view: View, topic: TopicImage): TopicDraft {
  return {
    errorCode: errors.NONE.code,
    name: topic.name,
    topicId: topic.id,
    isInternal: isInternalTopic(topic.name),
    partitions: topic.partitions.map((_, index) => partitionDraft(view, topic, index)),
    topicAuthorizedOperations: operations(view),
  };
}

function partitionDraft(view: View, topic: TopicImage, index: number): PartitionDraft {
  const { image, context } = view;
  const partition = topic.partitions[index];
  if (partition === undefined) return { partitionIndex: index };
  const seen = partitionView(image, partition, context.listener);
  const isFirstVersion = context.apiVersion === 0;
  const shown = (ids: readonly number[]): readonly number[] =>
    isFirstVersion ? reachable(image, ids, context.listener) : ids;
  const [replicaNodes, isrNodes] = [shown(seen.replicaNodes), shown(seen.isrNodes)];
  const isPartial =
    replicaNodes.length < seen.replicaNodes.length || isrNodes.length < seen.isrNodes.length;
  return {
    errorCode: partitionError(seen.trouble, isPartial, context.apiVersion),
    partitionIndex: index,
    leaderId: seen.leaderId,
    leaderEpoch: seen.leaderEpoch,
    replicaNodes,
    isrNodes,
    offlineReplicas: seen.offlineReplicas,
  };
}

function partitionError(trouble: string, isPartial: boolean, apiVersion: number): number {
  if (trouble === 'no-leader') return errors.LEADER_NOT_AVAILABLE.code;
  if (trouble === 'no-listener') {
    return apiVersion >= 6 ? errors.LISTENER_NOT_FOUND.code : errors.LEADER_NOT_AVAILABLE.code;
  }
  return isPartial ? errors.REPLICA_NOT_AVAILABLE.code : errors.NONE.code;
}
