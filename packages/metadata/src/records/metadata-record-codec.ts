// Metadata records as bytes: the value of a record in the log, framed by frame version, type and
// version (kraft.md §1). What is written is what is replayed: a record made here is read back from
// its own bytes, so that a field its version cannot carry is lost at once, not only after a
// restart.

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
  Reader,
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
  Writer,
  zkMigrationStateRecord,
} from '@ottla/protocol';
import type {
  MetadataRecord,
  MetadataRecordMessages,
  MetadataRecordName,
} from './metadata-record.ts';

const FRAME_VERSION = 1;

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

const namesByKey: ReadonlyMap<number, MetadataRecordName> = new Map(
  Object.entries(codecs).map(([name, codec]) => [
    codec.apiKey,
    name as MetadataRecordName, // the keys of `codecs` are the names, by its type
  ]),
);

/** The value of a record is none that this software can read: the log must not be gone on with. */
export class MetadataRecordError extends Error {
  override readonly name = 'MetadataRecordError';
  readonly code = 'METADATA_RECORD_INVALID';
  readonly retriable = false;
}

function framed<Name extends MetadataRecordName>(
  name: Name,
  version: number,
  draft: Draft<MetadataRecordMessages[Name]>,
): Uint8Array {
  const codec = codecs[name];
  const writer = new Writer();
  writer.uvarint(FRAME_VERSION);
  writer.uvarint(codec.apiKey);
  writer.uvarint(version);
  codec.write(writer, draft, version);
  return Buffer.concat(writer.finish());
}

/** Makes a record of that version; fields left out take their defaults. */
export function makeRecord<Name extends MetadataRecordName>(
  name: Name,
  version: number,
  draft: Draft<MetadataRecordMessages[Name]>,
): MetadataRecord {
  return readMetadataRecord(framed(name, version, draft));
}

/** The framed value of a record, as the log keeps it. */
export function writeMetadataRecord({ name, version, message }: MetadataRecord): Uint8Array {
  return framed(name, version, message);
}

/** Reads a framed value. Throws MetadataRecordError, or DecodeError for a body that is wrong. */
export function readMetadataRecord(bytes: Uint8Array): MetadataRecord {
  const reader = new Reader(bytes);
  const frameVersion = reader.uvarint('frameVersion');
  if (frameVersion !== FRAME_VERSION) {
    throw new MetadataRecordError(`metadata record frame ${frameVersion} is not ${FRAME_VERSION}`);
  }
  const apiKey = reader.uvarint('apiKey');
  const version = reader.uvarint('version');
  const name = namesByKey.get(apiKey);
  if (name === undefined)
    throw new MetadataRecordError(`metadata record type ${apiKey} is unknown`);
  const codec = codecs[name];
  if (version < codec.minVersion || version > codec.maxVersion) {
    const range = `${codec.minVersion} to ${codec.maxVersion}`;
    throw new MetadataRecordError(`${name} has versions ${range}, got ${version}`);
  }
  const message = codec.read(reader, version);
  if (reader.remainingBytes > 0) {
    throw new MetadataRecordError(
      `${name} v${version} is followed by ${reader.remainingBytes} bytes`,
    );
  }
  // `message` was read by the codec of that very name, which the type checker cannot follow.
  return { name, version, message } as MetadataRecord;
}
