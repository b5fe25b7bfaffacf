// OffsetDelete: takes offsets of a group away.
//
// Behaviour: partitions that the metadata do not know are refused here, each by itself, but an
// error of the group as a whole is told alone.
// Version notes: there is one.

import {
  type Draft,
  errors,
  offsetDeleteApi,
  type OffsetDeleteRequest,
  type OffsetDeleteResponse,
} from '@ottla/protocol';
import type { MetadataImage } from '@ottla/metadata';
import { callShard, type CommandTarget } from '../coordinator/call-shard.ts';
import type { Handler } from './handler.ts';

type RequestTopic = OffsetDeleteRequest['topics'][number];
type ResponseTopic = NonNullable<Draft<OffsetDeleteResponse>['topics']>[number];

export interface OffsetDeleteOptions<State>
  extends CommandTarget<State, OffsetDeleteRequest, OffsetDeleteResponse> {
  readonly image: () => MetadataImage;
}

export function offsetDeleteHandler<State>(
  options: OffsetDeleteOptions<State>,
): Handler<OffsetDeleteRequest, OffsetDeleteResponse> {
  return {
    api: offsetDeleteApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [
      { operation: 'DELETE', resourceType: 'group' },
      { operation: 'READ', resourceType: 'topic' },
    ],
    handle(request, context, respond) {
      const { throttleTimeMs, apiVersion } = context;
      const { known, refused } = sort(options.image(), request.topics);
      const send = (response: Draft<OffsetDeleteResponse>): void => {
        const { errorCode = errors.NONE.code, topics = [] } = response;
        const isRefused = errorCode !== errors.NONE.code;
        const told = isRefused ? topics : joined(refused, topics);
        respond({ throttleTimeMs, errorCode, topics: told });
      };
      if (request.groupId === '') {
        send(options.command.refuse(request, errors.INVALID_GROUP_ID, apiVersion));
        return;
      }
      const reduced = { ...request, topics: known };
      callShard(options, request.groupId, reduced, { context, respond: send });
    },
  };
}

function sort(
  { topics: { byName } }: MetadataImage,
  topics: readonly RequestTopic[],
): { readonly known: RequestTopic[]; readonly refused: ResponseTopic[] } {
  const known: RequestTopic[] = [];
  const refused: ResponseTopic[] = [];
  for (const topic of topics) {
    const { name } = topic;
    const there = byName.get(name)?.partitions ?? [];
    const partitions = topic.partitions.filter((each) => there[each.partitionIndex] !== undefined);
    const missing = topic.partitions.filter((each) => there[each.partitionIndex] === undefined);
    if (partitions.length > 0) known.push({ ...topic, partitions });
    if (missing.length === 0) continue;
    const errorCode = errors.UNKNOWN_TOPIC_OR_PARTITION.code;
    const refusals = missing.map(({ partitionIndex }) => ({ partitionIndex, errorCode }));
    refused.push({ name, partitions: refusals });
  }
  return { known, refused };
}

/** One entry for each topic. */
function joined(
  refused: readonly ResponseTopic[],
  topics: readonly ResponseTopic[],
): ResponseTopic[] {
  const byName = Map.groupBy([...refused, ...topics], ({ name }) => name);
  return [...byName].map(([name, parts]) => ({
    name,
    partitions: parts.flatMap((part) => part.partitions ?? []),
  }));
}
