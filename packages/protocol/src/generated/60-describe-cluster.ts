// Generated from schema/60-describe-cluster.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface DescribeClusterRequest {
  readonly includeClusterAuthorizedOperations: boolean;
  readonly endpointType: number; // v1+
  readonly includeFencedBrokers: boolean; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeClusterRequest(reader: Reader, version: number): DescribeClusterRequest {
  return {
    includeClusterAuthorizedOperations: reader.bool('includeClusterAuthorizedOperations'),
    endpointType: version >= 1 ? reader.int8('endpointType') : 1,
    includeFencedBrokers: version >= 2 ? reader.bool('includeFencedBrokers') : false,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeClusterRequest(
  writer: Writer,
  draft: Draft<DescribeClusterRequest>,
  version: number,
): void {
  const {
    includeClusterAuthorizedOperations = false,
    endpointType = 1,
    includeFencedBrokers = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.bool(includeClusterAuthorizedOperations, 'includeClusterAuthorizedOperations');
  if (version >= 1) {
    writer.int8(endpointType, 'endpointType');
  } else if (endpointType !== 1) throw notInVersion('endpointType');
  if (version >= 2) {
    writer.bool(includeFencedBrokers, 'includeFencedBrokers');
  } else if (includeFencedBrokers) throw notInVersion('includeFencedBrokers');
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeClusterRequest: MessageCodec<DescribeClusterRequest> = defineCodec({
  name: 'DescribeClusterRequest',
  apiKey: 60,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readDescribeClusterRequest,
  write: writeDescribeClusterRequest,
});

export interface DescribeClusterResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly endpointType: number; // v1+
  readonly clusterId: string;
  readonly controllerId: number;
  readonly brokers: readonly DescribeClusterResponseDescribeClusterBroker[];
  readonly clusterAuthorizedOperations: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface DescribeClusterResponseDescribeClusterBroker {
  readonly brokerId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  readonly isFenced: boolean; // v2+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readDescribeClusterResponseDescribeClusterBroker(
  reader: Reader,
  version: number,
): DescribeClusterResponseDescribeClusterBroker {
  return {
    brokerId: reader.int32('brokerId'),
    host: reader.string('host', true),
    port: reader.int32('port'),
    rack: reader.nullableString('rack', true),
    isFenced: version >= 2 ? reader.bool('isFenced') : false,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeClusterResponseDescribeClusterBroker(
  writer: Writer,
  draft: Draft<DescribeClusterResponseDescribeClusterBroker>,
  version: number,
): void {
  const {
    brokerId = 0,
    host = '',
    port = 0,
    rack = null,
    isFenced = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(brokerId, 'brokerId');
  writer.string(host, 'host', true);
  writer.int32(port, 'port');
  writer.nullableString(rack, 'rack', true);
  if (version >= 2) {
    writer.bool(isFenced, 'isFenced');
  } else if (isFenced) throw notInVersion('isFenced');
  writer.unknownTags(unknownTaggedFields, true);
}

function readDescribeClusterResponse(reader: Reader, version: number): DescribeClusterResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    endpointType: version >= 1 ? reader.int8('endpointType') : 1,
    clusterId: reader.string('clusterId', true),
    controllerId: reader.int32('controllerId'),
    brokers: reader.items(
      'brokers',
      reader.arrayCount('brokers', true, 11),
      version,
      readDescribeClusterResponseDescribeClusterBroker,
    ),
    clusterAuthorizedOperations: reader.int32('clusterAuthorizedOperations'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeDescribeClusterResponse(
  writer: Writer,
  draft: Draft<DescribeClusterResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = null,
    endpointType = 1,
    clusterId = '',
    controllerId = -1,
    brokers = [],
    clusterAuthorizedOperations = -2147483648,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  if (version >= 1) {
    writer.int8(endpointType, 'endpointType');
  } else if (endpointType !== 1) throw notInVersion('endpointType');
  writer.string(clusterId, 'clusterId', true);
  writer.int32(controllerId, 'controllerId');
  writer.arrayCount(brokers, 'brokers', true);
  writer.items(brokers, 'brokers', version, writeDescribeClusterResponseDescribeClusterBroker);
  writer.int32(clusterAuthorizedOperations, 'clusterAuthorizedOperations');
  writer.unknownTags(unknownTaggedFields, true);
}

export const describeClusterResponse: MessageCodec<DescribeClusterResponse> = defineCodec({
  name: 'DescribeClusterResponse',
  apiKey: 60,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readDescribeClusterResponse,
  write: writeDescribeClusterResponse,
});
