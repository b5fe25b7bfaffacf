// CreatePartitions (37).

import { createPartitionsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { outcomesBy, valuesOf } from '../driver/call-outcomes.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { doneOf } from '../driver/outcome.ts';
import { pairByName } from '../driver/pair-by-name.ts';
import { runOperation } from '../driver/run-operation.ts';
import { isPassingChange } from '../driver/passing-change.ts';

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

/** By topic. Where topics fail: for example INVALID_PARTITIONS, as `valuesOf` throws it. */
export async function createPartitions(
  core: ClientCore,
  topics: readonly NewPartitions[],
  options: CreatePartitionsOptions = {},
): Promise<Map<string, true>> {
  const { validateOnly = false } = options;
  const outcomes = await runOperation(
    core,
    {
      doing: 'create partitions',
      api: createPartitionsApi,
      placeOf: () => CONTROLLER,
      nameOf: ({ topic }: NewPartitions) => `topic ${topic}`,
      request: (pending, { timeoutMs }) => ({
        topics: pending.map(({ topic, totalCount, assignments }) => ({
          name: topic,
          count: totalCount,
          assignments: assignments?.map((brokerIds) => ({ brokerIds })) ?? null,
        })),
        timeoutMs,
        validateOnly,
      }),
      outcomesOf: ({ results }, asked) =>
        pairByName(asked, ({ topic }) => topic, results).map(([key, result]) => [
          key,
          doneOf(result, `topic ${key.topic}`),
        ]),
      isPassing: isPassingChange,
    },
    topics,
    options,
  );
  return valuesOf(outcomesBy(outcomes, ({ topic }) => topic));
}
