// Metadata records as bytes, in the frame that the protocol package knows: what is untyped there is
// a union here. What is written is what is replayed: a record made here is read back from its own
// bytes, so that a field its version cannot carry is lost at once, not only after a restart.

import {
  abortTransactionRecord,
  accessControlEntryRecord,
  beginTransactionRecord,
  brokerRegistrationChangeRecord,
  clearElrRecord,
  clientQuotaRecord,
  configRecord,
  delegationTokenRecord,
  type Draft,
  endTransactionRecord,
  featureLevelRecord,
  fenceBrokerRecord,
  type MessageCodec,
  noOpRecord,
  partitionChangeRecord,
  partitionRecord,
  producerIdsRecord,
  readMetadataRecord as readStored,
  registerBrokerRecord,
  registerControllerRecord,
  removeAccessControlEntryRecord,
  removeDelegationTokenRecord,
  removeTopicRecord,
  removeUserScramCredentialRecord,
  topicRecord,
  unfenceBrokerRecord,
  unregisterBrokerRecord,
  userScramCredentialRecord,
  writeMetadataRecord as writeStored,
  zkMigrationStateRecord,
} from '@ottla/protocol';
import type {
  MetadataRecord,
  MetadataRecordMessages,
  MetadataRecordName,
} from './metadata-record.ts';

const codecs: {
  readonly [Name in MetadataRecordName]: MessageCodec<MetadataRecordMessages[Name]>;
} = {
  AbortTransactionRecord: abortTransactionRecord,
  AccessControlEntryRecord: accessControlEntryRecord,
  BeginTransactionRecord: beginTransactionRecord,
  BrokerRegistrationChangeRecord: brokerRegistrationChangeRecord,
  ClearElrRecord: clearElrRecord,
  ClientQuotaRecord: clientQuotaRecord,
  ConfigRecord: configRecord,
  DelegationTokenRecord: delegationTokenRecord,
  EndTransactionRecord: endTransactionRecord,
  FeatureLevelRecord: featureLevelRecord,
  FenceBrokerRecord: fenceBrokerRecord,
  NoOpRecord: noOpRecord,
  PartitionChangeRecord: partitionChangeRecord,
  PartitionRecord: partitionRecord,
  ProducerIdsRecord: producerIdsRecord,
  RegisterBrokerRecord: registerBrokerRecord,
  RegisterControllerRecord: registerControllerRecord,
  RemoveAccessControlEntryRecord: removeAccessControlEntryRecord,
  RemoveDelegationTokenRecord: removeDelegationTokenRecord,
  RemoveTopicRecord: removeTopicRecord,
  RemoveUserScramCredentialRecord: removeUserScramCredentialRecord,
  TopicRecord: topicRecord,
  UnfenceBrokerRecord: unfenceBrokerRecord,
  UnregisterBrokerRecord: unregisterBrokerRecord,
  UserScramCredentialRecord: userScramCredentialRecord,
  ZkMigrationStateRecord: zkMigrationStateRecord,
};

const tableByKey: ReadonlyMap<number, MessageCodec<unknown>> = new Map(
  Object.values(codecs).map((codec) => [codec.apiKey, codec]),
);

/** Makes a record of that version; fields left out take their defaults. */
export function makeRecord<Name extends MetadataRecordName>(
  name: Name,
  version: number,
  draft: Draft<MetadataRecordMessages[Name]>,
): MetadataRecord {
  return readMetadataRecord(writeStored(codecs[name], draft, version));
}

/** The framed value of a record, as the log keeps it. */
export function writeMetadataRecord({ name, version, message }: MetadataRecord): Uint8Array {
  // `message` is of the type that `name` says, which the type checker cannot follow.
  return writeStored(codecs[name] as MessageCodec<unknown>, message, version);
}

/**
 * Reads a framed value. Throws a DecodeError for what this software cannot read: a log with such a
 * record must not be gone on with.
 */
export function readMetadataRecord(bytes: Uint8Array): MetadataRecord {
  const { codec, version, record } = readStored(bytes, tableByKey);
  // The names of the codecs are those of the records: see `codecs`.
  return { name: codec.name, version, message: record } as MetadataRecord;
}
