// All topics of the cluster (Metadata, 3).

import { metadataApi, type Uuid } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';

export interface TopicListing {
  readonly name: string;
  readonly id: Uuid;
  readonly isInternal: boolean;
}

export interface ListTopicsOptions extends AdminOptions {
  /** Also internal topics such as `__consumer_offsets`. Default false. */
  readonly listInternal?: boolean | undefined;
}

/** Sorted by name. */
export async function listTopics(
  core: ClientCore,
  options: ListTopicsOptions = {},
): Promise<TopicListing[]> {
  const { listInternal = false } = options;
  const topics = await askOne(
    core,
    {
      doing: 'list topics',
      api: metadataApi,
      place: ANY,
      request: ({ version }) => allTopics(version),
      outcomeOf: (response) => response.topics,
    },
    options,
  );
  return topics
    .filter(({ errorCode, isInternal }) => errorCode === 0 && (listInternal || !isInternal))
    .map(({ name, topicId, isInternal }) => ({ name: name ?? '', id: topicId, isInternal }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Null asks for all topics; version 0 says it with an empty list. */
function allTopics(version: number): object {
  return {
    topics: version === 0 ? [] : null,
    ...(version >= 4 ? { allowAutoTopicCreation: false } : {}),
  };
}
