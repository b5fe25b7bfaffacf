// DeleteTopics: by name or by id, each topic one RemoveTopicRecord; partitions and configs go with
// it. As in Kafka, each topic beyond the records that one request may cause is refused; it has no
// error for that (UNKNOWN_SERVER_ERROR), and here it is the one that other requests have.

import {
  type DeleteTopicsRequest,
  type DeleteTopicsResponse,
  deleteTopicsApi,
  type Draft,
  errors,
  type ProtocolError,
  type Uuid,
  zeroUuid,
} from '@ottla/protocol';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import { makeRecord } from '../../records/metadata-record-codec.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
  DECIDED_PER_SLICE,
  type Deciding,
  RECORDS_PER_USER_OPERATION_MAX,
  TOO_MANY_RECORDS,
} from '../command.ts';
import { type Outcome, refusal, SUCCESS } from '../outcome.ts';

type Result = Draft<DeleteTopicsResponse['responses'][number]>;

/** They are only looked up. */
const NAMES_PER_SLICE = 4 * DECIDED_PER_SLICE;
const REFUSED = refusal(errors.POLICY_VIOLATION, TOO_MANY_RECORDS);

/** From this version on topics may be named by id, and errors have messages. */
const FIRST_VERSION_WITH_DISABLED_ERROR = 3;

function result(name: string | null, topicId: Uuid, { error, message }: Outcome): Result {
  return { name, topicId, errorCode: error.code, errorMessage: message };
}

/** What the request names, each name and id once; the rest are errors already. */
class Named {
  readonly names = new Set<string>();
  readonly ids = new Set<Uuid>();
  readonly failed: Result[] = [];
  readonly #repeatedNames = new Set<string>();
  readonly #repeatedIds = new Set<Uuid>();

  addName(name: string): void {
    add(name, this.names, this.#repeatedNames);
  }

  /** All have been added. */
  finish(): void {
    for (const name of this.#repeatedNames) {
      this.#fail(name, zeroUuid, 'Duplicate topic name.');
    }
    for (const id of this.#repeatedIds) this.#fail(null, id, 'Duplicate topic id.');
  }

  addTopic(name: string | null, topicId: Uuid): void {
    const hasId = topicId !== zeroUuid;
    if (name === null && !hasId) {
      this.#fail(null, zeroUuid, 'Neither topic name nor id were specified.');
    } else if (name === null) {
      add(topicId, this.ids, this.#repeatedIds);
    } else if (hasId) {
      this.#fail(name, topicId, 'You may not specify both topic name and topic id.');
    } else {
      add(name, this.names, this.#repeatedNames);
    }
  }

  #fail(name: string | null, topicId: Uuid, message: string): void {
    this.failed.push(result(name, topicId, refusal(errors.INVALID_REQUEST, message)));
  }
}

function add(item: string, once: Set<string>, repeated: Set<string>): void {
  if (once.has(item) || repeated.has(item)) {
    once.delete(item);
    repeated.add(item);
  } else {
    once.add(item);
  }
}

function* namedBy(request: DeleteTopicsRequest): Deciding<Named> {
  const named = new Named();
  let count = 0;
  for (const name of request.topicNames) {
    named.addName(name);
    count += 1;
    if (count % NAMES_PER_SLICE === 0) yield;
  }
  for (const { name, topicId } of request.topics) {
    named.addTopic(name, topicId);
    count += 1;
    if (count % NAMES_PER_SLICE === 0) yield;
  }
  named.finish();
  return named;
}

/** Topics that are there, by id, with the results of those that are not. */
interface Found {
  readonly toDelete: ReadonlyMap<Uuid, string>;
  readonly responses: Result[];
}

function* found({ state }: CommandContext, named: Named): Deciding<Found> {
  const { byName, byId } = state.image.topics;
  const responses = [...named.failed];
  const toDelete = new Map<Uuid, string>();
  let count = 0;
  for (const id of named.ids) {
    const topic = byId.get(id);
    if (topic === undefined) responses.push(result(null, id, refusal(errors.UNKNOWN_TOPIC_ID)));
    else toDelete.set(id, topic.name);
    count += 1;
    if (count % NAMES_PER_SLICE === 0) yield;
  }
  for (const name of named.names) {
    const topic = byName.get(name);
    if (topic === undefined) {
      responses.push(result(name, zeroUuid, refusal(errors.UNKNOWN_TOPIC_OR_PARTITION)));
    } else if (toDelete.delete(topic.id)) {
      const message = 'The provided topic name maps to an ID that was already supplied.';
      responses.push(result(name, topic.id, refusal(errors.INVALID_REQUEST, message)));
    } else {
      toDelete.set(topic.id, name);
    }
    count += 1;
    if (count % NAMES_PER_SLICE === 0) yield;
  }
  return { toDelete, responses };
}

function* handle(
  context: CommandContext,
  request: DeleteTopicsRequest,
): Deciding<CommandResult<DeleteTopicsResponse>> {
  if (!context.settings.config.flag('delete.topic.enable')) {
    const isOld = context.apiVersion < FIRST_VERSION_WITH_DISABLED_ERROR;
    const error = isOld ? errors.INVALID_REQUEST : errors.TOPIC_DELETION_DISABLED;
    const message = isOld ? 'This version does not support topic deletion.' : null;
    return answer(refuse(request, error, message));
  }
  const { toDelete, responses } = yield* found(context, yield* namedBy(request));
  const records: MetadataRecord[] = [];
  for (const [topicId, name] of toDelete) {
    const isTooMuch = records.length >= RECORDS_PER_USER_OPERATION_MAX;
    responses.push(result(name, topicId, isTooMuch ? REFUSED : SUCCESS));
    if (!isTooMuch) records.push(makeRecord('RemoveTopicRecord', 0, { topicId }));
  }
  return { records, response: { responses }, atomic: true };
}

function refuse(
  request: DeleteTopicsRequest,
  error: ProtocolError,
  message: string | null,
): Draft<DeleteTopicsResponse> {
  const outcome: Outcome = { error, message };
  return {
    responses: [
      ...request.topicNames.map((name) => result(name, zeroUuid, outcome)),
      ...request.topics.map(({ name, topicId }) => result(name, topicId, outcome)),
    ],
  };
}

export const deleteTopics: ControllerCommand<DeleteTopicsRequest, DeleteTopicsResponse> = {
  api: deleteTopicsApi,
  handle,
  refuse,
};
