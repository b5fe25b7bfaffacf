// Generated from schema/57-update-features.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../codec/codec-error.ts';
import { defineCodec } from '../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField } from '../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../codec/reader.ts';
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

function readUpdateFeaturesRequestFeatureUpdateKeyArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): UpdateFeaturesRequestFeatureUpdateKey[] {
  const items: UpdateFeaturesRequestFeatureUpdateKey[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readUpdateFeaturesRequestFeatureUpdateKey(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeUpdateFeaturesRequestFeatureUpdateKeyArray(
  writer: Writer,
  items: readonly Draft<UpdateFeaturesRequestFeatureUpdateKey>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeUpdateFeaturesRequestFeatureUpdateKey(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readUpdateFeaturesRequest(reader: Reader, version: number): UpdateFeaturesRequest {
  return {
    timeoutMs: reader.int32('timeoutMs'),
    featureUpdates: readUpdateFeaturesRequestFeatureUpdateKeyArray(reader, version, 'featureUpdates', reader.arrayCount('featureUpdates', true, 5)),
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
  writeUpdateFeaturesRequestFeatureUpdateKeyArray(writer, featureUpdates, version, 'featureUpdates');
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

function readUpdateFeaturesResponseUpdatableFeatureResultArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): UpdateFeaturesResponseUpdatableFeatureResult[] {
  const items: UpdateFeaturesResponseUpdatableFeatureResult[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readUpdateFeaturesResponseUpdatableFeatureResult(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeUpdateFeaturesResponseUpdatableFeatureResultArray(
  writer: Writer,
  items: readonly Draft<UpdateFeaturesResponseUpdatableFeatureResult>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeUpdateFeaturesResponseUpdatableFeatureResult(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readUpdateFeaturesResponse(reader: Reader, version: number): UpdateFeaturesResponse {
  return {
    throttleTimeMs: reader.int32('throttleTimeMs'),
    errorCode: reader.int16('errorCode'),
    errorMessage: reader.nullableString('errorMessage', true),
    results: version <= 1 ? readUpdateFeaturesResponseUpdatableFeatureResultArray(reader, version, 'results', reader.arrayCount('results', true, 5)) : [],
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
  if (version <= 1) writeUpdateFeaturesResponseUpdatableFeatureResultArray(writer, results, version, 'results');
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
