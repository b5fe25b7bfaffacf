// CreateTopics (19).

import { createTopicsApi, type Uuid } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { outcomesBy, valuesOf } from '../driver/call-outcomes.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';
import { pairByName } from '../driver/pair-by-name.ts';
import { runOperation } from '../driver/run-operation.ts';
import { isPassingChange } from '../driver/passing-change.ts';
import { refusalOfName } from './refused-topics.ts';

export interface NewTopic {
  readonly name: string;
  /** The cluster's default where it is left out. */
  readonly partitions?: number | undefined;
  readonly replicationFactor?: number | undefined;
  /** Broker ids of each partition, the preferred leader first; excludes the two above. */
  readonly assignments?: readonly (readonly number[])[] | undefined;
  readonly configs?: Readonly<Record<string, string>> | undefined;
}

export interface CreateTopicsOptions extends AdminOptions {
  /** Checks everything and creates nothing. */
  readonly validateOnly?: boolean | undefined;
}

export interface CreatedTopic {
  readonly name: string;
  readonly id: Uuid;
  /** -1 where the broker did not tell. */
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** In the protocol: use the cluster's default. */
const DEFAULT = -1;

/** By name. Where topics fail: for example TOPIC_ALREADY_EXISTS, as `valuesOf` throws it. */
export async function createTopics(
  core: ClientCore,
  topics: readonly NewTopic[],
  options: CreateTopicsOptions = {},
): Promise<Map<string, CreatedTopic>> {
  const { validateOnly = false } = options;
  const outcomes = await runOperation(
    core,
    {
      doing: 'create topics',
      api: createTopicsApi,
      placeOf: () => CONTROLLER,
      nameOf: ({ name }: NewTopic) => `topic ${name}`,
      refusalOf: ({ name }: NewTopic) => refusalOfName(name),
      request: (pending, { timeoutMs }) => ({
        topics: pending.map(drafted),
        timeoutMs,
        validateOnly,
      }),
      outcomesOf: ({ topics: told }, asked) =>
        pairByName(asked, ({ name }) => name, told).map(([key, topic]) => [
          key,
          outcomeOf(topic, `topic ${key.name}`, () => ({
            name: key.name,
            id: topic.topicId,
            partitions: topic.numPartitions,
            replicationFactor: topic.replicationFactor,
          })),
        ]),
      isPassing: isPassingChange,
    },
    topics,
    options,
  );
  return valuesOf(outcomesBy(outcomes, ({ name }) => name));
}

function drafted(topic: NewTopic): object {
  const { name, assignments, partitions, replicationFactor, configs = {} } = topic;
  const isAssigned = assignments !== undefined;
  return {
    name,
    numPartitions: isAssigned ? DEFAULT : (partitions ?? DEFAULT),
    replicationFactor: isAssigned ? DEFAULT : (replicationFactor ?? DEFAULT),
    assignments: (assignments ?? []).map((brokerIds, partitionIndex) => ({
      partitionIndex,
      brokerIds,
    })),
    configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
  };
}
