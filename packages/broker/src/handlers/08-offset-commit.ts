// OffsetCommit: stores offsets for a group.
//
// Behaviour: topics and partitions that the metadata do not know are refused here, each by itself;
// the others are the group's coordinator's. Where nothing is left of a request, no coordinator is
// asked. Any group id is taken, the empty one too.
// Version notes: 10 has topic ids in place of names.

import {
  type Draft,
  errors,
  offsetCommitApi,
  type OffsetCommitRequest,
  type OffsetCommitRequestOffsetCommitRequestTopic,
  type OffsetCommitResponse,
  type ProtocolError,
  zeroUuid,
} from '@ottla/protocol';
import type { MetadataImage, TopicImage } from '@ottla/metadata';
import { callShard, type CommandTarget } from '../coordinator/call-shard.ts';
import type { Handler } from './handler.ts';

type RequestTopic = OffsetCommitRequestOffsetCommitRequestTopic;
type ResponseTopic = NonNullable<Draft<OffsetCommitResponse>['topics']>[number];

/** From here on topics are told by their ids. */
const TOPIC_IDS_SINCE = 10;

export interface OffsetCommitOptions<State>
  extends CommandTarget<State, OffsetCommitRequest, OffsetCommitResponse> {
  readonly image: () => MetadataImage;
}

export function offsetCommitHandler<State>(
  options: OffsetCommitOptions<State>,
): Handler<OffsetCommitRequest, OffsetCommitResponse> {
  return {
    api: offsetCommitApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [
      { operation: 'READ', resourceType: 'group' },
      { operation: 'READ', resourceType: 'topic' },
    ],
    handle(request, context, respond) {
      const { apiVersion, throttleTimeMs } = context;
      const { known, refused } = sort(options.image(), request.topics, apiVersion);
      if (known.length === 0) {
        respond({ throttleTimeMs, topics: refused });
        return;
      }
      const reduced = { ...request, topics: known };
      callShard(options, request.groupId, reduced, {
        context,
        respond: ({ topics = [] }) => {
          respond({ throttleTimeMs, topics: joined([...refused, ...topics]) });
        },
      });
    },
  };
}

interface Sorted {
  /** With name and id. */
  readonly known: RequestTopic[];
  readonly refused: ResponseTopic[];
}

function sort(
  image: MetadataImage,
  topics: readonly RequestTopic[],
  apiVersion: number,
): Sorted {
  const known: RequestTopic[] = [];
  const refused: ResponseTopic[] = [];
  const hasIds = apiVersion >= TOPIC_IDS_SINCE;
  const { byId, byName } = image.topics;
  for (const topic of topics) {
    const found = hasIds ? byId.get(topic.topicId) : byName.get(topic.name);
    if (found === undefined) {
      const error = hasIds ? errors.UNKNOWN_TOPIC_ID : errors.UNKNOWN_TOPIC_OR_PARTITION;
      refused.push(refusedTopic(topic, topic.partitions, error));
      continue;
    }
    const named = { ...topic, name: found.name, topicId: found.id };
    const there = topic.partitions.filter((each) => isThere(found, each.partitionIndex));
    const missing = topic.partitions.filter((each) => !isThere(found, each.partitionIndex));
    if (missing.length > 0) {
      refused.push(refusedTopic(named, missing, errors.UNKNOWN_TOPIC_OR_PARTITION));
    }
    if (there.length > 0) known.push({ ...named, partitions: there });
  }
  return { known, refused };
}

function isThere({ partitions }: TopicImage, index: number): boolean {
  return partitions[index] !== undefined;
}

function refusedTopic(
  { name, topicId }: Pick<RequestTopic, 'name' | 'topicId'>,
  partitions: RequestTopic['partitions'],
  { code: errorCode }: ProtocolError,
): ResponseTopic {
  return {
    name,
    topicId,
    partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
  };
}

/** One entry for each topic, in the order of their first ones. */
function joined(topics: readonly ResponseTopic[]): ResponseTopic[] {
  const byName = Map.groupBy(topics, ({ name, topicId }) => name || (topicId ?? zeroUuid));
  return [...byName.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const partitions = [first, ...others].flatMap((each) => each.partitions ?? []);
    return { ...first, partitions };
  });
}
