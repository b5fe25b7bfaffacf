// CreatePartitions (37).

import { createPartitionsApi, errorOf, errors } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { KafkaError } from '../errors.ts';
import { runItems, valuesOrThrow, type AdminOptions } from './item-operation.ts';

export interface NewPartitions {
  readonly topic: string;
  /** How many the topic has afterwards. */
  readonly totalCount: number;
  /** Broker ids of each added partition; the controller places them where it is left out. */
  readonly assignments?: readonly (readonly number[])[] | undefined;
}

export interface CreatePartitionsOptions extends AdminOptions {
  readonly validateOnly?: boolean | undefined;
}

/** Throws the first topic's KafkaError, for example INVALID_PARTITIONS. */
export async function createPartitions(
  core: ClientCore,
  topics: readonly NewPartitions[],
  options: CreatePartitionsOptions = {},
): Promise<void> {
  const { validateOnly = false } = options;
  const outcomes = await runItems(
    core,
    {
      doing: 'create partitions',
      api: createPartitionsApi,
      target: 'controller',
      keyOf: ({ topic }: NewPartitions) => topic,
      request: (pending, _version, timeoutMs) => ({
        topics: pending.map(({ topic, totalCount, assignments }) => ({
          name: topic,
          count: totalCount,
          assignments: assignments?.map((brokerIds) => ({ brokerIds })) ?? null,
        })),
        timeoutMs,
        validateOnly,
      }),
      outcomes: ({ results }) =>
        results.map(({ name, errorCode, errorMessage }) => [
          name,
          errorCode === 0 ? true : new KafkaError(errorOf(errorCode), errorMessage),
        ]),
      isPassing: ({ code }) => code === errors.NOT_CONTROLLER.code,
    },
    topics,
    options,
  );
  valuesOrThrow(outcomes);
}
