// Generated from schema/47-offset-delete.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, MessageCodec } from '../codec/message-codec.ts';
import type { Reader } from '../codec/reader.ts';
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

function readOffsetDeleteRequestOffsetDeleteRequestPartitionArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetDeleteRequestOffsetDeleteRequestPartition[] {
  const items: OffsetDeleteRequestOffsetDeleteRequestPartition[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetDeleteRequestOffsetDeleteRequestPartition(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeOffsetDeleteRequestOffsetDeleteRequestPartition(
  writer: Writer,
  draft: Draft<OffsetDeleteRequestOffsetDeleteRequestPartition>,
  _version: number,
): void {
  const { partitionIndex = 0 } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
}

function writeOffsetDeleteRequestOffsetDeleteRequestPartitionArray(
  writer: Writer,
  items: readonly Draft<OffsetDeleteRequestOffsetDeleteRequestPartition>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, false);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetDeleteRequestOffsetDeleteRequestPartition(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetDeleteRequestOffsetDeleteRequestTopic(
  reader: Reader,
  version: number,
): OffsetDeleteRequestOffsetDeleteRequestTopic {
  return {
    name: reader.string('name', false),
    partitions: readOffsetDeleteRequestOffsetDeleteRequestPartitionArray(reader, version, 'partitions', reader.arrayCount('partitions', false, 4)),
  };
}

function readOffsetDeleteRequestOffsetDeleteRequestTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetDeleteRequestOffsetDeleteRequestTopic[] {
  const items: OffsetDeleteRequestOffsetDeleteRequestTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetDeleteRequestOffsetDeleteRequestTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeOffsetDeleteRequestOffsetDeleteRequestTopic(
  writer: Writer,
  draft: Draft<OffsetDeleteRequestOffsetDeleteRequestTopic>,
  version: number,
): void {
  const { name = '', partitions = [] } = draft;
  writer.string(name, 'name', false);
  writeOffsetDeleteRequestOffsetDeleteRequestPartitionArray(writer, partitions, version, 'partitions');
}

function writeOffsetDeleteRequestOffsetDeleteRequestTopicArray(
  writer: Writer,
  items: readonly Draft<OffsetDeleteRequestOffsetDeleteRequestTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, false);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetDeleteRequestOffsetDeleteRequestTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetDeleteRequest(reader: Reader, version: number): OffsetDeleteRequest {
  return {
    groupId: reader.string('groupId', false),
    topics: readOffsetDeleteRequestOffsetDeleteRequestTopicArray(reader, version, 'topics', reader.arrayCount('topics', false, 6)),
  };
}

function writeOffsetDeleteRequest(
  writer: Writer,
  draft: Draft<OffsetDeleteRequest>,
  version: number,
): void {
  const { groupId = '', topics = [] } = draft;
  writer.string(groupId, 'groupId', false);
  writeOffsetDeleteRequestOffsetDeleteRequestTopicArray(writer, topics, version, 'topics');
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

function readOffsetDeleteResponseOffsetDeleteResponsePartitionArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetDeleteResponseOffsetDeleteResponsePartition[] {
  const items: OffsetDeleteResponseOffsetDeleteResponsePartition[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetDeleteResponseOffsetDeleteResponsePartition(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeOffsetDeleteResponseOffsetDeleteResponsePartitionArray(
  writer: Writer,
  items: readonly Draft<OffsetDeleteResponseOffsetDeleteResponsePartition>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, false);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetDeleteResponseOffsetDeleteResponsePartition(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetDeleteResponseOffsetDeleteResponseTopic(
  reader: Reader,
  version: number,
): OffsetDeleteResponseOffsetDeleteResponseTopic {
  return {
    name: reader.string('name', false),
    partitions: readOffsetDeleteResponseOffsetDeleteResponsePartitionArray(reader, version, 'partitions', reader.arrayCount('partitions', false, 6)),
  };
}

function readOffsetDeleteResponseOffsetDeleteResponseTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): OffsetDeleteResponseOffsetDeleteResponseTopic[] {
  const items: OffsetDeleteResponseOffsetDeleteResponseTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readOffsetDeleteResponseOffsetDeleteResponseTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeOffsetDeleteResponseOffsetDeleteResponseTopic(
  writer: Writer,
  draft: Draft<OffsetDeleteResponseOffsetDeleteResponseTopic>,
  version: number,
): void {
  const { name = '', partitions = [] } = draft;
  writer.string(name, 'name', false);
  writeOffsetDeleteResponseOffsetDeleteResponsePartitionArray(writer, partitions, version, 'partitions');
}

function writeOffsetDeleteResponseOffsetDeleteResponseTopicArray(
  writer: Writer,
  items: readonly Draft<OffsetDeleteResponseOffsetDeleteResponseTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, false);
  let index = 0;
  try {
    for (const item of items) {
      writeOffsetDeleteResponseOffsetDeleteResponseTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readOffsetDeleteResponse(reader: Reader, version: number): OffsetDeleteResponse {
  return {
    errorCode: reader.int16('errorCode'),
    throttleTimeMs: reader.int32('throttleTimeMs'),
    topics: readOffsetDeleteResponseOffsetDeleteResponseTopicArray(reader, version, 'topics', reader.arrayCount('topics', false, 6)),
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
  writeOffsetDeleteResponseOffsetDeleteResponseTopicArray(writer, topics, version, 'topics');
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
