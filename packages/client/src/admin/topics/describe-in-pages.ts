// Topics by DescribeTopicPartitions (75). An answer carries so many partitions and no more: one
// topic may come in several answers, and those that sort after it are not in the first.

import { describeTopicPartitionsApi, type DescribeTopicPartitionsResponse } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf, type Outcome } from '../driver/outcome.ts';
import { isPassingLook } from '../driver/passing-look.ts';
import { runOperation } from '../driver/run-operation.ts';
import { refusalOfName } from './refused-topics.ts';
import {
  sortedByPartition,
  topicLabel,
  type PartitionDescription,
  type TopicDescription,
} from './topic-description.ts';

type Page = DescribeTopicPartitionsResponse;
type PagedTopic = Page['topics'][number];
type Cursor = Pick<NonNullable<Page['nextCursor']>, 'topicName' | 'partitionIndex'>;

export function describeInPages(
  core: ClientCore,
  names: readonly string[],
  options: AdminOptions & { readonly partitionLimit: number },
): Promise<Map<string, Outcome<TopicDescription>>> {
  const pages = new TopicPages();
  return runOperation(
    core,
    {
      doing: 'describe topics',
      api: describeTopicPartitionsApi,
      placeOf: () => ANY,
      nameOf: topicLabel,
      refusalOf: refusalOfName,
      request: (asked: readonly string[]) => ({
        topics: asked.toSorted().map((name) => ({ name })),
        responsePartitionLimit: options.partitionLimit,
        cursor: pages.begin(asked),
      }),
      outcomesOf: (page) => pages.read(page),
      unreachedIn: (page, asked) => pages.unreached(page, asked),
      isPassing: isPassingLook,
    },
    names,
    options,
  );
}

/** Puts together what comes of a topic in several answers, and says where the next one goes on. */
class TopicPages {
  /** What came of the topic that an answer ended in. */
  #begun: { readonly cursor: Cursor; readonly partitions: PartitionDescription[] } | undefined;
  /** Where the answer that is awaited begins. */
  #from: Cursor = { topicName: '', partitionIndex: 0 };

  /** The cursor for a request. A broker leaves out what sorts before it. */
  begin(names: readonly string[]): Cursor | null {
    const cursor = this.#begun?.cursor;
    const isUsable =
      cursor !== undefined &&
      names.includes(cursor.topicName) &&
      names.every((name) => name >= cursor.topicName);
    if (!isUsable) this.#begun = undefined;
    const [first = ''] = names.toSorted();
    this.#from = isUsable ? cursor : { topicName: first, partitionIndex: 0 };
    return isUsable ? cursor : null;
  }

  /** The topics that end in this answer. */
  read({ topics, nextCursor }: Page): (readonly [string, Outcome<TopicDescription>])[] {
    const begun = this.#begun;
    this.#begun = undefined;
    const ended: (readonly [string, Outcome<TopicDescription>])[] = [];
    for (const topic of topics) {
      const name = topic.name ?? '';
      const earlier = begun?.cursor.topicName === name ? begun.partitions : [];
      const partitions = [...earlier, ...topic.partitions.map(partitionOf)];
      if (topic.errorCode === 0 && nextCursor?.topicName === name) {
        this.#begun = { cursor: nextCursor, partitions };
      } else {
        const described = () => descriptionOf(topic, partitions);
        ended.push([name, outcomeOf(topic, topicLabel(name), described)]);
      }
    }
    return ended;
  }

  /** None where the answer brought nothing: to ask again would be without end. */
  unreached({ topics, nextCursor }: Page, names: readonly string[]): string[] {
    if (nextCursor === null || !isAfter(nextCursor, this.#from)) return [];
    const failed = new Set(topics.flatMap((each) => (each.errorCode === 0 ? [] : [each.name])));
    return names.filter((name) => name >= nextCursor.topicName && !failed.has(name));
  }
}

function isAfter(cursor: Cursor, other: Cursor): boolean {
  if (cursor.topicName !== other.topicName) return cursor.topicName > other.topicName;
  return cursor.partitionIndex > other.partitionIndex;
}

function descriptionOf(
  { name, topicId, isInternal }: PagedTopic,
  partitions: readonly PartitionDescription[],
): TopicDescription {
  return { name: name ?? '', id: topicId, isInternal, partitions: sortedByPartition(partitions) };
}

function partitionOf(partition: PagedTopic['partitions'][number]): PartitionDescription {
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
