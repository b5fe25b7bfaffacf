// Generated from schema/18-api-versions.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, Int64, UnknownTaggedField } from '../codec/values.ts';
import type { Writer } from '../codec/writer.ts';

export interface ApiVersionsRequest {
  readonly clientSoftwareName: string; // v3+
  readonly clientSoftwareVersion: string; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readApiVersionsRequest(reader: Reader, version: number): ApiVersionsRequest {
  const flexible = version >= 3;
  return {
    clientSoftwareName: version >= 3 ? reader.string('clientSoftwareName', flexible) : '',
    clientSoftwareVersion: version >= 3 ? reader.string('clientSoftwareVersion', flexible) : '',
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeApiVersionsRequest(
  writer: Writer,
  draft: Draft<ApiVersionsRequest>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    clientSoftwareName = '',
    clientSoftwareVersion = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  if (version >= 3) writer.string(clientSoftwareName, 'clientSoftwareName', flexible);
  if (version >= 3) writer.string(clientSoftwareVersion, 'clientSoftwareVersion', flexible);
  writer.unknownTags(unknownTaggedFields, flexible);
}

export const apiVersionsRequest: MessageCodec<ApiVersionsRequest> = defineCodec({
  name: 'ApiVersionsRequest',
  apiKey: 18,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 3,
  read: readApiVersionsRequest,
  write: writeApiVersionsRequest,
});

export interface ApiVersionsResponse {
  readonly errorCode: number;
  readonly apiKeys: readonly ApiVersionsResponseApiVersion[];
  readonly throttleTimeMs: number; // v1+
  readonly supportedFeatures: readonly ApiVersionsResponseSupportedFeatureKey[]; // v3+
  readonly finalizedFeaturesEpoch: Int64; // v3+
  readonly finalizedFeatures: readonly ApiVersionsResponseFinalizedFeatureKey[]; // v3+
  readonly zkMigrationReady: boolean; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ApiVersionsResponseFinalizedFeatureKey {
  readonly name: string; // v3+
  readonly maxVersionLevel: number; // v3+
  readonly minVersionLevel: number; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ApiVersionsResponseSupportedFeatureKey {
  readonly name: string; // v3+
  readonly minVersion: number; // v3+
  readonly maxVersion: number; // v3+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface ApiVersionsResponseApiVersion {
  readonly apiKey: number;
  readonly minVersion: number;
  readonly maxVersion: number;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readApiVersionsResponseApiVersion(
  reader: Reader,
  version: number,
): ApiVersionsResponseApiVersion {
  const flexible = version >= 3;
  return {
    apiKey: reader.int16('apiKey'),
    minVersion: reader.int16('minVersion'),
    maxVersion: reader.int16('maxVersion'),
    unknownTaggedFields: flexible ? reader.unknownTags() : noTaggedFields,
  };
}

function writeApiVersionsResponseApiVersion(
  writer: Writer,
  draft: Draft<ApiVersionsResponseApiVersion>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    apiKey = 0,
    minVersion = 0,
    maxVersion = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(apiKey, 'apiKey');
  writer.int16(minVersion, 'minVersion');
  writer.int16(maxVersion, 'maxVersion');
  writer.unknownTags(unknownTaggedFields, flexible);
}

function readApiVersionsResponseSupportedFeatureKey(
  reader: Reader,
  _version: number,
): ApiVersionsResponseSupportedFeatureKey {
  return {
    name: reader.string('name', true),
    minVersion: reader.int16('minVersion'),
    maxVersion: reader.int16('maxVersion'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeApiVersionsResponseSupportedFeatureKey(
  writer: Writer,
  draft: Draft<ApiVersionsResponseSupportedFeatureKey>,
  _version: number,
): void {
  const {
    name = '',
    minVersion = 0,
    maxVersion = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', true);
  writer.int16(minVersion, 'minVersion');
  writer.int16(maxVersion, 'maxVersion');
  writer.unknownTags(unknownTaggedFields, true);
}

function readApiVersionsResponseFinalizedFeatureKey(
  reader: Reader,
  _version: number,
): ApiVersionsResponseFinalizedFeatureKey {
  return {
    name: reader.string('name', true),
    maxVersionLevel: reader.int16('maxVersionLevel'),
    minVersionLevel: reader.int16('minVersionLevel'),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeApiVersionsResponseFinalizedFeatureKey(
  writer: Writer,
  draft: Draft<ApiVersionsResponseFinalizedFeatureKey>,
  _version: number,
): void {
  const {
    name = '',
    maxVersionLevel = 0,
    minVersionLevel = 0,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', true);
  writer.int16(maxVersionLevel, 'maxVersionLevel');
  writer.int16(minVersionLevel, 'minVersionLevel');
  writer.unknownTags(unknownTaggedFields, true);
}

function readApiVersionsResponse(reader: Reader, version: number): ApiVersionsResponse {
  const flexible = version >= 3;
  const errorCode = reader.int16('errorCode');
  const apiKeys = reader.items(
    'apiKeys',
    reader.arrayCount('apiKeys', flexible, flexible ? 7 : 6),
    version,
    readApiVersionsResponseApiVersion,
  );
  const throttleTimeMs = version >= 1 ? reader.int32('throttleTimeMs') : 0;
  let supportedFeatures: readonly ApiVersionsResponseSupportedFeatureKey[] = [];
  let finalizedFeaturesEpoch: Int64 = -1;
  let finalizedFeatures: readonly ApiVersionsResponseFinalizedFeatureKey[] = [];
  let zkMigrationReady: boolean = false;
  let unknownTaggedFields: UnknownTaggedField[] | undefined;
  if (flexible) {
    let tag = -1;
    for (let left = reader.taggedCount(); left > 0; left -= 1) {
      tag = reader.tag(tag);
      const outer = reader.beginTag(tag);
      switch (tag) {
        case 0:
          supportedFeatures = reader.items(
            'supportedFeatures',
            reader.arrayCount('supportedFeatures', flexible, 6),
            version,
            readApiVersionsResponseSupportedFeatureKey,
          );
          break;
        case 1:
          finalizedFeaturesEpoch = reader.int64('finalizedFeaturesEpoch');
          break;
        case 2:
          finalizedFeatures = reader.items(
            'finalizedFeatures',
            reader.arrayCount('finalizedFeatures', flexible, 6),
            version,
            readApiVersionsResponseFinalizedFeatureKey,
          );
          break;
        case 3:
          zkMigrationReady = reader.bool('zkMigrationReady');
          break;
        default:
          unknownTaggedFields = reader.unknownTag(tag, unknownTaggedFields);
      }
      reader.endTag(tag, outer);
    }
  }
  return {
    errorCode,
    apiKeys,
    throttleTimeMs,
    supportedFeatures,
    finalizedFeaturesEpoch,
    finalizedFeatures,
    zkMigrationReady,
    unknownTaggedFields: unknownTaggedFields ?? noTaggedFields,
  };
}

function writeApiVersionsResponse(
  writer: Writer,
  draft: Draft<ApiVersionsResponse>,
  version: number,
): void {
  const flexible = version >= 3;
  const {
    errorCode = 0,
    apiKeys = [],
    throttleTimeMs = 0,
    supportedFeatures = [],
    finalizedFeaturesEpoch = -1,
    finalizedFeatures = [],
    zkMigrationReady = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16(errorCode, 'errorCode');
  writer.arrayCount(apiKeys, 'apiKeys', flexible);
  writer.items(apiKeys, 'apiKeys', version, writeApiVersionsResponseApiVersion);
  if (version >= 1) writer.int32(throttleTimeMs, 'throttleTimeMs');
  if (flexible) {
    const hasSupportedFeatures = supportedFeatures.length > 0;
    const hasFinalizedFeaturesEpoch = finalizedFeaturesEpoch !== -1 && finalizedFeaturesEpoch !== -1n;
    const hasFinalizedFeatures = finalizedFeatures.length > 0;
    const hasZkMigrationReady = zkMigrationReady;
    writer.uvarint(
      unknownTaggedFields.length +
      (hasSupportedFeatures ? 1 : 0) +
      (hasFinalizedFeaturesEpoch ? 1 : 0) +
      (hasFinalizedFeatures ? 1 : 0) +
      (hasZkMigrationReady ? 1 : 0),
    );
    let from = 0;
    if (hasSupportedFeatures) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 0);
      const begun = writer.beginTag(0);
      writer.arrayCount(supportedFeatures, 'supportedFeatures', flexible);
      writer.items(
        supportedFeatures,
        'supportedFeatures',
        version,
        writeApiVersionsResponseSupportedFeatureKey,
      );
      writer.endTag(begun);
    }
    if (hasFinalizedFeaturesEpoch) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 1);
      const begun = writer.beginTag(1);
      writer.int64(finalizedFeaturesEpoch, 'finalizedFeaturesEpoch');
      writer.endTag(begun);
    }
    if (hasFinalizedFeatures) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 2);
      const begun = writer.beginTag(2);
      writer.arrayCount(finalizedFeatures, 'finalizedFeatures', flexible);
      writer.items(
        finalizedFeatures,
        'finalizedFeatures',
        version,
        writeApiVersionsResponseFinalizedFeatureKey,
      );
      writer.endTag(begun);
    }
    if (hasZkMigrationReady) {
      from = writer.unknownTagsFrom(unknownTaggedFields, from, 3);
      const begun = writer.beginTag(3);
      writer.bool(zkMigrationReady, 'zkMigrationReady');
      writer.endTag(begun);
    }
    writer.unknownTagsFrom(unknownTaggedFields, from, Infinity);
  } else writer.unknownTags(unknownTaggedFields, false);
}

export const apiVersionsResponse: MessageCodec<ApiVersionsResponse> = defineCodec({
  name: 'ApiVersionsResponse',
  apiKey: 18,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 3,
  read: readApiVersionsResponse,
  write: writeApiVersionsResponse,
});
