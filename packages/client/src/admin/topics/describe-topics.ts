// Topics with their partitions: DescribeTopicPartitions (75), page by page; from brokers that do
// not serve it, and by topic id, Metadata (3), which knows nothing of eligible leader replicas.

import {
  describeTopicPartitionsApi,
  metadataApi,
  type DescribeTopicPartitionsResponse,
  type MetadataResponse,
  type Uuid,
} from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { UnsupportedVersionError } from '../../errors.ts';
import { askOne } from '../driver/ask-one.ts';
import { deadlineOf } from '../driver/deadline.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { failureOf } from '../driver/outcome.ts';

export interface PartitionDescription {
  readonly partition: number;
  /** -1 for none. */
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly offlineReplicas: readonly number[];
  /** Null where the broker does not tell. */
  readonly elr: readonly number[] | null;
  readonly lastKnownElr: readonly number[] | null;
}

export interface TopicDescription {
  readonly name: string;
  readonly id: Uuid;
  readonly isInternal: boolean;
  /** Sorted by partition. */
  readonly partitions: readonly PartitionDescription[];
}

export interface DescribeTopicsOptions extends AdminOptions {
  /** Partitions in one response. Default 2000. */
  readonly partitionLimit?: number | undefined;
}

const PARTITION_LIMIT = 2000;
const TOPIC_ID_VERSION = 12;

/** In the order of `names`; throws the first topic's KafkaError. */
export async function describeTopics(
  core: ClientCore,
  names: readonly string[],
  options: DescribeTopicsOptions = {},
): Promise<Map<string, TopicDescription>> {
  if (names.length === 0) return new Map();
  try {
    return await describeInPages(core, names, options);
  } catch (error) {
    if (!(error instanceof UnsupportedVersionError)) throw error;
    return describeByMetadata(core, names.map((name) => ({ name })), options);
  }
}

/** By topic id; keys of the map are names. */
export function describeTopicIds(
  core: ClientCore,
  ids: readonly Uuid[],
  options: AdminOptions = {},
): Promise<Map<string, TopicDescription>> {
  return describeByMetadata(core, ids.map((topicId) => ({ topicId, name: null })), options);
}

type Page = DescribeTopicPartitionsResponse;

/** A topic whose partitions may come on several pages. */
interface Collected {
  readonly first: Page['topics'][number];
  readonly partitions: PartitionDescription[];
}

async function describeInPages(
  core: ClientCore,
  names: readonly string[],
  options: DescribeTopicsOptions,
): Promise<Map<string, TopicDescription>> {
  const optionsLeft = deadlineOf(core, options);
  const topics = new Map<string, Collected>();
  let pending = names.toSorted();
  let cursor: Page['nextCursor'] = null;
  do {
    const from: Page['nextCursor'] = cursor;
    const response: Page = await askOne(
      core,
      {
        doing: 'describe topics',
        api: describeTopicPartitionsApi,
        place: ANY,
        request: () => ({
          topics: pending.map((name) => ({ name })),
          responsePartitionLimit: options.partitionLimit ?? PARTITION_LIMIT,
          cursor: from,
        }),
        outcomeOf: (page) => page,
      },
      optionsLeft(),
    );
    for (const topic of response.topics) {
      const name = topic.name ?? '';
      if (topic.errorCode !== 0) throw failureOf(topic, `topic ${name}`);
      const known = topics.get(name) ?? { first: topic, partitions: [] };
      known.partitions.push(...topic.partitions.map(fromPage));
      topics.set(name, known);
    }
    cursor = response.nextCursor;
    const next = cursor?.topicName ?? '';
    pending = pending.filter((name) => name >= next);
  } while (cursor !== null);
  return inOrder(names, topics);
}

function inOrder(
  names: readonly string[],
  topics: ReadonlyMap<string, Collected>,
): Map<string, TopicDescription> {
  const described = new Map<string, TopicDescription>();
  for (const name of names) {
    const topic = topics.get(name);
    if (topic === undefined) continue;
    const { topicId: id, isInternal } = topic.first;
    const partitions = topic.partitions.sort((a, b) => a.partition - b.partition);
    described.set(name, { name, id, isInternal, partitions });
  }
  return described;
}

function fromPage(partition: Page['topics'][number]['partitions'][number]): PartitionDescription {
  return {
    partition: partition.partitionIndex,
    leader: partition.leaderId,
    replicas: partition.replicaNodes,
    isr: partition.isrNodes,
    offlineReplicas: partition.offlineReplicas,
    elr: partition.eligibleLeaderReplicas,
    lastKnownElr: partition.lastKnownElr,
  };
}

async function describeByMetadata(
  core: ClientCore,
  topics: readonly { readonly name: string | null; readonly topicId?: Uuid }[],
  options: AdminOptions,
): Promise<Map<string, TopicDescription>> {
  const byId = topics.some(({ name }) => name === null);
  const answers = await askOne(
    core,
    {
      doing: 'describe topics',
      api: metadataApi,
      place: ANY,
      limits: { min: byId ? TOPIC_ID_VERSION : 0 },
      request: ({ version }) => ({
        topics,
        ...(version >= 4 ? { allowAutoTopicCreation: false } : {}),
      }),
      outcomeOf: (response) => response.topics,
    },
    options,
  );
  return new Map(
    answers.map((topic) => {
      const label = byId ? `topic id ${topic.topicId}` : `topic ${topic.name}`;
      if (topic.errorCode !== 0) throw failureOf(topic, label);
      return [topic.name ?? '', fromMetadata(topic)];
    }),
  );
}

function fromMetadata(topic: MetadataResponse['topics'][number]): TopicDescription {
  return {
    name: topic.name ?? '',
    id: topic.topicId,
    isInternal: topic.isInternal,
    partitions: topic.partitions
      .map(({ partitionIndex, leaderId, replicaNodes, isrNodes, offlineReplicas }) => ({
        partition: partitionIndex,
        leader: leaderId,
        replicas: replicaNodes,
        isr: isrNodes,
        offlineReplicas,
        elr: null,
        lastKnownElr: null,
      }))
      .sort((a, b) => a.partition - b.partition),
  };
}
