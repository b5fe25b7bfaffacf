// AlterPartition: a leader wants another ISR, or reports that it has recovered. Checked in Kafka's
// order (replication.md §4), because a leader that is behind must learn so before it is told
// anything else.

import {
  type AlterPartitionRequest,
  type AlterPartitionResponse,
  alterPartitionApi,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import type { MetadataImage } from '../../image/metadata-image.ts';
import {
  changedPartition,
  leaderRecoveryStates,
  type PartitionRegistration,
} from '../../image/partition-registration.ts';
import type { TopicImage } from '../../image/topic-image.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import { isUncleanElectionEnabled, partitionRules } from '../broker-changes.ts';
import { brokerEpochOutcome } from '../broker-epoch.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
} from '../command.ts';
import { isRefusal } from '../outcome.ts';
import { partitionChange } from '../partition-change.ts';

type Wanted = AlterPartitionRequest['topics'][number]['partitions'][number];
type Result = Draft<AlterPartitionResponse['topics'][number]['partitions'][number]>;

/** From this version on the ISR comes with broker epochs. */
const FIRST_VERSION_WITH_EPOCHS = 3;
/** An epoch that is not to be compared. */
const ANY_EPOCH = -1;

interface Member {
  readonly brokerId: number;
  readonly brokerEpoch: number | bigint;
}

function membersOf(wanted: Wanted, apiVersion: number): readonly Member[] {
  if (apiVersion >= FIRST_VERSION_WITH_EPOCHS) return wanted.newIsrWithEpochs;
  return wanted.newIsr.map((brokerId) => ({ brokerId, brokerEpoch: ANY_EPOCH }));
}

function epochError(
  partition: PartitionRegistration,
  wanted: Wanted,
  brokerId: number,
): ProtocolError {
  const { leaderEpoch, partitionEpoch, leader } = partition;
  // A leader that knows more than this controller talks to one that is no longer active.
  if (wanted.leaderEpoch > leaderEpoch || wanted.partitionEpoch > partitionEpoch) {
    return errors.NOT_CONTROLLER;
  }
  if (wanted.leaderEpoch < leaderEpoch) return errors.FENCED_LEADER_EPOCH;
  if (brokerId !== leader) return errors.INVALID_REQUEST;
  return wanted.partitionEpoch < partitionEpoch ? errors.INVALID_UPDATE_VERSION : errors.NONE;
}

function isrError(
  image: MetadataImage,
  partition: PartitionRegistration,
  wanted: Wanted,
  members: readonly Member[],
): ProtocolError {
  const isr = members.map((each) => each.brokerId);
  const { replicas, leader, leaderRecoveryState } = partition;
  const { RECOVERED, RECOVERING } = leaderRecoveryStates;
  const isProper =
    new Set(isr).size === isr.length &&
    isr.every((each) => replicas.includes(each)) &&
    isr.includes(leader);
  const recovers = wanted.leaderRecoveryState === RECOVERING;
  if (!isProper || (recovers && (isr.length > 1 || leaderRecoveryState === RECOVERED))) {
    return errors.INVALID_REQUEST;
  }
  const isEligible = members.every(({ brokerId, brokerEpoch }) => {
    const broker = image.cluster.brokers.get(brokerId);
    if (broker === undefined || broker.fenced || broker.inControlledShutdown) return false;
    return brokerEpoch === ANY_EPOCH || brokerEpoch === broker.epoch;
  });
  return isEligible ? errors.NONE : errors.INELIGIBLE_REPLICA;
}

interface Altered {
  readonly result: Result;
  readonly record?: MetadataRecord;
}

function alter(
  context: CommandContext,
  brokerId: number,
  topic: TopicImage,
  wanted: Wanted,
): Altered {
  const { state, settings, apiVersion } = context;
  const { partitionIndex } = wanted;
  const failed = (error: ProtocolError): Altered => ({
    result: { partitionIndex, errorCode: error.code },
  });
  const partition = topic.partitions[partitionIndex];
  if (partition === undefined) return failed(errors.UNKNOWN_TOPIC_OR_PARTITION);
  const members = membersOf(wanted, apiVersion);
  const epochs = epochError(partition, wanted, brokerId);
  if (epochs !== errors.NONE) return failed(epochs);
  const isr = isrError(state.image, partition, wanted, members);
  if (isr !== errors.NONE) return failed(isr);
  const scope = { image: state.image, settings };
  const what = {
    topicId: topic.id,
    topicName: topic.name,
    partitionId: partitionIndex,
    partition,
  };
  const isUnclean = isUncleanElectionEnabled(scope, topic.name);
  const record = partitionChange(what, partitionRules(scope, what), {
    isr: members.map((each) => each.brokerId),
    leaderRecoveryState: wanted.leaderRecoveryState,
    ...(isUnclean ? { election: 'unclean' } : {}),
  });
  if (record?.name !== 'PartitionChangeRecord')
    return { result: resultOf(partitionIndex, partition) };
  const after = changedPartition(partition, record.message);
  // A completed reassignment may have moved the leader: the old one must fetch metadata first.
  if (after.leader !== brokerId) {
    const errorCode = errors.NEW_LEADER_ELECTED.code;
    return { record, result: { partitionIndex, errorCode } };
  }
  return { record, result: resultOf(partitionIndex, after) };
}

function resultOf(partitionIndex: number, partition: PartitionRegistration): Result {
  return {
    partitionIndex,
    errorCode: errors.NONE.code,
    leaderId: partition.leader,
    leaderEpoch: partition.leaderEpoch,
    isr: partition.isr,
    leaderRecoveryState: partition.leaderRecoveryState,
    partitionEpoch: partition.partitionEpoch,
  };
}

function handle(
  context: CommandContext,
  request: AlterPartitionRequest,
): CommandResult<AlterPartitionResponse> {
  const { image } = context.state;
  const { brokerId, brokerEpoch } = request;
  const outcome = brokerEpochOutcome(image, brokerId, brokerEpoch);
  if (isRefusal(outcome)) return answer(refuse(request, outcome.error));
  const records: MetadataRecord[] = [];
  const topics = request.topics.map(({ topicId, partitions }) => {
    const topic = image.topics.byId.get(topicId);
    const results = partitions.map((wanted): Result => {
      if (topic === undefined) {
        const { partitionIndex } = wanted;
        return { partitionIndex, errorCode: errors.UNKNOWN_TOPIC_ID.code };
      }
      const { record, result } = alter(context, brokerId, topic, wanted);
      if (record !== undefined) records.push(record);
      return result;
    });
    return { topicId, partitions: results };
  });
  return { records, response: { errorCode: errors.NONE.code, topics }, atomic: false };
}

function refuse(
  _request: AlterPartitionRequest,
  error: ProtocolError,
): Draft<AlterPartitionResponse> {
  return { errorCode: error.code, topics: [] };
}

export const alterPartition: ControllerCommand<AlterPartitionRequest, AlterPartitionResponse> = {
  api: alterPartitionApi,
  handle,
  refuse,
};
