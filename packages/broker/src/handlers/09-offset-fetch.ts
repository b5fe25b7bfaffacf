// OffsetFetch: the offsets that groups have committed, for given partitions or for all that there
// are.
//
// Behaviour: with RequireStable the answer waits until all that was written by now is committed.
// Without topics (null) a group's whole offsets are told.
// Version notes: 1 has no error for the group: each partition has it; 2 to 7 ask for one group; 8+
// for several; 10 has topic ids in place of names, and leaves out topics that have none any more.

import {
  type Draft,
  errors,
  offsetFetchApi,
  type OffsetFetchRequest,
  type OffsetFetchRequestOffsetFetchRequestGroup,
  type OffsetFetchResponse,
  zeroUuid,
} from '@ottla/protocol';
import type { ShardQuery } from '@ottla/coordinator';
import type { MetadataImage } from '@ottla/metadata';
import { AnswerParts } from '../coordinator/answer-parts.ts';
import { callerOf, type CommandTarget } from '../coordinator/call-shard.ts';
import type { Handler, RequestContext } from './handler.ts';

type RequestGroup = OffsetFetchRequestOffsetFetchRequestGroup;
type ResponseGroup = NonNullable<Draft<OffsetFetchResponse>['groups']>[number];
type ResponseTopic = NonNullable<ResponseGroup['topics']>[number];

const GROUP_ERROR_SINCE = 2;
const GROUPS_SINCE = 8;
const TOPIC_IDS_SINCE = 10;
const NO_OFFSET = -1;

/** The command serves requests with RequireStable, the query those without. */
export interface OffsetFetchOptions<State>
  extends CommandTarget<State, OffsetFetchRequest, OffsetFetchResponse> {
  readonly query: ShardQuery<State, OffsetFetchRequest, OffsetFetchResponse>;
  readonly image: () => MetadataImage;
}

export function offsetFetchHandler<State>(
  options: OffsetFetchOptions<State>,
): Handler<OffsetFetchRequest, OffsetFetchResponse> {
  return {
    api: offsetFetchApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [
      { operation: 'DESCRIBE', resourceType: 'group' },
      { operation: 'DESCRIBE', resourceType: 'topic' },
    ],
    handle(request, context, respond) {
      const { apiVersion, throttleTimeMs } = context;
      const parts = new AnswerParts<ResponseGroup>((groups) => {
        respond({ throttleTimeMs, ...inVersion(groups, apiVersion) });
      });
      const fetching = new FetchedGroups(options, request, context);
      for (const group of groupsOf(request, apiVersion)) fetching.fetch(group, parts.expect());
      parts.seal();
      if (!parts.isDone) context.whenGone({ abandon: () => fetching.abandon() });
    },
  };
}

class FetchedGroups<State> {
  readonly #options: OffsetFetchOptions<State>;
  readonly #request: OffsetFetchRequest;
  readonly #context: RequestContext;
  readonly #abandon: (() => void)[] = [];

  constructor(
    options: OffsetFetchOptions<State>,
    request: OffsetFetchRequest,
    context: RequestContext,
  ) {
    this.#options = options;
    this.#request = request;
    this.#context = context;
  }

  abandon(): void {
    for (const each of this.#abandon) each();
  }

  fetch(asked: RequestGroup, done: (group: ResponseGroup) => void): void {
    const { image } = this.#options;
    const { apiVersion } = this.#context;
    const hasIds = apiVersion >= TOPIC_IDS_SINCE;
    const { group, unknown } = hasIds ? named(asked, image()) : { group: asked, unknown: [] };
    this.#ask(group, ({ groups: [found] = [] }) => {
      const answered = found ?? { groupId: group.groupId };
      if ((answered.errorCode ?? 0) !== 0) {
        done(apiVersion < GROUP_ERROR_SINCE ? spread(asked, answered) : answered);
        return;
      }
      const { topics = [] } = answered;
      const told = hasIds && asked.topics === null ? withIds(topics, image()) : topics;
      done({ ...answered, topics: [...told, ...unknown] });
    });
  }

  #ask(group: RequestGroup, done: (response: Draft<OffsetFetchResponse>) => void): void {
    const { coordinator, command, query } = this.#options;
    const { apiVersion } = this.#context;
    const { groupId } = group;
    const request = { ...this.#request, groupId: '', topics: null, groups: [group] };
    if (!request.requireStable) {
      done(coordinator.query(groupId, query, request, apiVersion));
      return;
    }
    const caller = callerOf(this.#context);
    const ticket = coordinator.submit(groupId, command, request, { caller, respond: done });
    if (ticket === undefined) return;
    this.#abandon.push(() => ticket.abandon(errors.COORDINATOR_NOT_AVAILABLE));
  }
}

/** The groups that a request asks for, in the form of the later versions. */
function groupsOf(request: OffsetFetchRequest, apiVersion: number): readonly RequestGroup[] {
  if (apiVersion >= GROUPS_SINCE) return request.groups;
  const { groupId, unknownTaggedFields } = request;
  const topics = request.topics?.map((topic) => ({ ...topic, topicId: zeroUuid })) ?? null;
  return [{ groupId, topics, memberId: null, memberEpoch: -1, unknownTaggedFields }];
}

/** Gives topics that are told by id their names; those without one are answered for here. */
function named(
  asked: RequestGroup,
  { topics: { byId } }: MetadataImage,
): { readonly group: RequestGroup; readonly unknown: readonly ResponseTopic[] } {
  if (asked.topics === null) return { group: asked, unknown: [] };
  const topics = [];
  const unknown: ResponseTopic[] = [];
  for (const topic of asked.topics) {
    const name = byId.get(topic.topicId)?.name;
    if (name !== undefined) topics.push({ ...topic, name });
    else unknown.push(refusedTopic(topic, errors.UNKNOWN_TOPIC_ID.code));
  }
  return { group: { ...asked, topics }, unknown };
}

function refusedTopic(
  { name, topicId, partitionIndexes }: NonNullable<RequestGroup['topics']>[number],
  errorCode: number,
): ResponseTopic {
  const partitions = partitionIndexes.map((partitionIndex) => ({
    partitionIndex,
    committedOffset: NO_OFFSET,
    metadata: '',
    errorCode,
  }));
  return { name, topicId, partitions };
}

/** A topic whose id is not known cannot be told. */
function withIds(
  topics: readonly ResponseTopic[],
  { topics: { byName } }: MetadataImage,
): ResponseTopic[] {
  return topics.flatMap((topic) => {
    const isKnown = topic.topicId !== undefined && topic.topicId !== zeroUuid;
    const topicId = isKnown ? topic.topicId : byName.get(topic.name ?? '')?.id;
    return topicId === undefined ? [] : { ...topic, topicId };
  });
}

/** An error of the group, told by its partitions. */
function spread(
  { topics }: RequestGroup,
  { groupId, errorCode = 0 }: ResponseGroup,
): ResponseGroup {
  return { groupId, topics: (topics ?? []).map((topic) => refusedTopic(topic, errorCode)) };
}

function inVersion(
  groups: readonly ResponseGroup[],
  apiVersion: number,
): Draft<OffsetFetchResponse> {
  if (apiVersion >= GROUPS_SINCE) return { groups };
  const { topics = [], errorCode } = groups[0] ?? {};
  return {
    errorCode,
    topics: topics.map(({ name, partitions }) => ({ name, partitions })),
  };
}
