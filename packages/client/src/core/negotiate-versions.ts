// The first exchange on a connection (KIP-35): asks the broker which versions it serves. Newest first;
// a broker that is older answers in version 0 with an error and names what it knows.

import { apiVersionsApi, errorOf, errors, type ApiVersionsResponse } from '@ottla/protocol';

import { KafkaError } from '../errors.ts';
import { offeredVersions, type ServedVersions } from './api-versions.ts';
import type { BrokerConnection } from './broker-connection.ts';

/** Must match `[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?`, or the broker refuses the request. */
const SOFTWARE_NAME = 'ottla';
const SOFTWARE_VERSION = '0.1.0';

export async function negotiateVersions(
  connection: BrokerConnection,
  timeoutMs: number,
): Promise<ServedVersions> {
  const newest = offeredVersions(apiVersionsApi).max;
  let response = await ask(connection, newest, timeoutMs);
  if (response.errorCode === errors.UNSUPPORTED_VERSION.code) {
    const served = response.apiKeys.find(({ apiKey }) => apiKey === apiVersionsApi.key);
    response = await ask(connection, Math.min(newest, served?.maxVersion ?? 0), timeoutMs);
  }
  if (response.errorCode !== 0) throw new KafkaError(errorOf(response.errorCode));
  return new Map(
    response.apiKeys.map(({ apiKey, minVersion, maxVersion }) => [
      apiKey,
      { min: minVersion, max: maxVersion },
    ]),
  );
}

function ask(
  connection: BrokerConnection,
  version: number,
  timeoutMs: number,
): Promise<ApiVersionsResponse> {
  return new Promise((resolve, reject) => {
    connection.send({
      api: apiVersionsApi,
      version,
      request:
        version >= 3
          ? { clientSoftwareName: SOFTWARE_NAME, clientSoftwareVersion: SOFTWARE_VERSION }
          : {},
      timeoutMs,
      received: resolve,
      failed: reject,
    });
  });
}
