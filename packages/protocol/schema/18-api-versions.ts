// Tells which versions a broker serves, and its features. The first request of most clients.
//
// v3: the client's name and version, which the broker checks.
// v4: supported features with a minimum of 0 are no longer left out (KAFKA-17011).
// The response always has header version 0. A version from the future is answered with version 0
// and UNSUPPORTED_VERSION.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 18,
  name: 'ApiVersions',
  versions: '0-4',
  flexible: '3+',
  listeners: ['broker', 'controller'],
  request: `
    ClientSoftwareName: string 3+, ignorable
    ClientSoftwareVersion: string 3+, ignorable
  `,
  response: `
    ErrorCode: int16 0+
    ApiKeys: []ApiVersion 0+
      ApiKey: int16 0+, key
      MinVersion: int16 0+
      MaxVersion: int16 0+
    ThrottleTimeMs: int32 1+, ignorable
    SupportedFeatures: []SupportedFeatureKey 3+, tag 0, ignorable
      Name: string 3+, key
      MinVersion: int16 3+
      MaxVersion: int16 3+
    FinalizedFeaturesEpoch: int64 3+, tag 1, default -1, ignorable
    FinalizedFeatures: []FinalizedFeatureKey 3+, tag 2, ignorable
      Name: string 3+, key
      MaxVersionLevel: int16 3+
      MinVersionLevel: int16 3+
    ZkMigrationReady: bool 3+, tag 3, ignorable
  `,
};
