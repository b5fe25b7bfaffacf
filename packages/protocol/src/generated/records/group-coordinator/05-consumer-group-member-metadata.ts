// Generated from schema/records/group-coordinator/05-consumer-group-member-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noBytes, noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ConsumerGroupMemberMetadataKey {
  readonly groupId: string;
  readonly memberId: string;
}

function readConsumerGroupMemberMetadataKey(
  reader: Reader,
  _version: number,
): ConsumerGroupMemberMetadataKey {
  return {
    groupId: reader.string('groupId', false),
    memberId: reader.string('memberId', false),
  };
}

function writeConsumerGroupMemberMetadataKey(
  writer: Writer,
  draft: Draft<ConsumerGroupMemberMetadataKey>,
  _version: number,
): void {
  const { groupId = '', memberId = '' } = draft;
  writer.string(groupId, 'groupId', false);
  writer.string(memberId, 'memberId', false);
}

export const consumerGroupMemberMetadataKey: MessageCodec<ConsumerGroupMemberMetadataKey> = defineCodec({
  name: 'ConsumerGroupMemberMetadataKey',
  apiKey: 5,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readConsumerGroupMemberMetadataKey,
  write: writeConsumerGroupMemberMetadataKey,
});

export interface ConsumerGroupMemberMetadataValue {
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  readonly subscribedTopicRegex: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly serverAssignor: string | null;
  readonly classicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupMemberMetadataValueClassicMemberMetadata {
  readonly sessionTimeoutMs: number;
  readonly supportedProtocols: readonly ConsumerGroupMemberMetadataValueClassicProtocol[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ConsumerGroupMemberMetadataValueClassicProtocol {
  readonly name: string;
  readonly metadata: Uint8Array;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

const defaultConsumerGroupMemberMetadataValueClassicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata = Object.freeze({
  sessionTimeoutMs: 0,
  supportedProtocols: [],
  unknownTaggedFields: noTaggedFields,
});

function isDefaultConsumerGroupMemberMetadataValueClassicMemberMetadata(draft: Draft<ConsumerGroupMemberMetadataValueClassicMemberMetadata>): boolean {
  if (draft === defaultConsumerGroupMemberMetadataValueClassicMemberMetadata) return true;
  const {
    sessionTimeoutMs = 0,
    supportedProtocols = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  return !(
    sessionTimeoutMs !== 0 ||
    supportedProtocols.length > 0 ||
    unknownTaggedFields.length > 0
  );
}

function readConsumerGroupMemberMetadataValueClassicProtocol(
  reader: Reader,
  _version: number,
): ConsumerGroupMemberMetadataValueClassicProtocol {
  return {
    name: reader.string('name', true),
    metadata: reader.byteView('metadata', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupMemberMetadataValueClassicProtocol(
  writer: Writer,
  draft: Draft<ConsumerGroupMemberMetadataValueClassicProtocol>,
  _version: number,
): void {
  const { name = '', metadata = noBytes, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', true);
  writer.bytes(metadata, 'metadata', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readConsumerGroupMemberMetadataValueClassicMemberMetadata(
  reader: Reader,
  version: number,
): ConsumerGroupMemberMetadataValueClassicMemberMetadata {
  return {
    sessionTimeoutMs: reader.int32('sessionTimeoutMs'),
    supportedProtocols: reader.items(
      'supportedProtocols',
      reader.arrayCount('supportedProtocols', true, 3),
      version,
      readConsumerGroupMemberMetadataValueClassicProtocol,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeConsumerGroupMemberMetadataValueClassicMemberMetadata(
  writer: Writer,
  draft: Draft<ConsumerGroupMemberMetadataValueClassicMemberMetadata>,
  version: number,
): void {
  const {
    sessionTimeoutMs = 0,
    supportedProtocols = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(sessionTimeoutMs, 'sessionTimeoutMs');
  writer.arrayCount(supportedProtocols, 'supportedProtocols', true);
  writer.items(
    supportedProtocols,
    'supportedProtocols',
    version,
    writeConsumerGroupMemberMetadataValueClassicProtocol,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readConsumerGroupMemberMetadataValue(
  reader: Reader,
  version: number,
): ConsumerGroupMemberMetadataValue {
  const instanceId = reader.nullableString('instanceId', true);
  const rackId = reader.nullableString('rackId', true);
  const clientId = reader.string('clientId', true);
  const clientHost = reader.string('clientHost', true);
  const subscribedTopicNames = reader.stringArray(
    'subscribedTopicNames',
    reader.arrayCount('subscribedTopicNames', true, 1),
    true,
  );
  const subscribedTopicRegex = reader.nullableString('subscribedTopicRegex', true);
  const rebalanceTimeoutMs = reader.int32('rebalanceTimeoutMs');
  const serverAssignor = reader.nullableString('serverAssignor', true);
  let classicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata | null = defaultConsumerGroupMemberMetadataValueClassicMemberMetadata;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  let tag = -1;
  for (let left = reader.taggedCount(); left > 0; left -= 1) {
    tag = reader.tag(tag);
    const outer = reader.beginTag(tag);
    switch (tag) {
      case 0:
        classicMemberMetadata = (reader.uvarint('classicMemberMetadata') === 0 ? null : reader.struct('classicMemberMetadata', version, readConsumerGroupMemberMetadataValueClassicMemberMetadata));
        break;
      default:
        unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
    }
    reader.endTag(tag, outer);
  }
  return {
    instanceId,
    rackId,
    clientId,
    clientHost,
    subscribedTopicNames,
    subscribedTopicRegex,
    rebalanceTimeoutMs,
    serverAssignor,
    classicMemberMetadata,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeConsumerGroupMemberMetadataValue(
  writer: Writer,
  draft: Draft<ConsumerGroupMemberMetadataValue>,
  version: number,
): void {
  const {
    instanceId = '',
    rackId = '',
    clientId = '',
    clientHost = '',
    subscribedTopicNames = [],
    subscribedTopicRegex = '',
    rebalanceTimeoutMs = -1,
    serverAssignor = '',
    classicMemberMetadata = defaultConsumerGroupMemberMetadataValueClassicMemberMetadata,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(instanceId, 'instanceId', true);
  writer.nullableString(rackId, 'rackId', true);
  writer.string(clientId, 'clientId', true);
  writer.string(clientHost, 'clientHost', true);
  writer.stringArray(subscribedTopicNames, 'subscribedTopicNames', true);
  writer.nullableString(subscribedTopicRegex, 'subscribedTopicRegex', true);
  writer.int32(rebalanceTimeoutMs, 'rebalanceTimeoutMs');
  writer.nullableString(serverAssignor, 'serverAssignor', true);
  const hasClassicMemberMetadata = classicMemberMetadata === null || !isDefaultConsumerGroupMemberMetadataValueClassicMemberMetadata(classicMemberMetadata);
  writer.uvarint(
    unknownTaggedFields.length +
    (hasClassicMemberMetadata ? 1 : 0),
  );
  let from = 0;
  if (hasClassicMemberMetadata) {
    from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
    const begun = writer.beginTag(0);
    if (classicMemberMetadata === null) writer.uvarint(0);
    else {
      writer.uvarint(1);
      writer.struct(
        classicMemberMetadata,
        'classicMemberMetadata',
        version,
        writeConsumerGroupMemberMetadataValueClassicMemberMetadata,
      );
    }
    writer.endTag(begun);
  }
  writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
}

export const consumerGroupMemberMetadataValue: MessageCodec<ConsumerGroupMemberMetadataValue> = defineCodec({
  name: 'ConsumerGroupMemberMetadataValue',
  apiKey: 5,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readConsumerGroupMemberMetadataValue,
  write: writeConsumerGroupMemberMetadataValue,
});
