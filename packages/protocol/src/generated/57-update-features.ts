// Generated from schema/57-update-features.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../codec/define-codec.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../codec/values.ts';
import { notInVersion, type Writer } from '../codec/writer.ts';

export interface UpdateFeaturesRequest {
  readonly timeoutMs: number;
  readonly featureUpdates: readonly UpdateFeaturesRequestFeatureUpdateKey[];
  readonly validateOnly: boolean; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface UpdateFeaturesRequestFeatureUpdateKey {
  readonly feature: string;
  readonly maxVersionLevel: number;
  readonly allowDowngrade: boolean; // v0
  readonly upgradeType: number; // v1+
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readUpdateFeaturesRequestFeatureUpdateKey(
  reader: Reader,
  version: number,
): UpdateFeaturesRequestFeatureUpdateKey {
  return {
    feature: reader.string('feature', true),
    maxVersionLevel: reader.int16('maxVersionLevel'),
    allowDowngrade: version <= 0 ? reader.bool('allowDowngrade') : false,
    upgradeType: version >= 1 ? reader.int8('upgradeType') : 1,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUpdateFeaturesRequestFeatureUpdateKey(
  writer: Writer,
  draft: Draft<UpdateFeaturesRequestFeatureUpdateKey>,
  version: number,
): void {
  const {
    feature = '',
    maxVersionLevel = 0,
    allowDowngrade = false,
    upgradeType = 1,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(feature, 'feature', true);
  writer.int16(maxVersionLevel, 'maxVersionLevel');
  if (version <= 0) {
    writer.bool(allowDowngrade, 'allowDowngrade');
  } else if (allowDowngrade) throw notInVersion('allowDowngrade');
  if (version >= 1) {
    writer.int8(upgradeType, 'upgradeType');
  } else if (upgradeType !== 1) throw notInVersion('upgradeType');
  writer.unknownTags(unknownTaggedFields, true);
}

function readUpdateFeaturesRequest(reader: Reader, version: number): UpdateFeaturesRequest {
  return {
    timeoutMs: reader.int32('timeoutMs'),
    featureUpdates: reader.items(
      'featureUpdates',
      reader.arrayCount('featureUpdates', true, 5),
      version,
      readUpdateFeaturesRequestFeatureUpdateKey,
    ),
    validateOnly: version >= 1 ? reader.bool('validateOnly') : false,
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUpdateFeaturesRequest(
  writer: Writer,
  draft: Draft<UpdateFeaturesRequest>,
  version: number,
): void {
  const {
    timeoutMs = 60000,
    featureUpdates = [],
    validateOnly = false,
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(timeoutMs, 'timeoutMs');
  writer.arrayCount(featureUpdates, 'featureUpdates', true);
  writer.items(
    featureUpdates,
    'featureUpdates',
    version,
    writeUpdateFeaturesRequestFeatureUpdateKey,
  );
  if (version >= 1) {
    writer.bool(validateOnly, 'validateOnly');
  } else if (validateOnly) throw notInVersion('validateOnly');
  writer.unknownTags(unknownTaggedFields, true);
}

export const updateFeaturesRequest: MessageCodec<UpdateFeaturesRequest> = defineCodec({
  name: 'UpdateFeaturesRequest',
  apiKey: 57,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readUpdateFeaturesRequest,
  write: writeUpdateFeaturesRequest,
});

export interface UpdateFeaturesResponse {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly results: readonly UpdateFeaturesResponseUpdatableFeatureResult[]; // v0-1
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface UpdateFeaturesResponseUpdatableFeatureResult {
  readonly feature: string; // v0-1
  readonly errorCode: number; // v0-1
  readonly errorMessage: string | null; // v0-1
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readUpdateFeaturesResponseUpdatableFeatureResult(
  reader: Reader,
  _version: number,
): UpdateFeaturesResponseUpdatableFeatureResult {
  return {
    feature: reader.string('feature', true),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUpdateFeaturesResponseUpdatableFeatureResult(
  writer: Writer,
  draft: Draft<UpdateFeaturesResponseUpdatableFeatureResult>,
  _version: number,
): void {
  const {
    feature = '',
    errorCode = 0,
    errorMessage = '',
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(feature, 'feature', true);
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readUpdateFeaturesResponse(reader: Reader, version: number): UpdateFeaturesResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    results: version <= 1
      ? reader.items(
        'results',
        reader.arrayCount('results', true, 5),
        version,
        readUpdateFeaturesResponseUpdatableFeatureResult,
      )
      : [],
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeUpdateFeaturesResponse(
  writer: Writer,
  draft: Draft<UpdateFeaturesResponse>,
  version: number,
): void {
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = '',
    results = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int32(throttleTimeMs, 'throttleTimeMs');
  writer.int16(errorCode, 'errorCode');
  writer.nullableString(errorMessage, 'errorMessage', true);
  if (version <= 1) {
    writer.arrayCount(results, 'results', true);
    writer.items(results, 'results', version, writeUpdateFeaturesResponseUpdatableFeatureResult);
  }
  writer.unknownTags(unknownTaggedFields, true);
}

export const updateFeaturesResponse: MessageCodec<UpdateFeaturesResponse> = defineCodec({
  name: 'UpdateFeaturesResponse',
  apiKey: 57,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  read: readUpdateFeaturesResponse,
  write: writeUpdateFeaturesResponse,
});
