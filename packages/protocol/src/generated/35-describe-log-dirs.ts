// Generated from schema/35-describe-log-dirs.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, Int64, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Writer } from '../codec/writer.ts';

export interface DescribeLogDirsRequest {
  readonly topics: readonly DescribeLogDirsRequestDescribableLogDirTopic[] | null;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeLogDirsRequestDescribableLogDirTopic {
  readonly topic: string;
  readonly partitions: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeLogDirsRequestDescribableLogDirTopic(
  reader: Reader,
  version: number,
): DescribeLogDirsRequestDescribableLogDirTopic {
  const flexible = version >= 2;
  return {
    topic: reader.string('topic', flexible),
    partitions: reader.int32Array('partitions', reader.arrayCount('partitions', flexible, 4)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDescribeLogDirsRequestDescribableLogDirTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeLogDirsRequestDescribableLogDirTopic[] {
  const items: DescribeLogDirsRequestDescribableLogDirTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeLogDirsRequestDescribableLogDirTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function readNullableDescribeLogDirsRequestDescribableLogDirTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeLogDirsRequestDescribableLogDirTopic[] | null {
  return count < 0 ? null : readDescribeLogDirsRequestDescribableLogDirTopicArray(reader, version, field, count);
}

function writeDescribeLogDirsRequestDescribableLogDirTopic(
  writer: Writer,
  draft: Draft<DescribeLogDirsRequestDescribableLogDirTopic>,
  version: number,
): void {
  const flexible = version >= 2;
  const { topic = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(topic, 'topic', flexible);
  writer.int32Array(partitions, 'partitions', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeDescribeLogDirsRequestDescribableLogDirTopicArray(
  writer: Writer,
  items: readonly Draft<DescribeLogDirsRequestDescribableLogDirTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeLogDirsRequestDescribableLogDirTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeLogDirsRequest(reader: Reader, version: number): DescribeLogDirsRequest {
  const flexible = version >= 2;
  return {
    topics: readNullableDescribeLogDirsRequestDescribableLogDirTopicArray(reader, version, 'topics', reader.nullableArrayCount('topics', flexible, flexible ? 3 : 6)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeLogDirsRequest(
  writer: Writer,
  draft: Draft<DescribeLogDirsRequest>,
  version: number,
): void {
  const flexible = version >= 2;
  const { topics = [], unknownTaggedFields = noTaggedFields } = draft;
  if (topics === null) writer.nullArray('topics', flexible);
  else writeDescribeLogDirsRequestDescribableLogDirTopicArray(writer, topics, version, 'topics');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeLogDirsRequest: MessageCodec<DescribeLogDirsRequest> = defineCodec({
  name: 'DescribeLogDirsRequest',
  apiKey: 35,
  minVersion: 1,
  maxVersion: 5,
  flexibleFrom: 2,
  read: readDescribeLogDirsRequest,
  write: writeDescribeLogDirsRequest,
});

export interface DescribeLogDirsResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number; // v3+
  readonly results: readonly DescribeLogDirsResponseDescribeLogDirsResult[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeLogDirsResponseDescribeLogDirsResult {
  readonly errorCode: number;
  readonly logDir: string;
  readonly topics: readonly DescribeLogDirsResponseDescribeLogDirsTopic[];
  readonly totalBytes: Int64; // v4+
  readonly usableBytes: Int64; // v4+
  readonly isCordoned: boolean; // v5+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeLogDirsResponseDescribeLogDirsTopic {
  readonly name: string;
  readonly partitions: readonly DescribeLogDirsResponseDescribeLogDirsPartition[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeLogDirsResponseDescribeLogDirsPartition {
  readonly partitionIndex: number;
  readonly partitionSize: Int64;
  readonly offsetLag: Int64;
  readonly isFutureKey: boolean;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeLogDirsResponseDescribeLogDirsPartition(
  reader: Reader,
  version: number,
): DescribeLogDirsResponseDescribeLogDirsPartition {
  const flexible = version >= 2;
  return {
    partitionIndex: reader.int32('partitionIndex'),
    partitionSize: reader.int64('partitionSize'),
    offsetLag: reader.int64('offsetLag'),
    isFutureKey: reader.bool('isFutureKey'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDescribeLogDirsResponseDescribeLogDirsPartitionArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeLogDirsResponseDescribeLogDirsPartition[] {
  const items: DescribeLogDirsResponseDescribeLogDirsPartition[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeLogDirsResponseDescribeLogDirsPartition(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeLogDirsResponseDescribeLogDirsPartition(
  writer: Writer,
  draft: Draft<DescribeLogDirsResponseDescribeLogDirsPartition>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    partitionIndex = 0,
    partitionSize = 0,
    offsetLag = 0,
    isFutureKey = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(partitionIndex, 'partitionIndex');
  writer.int64(partitionSize, 'partitionSize');
  writer.int64(offsetLag, 'offsetLag');
  writer.bool(isFutureKey, 'isFutureKey');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeDescribeLogDirsResponseDescribeLogDirsPartitionArray(
  writer: Writer,
  items: readonly Draft<DescribeLogDirsResponseDescribeLogDirsPartition>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeLogDirsResponseDescribeLogDirsPartition(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeLogDirsResponseDescribeLogDirsTopic(
  reader: Reader,
  version: number,
): DescribeLogDirsResponseDescribeLogDirsTopic {
  const flexible = version >= 2;
  return {
    name: reader.string('name', flexible),
    partitions: readDescribeLogDirsResponseDescribeLogDirsPartitionArray(reader, version, 'partitions', reader.arrayCount('partitions', flexible, flexible ? 22 : 21)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDescribeLogDirsResponseDescribeLogDirsTopicArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeLogDirsResponseDescribeLogDirsTopic[] {
  const items: DescribeLogDirsResponseDescribeLogDirsTopic[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeLogDirsResponseDescribeLogDirsTopic(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeLogDirsResponseDescribeLogDirsTopic(
  writer: Writer,
  draft: Draft<DescribeLogDirsResponseDescribeLogDirsTopic>,
  version: number,
): void {
  const flexible = version >= 2;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writeDescribeLogDirsResponseDescribeLogDirsPartitionArray(writer, partitions, version, 'partitions');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeDescribeLogDirsResponseDescribeLogDirsTopicArray(
  writer: Writer,
  items: readonly Draft<DescribeLogDirsResponseDescribeLogDirsTopic>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeLogDirsResponseDescribeLogDirsTopic(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeLogDirsResponseDescribeLogDirsResult(
  reader: Reader,
  version: number,
): DescribeLogDirsResponseDescribeLogDirsResult {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    logDir: reader.string('logDir', flexible),
    topics: readDescribeLogDirsResponseDescribeLogDirsTopicArray(reader, version, 'topics', reader.arrayCount('topics', flexible, flexible ? 3 : 6)),
    totalBytes: version >= 4 ? reader.int64('totalBytes') : -1,
    usableBytes: version >= 4 ? reader.int64('usableBytes') : -1,
    isCordoned: version >= 5 ? reader.bool('isCordoned') : false,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function readDescribeLogDirsResponseDescribeLogDirsResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): DescribeLogDirsResponseDescribeLogDirsResult[] {
  const items: DescribeLogDirsResponseDescribeLogDirsResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readDescribeLogDirsResponseDescribeLogDirsResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
}

function writeDescribeLogDirsResponseDescribeLogDirsResult(
  writer: Writer,
  draft: Draft<DescribeLogDirsResponseDescribeLogDirsResult>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    errorCode = 0,
    logDir = '',
    topics = [],
    totalBytes = -1,
    usableBytes = -1,
    isCordoned = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.string(logDir, 'logDir', flexible);
  writeDescribeLogDirsResponseDescribeLogDirsTopicArray(writer, topics, version, 'topics');
  if (version >= 4) writer.int64(totalBytes, 'totalBytes');
  if (version >= 4) writer.int64(usableBytes, 'usableBytes');
  if (version >= 5) writer.bool(isCordoned, 'isCordoned');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function writeDescribeLogDirsResponseDescribeLogDirsResultArray(
  writer: Writer,
  items: readonly Draft<DescribeLogDirsResponseDescribeLogDirsResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, version >= 2);
  let index = 0;
  try {
    for (const item of items) {
      writeDescribeLogDirsResponseDescribeLogDirsResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readDescribeLogDirsResponse(reader: Reader, version: number): DescribeLogDirsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: version >= 3 ? reader.int16('errorCode') : 0,
    results: readDescribeLogDirsResponseDescribeLogDirsResultArray(reader, version, 'results', reader.arrayCount('results', flexible, flexible ? 5 : 8)),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeLogDirsResponse(
  writer: Writer,
  draft: Draft<DescribeLogDirsResponse>,
  version: number,
): void {
  const flexible = version >= 2;
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    results = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  if (version >= 3) writer.int16(errorCode, 'errorCode');
  writeDescribeLogDirsResponseDescribeLogDirsResultArray(writer, results, version, 'results');
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const describeLogDirsResponse: MessageCodec<DescribeLogDirsResponse> = defineCodec({
  name: 'DescribeLogDirsResponse',
  apiKey: 35,
  minVersion: 1,
  maxVersion: 5,
  flexibleFrom: 2,
  read: readDescribeLogDirsResponse,
  write: writeDescribeLogDirsResponse,
});
