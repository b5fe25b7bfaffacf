// The first exchange on a connection (KIP-35): asks the broker which versions it serves. Newest
// first; a broker that is older answers in version 0 with an error and names what it knows.

import {
  apiVersionsApi,
  errorOf,
  errors,
  type ApiVersionsRequest,
  type ApiVersionsResponse,
  type Draft,
} from '@ottla/protocol';

import { KafkaError } from '../errors.ts';
import { offeredVersions, type FinalizedFeatures, type ServedVersions } from './api-versions.ts';

/** Must match `[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?`, or the broker refuses the request. */
const SOFTWARE_NAME = 'ottla';
const SOFTWARE_VERSION = '0.1.0';

/** Sends one ApiVersions request in this version. */
export type AskVersions = (
  version: number,
  request: Draft<ApiVersionsRequest>,
) => Promise<ApiVersionsResponse>;

/** What one broker told of itself and of its cluster. */
export interface Negotiated {
  readonly served: ServedVersions;
  readonly features: FinalizedFeatures;
}

export async function negotiateVersions(ask: AskVersions): Promise<Negotiated> {
  const newest = offeredVersions(apiVersionsApi).max;
  let response = await ask(newest, introduction(newest));
  if (response.errorCode === errors.UNSUPPORTED_VERSION.code) {
    const served = response.apiKeys.find(({ apiKey }) => apiKey === apiVersionsApi.key);
    const version = Math.min(newest, served?.maxVersion ?? 0);
    response = await ask(version, introduction(version));
  }
  if (response.errorCode !== 0) throw new KafkaError(errorOf(response.errorCode));
  return {
    served: new Map(
      response.apiKeys.map(({ apiKey, minVersion, maxVersion }) => [
        apiKey,
        { min: minVersion, max: maxVersion },
      ]),
    ),
    features: {
      epoch: Number(response.finalizedFeaturesEpoch),
      levels: new Map(
        response.finalizedFeatures.map(({ name, maxVersionLevel }) => [name, maxVersionLevel]),
      ),
    },
  };
}

/** Since version 3 a client says what it is. */
export function introduction(version: number): Draft<ApiVersionsRequest> {
  if (version < 3) return {};
  return { clientSoftwareName: SOFTWARE_NAME, clientSoftwareVersion: SOFTWARE_VERSION };
}
