// Topics by Metadata (3), from brokers without DescribeTopicPartitions, and by topic id.

import { metadataApi, type MetadataResponse, type Uuid } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import type { ClientError } from '../../errors.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf, type Outcome } from '../driver/outcome.ts';
import { pairBy } from '../driver/pair-by-name.ts';
import { isPassingLook } from '../driver/passing-look.ts';
import { runOperation } from '../driver/run-operation.ts';
import { refusalOfId, refusalOfName } from './refused-topics.ts';
import { sortedByPartition, topicLabel, type TopicDescription } from './topic-description.ts';

type Topic = MetadataResponse['topics'][number];
type Described = Map<string, Outcome<TopicDescription>>;

/** By what topics are asked for: their names, or their ids. */
interface Asking {
  readonly versionMin: number;
  readonly labelOf: (key: string) => string;
  readonly refusalOf: (key: string) => ClientError | undefined;
  readonly topicOf: (key: string) => { readonly name: string | null; readonly topicId?: Uuid };
  readonly keyIn: (topic: Topic) => string | null;
}

const BY_NAME: Asking = {
  versionMin: 0,
  labelOf: topicLabel,
  refusalOf: refusalOfName,
  topicOf: (name) => ({ name }),
  keyIn: ({ name }) => name,
};

const BY_ID: Asking = {
  versionMin: 12,
  labelOf: (id) => `topic id ${id}`,
  refusalOf: refusalOfId,
  topicOf: (topicId) => ({ topicId, name: null }),
  keyIn: ({ topicId }) => topicId,
};

/** From this version on a request says whether it may create topics. */
const CREATION_VERSION = 4;

export function describeNamesByMetadata(
  core: ClientCore,
  names: readonly string[],
  options: AdminOptions,
): Promise<Described> {
  return describe(core, BY_NAME, names, options);
}

export function describeIdsByMetadata(
  core: ClientCore,
  ids: readonly Uuid[],
  options: AdminOptions,
): Promise<Described> {
  return describe(core, BY_ID, ids, options);
}

function describe(
  core: ClientCore,
  { versionMin, labelOf, refusalOf, topicOf, keyIn }: Asking,
  keys: readonly string[],
  options: AdminOptions,
): Promise<Described> {
  return runOperation(
    core,
    {
      doing: 'describe topics',
      api: metadataApi,
      placeOf: () => ANY,
      nameOf: labelOf,
      refusalOf,
      limits: { min: versionMin },
      request: (asked: readonly string[], { version }) => ({
        topics: asked.map(topicOf),
        ...(version >= CREATION_VERSION ? { allowAutoTopicCreation: false } : {}),
      }),
      outcomesOf: ({ topics }, asked) =>
        pairBy(asked, (key) => key, topics, keyIn).map(([key, topic]) => [
          key,
          outcomeOf(topic, labelOf(key), () => descriptionOf(topic)),
        ]),
      isPassing: isPassingLook,
    },
    keys,
    options,
  );
}

function descriptionOf({ name, topicId, isInternal, partitions }: Topic): TopicDescription {
  return {
    name: name ?? '',
    id: topicId,
    isInternal,
    partitions: sortedByPartition(
      partitions.map(({ partitionIndex, leaderId, replicaNodes, isrNodes, offlineReplicas }) => ({
        partition: partitionIndex,
        leader: leaderId,
        replicas: replicaNodes,
        isr: isrNodes,
        offlineReplicas,
        elr: null,
        lastKnownElr: null,
      })),
    ),
  };
}
