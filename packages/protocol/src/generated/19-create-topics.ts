// Generated from schema/19-create-topics.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import { zeroUuid } from '../codec/uuid.ts';
import type { Draft, UnknownTaggedField, Uuid } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface CreateTopicsRequest {
  readonly topics: readonly CreateTopicsRequestCreatableTopic[];
  readonly timeoutMs: number;
  readonly validateOnly: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreateTopicsRequestCreatableTopic {
  readonly name: string;
  readonly numPartitions: number;
  readonly replicationFactor: number;
  readonly assignments: readonly CreateTopicsRequestCreatableReplicaAssignment[];
  readonly configs: readonly CreateTopicsRequestCreatableTopicConfig[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreateTopicsRequestCreatableTopicConfig {
  readonly name: string;
  readonly value: string | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreateTopicsRequestCreatableReplicaAssignment {
  readonly partitionIndex: number;
  readonly brokerIds: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readCreateTopicsRequestCreatableReplicaAssignment(
  reader: Reader,
  version: number,
): CreateTopicsRequestCreatableReplicaAssignment {
  const flexible = version >= 5;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    brokerIds: reader.int32Array('brokerIds', reader.arrayCount('brokerIds', flexible, 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateTopicsRequestCreatableReplicaAssignment(
  writer: Writer,
  draft: Draft<CreateTopicsRequestCreatableReplicaAssignment>,
  version: number,
): void {
  const flexible = version >= 5;
  const {
    partitionIndex = 0,
    brokerIds = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int32Array(brokerIds, 'brokerIds', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readCreateTopicsRequestCreatableTopicConfig(
  reader: Reader,
  version: number,
): CreateTopicsRequestCreatableTopicConfig {
  const flexible = version >= 5;
  return {
    name: reader.string('name', flexible),
    value: reader.nullableString('value', flexible),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateTopicsRequestCreatableTopicConfig(
  writer: Writer,
  draft: Draft<CreateTopicsRequestCreatableTopicConfig>,
  version: number,
): void {
  const flexible = version >= 5;
  const { name = '', value = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.nullableString(value, 'value', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readCreateTopicsRequestCreatableTopic(
  reader: Reader,
  version: number,
): CreateTopicsRequestCreatableTopic {
  const flexible = version >= 5;
  return {
    name: reader.string('name', flexible),
    numPartitions: reader.int32('numPartitions'),
    replicationFactor: reader.int16('replicationFactor'),
    assignments: reader.items(
      'assignments',
      reader.arrayCount('assignments', flexible, flexible ? 6 : 8),
      version,
      readCreateTopicsRequestCreatableReplicaAssignment,
    ),
    configs: reader.items(
      'configs',
      reader.arrayCount('configs', flexible, flexible ? 3 : 4),
      version,
      readCreateTopicsRequestCreatableTopicConfig,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateTopicsRequestCreatableTopic(
  writer: Writer,
  draft: Draft<CreateTopicsRequestCreatableTopic>,
  version: number,
): void {
  const flexible = version >= 5;
  const {
    name = '',
    numPartitions = 0,
    replicationFactor = 0,
    assignments = [],
    configs = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', flexible);
  writer.int32(numPartitions, 'numPartitions');
  writer.int16(replicationFactor, 'replicationFactor');
  writer.arrayCount(assignments, 'assignments', flexible);
  writer.items(
    assignments,
    'assignments',
    version,
    writeCreateTopicsRequestCreatableReplicaAssignment,
  );
  writer.arrayCount(configs, 'configs', flexible);
  writer.items(configs, 'configs', version, writeCreateTopicsRequestCreatableTopicConfig);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readCreateTopicsRequest(reader: Reader, version: number): CreateTopicsRequest {
  const flexible = version >= 5;
  return {
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 10 : 16),
      version,
      readCreateTopicsRequestCreatableTopic,
    ),
    timeoutMs: reader.int32('timeoutMs'),
    validateOnly: reader.bool('validateOnly'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateTopicsRequest(
  writer: Writer,
  draft: Draft<CreateTopicsRequest>,
  version: number,
): void {
  const flexible = version >= 5;
  const {
    topics = [],
    timeoutMs = 60000,
    validateOnly = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeCreateTopicsRequestCreatableTopic);
  writer.int32(timeoutMs, 'timeoutMs');
  writer.bool(validateOnly, 'validateOnly');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const createTopicsRequest: MessageCodec<CreateTopicsRequest> = defineCodec({
  name: 'CreateTopicsRequest',
  apiKey: 19,
  minVersion: 2,
  maxVersion: 7,
  flexibleFrom: 5,
  read: readCreateTopicsRequest,
  write: writeCreateTopicsRequest,
});

export interface CreateTopicsResponse {
  readonly throttleTimeMs: number;
  readonly topics: readonly CreateTopicsResponseCreatableTopicResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreateTopicsResponseCreatableTopicResult {
  readonly name: string;
  readonly topicId: Uuid; // v7+
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly topicConfigErrorCode: number; // v5+
  readonly numPartitions: number; // v5+
  readonly replicationFactor: number; // v5+
  readonly configs: readonly CreateTopicsResponseCreatableTopicConfigs[] | null; // v5+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface CreateTopicsResponseCreatableTopicConfigs {
  readonly name: string; // v5+
  readonly value: string | null; // v5+
  readonly readOnly: boolean; // v5+
  readonly configSource: number; // v5+
  readonly isSensitive: boolean; // v5+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readCreateTopicsResponseCreatableTopicConfigs(
  reader: Reader,
  _version: number,
): CreateTopicsResponseCreatableTopicConfigs {
  return {
    name: reader.string('name', true),
    value: reader.nullableString('value', true),
    readOnly: reader.bool('readOnly'),
    configSource: reader.int8('configSource'),
    isSensitive: reader.bool('isSensitive'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeCreateTopicsResponseCreatableTopicConfigs(
  writer: Writer,
  draft: Draft<CreateTopicsResponseCreatableTopicConfigs>,
  _version: number,
): void {
  const {
    name = '',
    value = '',
    readOnly = false,
    configSource = -1,
    isSensitive = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', true);
  writer.nullableString(value, 'value', true);
  writer.bool(readOnly, 'readOnly');
  writer.int8(configSource, 'configSource');
  writer.bool(isSensitive, 'isSensitive');
  writer.unknownTags(unknownTaggedFields, true);
}

function readCreateTopicsResponseCreatableTopicResult(
  reader: Reader,
  version: number,
): CreateTopicsResponseCreatableTopicResult {
  const flexible = version >= 5;
  const name = reader.string('name', flexible);
  const topicId = version >= 7 ? reader.uuid('topicId') : zeroUuid;
  const errorCode = reader.int16('errorCode');
  const errorMessage = reader.nullableString('errorMessage', flexible);
  const numPartitions = version >= 5 ? reader.int32('numPartitions') : -1;
  const replicationFactor = version >= 5 ? reader.int16('replicationFactor') : -1;
  const configs = version >= 5
    ? reader.nullableItems(
      'configs',
      reader.nullableArrayCount('configs', flexible, 6),
      version,
      readCreateTopicsResponseCreatableTopicConfigs,
    )
    : [];
  let topicConfigErrorCode: number = 0;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          topicConfigErrorCode = reader.int16('topicConfigErrorCode');
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    name,
    topicId,
    errorCode,
    errorMessage,
    topicConfigErrorCode,
    numPartitions,
    replicationFactor,
    configs,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeCreateTopicsResponseCreatableTopicResult(
  writer: Writer,
  draft: Draft<CreateTopicsResponseCreatableTopicResult>,
  version: number,
): void {
  const flexible = version >= 5;
  const {
    name = '',
    topicId = zeroUuid,
    errorCode = 0,
    errorMessage = '',
    topicConfigErrorCode = 0,
    numPartitions = -1,
    replicationFactor = -1,
    configs = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', flexible);
  if (version >= 7) writer.uuid(topicId, 'topicId');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', flexible);
  if (version >= 5) writer.int32(numPartitions, 'numPartitions');
  if (version >= 5) writer.int16(replicationFactor, 'replicationFactor');
  if (version >= 5) {
    if (configs === null) writer.nullArray('configs', flexible);
    else {
      writer.arrayCount(configs, 'configs', flexible);
      writer.items(configs, 'configs', version, writeCreateTopicsResponseCreatableTopicConfigs);
    }
  }
  if (flexible) {
    const hasTopicConfigErrorCode = topicConfigErrorCode !== 0;
    writer.uvarint(
      unknownTaggedFields.length +
      (hasTopicConfigErrorCode ? 1 : 0),
    );
    let from = 0;
    if (hasTopicConfigErrorCode) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.int16(topicConfigErrorCode, 'topicConfigErrorCode');
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

function readCreateTopicsResponse(reader: Reader, version: number): CreateTopicsResponse {
  const flexible = version >= 5;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 12 : 6),
      version,
      readCreateTopicsResponseCreatableTopicResult,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeCreateTopicsResponse(
  writer: Writer,
  draft: Draft<CreateTopicsResponse>,
  version: number,
): void {
  const flexible = version >= 5;
  const { throttleTimeMs = 0, topics = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeCreateTopicsResponseCreatableTopicResult);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const createTopicsResponse: MessageCodec<CreateTopicsResponse> = defineCodec({
  name: 'CreateTopicsResponse',
  apiKey: 19,
  minVersion: 2,
  maxVersion: 7,
  flexibleFrom: 5,
  read: readCreateTopicsResponse,
  write: writeCreateTopicsResponse,
});
