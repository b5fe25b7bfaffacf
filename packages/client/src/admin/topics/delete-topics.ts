// DeleteTopics (20), by name or by id.

import { deleteTopicsApi, type Uuid } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { valuesOf } from '../driver/call-outcomes.ts';
import { CONTROLLER, type AdminOptions } from '../driver/operation.ts';
import { doneOf } from '../driver/outcome.ts';
import { pairBy, pairByName } from '../driver/pair-by-name.ts';
import { runOperation } from '../driver/run-operation.ts';
import { isPassingChange } from '../driver/passing-change.ts';
import { refusalOfId, refusalOfName } from './refused-topics.ts';

/** From this version on the names are in a structure that may hold ids instead. */
const STRUCTURED_VERSION = 6;

/**
 * By name. Where topics fail: for example UNKNOWN_TOPIC_OR_PARTITION, as `valuesOf` throws it.
 */
export async function deleteTopics(
  core: ClientCore,
  names: readonly string[],
  options: AdminOptions = {},
): Promise<Map<string, true>> {
  const nameOf = (name: string): string => `topic ${name}`;
  const outcomes = await runOperation(
    core,
    {
      doing: 'delete topics',
      api: deleteTopicsApi,
      placeOf: () => CONTROLLER,
      nameOf,
      refusalOf: refusalOfName,
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
  return valuesOf(outcomes);
}

/** By id. Where topics fail: for example UNKNOWN_TOPIC_ID, as `valuesOf` throws it. */
export async function deleteTopicIds(
  core: ClientCore,
  ids: readonly Uuid[],
  options: AdminOptions = {},
): Promise<Map<Uuid, true>> {
  const nameOf = (id: Uuid): string => `topic id ${id}`;
  const outcomes = await runOperation(
    core,
    {
      doing: 'delete topics',
      api: deleteTopicsApi,
      placeOf: () => CONTROLLER,
      nameOf,
      refusalOf: refusalOfId,
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
  return valuesOf(outcomes);
}
