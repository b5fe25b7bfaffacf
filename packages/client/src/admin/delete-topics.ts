// DeleteTopics (20), by name.

import { deleteTopicsApi, errorOf, errors } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { KafkaError } from '../errors.ts';
import { runItems, valuesOrThrow, type AdminOptions } from './item-operation.ts';

/** From this version on the names are in a structure that may hold ids instead. */
const STRUCTURED_VERSION = 6;

/** Throws the first topic's KafkaError, for example UNKNOWN_TOPIC_OR_PARTITION. */
export async function deleteTopics(
  core: ClientCore,
  names: readonly string[],
  options: AdminOptions = {},
): Promise<void> {
  const outcomes = await runItems(
    core,
    {
      doing: 'delete topics',
      api: deleteTopicsApi,
      target: 'controller',
      keyOf: (name: string) => name,
      request: (pending, version, timeoutMs) => ({
        ...(version >= STRUCTURED_VERSION
          ? { topics: pending.map((name) => ({ name })) }
          : { topicNames: pending }),
        timeoutMs,
      }),
      outcomes: ({ responses }) =>
        responses.map(({ name, errorCode, errorMessage }) => [
          name ?? '',
          errorCode === 0 ? true : new KafkaError(errorOf(errorCode), errorMessage),
        ]),
      isPassing: ({ code }) => code === errors.NOT_CONTROLLER.code,
    },
    names,
    options,
  );
  valuesOrThrow(outcomes);
}
