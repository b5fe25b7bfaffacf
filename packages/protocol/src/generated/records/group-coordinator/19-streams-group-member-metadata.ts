// Generated from schema/records/group-coordinator/19-streams-group-member-metadata.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface StreamsGroupMemberMetadataKey {
  readonly groupId: string;
  readonly memberId: string;
}

function readStreamsGroupMemberMetadataKey(
  reader: Reader,
  _version: number,
): StreamsGroupMemberMetadataKey {
  return {
    groupId: reader.string('groupId', false),
    memberId: reader.string('memberId', false),
  };
}

function writeStreamsGroupMemberMetadataKey(
  writer: Writer,
  draft: Draft<StreamsGroupMemberMetadataKey>,
  _version: number,
): void {
  const { groupId = '', memberId = '' } = draft;
  writer.string(groupId, 'groupId', false);
  writer.string(memberId, 'memberId', false);
}

export const streamsGroupMemberMetadataKey: MessageCodec<StreamsGroupMemberMetadataKey> = defineCodec({
  name: 'StreamsGroupMemberMetadataKey',
  apiKey: 19,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readStreamsGroupMemberMetadataKey,
  write: writeStreamsGroupMemberMetadataKey,
});

export interface StreamsGroupMemberMetadataValue {
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeoutMs: number;
  readonly topologyEpoch: number;
  readonly processId: string;
  readonly userEndpoint: StreamsGroupMemberMetadataValueEndpoint | null;
  readonly clientTags: readonly StreamsGroupMemberMetadataValueKeyValue[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupMemberMetadataValueKeyValue {
  readonly key: string;
  readonly value: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupMemberMetadataValueEndpoint {
  readonly host: string;
  readonly port: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readStreamsGroupMemberMetadataValueEndpoint(
  reader: Reader,
  _version: number,
): StreamsGroupMemberMetadataValueEndpoint {
  return {
    host: reader.string('host', true),
    port: reader.uint16('port'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupMemberMetadataValueEndpoint(
  writer: Writer,
  draft: Draft<StreamsGroupMemberMetadataValueEndpoint>,
  _version: number,
): void {
  const { host = '', port = 0, unknownTaggedFields = noTaggedFields } = draft;
  writer.string(host, 'host', true);
  writer.uint16(port, 'port');
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupMemberMetadataValueKeyValue(
  reader: Reader,
  _version: number,
): StreamsGroupMemberMetadataValueKeyValue {
  return {
    key: reader.string('key', true),
    value: reader.string('value', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupMemberMetadataValueKeyValue(
  writer: Writer,
  draft: Draft<StreamsGroupMemberMetadataValueKeyValue>,
  _version: number,
): void {
  const { key = '', value = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(key, 'key', true);
  writer.string(value, 'value', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupMemberMetadataValue(
  reader: Reader,
  version: number,
): StreamsGroupMemberMetadataValue {
  return {
    instanceId: reader.nullableString('instanceId', true),
    rackId: reader.nullableString('rackId', true),
    clientId: reader.string('clientId', true),
    clientHost: reader.string('clientHost', true),
    rebalanceTimeoutMs: reader.int32('rebalanceTimeoutMs'),
    topologyEpoch: reader.int32('topologyEpoch'),
    processId: reader.string('processId', true),
    userEndpoint: (reader.int8('userEndpoint') < 0 ? null : reader.struct('userEndpoint', version, readStreamsGroupMemberMetadataValueEndpoint)),
    clientTags: reader.items(
      'clientTags',
      reader.arrayCount('clientTags', true, 3),
      version,
      readStreamsGroupMemberMetadataValueKeyValue,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupMemberMetadataValue(
  writer: Writer,
  draft: Draft<StreamsGroupMemberMetadataValue>,
  version: number,
): void {
  const {
    instanceId = '',
    rackId = '',
    clientId = '',
    clientHost = '',
    rebalanceTimeoutMs = -1,
    topologyEpoch = 0,
    processId = '',
    userEndpoint = null,
    clientTags = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.nullableString(instanceId, 'instanceId', true);
  writer.nullableString(rackId, 'rackId', true);
  writer.string(clientId, 'clientId', true);
  writer.string(clientHost, 'clientHost', true);
  writer.int32(rebalanceTimeoutMs, 'rebalanceTimeoutMs');
  writer.int32(topologyEpoch, 'topologyEpoch');
  writer.string(processId, 'processId', true);
  if (userEndpoint === null) writer.int8(-1, 'userEndpoint');
  else {
    writer.int8(1, 'userEndpoint');
    writer.struct(
      userEndpoint,
      'userEndpoint',
      version,
      writeStreamsGroupMemberMetadataValueEndpoint,
    );
  }
  writer.arrayCount(clientTags, 'clientTags', true);
  writer.items(clientTags, 'clientTags', version, writeStreamsGroupMemberMetadataValueKeyValue);
  writer.unknownTags(unknownTaggedFields, true);
}

export const streamsGroupMemberMetadataValue: MessageCodec<StreamsGroupMemberMetadataValue> = defineCodec({
  name: 'StreamsGroupMemberMetadataValue',
  apiKey: 19,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readStreamsGroupMemberMetadataValue,
  write: writeStreamsGroupMemberMetadataValue,
});
