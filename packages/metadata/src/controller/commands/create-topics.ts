// CreateTopics: names, configs and assignments are checked topic by topic; each topic that passes
// becomes a TopicRecord, its ConfigRecords and its PartitionRecords, all of the request in one
// atomic batch.

import {
  type CreateTopicsRequest,
  type CreateTopicsRequestCreatableTopic,
  type CreateTopicsResponse,
  createTopicsApi,
  type Draft,
  errors,
} from '@ottla/protocol';
import { validateTopicConfigs } from '../../config/validate-topic-configs.ts';
import { configResourceTypes } from '../../image/configs-image.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import { makeRecord } from '../../records/metadata-record-codec.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  configLayers,
  type ControllerCommand,
  DECIDED_PER_SLICE,
  type Deciding,
  isElrEnabled,
  RECORDS_PER_USER_OPERATION_MAX,
} from '../command.ts';
import {
  type Assignments,
  assignByHand,
  assignByPlacement,
  newPartitionRecord,
} from '../new-partitions.ts';
import { isRefusal, type Outcome, refusal, SUCCESS } from '../outcome.ts';
import { randomUuid } from '../random-uuid.ts';
import { effectiveTopicConfigs } from '../effective-topic-configs.ts';
import { collisionKey, hasCollisionCharacters, topicNameProblem } from '../topic-names.ts';

type Topic = CreateTopicsRequestCreatableTopic;
type TopicResult = Draft<CreateTopicsResponse['topics'][number]>;

const METADATA_TOPIC = '__cluster_metadata';
/** No value: take the broker's default. */
const DEFAULT = -1;
/** What a topic is to a slice, beside its partitions: its configs are checked, and answered. */
const TOPIC_SIZE = 20;

/** What is left of a topic that passed: records, and what the caller is told. */
interface Creation {
  readonly records: readonly MetadataRecord[];
  readonly result: TopicResult;
}

function failed(name: string, { error, message }: Outcome): TopicResult {
  return { name, errorCode: error.code, errorMessage: message };
}

function nameOutcome({ state }: CommandContext, name: string): Outcome {
  const problem = topicNameProblem(name);
  if (problem !== undefined) return refusal(errors.INVALID_TOPIC_EXCEPTION, problem);
  const colliding = hasCollisionCharacters(name)
    ? state.namesByCollisionKey.get(collisionKey(name))?.[0]
    : undefined;
  if (state.image.topics.byName.has(name)) {
    return refusal(errors.TOPIC_ALREADY_EXISTS, `Topic '${name}' already exists.`);
  }
  if (colliding !== undefined) {
    const message = `Topic '${name}' collides with existing topic: ${colliding}`;
    return refusal(errors.INVALID_TOPIC_EXCEPTION, message);
  }
  return SUCCESS;
}

function configOutcome({ state, settings }: CommandContext, { configs }: Topic): Outcome {
  const overrides = new Map(configs.map((each) => [each.name, each.value]));
  const problem = validateTopicConfigs(overrides, configLayers(state.image, settings));
  return problem === undefined ? SUCCESS : refusal(errors.INVALID_CONFIG, problem);
}

function assignmentsOf(context: CommandContext, topic: Topic): Assignments {
  return topic.assignments.length > 0 ? handMade(context, topic) : placed(context, topic);
}

function handMade({ state }: CommandContext, topic: Topic): Assignments {
  const refuse = (error: Outcome['error'], message: string): Assignments => ({
    kind: 'refused',
    outcome: refusal(error, message),
  });
  const start = 'A manual partition assignment was specified, but';
  if (topic.replicationFactor !== DEFAULT) {
    return refuse(errors.INVALID_REQUEST, `${start} replication factor was not set to -1.`);
  }
  if (topic.numPartitions !== DEFAULT) {
    return refuse(errors.INVALID_REQUEST, `${start} numPartitions was not set to -1.`);
  }
  const byPartition = new Map<number, readonly number[]>();
  for (const { partitionIndex, brokerIds } of topic.assignments) {
    if (byPartition.has(partitionIndex)) {
      const message = `Found multiple manual partition assignments for partition ${partitionIndex}`;
      return refuse(errors.INVALID_REPLICA_ASSIGNMENT, message);
    }
    byPartition.set(partitionIndex, brokerIds);
  }
  const lists: (readonly number[])[] = [];
  for (let partition = 0; partition < byPartition.size; partition++) {
    const brokerIds = byPartition.get(partition);
    if (brokerIds === undefined) {
      const message = 'partitions should be a consecutive 0-based integer sequence';
      return refuse(errors.INVALID_REPLICA_ASSIGNMENT, message);
    }
    lists.push(brokerIds);
  }
  const options = { firstPartition: 0, replicationFactor: undefined };
  return assignByHand(state.image, lists, options);
}

function placed({ state, settings, random }: CommandContext, topic: Topic): Assignments {
  const { replicationFactor, numPartitions } = topic;
  if (replicationFactor < DEFAULT || replicationFactor === 0) {
    const message = 'Replication factor must be larger than 0, or -1 to use the default value.';
    return { kind: 'refused', outcome: refusal(errors.INVALID_REPLICATION_FACTOR, message) };
  }
  if (numPartitions < DEFAULT || numPartitions === 0) {
    const message = 'Number of partitions was set to an invalid non-positive value.';
    return { kind: 'refused', outcome: refusal(errors.INVALID_PARTITIONS, message) };
  }
  const { config } = settings;
  const spec = {
    partitionCount: numPartitions === DEFAULT ? config.number('num.partitions') : numPartitions,
    replicationFactor:
      replicationFactor === DEFAULT
        ? config.number('default.replication.factor')
        : replicationFactor,
    introduces: true,
  };
  return assignByPlacement(state.image, spec, random);
}

/** A new min.insync.replicas makes eligible leader replicas chosen under the old one void. */
function configRecords({ state }: CommandContext, { name, configs }: Topic): MetadataRecord[] {
  const resource = { resourceType: configResourceTypes.TOPIC, resourceName: name };
  const records = configs.map((each) =>
    makeRecord('ConfigRecord', 0, { ...resource, name: each.name, value: each.value }),
  );
  const hasMinIsr = configs.some((each) => each.name === 'min.insync.replicas');
  if (hasMinIsr && isElrEnabled(state.image)) {
    records.push(makeRecord('ClearElrRecord', 0, { topicName: name }));
  }
  return records;
}

function creation(context: CommandContext, topic: Topic): Creation | Outcome {
  const { name } = topic;
  for (const outcome of [nameOutcome(context, name), configOutcome(context, topic)]) {
    if (isRefusal(outcome)) return outcome;
  }
  const assignments = assignmentsOf(context, topic);
  if (assignments.kind === 'refused') return assignments.outcome;
  const { image } = context.state;
  const topicId = randomUuid(context.random);
  const records = [makeRecord('TopicRecord', 0, { name, topicId })];
  records.push(...configRecords(context, topic));
  for (const [partitionId, replicas] of assignments.replicas.entries()) {
    records.push(newPartitionRecord(image, { topicId, partitionId }, replicas));
  }
  const overrides = new Map(topic.configs.map((each) => [each.name, each.value ?? '']));
  return {
    records,
    result: {
      name,
      topicId,
      errorCode: errors.NONE.code,
      errorMessage: null,
      topicConfigErrorCode: errors.NONE.code,
      numPartitions: assignments.replicas.length,
      replicationFactor: assignments.replicas[0]?.length ?? 0,
      configs: effectiveTopicConfigs(overrides, configLayers(image, context.settings)),
    },
  };
}

/** Names that the request has more than once are refused, not created once. */
function repeatedNames(request: CreateTopicsRequest): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name } of request.topics) (seen.has(name) ? repeated : seen).add(name);
  return repeated;
}

/** Whether the request asks for so many partitions that even planning them would hurt. */
function isExcessive({ settings }: CommandContext, request: CreateTopicsRequest): boolean {
  let count = 0;
  for (const { assignments, numPartitions } of request.topics) {
    if (assignments.length > 0) count += assignments.length;
    else if (numPartitions === DEFAULT) count += settings.config.number('num.partitions');
    else count += Math.max(0, numPartitions);
  }
  return count > RECORDS_PER_USER_OPERATION_MAX;
}

function* handle(
  context: CommandContext,
  request: CreateTopicsRequest,
): Deciding<CommandResult<CreateTopicsResponse>> {
  if (isExcessive(context, request)) {
    const message = 'Excessively large number of partitions per request.';
    return answer(refuse(request, errors.POLICY_VIOLATION, message));
  }
  const repeated = repeatedNames(request);
  const records: MetadataRecord[] = [];
  const topics: TopicResult[] = [];
  const taken = new Set<string>();
  let size = 0;
  for (const topic of request.topics) {
    if (size >= DECIDED_PER_SLICE) {
      size = 0;
      yield;
    }
    const { name } = topic;
    size += 1;
    if (repeated.has(name)) continue;
    size += TOPIC_SIZE + topic.assignments.length + Math.max(0, topic.numPartitions);
    const made = name === METADATA_TOPIC ? prohibited() : creationOnce(context, topic, taken);
    if ('error' in made) {
      topics.push(failed(name, made));
    } else if (records.length + made.records.length > RECORDS_PER_USER_OPERATION_MAX) {
      const message = 'Excessively large number of partitions per request.';
      topics.push(failed(name, refusal(errors.POLICY_VIOLATION, message)));
    } else {
      records.push(...made.records);
      topics.push(made.result);
    }
  }
  for (const name of repeated) {
    topics.push(failed(name, refusal(errors.INVALID_REQUEST, 'Duplicate topic name.')));
  }
  return { records: request.validateOnly ? [] : records, response: { topics }, atomic: true };
}

function prohibited(): Outcome {
  const message = `Creation of internal topic ${METADATA_TOPIC} is prohibited.`;
  return refusal(errors.INVALID_REQUEST, message);
}

/** Names of one request may collide with each other as with topics that exist. */
function creationOnce(
  context: CommandContext,
  topic: Topic,
  taken: Set<string>,
): Creation | Outcome {
  const made = creation(context, topic);
  if ('error' in made || !hasCollisionCharacters(topic.name)) return made;
  const key = collisionKey(topic.name);
  if (taken.has(key)) {
    const message = `Topic '${topic.name}' collides with another topic of the request.`;
    return refusal(errors.INVALID_TOPIC_EXCEPTION, message);
  }
  taken.add(key);
  return made;
}

function refuse(
  request: CreateTopicsRequest,
  error: Outcome['error'],
  message: string | null,
): Draft<CreateTopicsResponse> {
  return { topics: request.topics.map(({ name }) => failed(name, { error, message })) };
}

export const createTopics: ControllerCommand<CreateTopicsRequest, CreateTopicsResponse> = {
  api: createTopicsApi,
  handle,
  refuse,
};
