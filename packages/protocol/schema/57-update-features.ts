// Finalizes feature levels.
//
// v1: upgrade types, ValidateOnly.
// v2: no results for single features.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 57,
  name: 'UpdateFeatures',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: `
    timeoutMs: int32 0+, default 60000
    FeatureUpdates: []FeatureUpdateKey 0+
      Feature: string 0+, key
      MaxVersionLevel: int16 0+
      AllowDowngrade: bool 0
      UpgradeType: int8 1+, default 1
    ValidateOnly: bool 1+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable
    Results: []UpdatableFeatureResult 0-1, ignorable
      Feature: string 0+, key
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable
  `,
};
