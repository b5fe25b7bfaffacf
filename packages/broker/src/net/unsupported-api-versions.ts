// The answer to an ApiVersions request of a version that this broker does not know (KIP-511): in
// version 0, with an error, and naming the versions of ApiVersions itself, so that the client can
// ask again.

import { errors, type ApiVersionsResponse, type Draft } from '@ottla/protocol';
import type { ServedApi } from './served-apis.ts';

export function unsupportedApiVersions(served: ServedApi): Draft<ApiVersionsResponse> {
  const { key, minVersion, maxVersion } = served;
  return {
    errorCode: errors.UNSUPPORTED_VERSION.code,
    apiKeys: [{ apiKey: key, minVersion, maxVersion }],
  };
}
