// Generated from schema/ by `npm run generate`: change the schemas, not this file.

/** Fields by message, in their order: `name VERSIONS [float] [=standard] [(fields)]`. */
export const recordFields: Readonly<Record<string, string>> = {
  ConsumerProtocolAssignment:
    'assignedPartitions 0+(topic 0+;partitions 0+);userData 0+',
  ConsumerProtocolSubscription:
    'topics 0+;userData 0+;ownedPartitions 1+(topic 1+;partitions 1+);generationId 2+;rackId 3+',
  ControlRecordTypeSchema:
    'type 0+',
  EndTxnMarker:
    'coordinatorEpoch 0+',
  KRaftVersionRecord:
    'version 0+;kRaftVersion 0+',
  LeaderChangeMessage:
    'version 0+;leaderId 0+;voters 0+(voterId 0+;voterDirectoryId 1+);grantingVoters 0+(voterId 0+;voterDirectoryId 1+)',
  SnapshotFooterRecord:
    'version 0+',
  SnapshotHeaderRecord:
    'version 0+;lastContainedLogTimestamp 0+',
  VotersRecord:
    'version 0+;voters 0+(voterId 0+;voterDirectoryId 0+;endpoints 0+(name 0+;host 0+;port 0+);kRaftVersionFeature 0+(minSupportedVersion 0+;maxSupportedVersion 0+))',
  LegacyOffsetCommitKey:
    'group 0-0;topic 0-0;partition 0-0',
  LegacyOffsetCommitValue:
    'offset 0-0;metadata 0-0;commitTimestamp 0-0',
  OffsetCommitKey:
    'group 0-0;topic 0-0;partition 0-0',
  OffsetCommitValue:
    'offset 0+;leaderEpoch 3+;metadata 0+;commitTimestamp 0+;expireTimestamp 1-1;topicId 4+ ="AAAAAAAAAAAAAAAAAAAAAA"',
  GroupMetadataKey:
    'group 0-0',
  GroupMetadataValue:
    'protocolType 0+;generation 0+;protocol 0+;leader 0+;currentStateTimestamp 2+;members 0+(memberId 0+;groupInstanceId 3+;clientId 0+;clientHost 0+;rebalanceTimeout 1+;sessionTimeout 0+;subscription 0+;assignment 0+)',
  ConsumerGroupMetadataKey:
    'groupId 0-0',
  ConsumerGroupMetadataValue:
    'epoch 0+;metadataHash 0+ =0',
  ConsumerGroupPartitionMetadataKey:
    'groupId 0-0',
  ConsumerGroupPartitionMetadataValue:
    'topics 0+(topicId 0+;topicName 0+;numPartitions 0+;partitionMetadata 0+(partition 0+;racks 0+))',
  ConsumerGroupMemberMetadataKey:
    'groupId 0-0;memberId 0-0',
  ConsumerGroupMemberMetadataValue:
    'instanceId 0+;rackId 0+;clientId 0+;clientHost 0+;subscribedTopicNames 0+;subscribedTopicRegex 0+;rebalanceTimeoutMs 0+;serverAssignor 0+;classicMemberMetadata 0+ ={"sessionTimeoutMs":0,"supportedProtocols":[]}(sessionTimeoutMs 0+;supportedProtocols 0+(name 0+;metadata 0+))',
  ConsumerGroupTargetAssignmentMetadataKey:
    'groupId 0-0',
  ConsumerGroupTargetAssignmentMetadataValue:
    'assignmentEpoch 0+;assignmentTimestamp 0+ =0',
  ConsumerGroupTargetAssignmentMemberKey:
    'groupId 0-0;memberId 0-0',
  ConsumerGroupTargetAssignmentMemberValue:
    'topicPartitions 0+(topicId 0+;partitions 0+)',
  ConsumerGroupCurrentMemberAssignmentKey:
    'groupId 0-0;memberId 0-0',
  ConsumerGroupCurrentMemberAssignmentValue:
    'memberEpoch 0+;previousMemberEpoch 0+;state 0+;assignedPartitions 0+(topicId 0+;partitions 0+;assignmentEpochs 0+ =[]);partitionsPendingRevocation 0+(topicId 0+;partitions 0+;assignmentEpochs 0+ =[])',
  ShareGroupMemberMetadataKey:
    'groupId 0-0;memberId 0-0',
  ShareGroupMemberMetadataValue:
    'rackId 0+;clientId 0+;clientHost 0+;subscribedTopicNames 0+',
  ShareGroupMetadataKey:
    'groupId 0-0',
  ShareGroupMetadataValue:
    'epoch 0+;metadataHash 0+',
  ShareGroupTargetAssignmentMetadataKey:
    'groupId 0-0',
  ShareGroupTargetAssignmentMetadataValue:
    'assignmentEpoch 0+;assignmentTimestamp 0+ =0',
  ShareGroupTargetAssignmentMemberKey:
    'groupId 0-0;memberId 0-0',
  ShareGroupTargetAssignmentMemberValue:
    'topicPartitions 0+(topicId 0+;partitions 0+)',
  ShareGroupCurrentMemberAssignmentKey:
    'groupId 0-0;memberId 0-0',
  ShareGroupCurrentMemberAssignmentValue:
    'memberEpoch 0+;previousMemberEpoch 0+;state 0+;assignedPartitions 0+(topicId 0+;partitions 0+)',
  ShareGroupStatePartitionMetadataKey:
    'groupId 0-0',
  ShareGroupStatePartitionMetadataValue:
    'initializingTopics 0+(topicId 0+;topicName 0+;partitions 0+);initializedTopics 0+(topicId 0+;topicName 0+;partitions 0+);deletingTopics 0+(topicId 0+;topicName 0+)',
  ConsumerGroupRegularExpressionKey:
    'groupId 0-0;regularExpression 0-0',
  ConsumerGroupRegularExpressionValue:
    'topics 0+;version 0+;timestamp 0+',
  StreamsGroupMetadataKey:
    'groupId 0-0',
  StreamsGroupMetadataValue:
    'epoch 0+;metadataHash 0+;validatedTopologyEpoch 0+ =-1;lastAssignmentConfigs 0+ =[](key 0+;value 0+)',
  StreamsGroupMemberMetadataKey:
    'groupId 0-0;memberId 0-0',
  StreamsGroupMemberMetadataValue:
    'instanceId 0+;rackId 0+;clientId 0+;clientHost 0+;rebalanceTimeoutMs 0+;topologyEpoch 0+;processId 0+;userEndpoint 0+(host 0+;port 0+);clientTags 0+(key 0+;value 0+)',
  StreamsGroupTargetAssignmentMetadataKey:
    'groupId 0-0',
  StreamsGroupTargetAssignmentMetadataValue:
    'assignmentEpoch 0+;assignmentTimestamp 0+ =0',
  StreamsGroupTargetAssignmentMemberKey:
    'groupId 0-0;memberId 0-0',
  StreamsGroupTargetAssignmentMemberValue:
    'activeTasks 0+(subtopologyId 0+;partitions 0+);standbyTasks 0+(subtopologyId 0+;partitions 0+);warmupTasks 0+(subtopologyId 0+;partitions 0+)',
  StreamsGroupCurrentMemberAssignmentKey:
    'groupId 0-0;memberId 0-0',
  StreamsGroupCurrentMemberAssignmentValue:
    'memberEpoch 0+;previousMemberEpoch 0+;state 0+;activeTasks 0+(subtopologyId 0+;partitions 0+;assignmentEpochs 0+ =[]);standbyTasks 0+(subtopologyId 0+;partitions 0+;assignmentEpochs 0+ =[]);warmupTasks 0+(subtopologyId 0+;partitions 0+;assignmentEpochs 0+ =[]);activeTasksPendingRevocation 0+(subtopologyId 0+;partitions 0+;assignmentEpochs 0+ =[]);standbyTasksPendingRevocation 0+(subtopologyId 0+;partitions 0+;assignmentEpochs 0+ =[]);warmupTasksPendingRevocation 0+(subtopologyId 0+;partitions 0+;assignmentEpochs 0+ =[])',
  StreamsGroupTopologyKey:
    'groupId 0-0',
  StreamsGroupTopologyValue:
    'epoch 0+;subtopologies 0+(subtopologyId 0+;sourceTopics 0+;sourceTopicRegex 0+;stateChangelogTopics 0+(name 0+;partitions 0+;replicationFactor 0+;topicConfigs 0+(key 0+;value 0+));repartitionSinkTopics 0+;repartitionSourceTopics 0+(name 0+;partitions 0+;replicationFactor 0+;topicConfigs 0+(key 0+;value 0+));copartitionGroups 0+(sourceTopics 0+;sourceTopicRegex 0+;repartitionSourceTopics 0+))',
  RegisterBrokerRecord:
    'brokerId 0+;isMigratingZkBroker 2+;incarnationId 0+;brokerEpoch 0+;endPoints 0+(name 0+;host 0+;port 0+;securityProtocol 0+);features 0+(name 0+;minSupportedVersion 0+;maxSupportedVersion 0+);rack 0+;fenced 0+;inControlledShutdown 1+;logDirs 3+ =[];cordonedLogDirs 4+ =null',
  UnregisterBrokerRecord:
    'brokerId 0+;brokerEpoch 0+',
  TopicRecord:
    'name 0+;topicId 0+',
  PartitionRecord:
    'partitionId 0+;topicId 0+;replicas 0+;isr 0+;removingReplicas 0+;addingReplicas 0+;leader 0+;leaderRecoveryState 0+ =0;leaderEpoch 0+;partitionEpoch 0+;directories 1+;eligibleLeaderReplicas 2+ =null;lastKnownElr 2+ =null',
  ConfigRecord:
    'resourceType 0+;resourceName 0+;name 0+;value 0+',
  PartitionChangeRecord:
    'partitionId 0+;topicId 0+;isr 0+ =null;leader 0+ =-2;replicas 0+ =null;removingReplicas 0+ =null;addingReplicas 0+ =null;leaderRecoveryState 0+ =-1;directories 1+ =null;eligibleLeaderReplicas 2+ =null;lastKnownElr 2+ =null',
  FenceBrokerRecord:
    'id 0+;epoch 0+',
  UnfenceBrokerRecord:
    'id 0+;epoch 0+',
  RemoveTopicRecord:
    'topicId 0+',
  DelegationTokenRecord:
    'owner 0+;requester 0+;renewers 0+;issueTimestamp 0+;maxTimestamp 0+;expirationTimestamp 0+;tokenId 0+',
  UserScramCredentialRecord:
    'name 0+;mechanism 0+;salt 0+;storedKey 0+;serverKey 0+;iterations 0+',
  FeatureLevelRecord:
    'name 0+;featureLevel 0+',
  ClientQuotaRecord:
    'entity 0+(entityType 0+;entityName 0+);key 0+;value 0+ float;remove 0+',
  ProducerIdsRecord:
    'brokerId 0+;brokerEpoch 0+;nextProducerId 0+',
  BrokerRegistrationChangeRecord:
    'brokerId 0+;brokerEpoch 0+;fenced 0+ =0;inControlledShutdown 1+ =0;logDirs 2+ =[];cordonedLogDirs 3+ =null',
  AccessControlEntryRecord:
    'id 0+;resourceType 0+;resourceName 0+;patternType 0+;principal 0+;host 0+;operation 0+;permissionType 0+',
  RemoveAccessControlEntryRecord:
    'id 0+',
  NoOpRecord:
    '',
  ZkMigrationStateRecord:
    'zkMigrationState 0+',
  RemoveUserScramCredentialRecord:
    'name 0+;mechanism 0+',
  BeginTransactionRecord:
    'name 0+ =null',
  EndTransactionRecord:
    '',
  AbortTransactionRecord:
    'reason 0+ =null',
  RemoveDelegationTokenRecord:
    'tokenId 0+',
  RegisterControllerRecord:
    'controllerId 0+;incarnationId 0+;zkMigrationReady 0+;endPoints 0+(name 0+;host 0+;port 0+;securityProtocol 0+);features 0+(name 0+;minSupportedVersion 0+;maxSupportedVersion 0+)',
  ClearElrRecord:
    'topicName 0+',
  ShareSnapshotKey:
    'groupId 0-0;topicId 0-0;partition 0-0',
  ShareSnapshotValue:
    'snapshotEpoch 0+;stateEpoch 0+;leaderEpoch 0+;startOffset 0+;deliveryCompleteCount 0+ =-1;createTimestamp 0+;writeTimestamp 0+;stateBatches 0+(firstOffset 0+;lastOffset 0+;deliveryState 0+;deliveryCount 0+)',
  ShareUpdateKey:
    'groupId 0-0;topicId 0-0;partition 0-0',
  ShareUpdateValue:
    'snapshotEpoch 0+;leaderEpoch 0+;startOffset 0+;deliveryCompleteCount 0+ =-1;stateBatches 0+(firstOffset 0+;lastOffset 0+;deliveryState 0+;deliveryCount 0+)',
  TransactionLogKey:
    'transactionalId 0-0',
  TransactionLogValue:
    'producerId 0+;previousProducerId 1+ =-1;nextProducerId 1+ =-1;producerEpoch 0+;nextProducerEpoch 1+ =-1;transactionTimeoutMs 0+;transactionStatus 0+;transactionPartitions 0+(topic 0+;partitionIds 0+);transactionLastUpdateTimestampMs 0+;transactionStartTimestampMs 0+;clientTransactionVersion 1+ =0',
};
