// Generated from schema/47-offset-delete.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import type { Reader } from '../codec/reader.ts';
import type { Draft } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface OffsetDeleteRequest {
  readonly groupId: string;
  readonly topics: readonly OffsetDeleteRequestOffsetDeleteRequestTopic[];
}

export interface OffsetDeleteRequestOffsetDeleteRequestTopic {
  readonly name: string;
  readonly partitions: readonly OffsetDeleteRequestOffsetDeleteRequestPartition[];
}

export interface OffsetDeleteRequestOffsetDeleteRequestPartition {
  readonly partitionIndex: number;
}

function readOffsetDeleteRequestOffsetDeleteRequestPartition(
  reader: Reader,
  _version: number,
): OffsetDeleteRequestOffsetDeleteRequestPartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
  };
}

function writeOffsetDeleteRequestOffsetDeleteRequestPartition(
  writer: Writer,
  draft: Draft<OffsetDeleteRequestOffsetDeleteRequestPartition>,
  _version: number,
): void {
  const { partitionIndex = 0 } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
}

function readOffsetDeleteRequestOffsetDeleteRequestTopic(
  reader: Reader,
  version: number,
): OffsetDeleteRequestOffsetDeleteRequestTopic {
  return {
    name: reader.string('name', false),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', false, 4),
      version,
      readOffsetDeleteRequestOffsetDeleteRequestPartition,
    ),
  };
}

function writeOffsetDeleteRequestOffsetDeleteRequestTopic(
  writer: Writer,
  draft: Draft<OffsetDeleteRequestOffsetDeleteRequestTopic>,
  version: number,
): void {
  const { name = '', partitions = [] } = draft;
  writer.string(name, 'name', false);
  writer.arrayCount(partitions, 'partitions', false);
  writer.items(
    partitions,
    'partitions',
    version,
    writeOffsetDeleteRequestOffsetDeleteRequestPartition,
  );
}

function readOffsetDeleteRequest(reader: Reader, version: number): OffsetDeleteRequest {
  return {
    groupId: reader.string('groupId', false),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', false, 6),
      version,
      readOffsetDeleteRequestOffsetDeleteRequestTopic,
    ),
  };
}

function writeOffsetDeleteRequest(
  writer: Writer,
  draft: Draft<OffsetDeleteRequest>,
  version: number,
): void {
  const { groupId = '', topics = [] } = draft;
  writer.string(groupId, 'groupId', false);
  writer.arrayCount(topics, 'topics', false);
  writer.items(topics, 'topics', version, writeOffsetDeleteRequestOffsetDeleteRequestTopic);
}

export const offsetDeleteRequest: MessageCodec<OffsetDeleteRequest> = defineCodec({
  name: 'OffsetDeleteRequest',
  apiKey: 47,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readOffsetDeleteRequest,
  write: writeOffsetDeleteRequest,
});

export interface OffsetDeleteResponse {
  readonly errorCode: number;
  readonly throttleTimeMs: number;
  readonly topics: readonly OffsetDeleteResponseOffsetDeleteResponseTopic[];
}

export interface OffsetDeleteResponseOffsetDeleteResponseTopic {
  readonly name: string;
  readonly partitions: readonly OffsetDeleteResponseOffsetDeleteResponsePartition[];
}

export interface OffsetDeleteResponseOffsetDeleteResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
}

function readOffsetDeleteResponseOffsetDeleteResponsePartition(
  reader: Reader,
  _version: number,
): OffsetDeleteResponseOffsetDeleteResponsePartition {
  return {
    partitionIndex: reader.int32('partitionIndex'),
    errorCode: reader.int16('errorCode'),
  };
}

function writeOffsetDeleteResponseOffsetDeleteResponsePartition(
  writer: Writer,
  draft: Draft<OffsetDeleteResponseOffsetDeleteResponsePartition>,
  _version: number,
): void {
  const { partitionIndex = 0, errorCode = 0 } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int16(errorCode, 'errorCode');
}

function readOffsetDeleteResponseOffsetDeleteResponseTopic(
  reader: Reader,
  version: number,
): OffsetDeleteResponseOffsetDeleteResponseTopic {
  return {
    name: reader.string('name', false),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', false, 6),
      version,
      readOffsetDeleteResponseOffsetDeleteResponsePartition,
    ),
  };
}

function writeOffsetDeleteResponseOffsetDeleteResponseTopic(
  writer: Writer,
  draft: Draft<OffsetDeleteResponseOffsetDeleteResponseTopic>,
  version: number,
): void {
  const { name = '', partitions = [] } = draft;
  writer.string(name, 'name', false);
  writer.arrayCount(partitions, 'partitions', false);
  writer.items(
    partitions,
    'partitions',
    version,
    writeOffsetDeleteResponseOffsetDeleteResponsePartition,
  );
}

function readOffsetDeleteResponse(reader: Reader, version: number): OffsetDeleteResponse {
  return {
    errorCode: reader.int16('errorCode'),
    throttleTimeMs: reader.int32('throttleTimeMs'),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', false, 6),
      version,
      readOffsetDeleteResponseOffsetDeleteResponseTopic,
    ),
  };
}

function writeOffsetDeleteResponse(
  writer: Writer,
  draft: Draft<OffsetDeleteResponse>,
  version: number,
): void {
  const { errorCode = 0, throttleTimeMs = 0, topics = [] } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.arrayCount(topics, 'topics', false);
  writer.items(topics, 'topics', version, writeOffsetDeleteResponseOffsetDeleteResponseTopic);
}

export const offsetDeleteResponse: MessageCodec<OffsetDeleteResponse> = defineCodec({
  name: 'OffsetDeleteResponse',
  apiKey: 47,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readOffsetDeleteResponse,
  write: writeOffsetDeleteResponse,
});
