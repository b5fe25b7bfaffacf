// CreatePartitions: a topic grows to a count, by placement or by hand; it never shrinks.

import {
  type CreatePartitionsRequest,
  type CreatePartitionsResponse,
  createPartitionsApi,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import type { TopicImage } from '../../image/topic-image.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import {
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
  DECIDED_PER_SLICE,
  type Deciding,
  RECORDS_PER_USER_OPERATION_MAX,
} from '../command.ts';
import {
  type Assignments,
  assignByHand,
  assignByPlacement,
  newPartitionRecord,
} from '../new-partitions.ts';
import { type Outcome, refusal, SUCCESS } from '../outcome.ts';

type Topic = CreatePartitionsRequest['topics'][number];
type Result = Draft<CreatePartitionsResponse['results'][number]>;

function result(name: string, { error, message }: Outcome): Result {
  return { name, errorCode: error.code, errorMessage: message };
}

function countOutcome(topic: TopicImage, { name, count, assignments }: Topic): Outcome {
  const existing = topic.partitions.length;
  if (count === existing) {
    const message = `Topic already has ${existing} partition(s).`;
    return refusal(errors.INVALID_PARTITIONS, message);
  }
  if (count < existing) {
    const message =
      `The topic ${name} currently has ${existing} partition(s); ${count} would not be an ` +
      'increase.';
    return refusal(errors.INVALID_PARTITIONS, message);
  }
  const additional = count - existing;
  if (assignments === null || assignments.length === additional) return SUCCESS;
  const message =
    `Attempted to add ${additional} additional partition(s), but only ${assignments.length} ` +
    'assignment(s) were specified.';
  return refusal(errors.INVALID_REPLICA_ASSIGNMENT, message);
}

function assignmentsOf(context: CommandContext, topic: TopicImage, wanted: Topic): Assignments {
  const { state, random } = context;
  const firstPartition = topic.partitions.length;
  const replicationFactor = topic.partitions[0]?.replicas.length ?? 0;
  if (wanted.assignments !== null) {
    const lists = wanted.assignments.map((each) => each.brokerIds);
    return assignByHand(state.image, lists, { firstPartition, replicationFactor });
  }
  const partitionCount = wanted.count - firstPartition;
  const spec = { partitionCount, replicationFactor, introduces: false };
  return assignByPlacement(state.image, spec, random);
}

/** `room`: for how many partitions there is any: planning more than that would hurt by itself. */
function growth(
  context: CommandContext,
  wanted: Topic,
  room: number,
): readonly MetadataRecord[] | Outcome {
  const { image } = context.state;
  const topic = image.topics.byName.get(wanted.name);
  if (topic === undefined) return refusal(errors.UNKNOWN_TOPIC_OR_PARTITION, null);
  const outcome = countOutcome(topic, wanted);
  if (outcome !== SUCCESS) return outcome;
  const firstPartition = topic.partitions.length;
  if (wanted.count - firstPartition > room) {
    const message = 'Excessively large number of partitions per request.';
    return refusal(errors.POLICY_VIOLATION, message);
  }
  const assignments = assignmentsOf(context, topic, wanted);
  if (assignments.kind === 'refused') return assignments.outcome;
  return assignments.replicas.map((replicas, index) => {
    const partition = { topicId: topic.id, partitionId: firstPartition + index };
    return newPartitionRecord(image, partition, replicas);
  });
}

function* handle(
  context: CommandContext,
  request: CreatePartitionsRequest,
): Deciding<CommandResult<CreatePartitionsResponse>> {
  const counts = Map.groupBy(request.topics, (each) => each.name);
  const records: MetadataRecord[] = [];
  const results: Result[] = [];
  let size = 0;
  for (const [name, topics] of counts) {
    if (size >= DECIDED_PER_SLICE) {
      size = 0;
      yield;
    }
    size += 1;
    const [topic, another] = topics;
    if (topic === undefined || another !== undefined) {
      results.push(result(name, refusal(errors.INVALID_REQUEST, 'Duplicate topic name.')));
      continue;
    }
    const grown = growth(context, topic, RECORDS_PER_USER_OPERATION_MAX - records.length);
    if ('error' in grown) {
      results.push(result(name, grown));
    } else {
      for (const each of grown) records.push(each);
      size += grown.length;
      results.push(result(name, SUCCESS));
    }
  }
  return { records: request.validateOnly ? [] : records, response: { results }, atomic: true };
}

function refuse(
  request: CreatePartitionsRequest,
  error: ProtocolError,
  message: string | null,
): Draft<CreatePartitionsResponse> {
  return { results: request.topics.map(({ name }) => result(name, { error, message })) };
}

export const createPartitions: ControllerCommand<
  CreatePartitionsRequest,
  CreatePartitionsResponse
> = { api: createPartitionsApi, handle, refuse };
