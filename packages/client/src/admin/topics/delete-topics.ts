// DeleteTopics (20), by name or by id.

import { deleteTopicsApi, type Uuid } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { doneOf, valuesOf } from '../driver/outcome.ts';
import { pairBy, pairByName } from '../driver/pair-by-name.ts';
import { runOperation } from '../driver/run-operation.ts';
import { isPassingChange } from '../driver/passing-change.ts';

/** From this version on the names are in a structure that may hold ids instead. */
const STRUCTURED_VERSION = 6;

/** Throws the first topic's KafkaError, for example UNKNOWN_TOPIC_OR_PARTITION. */
export async function deleteTopics(
  core: ClientCore,
  names: readonly string[],
  options: AdminOptions = {},
): Promise<void> {
  const nameOf = (name: string): string => `topic ${name}`;
  const outcomes = await runOperation(
    core,
    {
      doing: 'delete topics',
      api: deleteTopicsApi,
      placeOf: () => CONTROLLER,
      nameOf,
      request: (pending, { version, timeoutMs }) => ({
        ...(version >= STRUCTURED_VERSION
          ? { topics: pending.map((name) => ({ name })) }
          : { topicNames: pending }),
        timeoutMs,
      }),
      outcomesOf: ({ responses }, asked) =>
        pairByName(asked, (name) => name, responses).map(([name, response]) => [
          name,
          doneOf(response, nameOf(name)),
        ]),
      isPassing: isPassingChange,
    },
    names,
    options,
  );
  valuesOf(outcomes);
}

/** Throws the first topic's KafkaError, for example UNKNOWN_TOPIC_ID. */
export async function deleteTopicIds(
  core: ClientCore,
  ids: readonly Uuid[],
  options: AdminOptions = {},
): Promise<void> {
  const nameOf = (id: Uuid): string => `topic id ${id}`;
  const outcomes = await runOperation(
    core,
    {
      doing: 'delete topics',
      api: deleteTopicsApi,
      placeOf: () => CONTROLLER,
      nameOf,
      limits: { min: STRUCTURED_VERSION },
      request: (pending, { timeoutMs }) => ({
        topics: pending.map((topicId) => ({ name: null, topicId })),
        timeoutMs,
      }),
      outcomesOf: ({ responses }, asked) =>
        pairBy(asked, (id) => id, responses, ({ topicId }) => topicId).map(([id, response]) => [
          id,
          doneOf(response, nameOf(id)),
        ]),
      isPassing: isPassingChange,
    },
    ids,
    options,
  );
  valuesOf(outcomes);
}
