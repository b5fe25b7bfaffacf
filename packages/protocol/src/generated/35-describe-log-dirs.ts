// Generated from schema/35-describe-log-dirs.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
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

function readDescribeLogDirsRequest(reader: Reader, version: number): DescribeLogDirsRequest {
  const flexible = version >= 2;
  return {
    topics: reader.nullableItems(
      'topics',
      reader.nullableArrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readDescribeLogDirsRequestDescribableLogDirTopic,
    ),
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
  else {
    writer.arrayCount(topics, 'topics', flexible);
    writer.items(topics, 'topics', version, writeDescribeLogDirsRequestDescribableLogDirTopic);
  }
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

function readDescribeLogDirsResponseDescribeLogDirsTopic(
  reader: Reader,
  version: number,
): DescribeLogDirsResponseDescribeLogDirsTopic {
  const flexible = version >= 2;
  return {
    name: reader.string('name', flexible),
    partitions: reader.items(
      'partitions',
      reader.arrayCount('partitions', flexible, flexible ? 22 : 21),
      version,
      readDescribeLogDirsResponseDescribeLogDirsPartition,
    ),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeDescribeLogDirsResponseDescribeLogDirsTopic(
  writer: Writer,
  draft: Draft<DescribeLogDirsResponseDescribeLogDirsTopic>,
  version: number,
): void {
  const flexible = version >= 2;
  const { name = '', partitions = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.string(name, 'name', flexible);
  writer.arrayCount(partitions, 'partitions', flexible);
  writer.items(
    partitions,
    'partitions',
    version,
    writeDescribeLogDirsResponseDescribeLogDirsPartition,
  );
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeLogDirsResponseDescribeLogDirsResult(
  reader: Reader,
  version: number,
): DescribeLogDirsResponseDescribeLogDirsResult {
  const flexible = version >= 2;
  return {
    errorCode: reader.int16('errorCode'),
    logDir: reader.string('logDir', flexible),
    topics: reader.items(
      'topics',
      reader.arrayCount('topics', flexible, flexible ? 3 : 6),
      version,
      readDescribeLogDirsResponseDescribeLogDirsTopic,
    ),
    totalBytes: version >= 4 ? reader.int64('totalBytes') : -1,
    usableBytes: version >= 4 ? reader.int64('usableBytes') : -1,
    isCordoned: version >= 5 ? reader.bool('isCordoned') : false,
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
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
  writer.arrayCount(topics, 'topics', flexible);
  writer.items(topics, 'topics', version, writeDescribeLogDirsResponseDescribeLogDirsTopic);
  if (version >= 4) writer.int64(totalBytes, 'totalBytes');
  if (version >= 4) writer.int64(usableBytes, 'usableBytes');
  if (version >= 5) writer.bool(isCordoned, 'isCordoned');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readDescribeLogDirsResponse(reader: Reader, version: number): DescribeLogDirsResponse {
  const flexible = version >= 2;
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: version >= 3 ? reader.int16('errorCode') : 0,
    results: reader.items(
      'results',
      reader.arrayCount('results', flexible, flexible ? 5 : 8),
      version,
      readDescribeLogDirsResponseDescribeLogDirsResult,
    ),
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
  writer.arrayCount(results, 'results', flexible);
  writer.items(results, 'results', version, writeDescribeLogDirsResponseDescribeLogDirsResult);
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
