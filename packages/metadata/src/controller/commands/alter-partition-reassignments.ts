// AlterPartitionReassignments: gives partitions other replicas, or takes back such a change that is
// not complete. A change that needs no new replica in sync is complete at once. As in Kafka, each
// partition beyond the records that one request may cause is refused; it has no error for that
// (UNKNOWN_SERVER_ERROR), and here it is the one that other requests have.

import {
  type AlterPartitionReassignmentsRequest,
  type AlterPartitionReassignmentsResponse,
  alterPartitionReassignmentsApi,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import type { PartitionRegistration } from '../../image/partition-registration.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import {
  isUncleanElectionEnabled,
  partitionRules,
  type TopicPartition,
} from '../broker-changes.ts';
import {
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
  DECIDED_PER_SLICE,
  type Deciding,
  RECORDS_PER_USER_OPERATION_MAX,
  TOO_MANY_RECORDS,
} from '../command.ts';
import { manualAssignmentProblem } from '../new-partitions.ts';
import { type Outcome, refusal, SUCCESS } from '../outcome.ts';
import { partitionChange, type PartitionTarget } from '../partition-change.ts';
import { isReassigning, reassignmentTo, revertedReassignment } from '../reassignment.ts';

type Topic = AlterPartitionReassignmentsRequest['topics'][number];
type Partition = Topic['partitions'][number];
type TopicResult = Draft<AlterPartitionReassignmentsResponse['responses'][number]>;
type PartitionResult = NonNullable<TopicResult['partitions']>[number];

interface Decision {
  readonly outcome: Outcome;
  readonly record?: MetadataRecord | undefined;
}

function decide(
  context: CommandContext,
  topicName: string,
  wanted: Partition,
  allowsFactorChange: boolean,
): Decision {
  const { partitionIndex: partitionId, replicas } = wanted;
  const unknown = (what: string): Decision => ({
    outcome: refusal(errors.UNKNOWN_TOPIC_OR_PARTITION, `Unable to find ${what}.`),
  });
  const topic = context.state.image.topics.byName.get(topicName);
  if (topic === undefined) return unknown(`a topic named ${topicName}`);
  const partition = topic.partitions[partitionId];
  if (partition === undefined) return unknown(`partition ${topicName}:${partitionId}`);
  const what = { topicId: topic.id, topicName, partitionId, partition };
  if (replicas === null) return cancel(context, what);
  const outcome = targetOutcome(context, partition, replicas, allowsFactorChange);
  if (outcome !== SUCCESS) return { outcome };
  return change(context, what, reassignmentTo(partition.replicas, replicas));
}

function change(
  { state, settings }: CommandContext,
  what: TopicPartition,
  target: PartitionTarget,
): Decision {
  const rules = partitionRules({ image: state.image, settings }, what);
  return { outcome: SUCCESS, record: partitionChange(what, rules, target) };
}

/** What is left of a decision when there is room for no more records. */
function bounded(decision: Decision): Decision {
  if (decision.record === undefined) return decision;
  return { outcome: refusal(errors.POLICY_VIOLATION, TOO_MANY_RECORDS) };
}

function targetOutcome(
  { state }: CommandContext,
  partition: PartitionRegistration,
  replicas: readonly number[],
  allowsFactorChange: boolean,
): Outcome {
  const problem = manualAssignmentProblem(state.image, replicas, undefined);
  if (problem !== undefined) return refusal(errors.INVALID_REPLICA_ASSIGNMENT, problem);
  const { removingReplicas } = partition;
  const current = partition.replicas.filter((each) => !removingReplicas.includes(each)).length;
  if (allowsFactorChange || current === replicas.length) return SUCCESS;
  return refusal(
    errors.INVALID_REPLICATION_FACTOR,
    `The replication factor is changed from ${current} to ${replicas.length}`,
  );
}

function cancel(context: CommandContext, what: TopicPartition): Decision {
  const { partition, topicName, partitionId } = what;
  // Kafka tells no more than the code.
  if (!isReassigning(partition)) {
    return { outcome: refusal(errors.NO_REASSIGNMENT_IN_PROGRESS, null) };
  }
  const { replicas, isr, isUnclean } = revertedReassignment(partition);
  const scope = { image: context.state.image, settings: context.settings };
  const allowsUnclean = isUncleanElectionEnabled(scope, topicName);
  if (isUnclean && !allowsUnclean) {
    const message =
      `Unable to revert partition assignment for ${topicName}:${partitionId} because it would ` +
      'require an unclean leader election.';
    return { outcome: refusal(errors.INVALID_REPLICA_ASSIGNMENT, message) };
  }
  const election = allowsUnclean ? ({ election: 'unclean' } as const) : {};
  return change(context, what, { replicas, isr, removing: [], adding: [], ...election });
}

function* handle(
  context: CommandContext,
  request: AlterPartitionReassignmentsRequest,
): Deciding<CommandResult<AlterPartitionReassignmentsResponse>> {
  const { allowReplicationFactorChange } = request;
  // Kafka's answer to nothing is an empty message rather than none.
  const errorMessage = request.topics.length === 0 ? '' : null;
  const records: MetadataRecord[] = [];
  const responses: TopicResult[] = [];
  let count = 0;
  for (const { name, partitions } of request.topics) {
    const results: PartitionResult[] = [];
    for (const each of partitions) {
      const decision = decide(context, name, each, allowReplicationFactorChange);
      const isTooMuch = records.length >= RECORDS_PER_USER_OPERATION_MAX;
      const { outcome, record } = isTooMuch ? bounded(decision) : decision;
      if (record !== undefined) records.push(record);
      const { error, message: text } = outcome;
      const { partitionIndex } = each;
      results.push({ partitionIndex, errorCode: error.code, errorMessage: text });
      count += 1;
      if (count % DECIDED_PER_SLICE === 0) yield;
    }
    responses.push({ name, partitions: results });
  }
  return {
    records,
    response: { allowReplicationFactorChange, errorMessage, responses },
    atomic: true,
  };
}

function refuse(
  request: AlterPartitionReassignmentsRequest,
  error: ProtocolError,
  message: string | null,
): Draft<AlterPartitionReassignmentsResponse> {
  const outcome = { errorCode: error.code, errorMessage: message ?? error.message };
  const responses = request.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, ...outcome })),
  }));
  return { ...outcome, responses };
}

export const alterPartitionReassignments: ControllerCommand<
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse
> = { api: alterPartitionReassignmentsApi, handle, refuse };
