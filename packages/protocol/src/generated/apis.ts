// Generated from schema/ by `npm run generate`: change the schemas, not this file.

import type { Api } from '../api.ts';
import {
  type ProduceRequest,
  type ProduceResponse,
  produceRequest,
  produceResponse,
} from './00-produce.ts';
import {
  type FetchRequest,
  type FetchResponse,
  fetchRequest,
  fetchResponse,
} from './01-fetch.ts';
import {
  type ListOffsetsRequest,
  type ListOffsetsResponse,
  listOffsetsRequest,
  listOffsetsResponse,
} from './02-list-offsets.ts';
import {
  type MetadataRequest,
  type MetadataResponse,
  metadataRequest,
  metadataResponse,
} from './03-metadata.ts';
import {
  type OffsetCommitRequest,
  type OffsetCommitResponse,
  offsetCommitRequest,
  offsetCommitResponse,
} from './08-offset-commit.ts';
import {
  type OffsetFetchRequest,
  type OffsetFetchResponse,
  offsetFetchRequest,
  offsetFetchResponse,
} from './09-offset-fetch.ts';
import {
  type FindCoordinatorRequest,
  type FindCoordinatorResponse,
  findCoordinatorRequest,
  findCoordinatorResponse,
} from './10-find-coordinator.ts';
import {
  type JoinGroupRequest,
  type JoinGroupResponse,
  joinGroupRequest,
  joinGroupResponse,
} from './11-join-group.ts';
import {
  type HeartbeatRequest,
  type HeartbeatResponse,
  heartbeatRequest,
  heartbeatResponse,
} from './12-heartbeat.ts';
import {
  type LeaveGroupRequest,
  type LeaveGroupResponse,
  leaveGroupRequest,
  leaveGroupResponse,
} from './13-leave-group.ts';
import {
  type SyncGroupRequest,
  type SyncGroupResponse,
  syncGroupRequest,
  syncGroupResponse,
} from './14-sync-group.ts';
import {
  type DescribeGroupsRequest,
  type DescribeGroupsResponse,
  describeGroupsRequest,
  describeGroupsResponse,
} from './15-describe-groups.ts';
import {
  type ListGroupsRequest,
  type ListGroupsResponse,
  listGroupsRequest,
  listGroupsResponse,
} from './16-list-groups.ts';
import {
  type SaslHandshakeRequest,
  type SaslHandshakeResponse,
  saslHandshakeRequest,
  saslHandshakeResponse,
} from './17-sasl-handshake.ts';
import {
  type ApiVersionsRequest,
  type ApiVersionsResponse,
  apiVersionsRequest,
  apiVersionsResponse,
} from './18-api-versions.ts';
import {
  type CreateTopicsRequest,
  type CreateTopicsResponse,
  createTopicsRequest,
  createTopicsResponse,
} from './19-create-topics.ts';
import {
  type DeleteTopicsRequest,
  type DeleteTopicsResponse,
  deleteTopicsRequest,
  deleteTopicsResponse,
} from './20-delete-topics.ts';
import {
  type DeleteRecordsRequest,
  type DeleteRecordsResponse,
  deleteRecordsRequest,
  deleteRecordsResponse,
} from './21-delete-records.ts';
import {
  type InitProducerIdRequest,
  type InitProducerIdResponse,
  initProducerIdRequest,
  initProducerIdResponse,
} from './22-init-producer-id.ts';
import {
  type OffsetForLeaderEpochRequest,
  type OffsetForLeaderEpochResponse,
  offsetForLeaderEpochRequest,
  offsetForLeaderEpochResponse,
} from './23-offset-for-leader-epoch.ts';
import {
  type AddPartitionsToTxnRequest,
  type AddPartitionsToTxnResponse,
  addPartitionsToTxnRequest,
  addPartitionsToTxnResponse,
} from './24-add-partitions-to-txn.ts';
import {
  type AddOffsetsToTxnRequest,
  type AddOffsetsToTxnResponse,
  addOffsetsToTxnRequest,
  addOffsetsToTxnResponse,
} from './25-add-offsets-to-txn.ts';
import {
  type EndTxnRequest,
  type EndTxnResponse,
  endTxnRequest,
  endTxnResponse,
} from './26-end-txn.ts';
import {
  type WriteTxnMarkersRequest,
  type WriteTxnMarkersResponse,
  writeTxnMarkersRequest,
  writeTxnMarkersResponse,
} from './27-write-txn-markers.ts';
import {
  type TxnOffsetCommitRequest,
  type TxnOffsetCommitResponse,
  txnOffsetCommitRequest,
  txnOffsetCommitResponse,
} from './28-txn-offset-commit.ts';
import {
  type DescribeAclsRequest,
  type DescribeAclsResponse,
  describeAclsRequest,
  describeAclsResponse,
} from './29-describe-acls.ts';
import {
  type CreateAclsRequest,
  type CreateAclsResponse,
  createAclsRequest,
  createAclsResponse,
} from './30-create-acls.ts';
import {
  type DeleteAclsRequest,
  type DeleteAclsResponse,
  deleteAclsRequest,
  deleteAclsResponse,
} from './31-delete-acls.ts';
import {
  type DescribeConfigsRequest,
  type DescribeConfigsResponse,
  describeConfigsRequest,
  describeConfigsResponse,
} from './32-describe-configs.ts';
import {
  type AlterConfigsRequest,
  type AlterConfigsResponse,
  alterConfigsRequest,
  alterConfigsResponse,
} from './33-alter-configs.ts';
import {
  type AlterReplicaLogDirsRequest,
  type AlterReplicaLogDirsResponse,
  alterReplicaLogDirsRequest,
  alterReplicaLogDirsResponse,
} from './34-alter-replica-log-dirs.ts';
import {
  type DescribeLogDirsRequest,
  type DescribeLogDirsResponse,
  describeLogDirsRequest,
  describeLogDirsResponse,
} from './35-describe-log-dirs.ts';
import {
  type SaslAuthenticateRequest,
  type SaslAuthenticateResponse,
  saslAuthenticateRequest,
  saslAuthenticateResponse,
} from './36-sasl-authenticate.ts';
import {
  type CreatePartitionsRequest,
  type CreatePartitionsResponse,
  createPartitionsRequest,
  createPartitionsResponse,
} from './37-create-partitions.ts';
import {
  type CreateDelegationTokenRequest,
  type CreateDelegationTokenResponse,
  createDelegationTokenRequest,
  createDelegationTokenResponse,
} from './38-create-delegation-token.ts';
import {
  type RenewDelegationTokenRequest,
  type RenewDelegationTokenResponse,
  renewDelegationTokenRequest,
  renewDelegationTokenResponse,
} from './39-renew-delegation-token.ts';
import {
  type ExpireDelegationTokenRequest,
  type ExpireDelegationTokenResponse,
  expireDelegationTokenRequest,
  expireDelegationTokenResponse,
} from './40-expire-delegation-token.ts';
import {
  type DescribeDelegationTokenRequest,
  type DescribeDelegationTokenResponse,
  describeDelegationTokenRequest,
  describeDelegationTokenResponse,
} from './41-describe-delegation-token.ts';
import {
  type DeleteGroupsRequest,
  type DeleteGroupsResponse,
  deleteGroupsRequest,
  deleteGroupsResponse,
} from './42-delete-groups.ts';
import {
  type ElectLeadersRequest,
  type ElectLeadersResponse,
  electLeadersRequest,
  electLeadersResponse,
} from './43-elect-leaders.ts';
import {
  type IncrementalAlterConfigsRequest,
  type IncrementalAlterConfigsResponse,
  incrementalAlterConfigsRequest,
  incrementalAlterConfigsResponse,
} from './44-incremental-alter-configs.ts';
import {
  type AlterPartitionReassignmentsRequest,
  type AlterPartitionReassignmentsResponse,
  alterPartitionReassignmentsRequest,
  alterPartitionReassignmentsResponse,
} from './45-alter-partition-reassignments.ts';
import {
  type ListPartitionReassignmentsRequest,
  type ListPartitionReassignmentsResponse,
  listPartitionReassignmentsRequest,
  listPartitionReassignmentsResponse,
} from './46-list-partition-reassignments.ts';
import {
  type OffsetDeleteRequest,
  type OffsetDeleteResponse,
  offsetDeleteRequest,
  offsetDeleteResponse,
} from './47-offset-delete.ts';
import {
  type DescribeClientQuotasRequest,
  type DescribeClientQuotasResponse,
  describeClientQuotasRequest,
  describeClientQuotasResponse,
} from './48-describe-client-quotas.ts';
import {
  type AlterClientQuotasRequest,
  type AlterClientQuotasResponse,
  alterClientQuotasRequest,
  alterClientQuotasResponse,
} from './49-alter-client-quotas.ts';
import {
  type DescribeUserScramCredentialsRequest,
  type DescribeUserScramCredentialsResponse,
  describeUserScramCredentialsRequest,
  describeUserScramCredentialsResponse,
} from './50-describe-user-scram-credentials.ts';
import {
  type AlterUserScramCredentialsRequest,
  type AlterUserScramCredentialsResponse,
  alterUserScramCredentialsRequest,
  alterUserScramCredentialsResponse,
} from './51-alter-user-scram-credentials.ts';
import {
  type VoteRequest,
  type VoteResponse,
  voteRequest,
  voteResponse,
} from './52-vote.ts';
import {
  type BeginQuorumEpochRequest,
  type BeginQuorumEpochResponse,
  beginQuorumEpochRequest,
  beginQuorumEpochResponse,
} from './53-begin-quorum-epoch.ts';
import {
  type EndQuorumEpochRequest,
  type EndQuorumEpochResponse,
  endQuorumEpochRequest,
  endQuorumEpochResponse,
} from './54-end-quorum-epoch.ts';
import {
  type DescribeQuorumRequest,
  type DescribeQuorumResponse,
  describeQuorumRequest,
  describeQuorumResponse,
} from './55-describe-quorum.ts';
import {
  type AlterPartitionRequest,
  type AlterPartitionResponse,
  alterPartitionRequest,
  alterPartitionResponse,
} from './56-alter-partition.ts';
import {
  type UpdateFeaturesRequest,
  type UpdateFeaturesResponse,
  updateFeaturesRequest,
  updateFeaturesResponse,
} from './57-update-features.ts';
import {
  type EnvelopeRequest,
  type EnvelopeResponse,
  envelopeRequest,
  envelopeResponse,
} from './58-envelope.ts';
import {
  type FetchSnapshotRequest,
  type FetchSnapshotResponse,
  fetchSnapshotRequest,
  fetchSnapshotResponse,
} from './59-fetch-snapshot.ts';
import {
  type DescribeClusterRequest,
  type DescribeClusterResponse,
  describeClusterRequest,
  describeClusterResponse,
} from './60-describe-cluster.ts';
import {
  type DescribeProducersRequest,
  type DescribeProducersResponse,
  describeProducersRequest,
  describeProducersResponse,
} from './61-describe-producers.ts';
import {
  type BrokerRegistrationRequest,
  type BrokerRegistrationResponse,
  brokerRegistrationRequest,
  brokerRegistrationResponse,
} from './62-broker-registration.ts';
import {
  type BrokerHeartbeatRequest,
  type BrokerHeartbeatResponse,
  brokerHeartbeatRequest,
  brokerHeartbeatResponse,
} from './63-broker-heartbeat.ts';
import {
  type UnregisterBrokerRequest,
  type UnregisterBrokerResponse,
  unregisterBrokerRequest,
  unregisterBrokerResponse,
} from './64-unregister-broker.ts';
import {
  type DescribeTransactionsRequest,
  type DescribeTransactionsResponse,
  describeTransactionsRequest,
  describeTransactionsResponse,
} from './65-describe-transactions.ts';
import {
  type ListTransactionsRequest,
  type ListTransactionsResponse,
  listTransactionsRequest,
  listTransactionsResponse,
} from './66-list-transactions.ts';
import {
  type AllocateProducerIdsRequest,
  type AllocateProducerIdsResponse,
  allocateProducerIdsRequest,
  allocateProducerIdsResponse,
} from './67-allocate-producer-ids.ts';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  consumerGroupHeartbeatRequest,
  consumerGroupHeartbeatResponse,
} from './68-consumer-group-heartbeat.ts';
import {
  type ConsumerGroupDescribeRequest,
  type ConsumerGroupDescribeResponse,
  consumerGroupDescribeRequest,
  consumerGroupDescribeResponse,
} from './69-consumer-group-describe.ts';
import {
  type ControllerRegistrationRequest,
  type ControllerRegistrationResponse,
  controllerRegistrationRequest,
  controllerRegistrationResponse,
} from './70-controller-registration.ts';
import {
  type GetTelemetrySubscriptionsRequest,
  type GetTelemetrySubscriptionsResponse,
  getTelemetrySubscriptionsRequest,
  getTelemetrySubscriptionsResponse,
} from './71-get-telemetry-subscriptions.ts';
import {
  type PushTelemetryRequest,
  type PushTelemetryResponse,
  pushTelemetryRequest,
  pushTelemetryResponse,
} from './72-push-telemetry.ts';
import {
  type AssignReplicasToDirsRequest,
  type AssignReplicasToDirsResponse,
  assignReplicasToDirsRequest,
  assignReplicasToDirsResponse,
} from './73-assign-replicas-to-dirs.ts';
import {
  type ListConfigResourcesRequest,
  type ListConfigResourcesResponse,
  listConfigResourcesRequest,
  listConfigResourcesResponse,
} from './74-list-config-resources.ts';
import {
  type DescribeTopicPartitionsRequest,
  type DescribeTopicPartitionsResponse,
  describeTopicPartitionsRequest,
  describeTopicPartitionsResponse,
} from './75-describe-topic-partitions.ts';
import {
  type ShareGroupHeartbeatRequest,
  type ShareGroupHeartbeatResponse,
  shareGroupHeartbeatRequest,
  shareGroupHeartbeatResponse,
} from './76-share-group-heartbeat.ts';
import {
  type ShareGroupDescribeRequest,
  type ShareGroupDescribeResponse,
  shareGroupDescribeRequest,
  shareGroupDescribeResponse,
} from './77-share-group-describe.ts';
import {
  type ShareFetchRequest,
  type ShareFetchResponse,
  shareFetchRequest,
  shareFetchResponse,
} from './78-share-fetch.ts';
import {
  type ShareAcknowledgeRequest,
  type ShareAcknowledgeResponse,
  shareAcknowledgeRequest,
  shareAcknowledgeResponse,
} from './79-share-acknowledge.ts';
import {
  type AddRaftVoterRequest,
  type AddRaftVoterResponse,
  addRaftVoterRequest,
  addRaftVoterResponse,
} from './80-add-raft-voter.ts';
import {
  type RemoveRaftVoterRequest,
  type RemoveRaftVoterResponse,
  removeRaftVoterRequest,
  removeRaftVoterResponse,
} from './81-remove-raft-voter.ts';
import {
  type UpdateRaftVoterRequest,
  type UpdateRaftVoterResponse,
  updateRaftVoterRequest,
  updateRaftVoterResponse,
} from './82-update-raft-voter.ts';
import {
  type InitializeShareGroupStateRequest,
  type InitializeShareGroupStateResponse,
  initializeShareGroupStateRequest,
  initializeShareGroupStateResponse,
} from './83-initialize-share-group-state.ts';
import {
  type ReadShareGroupStateRequest,
  type ReadShareGroupStateResponse,
  readShareGroupStateRequest,
  readShareGroupStateResponse,
} from './84-read-share-group-state.ts';
import {
  type WriteShareGroupStateRequest,
  type WriteShareGroupStateResponse,
  writeShareGroupStateRequest,
  writeShareGroupStateResponse,
} from './85-write-share-group-state.ts';
import {
  type DeleteShareGroupStateRequest,
  type DeleteShareGroupStateResponse,
  deleteShareGroupStateRequest,
  deleteShareGroupStateResponse,
} from './86-delete-share-group-state.ts';
import {
  type ReadShareGroupStateSummaryRequest,
  type ReadShareGroupStateSummaryResponse,
  readShareGroupStateSummaryRequest,
  readShareGroupStateSummaryResponse,
} from './87-read-share-group-state-summary.ts';
import {
  type StreamsGroupHeartbeatRequest,
  type StreamsGroupHeartbeatResponse,
  streamsGroupHeartbeatRequest,
  streamsGroupHeartbeatResponse,
} from './88-streams-group-heartbeat.ts';
import {
  type StreamsGroupDescribeRequest,
  type StreamsGroupDescribeResponse,
  streamsGroupDescribeRequest,
  streamsGroupDescribeResponse,
} from './89-streams-group-describe.ts';
import {
  type DescribeShareGroupOffsetsRequest,
  type DescribeShareGroupOffsetsResponse,
  describeShareGroupOffsetsRequest,
  describeShareGroupOffsetsResponse,
} from './90-describe-share-group-offsets.ts';
import {
  type AlterShareGroupOffsetsRequest,
  type AlterShareGroupOffsetsResponse,
  alterShareGroupOffsetsRequest,
  alterShareGroupOffsetsResponse,
} from './91-alter-share-group-offsets.ts';
import {
  type DeleteShareGroupOffsetsRequest,
  type DeleteShareGroupOffsetsResponse,
  deleteShareGroupOffsetsRequest,
  deleteShareGroupOffsetsResponse,
} from './92-delete-share-group-offsets.ts';

export const produceApi: Api<ProduceRequest, ProduceResponse> = {
  key: 0,
  name: 'Produce',
  request: produceRequest,
  response: produceResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const fetchApi: Api<FetchRequest, FetchResponse> = {
  key: 1,
  name: 'Fetch',
  request: fetchRequest,
  response: fetchResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const listOffsetsApi: Api<ListOffsetsRequest, ListOffsetsResponse> = {
  key: 2,
  name: 'ListOffsets',
  request: listOffsetsRequest,
  response: listOffsetsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const metadataApi: Api<MetadataRequest, MetadataResponse> = {
  key: 3,
  name: 'Metadata',
  request: metadataRequest,
  response: metadataResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const offsetCommitApi: Api<OffsetCommitRequest, OffsetCommitResponse> = {
  key: 8,
  name: 'OffsetCommit',
  request: offsetCommitRequest,
  response: offsetCommitResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const offsetFetchApi: Api<OffsetFetchRequest, OffsetFetchResponse> = {
  key: 9,
  name: 'OffsetFetch',
  request: offsetFetchRequest,
  response: offsetFetchResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const findCoordinatorApi: Api<FindCoordinatorRequest, FindCoordinatorResponse> = {
  key: 10,
  name: 'FindCoordinator',
  request: findCoordinatorRequest,
  response: findCoordinatorResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const joinGroupApi: Api<JoinGroupRequest, JoinGroupResponse> = {
  key: 11,
  name: 'JoinGroup',
  request: joinGroupRequest,
  response: joinGroupResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const heartbeatApi: Api<HeartbeatRequest, HeartbeatResponse> = {
  key: 12,
  name: 'Heartbeat',
  request: heartbeatRequest,
  response: heartbeatResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const leaveGroupApi: Api<LeaveGroupRequest, LeaveGroupResponse> = {
  key: 13,
  name: 'LeaveGroup',
  request: leaveGroupRequest,
  response: leaveGroupResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const syncGroupApi: Api<SyncGroupRequest, SyncGroupResponse> = {
  key: 14,
  name: 'SyncGroup',
  request: syncGroupRequest,
  response: syncGroupResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const describeGroupsApi: Api<DescribeGroupsRequest, DescribeGroupsResponse> = {
  key: 15,
  name: 'DescribeGroups',
  request: describeGroupsRequest,
  response: describeGroupsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const listGroupsApi: Api<ListGroupsRequest, ListGroupsResponse> = {
  key: 16,
  name: 'ListGroups',
  request: listGroupsRequest,
  response: listGroupsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const saslHandshakeApi: Api<SaslHandshakeRequest, SaslHandshakeResponse> = {
  key: 17,
  name: 'SaslHandshake',
  request: saslHandshakeRequest,
  response: saslHandshakeResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const apiVersionsApi: Api<ApiVersionsRequest, ApiVersionsResponse> = {
  key: 18,
  name: 'ApiVersions',
  request: apiVersionsRequest,
  response: apiVersionsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const createTopicsApi: Api<CreateTopicsRequest, CreateTopicsResponse> = {
  key: 19,
  name: 'CreateTopics',
  request: createTopicsRequest,
  response: createTopicsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const deleteTopicsApi: Api<DeleteTopicsRequest, DeleteTopicsResponse> = {
  key: 20,
  name: 'DeleteTopics',
  request: deleteTopicsRequest,
  response: deleteTopicsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const deleteRecordsApi: Api<DeleteRecordsRequest, DeleteRecordsResponse> = {
  key: 21,
  name: 'DeleteRecords',
  request: deleteRecordsRequest,
  response: deleteRecordsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const initProducerIdApi: Api<InitProducerIdRequest, InitProducerIdResponse> = {
  key: 22,
  name: 'InitProducerId',
  request: initProducerIdRequest,
  response: initProducerIdResponse,
  listeners: ['broker'],
  latestVersionUnstable: true,
};

export const offsetForLeaderEpochApi: Api<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse> = {
  key: 23,
  name: 'OffsetForLeaderEpoch',
  request: offsetForLeaderEpochRequest,
  response: offsetForLeaderEpochResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const addPartitionsToTxnApi: Api<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse> = {
  key: 24,
  name: 'AddPartitionsToTxn',
  request: addPartitionsToTxnRequest,
  response: addPartitionsToTxnResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const addOffsetsToTxnApi: Api<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse> = {
  key: 25,
  name: 'AddOffsetsToTxn',
  request: addOffsetsToTxnRequest,
  response: addOffsetsToTxnResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const endTxnApi: Api<EndTxnRequest, EndTxnResponse> = {
  key: 26,
  name: 'EndTxn',
  request: endTxnRequest,
  response: endTxnResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const writeTxnMarkersApi: Api<WriteTxnMarkersRequest, WriteTxnMarkersResponse> = {
  key: 27,
  name: 'WriteTxnMarkers',
  request: writeTxnMarkersRequest,
  response: writeTxnMarkersResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const txnOffsetCommitApi: Api<TxnOffsetCommitRequest, TxnOffsetCommitResponse> = {
  key: 28,
  name: 'TxnOffsetCommit',
  request: txnOffsetCommitRequest,
  response: txnOffsetCommitResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const describeAclsApi: Api<DescribeAclsRequest, DescribeAclsResponse> = {
  key: 29,
  name: 'DescribeAcls',
  request: describeAclsRequest,
  response: describeAclsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const createAclsApi: Api<CreateAclsRequest, CreateAclsResponse> = {
  key: 30,
  name: 'CreateAcls',
  request: createAclsRequest,
  response: createAclsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const deleteAclsApi: Api<DeleteAclsRequest, DeleteAclsResponse> = {
  key: 31,
  name: 'DeleteAcls',
  request: deleteAclsRequest,
  response: deleteAclsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const describeConfigsApi: Api<DescribeConfigsRequest, DescribeConfigsResponse> = {
  key: 32,
  name: 'DescribeConfigs',
  request: describeConfigsRequest,
  response: describeConfigsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const alterConfigsApi: Api<AlterConfigsRequest, AlterConfigsResponse> = {
  key: 33,
  name: 'AlterConfigs',
  request: alterConfigsRequest,
  response: alterConfigsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const alterReplicaLogDirsApi: Api<AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse> = {
  key: 34,
  name: 'AlterReplicaLogDirs',
  request: alterReplicaLogDirsRequest,
  response: alterReplicaLogDirsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const describeLogDirsApi: Api<DescribeLogDirsRequest, DescribeLogDirsResponse> = {
  key: 35,
  name: 'DescribeLogDirs',
  request: describeLogDirsRequest,
  response: describeLogDirsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const saslAuthenticateApi: Api<SaslAuthenticateRequest, SaslAuthenticateResponse> = {
  key: 36,
  name: 'SaslAuthenticate',
  request: saslAuthenticateRequest,
  response: saslAuthenticateResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const createPartitionsApi: Api<CreatePartitionsRequest, CreatePartitionsResponse> = {
  key: 37,
  name: 'CreatePartitions',
  request: createPartitionsRequest,
  response: createPartitionsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const createDelegationTokenApi: Api<CreateDelegationTokenRequest, CreateDelegationTokenResponse> = {
  key: 38,
  name: 'CreateDelegationToken',
  request: createDelegationTokenRequest,
  response: createDelegationTokenResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const renewDelegationTokenApi: Api<RenewDelegationTokenRequest, RenewDelegationTokenResponse> = {
  key: 39,
  name: 'RenewDelegationToken',
  request: renewDelegationTokenRequest,
  response: renewDelegationTokenResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const expireDelegationTokenApi: Api<ExpireDelegationTokenRequest, ExpireDelegationTokenResponse> = {
  key: 40,
  name: 'ExpireDelegationToken',
  request: expireDelegationTokenRequest,
  response: expireDelegationTokenResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const describeDelegationTokenApi: Api<DescribeDelegationTokenRequest, DescribeDelegationTokenResponse> = {
  key: 41,
  name: 'DescribeDelegationToken',
  request: describeDelegationTokenRequest,
  response: describeDelegationTokenResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const deleteGroupsApi: Api<DeleteGroupsRequest, DeleteGroupsResponse> = {
  key: 42,
  name: 'DeleteGroups',
  request: deleteGroupsRequest,
  response: deleteGroupsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const electLeadersApi: Api<ElectLeadersRequest, ElectLeadersResponse> = {
  key: 43,
  name: 'ElectLeaders',
  request: electLeadersRequest,
  response: electLeadersResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const incrementalAlterConfigsApi: Api<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse> = {
  key: 44,
  name: 'IncrementalAlterConfigs',
  request: incrementalAlterConfigsRequest,
  response: incrementalAlterConfigsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const alterPartitionReassignmentsApi: Api<AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse> = {
  key: 45,
  name: 'AlterPartitionReassignments',
  request: alterPartitionReassignmentsRequest,
  response: alterPartitionReassignmentsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const listPartitionReassignmentsApi: Api<ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse> = {
  key: 46,
  name: 'ListPartitionReassignments',
  request: listPartitionReassignmentsRequest,
  response: listPartitionReassignmentsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const offsetDeleteApi: Api<OffsetDeleteRequest, OffsetDeleteResponse> = {
  key: 47,
  name: 'OffsetDelete',
  request: offsetDeleteRequest,
  response: offsetDeleteResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const describeClientQuotasApi: Api<DescribeClientQuotasRequest, DescribeClientQuotasResponse> = {
  key: 48,
  name: 'DescribeClientQuotas',
  request: describeClientQuotasRequest,
  response: describeClientQuotasResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const alterClientQuotasApi: Api<AlterClientQuotasRequest, AlterClientQuotasResponse> = {
  key: 49,
  name: 'AlterClientQuotas',
  request: alterClientQuotasRequest,
  response: alterClientQuotasResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const describeUserScramCredentialsApi: Api<DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsResponse> = {
  key: 50,
  name: 'DescribeUserScramCredentials',
  request: describeUserScramCredentialsRequest,
  response: describeUserScramCredentialsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const alterUserScramCredentialsApi: Api<AlterUserScramCredentialsRequest, AlterUserScramCredentialsResponse> = {
  key: 51,
  name: 'AlterUserScramCredentials',
  request: alterUserScramCredentialsRequest,
  response: alterUserScramCredentialsResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const voteApi: Api<VoteRequest, VoteResponse> = {
  key: 52,
  name: 'Vote',
  request: voteRequest,
  response: voteResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const beginQuorumEpochApi: Api<BeginQuorumEpochRequest, BeginQuorumEpochResponse> = {
  key: 53,
  name: 'BeginQuorumEpoch',
  request: beginQuorumEpochRequest,
  response: beginQuorumEpochResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const endQuorumEpochApi: Api<EndQuorumEpochRequest, EndQuorumEpochResponse> = {
  key: 54,
  name: 'EndQuorumEpoch',
  request: endQuorumEpochRequest,
  response: endQuorumEpochResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const describeQuorumApi: Api<DescribeQuorumRequest, DescribeQuorumResponse> = {
  key: 55,
  name: 'DescribeQuorum',
  request: describeQuorumRequest,
  response: describeQuorumResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const alterPartitionApi: Api<AlterPartitionRequest, AlterPartitionResponse> = {
  key: 56,
  name: 'AlterPartition',
  request: alterPartitionRequest,
  response: alterPartitionResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const updateFeaturesApi: Api<UpdateFeaturesRequest, UpdateFeaturesResponse> = {
  key: 57,
  name: 'UpdateFeatures',
  request: updateFeaturesRequest,
  response: updateFeaturesResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const envelopeApi: Api<EnvelopeRequest, EnvelopeResponse> = {
  key: 58,
  name: 'Envelope',
  request: envelopeRequest,
  response: envelopeResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const fetchSnapshotApi: Api<FetchSnapshotRequest, FetchSnapshotResponse> = {
  key: 59,
  name: 'FetchSnapshot',
  request: fetchSnapshotRequest,
  response: fetchSnapshotResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const describeClusterApi: Api<DescribeClusterRequest, DescribeClusterResponse> = {
  key: 60,
  name: 'DescribeCluster',
  request: describeClusterRequest,
  response: describeClusterResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const describeProducersApi: Api<DescribeProducersRequest, DescribeProducersResponse> = {
  key: 61,
  name: 'DescribeProducers',
  request: describeProducersRequest,
  response: describeProducersResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const brokerRegistrationApi: Api<BrokerRegistrationRequest, BrokerRegistrationResponse> = {
  key: 62,
  name: 'BrokerRegistration',
  request: brokerRegistrationRequest,
  response: brokerRegistrationResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const brokerHeartbeatApi: Api<BrokerHeartbeatRequest, BrokerHeartbeatResponse> = {
  key: 63,
  name: 'BrokerHeartbeat',
  request: brokerHeartbeatRequest,
  response: brokerHeartbeatResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const unregisterBrokerApi: Api<UnregisterBrokerRequest, UnregisterBrokerResponse> = {
  key: 64,
  name: 'UnregisterBroker',
  request: unregisterBrokerRequest,
  response: unregisterBrokerResponse,
  listeners: ['broker', 'controller'],
  latestVersionUnstable: false,
};

export const describeTransactionsApi: Api<DescribeTransactionsRequest, DescribeTransactionsResponse> = {
  key: 65,
  name: 'DescribeTransactions',
  request: describeTransactionsRequest,
  response: describeTransactionsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const listTransactionsApi: Api<ListTransactionsRequest, ListTransactionsResponse> = {
  key: 66,
  name: 'ListTransactions',
  request: listTransactionsRequest,
  response: listTransactionsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const allocateProducerIdsApi: Api<AllocateProducerIdsRequest, AllocateProducerIdsResponse> = {
  key: 67,
  name: 'AllocateProducerIds',
  request: allocateProducerIdsRequest,
  response: allocateProducerIdsResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const consumerGroupHeartbeatApi: Api<ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse> = {
  key: 68,
  name: 'ConsumerGroupHeartbeat',
  request: consumerGroupHeartbeatRequest,
  response: consumerGroupHeartbeatResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const consumerGroupDescribeApi: Api<ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse> = {
  key: 69,
  name: 'ConsumerGroupDescribe',
  request: consumerGroupDescribeRequest,
  response: consumerGroupDescribeResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const controllerRegistrationApi: Api<ControllerRegistrationRequest, ControllerRegistrationResponse> = {
  key: 70,
  name: 'ControllerRegistration',
  request: controllerRegistrationRequest,
  response: controllerRegistrationResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const getTelemetrySubscriptionsApi: Api<GetTelemetrySubscriptionsRequest, GetTelemetrySubscriptionsResponse> = {
  key: 71,
  name: 'GetTelemetrySubscriptions',
  request: getTelemetrySubscriptionsRequest,
  response: getTelemetrySubscriptionsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const pushTelemetryApi: Api<PushTelemetryRequest, PushTelemetryResponse> = {
  key: 72,
  name: 'PushTelemetry',
  request: pushTelemetryRequest,
  response: pushTelemetryResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const assignReplicasToDirsApi: Api<AssignReplicasToDirsRequest, AssignReplicasToDirsResponse> = {
  key: 73,
  name: 'AssignReplicasToDirs',
  request: assignReplicasToDirsRequest,
  response: assignReplicasToDirsResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const listConfigResourcesApi: Api<ListConfigResourcesRequest, ListConfigResourcesResponse> = {
  key: 74,
  name: 'ListConfigResources',
  request: listConfigResourcesRequest,
  response: listConfigResourcesResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const describeTopicPartitionsApi: Api<DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse> = {
  key: 75,
  name: 'DescribeTopicPartitions',
  request: describeTopicPartitionsRequest,
  response: describeTopicPartitionsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const shareGroupHeartbeatApi: Api<ShareGroupHeartbeatRequest, ShareGroupHeartbeatResponse> = {
  key: 76,
  name: 'ShareGroupHeartbeat',
  request: shareGroupHeartbeatRequest,
  response: shareGroupHeartbeatResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const shareGroupDescribeApi: Api<ShareGroupDescribeRequest, ShareGroupDescribeResponse> = {
  key: 77,
  name: 'ShareGroupDescribe',
  request: shareGroupDescribeRequest,
  response: shareGroupDescribeResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const shareFetchApi: Api<ShareFetchRequest, ShareFetchResponse> = {
  key: 78,
  name: 'ShareFetch',
  request: shareFetchRequest,
  response: shareFetchResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const shareAcknowledgeApi: Api<ShareAcknowledgeRequest, ShareAcknowledgeResponse> = {
  key: 79,
  name: 'ShareAcknowledge',
  request: shareAcknowledgeRequest,
  response: shareAcknowledgeResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const addRaftVoterApi: Api<AddRaftVoterRequest, AddRaftVoterResponse> = {
  key: 80,
  name: 'AddRaftVoter',
  request: addRaftVoterRequest,
  response: addRaftVoterResponse,
  listeners: ['controller', 'broker'],
  latestVersionUnstable: false,
};

export const removeRaftVoterApi: Api<RemoveRaftVoterRequest, RemoveRaftVoterResponse> = {
  key: 81,
  name: 'RemoveRaftVoter',
  request: removeRaftVoterRequest,
  response: removeRaftVoterResponse,
  listeners: ['controller', 'broker'],
  latestVersionUnstable: false,
};

export const updateRaftVoterApi: Api<UpdateRaftVoterRequest, UpdateRaftVoterResponse> = {
  key: 82,
  name: 'UpdateRaftVoter',
  request: updateRaftVoterRequest,
  response: updateRaftVoterResponse,
  listeners: ['controller'],
  latestVersionUnstable: false,
};

export const initializeShareGroupStateApi: Api<InitializeShareGroupStateRequest, InitializeShareGroupStateResponse> = {
  key: 83,
  name: 'InitializeShareGroupState',
  request: initializeShareGroupStateRequest,
  response: initializeShareGroupStateResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const readShareGroupStateApi: Api<ReadShareGroupStateRequest, ReadShareGroupStateResponse> = {
  key: 84,
  name: 'ReadShareGroupState',
  request: readShareGroupStateRequest,
  response: readShareGroupStateResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const writeShareGroupStateApi: Api<WriteShareGroupStateRequest, WriteShareGroupStateResponse> = {
  key: 85,
  name: 'WriteShareGroupState',
  request: writeShareGroupStateRequest,
  response: writeShareGroupStateResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const deleteShareGroupStateApi: Api<DeleteShareGroupStateRequest, DeleteShareGroupStateResponse> = {
  key: 86,
  name: 'DeleteShareGroupState',
  request: deleteShareGroupStateRequest,
  response: deleteShareGroupStateResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const readShareGroupStateSummaryApi: Api<ReadShareGroupStateSummaryRequest, ReadShareGroupStateSummaryResponse> = {
  key: 87,
  name: 'ReadShareGroupStateSummary',
  request: readShareGroupStateSummaryRequest,
  response: readShareGroupStateSummaryResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const streamsGroupHeartbeatApi: Api<StreamsGroupHeartbeatRequest, StreamsGroupHeartbeatResponse> = {
  key: 88,
  name: 'StreamsGroupHeartbeat',
  request: streamsGroupHeartbeatRequest,
  response: streamsGroupHeartbeatResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const streamsGroupDescribeApi: Api<StreamsGroupDescribeRequest, StreamsGroupDescribeResponse> = {
  key: 89,
  name: 'StreamsGroupDescribe',
  request: streamsGroupDescribeRequest,
  response: streamsGroupDescribeResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const describeShareGroupOffsetsApi: Api<DescribeShareGroupOffsetsRequest, DescribeShareGroupOffsetsResponse> = {
  key: 90,
  name: 'DescribeShareGroupOffsets',
  request: describeShareGroupOffsetsRequest,
  response: describeShareGroupOffsetsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const alterShareGroupOffsetsApi: Api<AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsResponse> = {
  key: 91,
  name: 'AlterShareGroupOffsets',
  request: alterShareGroupOffsetsRequest,
  response: alterShareGroupOffsetsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

export const deleteShareGroupOffsetsApi: Api<DeleteShareGroupOffsetsRequest, DeleteShareGroupOffsetsResponse> = {
  key: 92,
  name: 'DeleteShareGroupOffsets',
  request: deleteShareGroupOffsetsRequest,
  response: deleteShareGroupOffsetsResponse,
  listeners: ['broker'],
  latestVersionUnstable: false,
};

/** Every API that Kafka 4.3 knows, by key. */
export const apis: ReadonlyMap<number, Api> = new Map<number, Api>([
  [0, produceApi],
  [1, fetchApi],
  [2, listOffsetsApi],
  [3, metadataApi],
  [8, offsetCommitApi],
  [9, offsetFetchApi],
  [10, findCoordinatorApi],
  [11, joinGroupApi],
  [12, heartbeatApi],
  [13, leaveGroupApi],
  [14, syncGroupApi],
  [15, describeGroupsApi],
  [16, listGroupsApi],
  [17, saslHandshakeApi],
  [18, apiVersionsApi],
  [19, createTopicsApi],
  [20, deleteTopicsApi],
  [21, deleteRecordsApi],
  [22, initProducerIdApi],
  [23, offsetForLeaderEpochApi],
  [24, addPartitionsToTxnApi],
  [25, addOffsetsToTxnApi],
  [26, endTxnApi],
  [27, writeTxnMarkersApi],
  [28, txnOffsetCommitApi],
  [29, describeAclsApi],
  [30, createAclsApi],
  [31, deleteAclsApi],
  [32, describeConfigsApi],
  [33, alterConfigsApi],
  [34, alterReplicaLogDirsApi],
  [35, describeLogDirsApi],
  [36, saslAuthenticateApi],
  [37, createPartitionsApi],
  [38, createDelegationTokenApi],
  [39, renewDelegationTokenApi],
  [40, expireDelegationTokenApi],
  [41, describeDelegationTokenApi],
  [42, deleteGroupsApi],
  [43, electLeadersApi],
  [44, incrementalAlterConfigsApi],
  [45, alterPartitionReassignmentsApi],
  [46, listPartitionReassignmentsApi],
  [47, offsetDeleteApi],
  [48, describeClientQuotasApi],
  [49, alterClientQuotasApi],
  [50, describeUserScramCredentialsApi],
  [51, alterUserScramCredentialsApi],
  [52, voteApi],
  [53, beginQuorumEpochApi],
  [54, endQuorumEpochApi],
  [55, describeQuorumApi],
  [56, alterPartitionApi],
  [57, updateFeaturesApi],
  [58, envelopeApi],
  [59, fetchSnapshotApi],
  [60, describeClusterApi],
  [61, describeProducersApi],
  [62, brokerRegistrationApi],
  [63, brokerHeartbeatApi],
  [64, unregisterBrokerApi],
  [65, describeTransactionsApi],
  [66, listTransactionsApi],
  [67, allocateProducerIdsApi],
  [68, consumerGroupHeartbeatApi],
  [69, consumerGroupDescribeApi],
  [70, controllerRegistrationApi],
  [71, getTelemetrySubscriptionsApi],
  [72, pushTelemetryApi],
  [73, assignReplicasToDirsApi],
  [74, listConfigResourcesApi],
  [75, describeTopicPartitionsApi],
  [76, shareGroupHeartbeatApi],
  [77, shareGroupDescribeApi],
  [78, shareFetchApi],
  [79, shareAcknowledgeApi],
  [80, addRaftVoterApi],
  [81, removeRaftVoterApi],
  [82, updateRaftVoterApi],
  [83, initializeShareGroupStateApi],
  [84, readShareGroupStateApi],
  [85, writeShareGroupStateApi],
  [86, deleteShareGroupStateApi],
  [87, readShareGroupStateSummaryApi],
  [88, streamsGroupHeartbeatApi],
  [89, streamsGroupDescribeApi],
  [90, describeShareGroupOffsetsApi],
  [91, alterShareGroupOffsetsApi],
  [92, deleteShareGroupOffsetsApi],
]);
