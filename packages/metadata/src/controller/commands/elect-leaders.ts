// ElectLeaders: the preferred replica is to lead again, or, with risk of loss, any replica at all.

import {
  type Draft,
  type ElectLeadersRequest,
  type ElectLeadersResponse,
  electLeadersApi,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import { NO_LEADER } from '../../image/partition-registration.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import { partitionRules } from '../broker-changes.ts';
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
import { partitionChange } from '../partition-change.ts';

type TopicResult = ElectLeadersResponse['replicaElectionResults'][number];
type TopicDraft = Draft<TopicResult>;
type Result = Draft<TopicResult['partitionResult'][number]>;

const electionTypes = { PREFERRED: 0, UNCLEAN: 1 } as const;

interface Elected {
  readonly outcome: Outcome;
  readonly record?: MetadataRecord;
}

function elect(
  { state, settings }: CommandContext,
  topicName: string,
  partitionId: number,
  isUnclean: boolean,
): Elected {
  const topic = state.image.topics.byName.get(topicName);
  if (topic === undefined) {
    const message = `No such topic as ${topicName}`;
    return { outcome: refusal(errors.UNKNOWN_TOPIC_OR_PARTITION, message) };
  }
  const partition = topic.partitions[partitionId];
  if (partition === undefined) {
    const message = `No such partition as ${topicName}-${partitionId}`;
    return { outcome: refusal(errors.UNKNOWN_TOPIC_OR_PARTITION, message) };
  }
  const { leader, replicas } = partition;
  const isNeeded = isUnclean ? leader === NO_LEADER : leader !== replicas[0];
  // Clients have a text of their own for an error that comes without.
  if (!isNeeded) return { outcome: refusal(errors.ELECTION_NOT_NEEDED, null) };
  const what = { topicId: topic.id, topicName, partitionId, partition };
  const rules = partitionRules({ image: state.image, settings }, what);
  const election = isUnclean ? 'unclean' : 'preferred';
  const record = partitionChange(what, rules, { election });
  if (record !== undefined) return { outcome: SUCCESS, record };
  const error = isUnclean
    ? errors.ELIGIBLE_LEADERS_NOT_AVAILABLE
    : errors.PREFERRED_LEADER_NOT_AVAILABLE;
  return { outcome: refusal(error, null) };
}

/** Topics and partitions asked for; null asks for all there are. */
function wantedOf(
  { state }: CommandContext,
  { topicPartitions }: ElectLeadersRequest,
): readonly { readonly topic: string; readonly partitions: readonly number[] }[] {
  if (topicPartitions !== null) return topicPartitions;
  return [...state.image.topics.byName.values()].map(({ name, partitions }) => ({
    topic: name,
    partitions: [...partitions.keys()],
  }));
}

function* handle(
  context: CommandContext,
  request: ElectLeadersRequest,
): Deciding<CommandResult<ElectLeadersResponse>> {
  const known: readonly number[] = Object.values(electionTypes);
  if (!known.includes(request.electionType)) {
    const message = `Unknown election type ${request.electionType}`;
    return answer(refuse(request, errors.INVALID_REQUEST, message, context.apiVersion));
  }
  const isUnclean = request.electionType === electionTypes.UNCLEAN;
  const records: MetadataRecord[] = [];
  const results: TopicDraft[] = [];
  let count = 0;
  for (const { topic, partitions } of wantedOf(context, request)) {
    const partitionResult: Result[] = [];
    for (const partitionId of partitions) {
      const { outcome, record } = elect(context, topic, partitionId, isUnclean);
      if (record !== undefined) records.push(record);
      if (records.length > RECORDS_PER_USER_OPERATION_MAX) {
        const { apiVersion } = context;
        return answer(refuse(request, errors.POLICY_VIOLATION, TOO_MANY_RECORDS, apiVersion));
      }
      // Asked for all, those that need nothing are not worth a line.
      const isSilent =
        request.topicPartitions === null && outcome.error === errors.ELECTION_NOT_NEEDED;
      const { error, message } = outcome;
      if (!isSilent)
        partitionResult.push({ partitionId, errorCode: error.code, errorMessage: message });
      count += 1;
      if (count % DECIDED_PER_SLICE === 0) yield;
    }
    results.push({ topic, partitionResult });
  }
  return {
    records,
    response: { replicaElectionResults: results },
    atomic: false,
  };
}

/** Version 0 has no error for the request as a whole. */
function refuse(
  request: ElectLeadersRequest,
  error: ProtocolError,
  message: string | null,
  apiVersion: number,
): Draft<ElectLeadersResponse> {
  const replicaElectionResults = (request.topicPartitions ?? []).map(({ topic, partitions }) => ({
    topic,
    partitionResult: partitions.map((partitionId) => ({
      partitionId,
      errorCode: error.code,
      errorMessage: message ?? error.message,
    })),
  }));
  return { ...(apiVersion > 0 ? { errorCode: error.code } : {}), replicaElectionResults };
}

export const electLeaders: ControllerCommand<ElectLeadersRequest, ElectLeadersResponse> = {
  api: electLeadersApi,
  handle,
  refuse,
};
