// Generated from schema/ by `npm run generate`: change the schemas, not this file.

import type { CoordinatorRecordCodecs, MessageCodec } from '../codec/message-codec.ts';
import { registerBrokerRecord } from './records/metadata/00-register-broker.ts';
import { unregisterBrokerRecord } from './records/metadata/01-unregister-broker.ts';
import { topicRecord } from './records/metadata/02-topic.ts';
import { partitionRecord } from './records/metadata/03-partition.ts';
import { configRecord } from './records/metadata/04-config.ts';
import { partitionChangeRecord } from './records/metadata/05-partition-change.ts';
import { fenceBrokerRecord } from './records/metadata/07-fence-broker.ts';
import { unfenceBrokerRecord } from './records/metadata/08-unfence-broker.ts';
import { removeTopicRecord } from './records/metadata/09-remove-topic.ts';
import { delegationTokenRecord } from './records/metadata/10-delegation-token.ts';
import { userScramCredentialRecord } from './records/metadata/11-user-scram-credential.ts';
import { featureLevelRecord } from './records/metadata/12-feature-level.ts';
import { clientQuotaRecord } from './records/metadata/14-client-quota.ts';
import { producerIdsRecord } from './records/metadata/15-producer-ids.ts';
import { brokerRegistrationChangeRecord } from './records/metadata/17-broker-registration-change.ts';
import { accessControlEntryRecord } from './records/metadata/18-access-control-entry.ts';
import { removeAccessControlEntryRecord } from './records/metadata/19-remove-access-control-entry.ts';
import { noOpRecord } from './records/metadata/20-no-op.ts';
import { zkMigrationStateRecord } from './records/metadata/21-zk-migration-state.ts';
import { removeUserScramCredentialRecord } from './records/metadata/22-remove-user-scram-credential.ts';
import { beginTransactionRecord } from './records/metadata/23-begin-transaction.ts';
import { endTransactionRecord } from './records/metadata/24-end-transaction.ts';
import { abortTransactionRecord } from './records/metadata/25-abort-transaction.ts';
import { removeDelegationTokenRecord } from './records/metadata/26-remove-delegation-token.ts';
import { registerControllerRecord } from './records/metadata/27-register-controller.ts';
import { clearElrRecord } from './records/metadata/28-clear-elr.ts';
import { remoteLogSegmentMetadataRecord } from './records/storage/00-remote-log-segment-metadata.ts';
import { remoteLogSegmentMetadataUpdateRecord } from './records/storage/01-remote-log-segment-metadata-update.ts';
import { remotePartitionDeleteMetadataRecord } from './records/storage/02-remote-partition-delete-metadata.ts';
import { remoteLogSegmentMetadataSnapshotRecord } from './records/storage/03-remote-log-segment-metadata-snapshot.ts';
import { legacyOffsetCommitKey, legacyOffsetCommitValue } from './records/group-coordinator/00-legacy-offset-commit.ts';
import { offsetCommitKey, offsetCommitValue } from './records/group-coordinator/01-offset-commit.ts';
import { groupMetadataKey, groupMetadataValue } from './records/group-coordinator/02-group-metadata.ts';
import { consumerGroupMetadataKey, consumerGroupMetadataValue } from './records/group-coordinator/03-consumer-group-metadata.ts';
import { consumerGroupPartitionMetadataKey, consumerGroupPartitionMetadataValue } from './records/group-coordinator/04-consumer-group-partition-metadata.ts';
import { consumerGroupMemberMetadataKey, consumerGroupMemberMetadataValue } from './records/group-coordinator/05-consumer-group-member-metadata.ts';
import { consumerGroupTargetAssignmentMetadataKey, consumerGroupTargetAssignmentMetadataValue } from './records/group-coordinator/06-consumer-group-target-assignment-metadata.ts';
import { consumerGroupTargetAssignmentMemberKey, consumerGroupTargetAssignmentMemberValue } from './records/group-coordinator/07-consumer-group-target-assignment-member.ts';
import { consumerGroupCurrentMemberAssignmentKey, consumerGroupCurrentMemberAssignmentValue } from './records/group-coordinator/08-consumer-group-current-member-assignment.ts';
import { shareGroupMemberMetadataKey, shareGroupMemberMetadataValue } from './records/group-coordinator/10-share-group-member-metadata.ts';
import { shareGroupMetadataKey, shareGroupMetadataValue } from './records/group-coordinator/11-share-group-metadata.ts';
import { shareGroupTargetAssignmentMetadataKey, shareGroupTargetAssignmentMetadataValue } from './records/group-coordinator/12-share-group-target-assignment-metadata.ts';
import { shareGroupTargetAssignmentMemberKey, shareGroupTargetAssignmentMemberValue } from './records/group-coordinator/13-share-group-target-assignment-member.ts';
import { shareGroupCurrentMemberAssignmentKey, shareGroupCurrentMemberAssignmentValue } from './records/group-coordinator/14-share-group-current-member-assignment.ts';
import { shareGroupStatePartitionMetadataKey, shareGroupStatePartitionMetadataValue } from './records/group-coordinator/15-share-group-state-partition-metadata.ts';
import { consumerGroupRegularExpressionKey, consumerGroupRegularExpressionValue } from './records/group-coordinator/16-consumer-group-regular-expression.ts';
import { streamsGroupMetadataKey, streamsGroupMetadataValue } from './records/group-coordinator/17-streams-group-metadata.ts';
import { streamsGroupMemberMetadataKey, streamsGroupMemberMetadataValue } from './records/group-coordinator/19-streams-group-member-metadata.ts';
import { streamsGroupTargetAssignmentMetadataKey, streamsGroupTargetAssignmentMetadataValue } from './records/group-coordinator/20-streams-group-target-assignment-metadata.ts';
import { streamsGroupTargetAssignmentMemberKey, streamsGroupTargetAssignmentMemberValue } from './records/group-coordinator/21-streams-group-target-assignment-member.ts';
import { streamsGroupCurrentMemberAssignmentKey, streamsGroupCurrentMemberAssignmentValue } from './records/group-coordinator/22-streams-group-current-member-assignment.ts';
import { streamsGroupTopologyKey, streamsGroupTopologyValue } from './records/group-coordinator/23-streams-group-topology.ts';
import { transactionLogKey, transactionLogValue } from './records/transaction-coordinator/00-transaction-log.ts';
import { shareSnapshotKey, shareSnapshotValue } from './records/share-coordinator/00-share-snapshot.ts';
import { shareUpdateKey, shareUpdateValue } from './records/share-coordinator/01-share-update.ts';

export const metadataRecords: ReadonlyMap<number, MessageCodec<unknown>> = new Map<number, MessageCodec<unknown>>([
  [0, registerBrokerRecord],
  [1, unregisterBrokerRecord],
  [2, topicRecord],
  [3, partitionRecord],
  [4, configRecord],
  [5, partitionChangeRecord],
  [7, fenceBrokerRecord],
  [8, unfenceBrokerRecord],
  [9, removeTopicRecord],
  [10, delegationTokenRecord],
  [11, userScramCredentialRecord],
  [12, featureLevelRecord],
  [14, clientQuotaRecord],
  [15, producerIdsRecord],
  [17, brokerRegistrationChangeRecord],
  [18, accessControlEntryRecord],
  [19, removeAccessControlEntryRecord],
  [20, noOpRecord],
  [21, zkMigrationStateRecord],
  [22, removeUserScramCredentialRecord],
  [23, beginTransactionRecord],
  [24, endTransactionRecord],
  [25, abortTransactionRecord],
  [26, removeDelegationTokenRecord],
  [27, registerControllerRecord],
  [28, clearElrRecord],
]);

export const remoteLogMetadataRecords: ReadonlyMap<number, MessageCodec<unknown>> = new Map<number, MessageCodec<unknown>>([
  [0, remoteLogSegmentMetadataRecord],
  [1, remoteLogSegmentMetadataUpdateRecord],
  [2, remotePartitionDeleteMetadataRecord],
  [3, remoteLogSegmentMetadataSnapshotRecord],
]);

export const groupCoordinatorRecords: ReadonlyMap<number, CoordinatorRecordCodecs> = new Map<number, CoordinatorRecordCodecs>([
  [0, { key: legacyOffsetCommitKey, value: legacyOffsetCommitValue }],
  [1, { key: offsetCommitKey, value: offsetCommitValue }],
  [2, { key: groupMetadataKey, value: groupMetadataValue }],
  [3, { key: consumerGroupMetadataKey, value: consumerGroupMetadataValue }],
  [4, { key: consumerGroupPartitionMetadataKey, value: consumerGroupPartitionMetadataValue }],
  [5, { key: consumerGroupMemberMetadataKey, value: consumerGroupMemberMetadataValue }],
  [6, { key: consumerGroupTargetAssignmentMetadataKey, value: consumerGroupTargetAssignmentMetadataValue }],
  [7, { key: consumerGroupTargetAssignmentMemberKey, value: consumerGroupTargetAssignmentMemberValue }],
  [8, { key: consumerGroupCurrentMemberAssignmentKey, value: consumerGroupCurrentMemberAssignmentValue }],
  [10, { key: shareGroupMemberMetadataKey, value: shareGroupMemberMetadataValue }],
  [11, { key: shareGroupMetadataKey, value: shareGroupMetadataValue }],
  [12, { key: shareGroupTargetAssignmentMetadataKey, value: shareGroupTargetAssignmentMetadataValue }],
  [13, { key: shareGroupTargetAssignmentMemberKey, value: shareGroupTargetAssignmentMemberValue }],
  [14, { key: shareGroupCurrentMemberAssignmentKey, value: shareGroupCurrentMemberAssignmentValue }],
  [15, { key: shareGroupStatePartitionMetadataKey, value: shareGroupStatePartitionMetadataValue }],
  [16, { key: consumerGroupRegularExpressionKey, value: consumerGroupRegularExpressionValue }],
  [17, { key: streamsGroupMetadataKey, value: streamsGroupMetadataValue }],
  [19, { key: streamsGroupMemberMetadataKey, value: streamsGroupMemberMetadataValue }],
  [20, { key: streamsGroupTargetAssignmentMetadataKey, value: streamsGroupTargetAssignmentMetadataValue }],
  [21, { key: streamsGroupTargetAssignmentMemberKey, value: streamsGroupTargetAssignmentMemberValue }],
  [22, { key: streamsGroupCurrentMemberAssignmentKey, value: streamsGroupCurrentMemberAssignmentValue }],
  [23, { key: streamsGroupTopologyKey, value: streamsGroupTopologyValue }],
]);

export const transactionCoordinatorRecords: ReadonlyMap<number, CoordinatorRecordCodecs> = new Map<number, CoordinatorRecordCodecs>([
  [0, { key: transactionLogKey, value: transactionLogValue }],
]);

export const shareCoordinatorRecords: ReadonlyMap<number, CoordinatorRecordCodecs> = new Map<number, CoordinatorRecordCodecs>([
  [0, { key: shareSnapshotKey, value: shareSnapshotValue }],
  [1, { key: shareUpdateKey, value: shareUpdateValue }],
]);
