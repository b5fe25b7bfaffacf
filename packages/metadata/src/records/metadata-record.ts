// The records of the metadata log as one union, told apart by name. Their bytes are the business of
// metadata-record-codec.ts; which version is written follows the metadata.version
// (record-versions.ts).

import type {
  AbortTransactionRecord,
  AccessControlEntryRecord,
  BeginTransactionRecord,
  BrokerRegistrationChangeRecord,
  ClearElrRecord,
  ClientQuotaRecord,
  ConfigRecord,
  DelegationTokenRecord,
  EndTransactionRecord,
  FeatureLevelRecord,
  FenceBrokerRecord,
  NoOpRecord,
  PartitionChangeRecord,
  PartitionRecord,
  ProducerIdsRecord,
  RegisterBrokerRecord,
  RegisterControllerRecord,
  RemoveAccessControlEntryRecord,
  RemoveDelegationTokenRecord,
  RemoveTopicRecord,
  RemoveUserScramCredentialRecord,
  TopicRecord,
  UnfenceBrokerRecord,
  UnregisterBrokerRecord,
  UserScramCredentialRecord,
  ZkMigrationStateRecord,
} from '@ottla/protocol';

/** Every record of the metadata log by its schema's name. */
export interface MetadataRecordMessages {
  readonly AbortTransactionRecord: AbortTransactionRecord;
  readonly AccessControlEntryRecord: AccessControlEntryRecord;
  readonly BeginTransactionRecord: BeginTransactionRecord;
  readonly BrokerRegistrationChangeRecord: BrokerRegistrationChangeRecord;
  readonly ClearElrRecord: ClearElrRecord;
  readonly ClientQuotaRecord: ClientQuotaRecord;
  readonly ConfigRecord: ConfigRecord;
  readonly DelegationTokenRecord: DelegationTokenRecord;
  readonly EndTransactionRecord: EndTransactionRecord;
  readonly FeatureLevelRecord: FeatureLevelRecord;
  readonly FenceBrokerRecord: FenceBrokerRecord;
  readonly NoOpRecord: NoOpRecord;
  readonly PartitionChangeRecord: PartitionChangeRecord;
  readonly PartitionRecord: PartitionRecord;
  readonly ProducerIdsRecord: ProducerIdsRecord;
  readonly RegisterBrokerRecord: RegisterBrokerRecord;
  readonly RegisterControllerRecord: RegisterControllerRecord;
  readonly RemoveAccessControlEntryRecord: RemoveAccessControlEntryRecord;
  readonly RemoveDelegationTokenRecord: RemoveDelegationTokenRecord;
  readonly RemoveTopicRecord: RemoveTopicRecord;
  readonly RemoveUserScramCredentialRecord: RemoveUserScramCredentialRecord;
  readonly TopicRecord: TopicRecord;
  readonly UnfenceBrokerRecord: UnfenceBrokerRecord;
  readonly UnregisterBrokerRecord: UnregisterBrokerRecord;
  readonly UserScramCredentialRecord: UserScramCredentialRecord;
  readonly ZkMigrationStateRecord: ZkMigrationStateRecord;
}

export type MetadataRecordName = keyof MetadataRecordMessages;

/** One record: what it is called, the version it is (to be) written in, and what it says. */
export type MetadataRecord = {
  readonly [Name in MetadataRecordName]: {
    readonly name: Name;
    readonly version: number;
    readonly message: MetadataRecordMessages[Name];
  };
}[MetadataRecordName];
