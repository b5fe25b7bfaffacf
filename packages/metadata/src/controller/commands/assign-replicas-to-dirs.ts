// AssignReplicasToDirs: a broker with several log directories tells which one holds each replica
// (KIP-858).

import {
  type AssignReplicasToDirsRequest,
  type AssignReplicasToDirsResponse,
  assignReplicasToDirsApi,
  type Draft,
  errors,
  type ProtocolError,
  type Uuid,
} from '@ottla/protocol';
import { metadataVersionGates as gates } from '../../features/metadata-versions.ts';
import type { TopicImage } from '../../image/topic-image.ts';
import type { MetadataRecord } from '../../records/metadata-record.ts';
import { partitionRules } from '../broker-changes.ts';
import { brokerEpochOutcome } from '../broker-epoch.ts';
import { hasOnlineDirectory } from '../cluster-view.ts';
import {
  answer,
  type CommandContext,
  type CommandResult,
  type ControllerCommand,
  metadataVersionOf,
} from '../command.ts';
import { isRefusal } from '../outcome.ts';
import { partitionChange } from '../partition-change.ts';

/** The record, or the error for this partition. */
function assign(
  { state, settings }: CommandContext,
  assignment: { readonly brokerId: number; readonly directory: Uuid },
  topic: TopicImage | undefined,
  partitionId: number,
): MetadataRecord | ProtocolError | undefined {
  const { brokerId, directory } = assignment;
  if (topic === undefined) return errors.UNKNOWN_TOPIC_ID;
  const partition = topic.partitions[partitionId];
  if (partition === undefined) return errors.UNKNOWN_TOPIC_OR_PARTITION;
  if (!partition.replicas.includes(brokerId)) return errors.NOT_LEADER_OR_FOLLOWER;
  const scope = { image: state.image, settings };
  const what = { topicId: topic.id, topicName: topic.name, partitionId, partition };
  const isOnline = hasOnlineDirectory(state.image.cluster, brokerId, directory);
  // A replica in a directory that has failed meanwhile leaves the ISR with the same record.
  const rules = partitionRules(scope, what, isOnline ? {} : { leaving: brokerId });
  const isr = partition.isr.filter((each) => isOnline || each !== brokerId);
  return partitionChange(what, rules, { isr, directories: new Map([[brokerId, directory]]) });
}

function handle(
  context: CommandContext,
  request: AssignReplicasToDirsRequest,
): CommandResult<AssignReplicasToDirsResponse> {
  const { image } = context.state;
  if (metadataVersionOf(image) < gates.DIRECTORIES) {
    return answer(refuse(request, errors.UNSUPPORTED_VERSION));
  }
  const { brokerId } = request;
  const outcome = brokerEpochOutcome(image, brokerId, request.brokerEpoch);
  if (isRefusal(outcome)) return answer(refuse(request, outcome.error));
  const records: MetadataRecord[] = [];
  const directories = request.directories.map(({ id: directory, topics }) => ({
    id: directory,
    topics: topics.map(({ topicId, partitions }) => ({
      topicId,
      partitions: partitions.map(({ partitionIndex }) => {
        const topic = image.topics.byId.get(topicId);
        const assigned = assign(context, { brokerId, directory }, topic, partitionIndex);
        const isError = assigned !== undefined && 'code' in assigned;
        if (assigned !== undefined && !isError) records.push(assigned);
        return { partitionIndex, errorCode: isError ? assigned.code : errors.NONE.code };
      }),
    })),
  }));
  return { records, response: { errorCode: errors.NONE.code, directories }, atomic: false };
}

function refuse(
  _request: AssignReplicasToDirsRequest,
  error: ProtocolError,
): Draft<AssignReplicasToDirsResponse> {
  return { errorCode: error.code, directories: [] };
}

export const assignReplicasToDirs: ControllerCommand<
  AssignReplicasToDirsRequest,
  AssignReplicasToDirsResponse
> = { api: assignReplicasToDirsApi, handle, refuse };
