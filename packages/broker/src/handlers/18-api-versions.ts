// ApiVersions: which APIs this listener serves, at which versions, and the features of the
// cluster.
//
// Behaviour: tells what has a handler, no more; the APIs of client telemetry only while metrics are
// taken (KIP-714). The client's software is remembered for its connection. A version that is not
// known is answered by the network layer, in version 0. Produce is told from version 0 on, which is
// not served: librdkafka would otherwise think that the broker cannot compress (KAFKA-18659).
// Version notes: 3+ checks the client's software name and version (KIP-511) and tells features
// (KIP-584); below 4, features whose lowest level is 0 are left out, as older clients cannot read
// them (KAFKA-17492).

import type { MetadataImage } from '@ottla/metadata';
import {
  apiVersionsApi,
  type ApiVersionsRequest,
  type ApiVersionsResponse,
  type Draft,
  errors,
  getTelemetrySubscriptionsApi,
  produceApi,
  pushTelemetryApi,
} from '@ottla/protocol';
import type { ServedApis } from '../net/served-apis.ts';
import type { Handler } from './handler.ts';

const SOFTWARE_NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/;
const PRODUCE_MIN_VERSION_TOLD = 0;
const FIRST_WITH_SOFTWARE = 3;
const TELEMETRY_KEYS: ReadonlySet<number> = new Set([
  getTelemetrySubscriptionsApi.key,
  pushTelemetryApi.key,
]);

export interface SupportedFeature {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

export interface ApiVersionsHandlerOptions {
  /** What the listener serves; asked for late, as this handler is part of it. */
  readonly apis: (listener: string) => ServedApis;
  readonly supportedFeatures: readonly SupportedFeature[];
  /** Whether clients are to push their metrics; never where it is left out. */
  readonly takesTelemetry?: () => boolean;
  readonly image: () => MetadataImage;
  /** The finalised kraft.version, which is not part of the image. */
  readonly kraftVersion: () => number;
}

export function apiVersionsHandler(
  options: ApiVersionsHandlerOptions,
): Handler<ApiVersionsRequest, ApiVersionsResponse> {
  return {
    api: apiVersionsApi,
    listeners: ['broker', 'controller'],
    forwardable: false,
    acls: [],
    handle(request, context, respond) {
      const { apiVersion, listener, throttleTimeMs } = context;
      if (apiVersion >= FIRST_WITH_SOFTWARE) {
        if (!hasValidSoftware(request)) {
          respond({ errorCode: errors.INVALID_REQUEST.code, throttleTimeMs });
          return;
        }
        const { clientSoftwareName: name, clientSoftwareVersion: version } = request;
        context.identifyClient({ name, version });
      }
      respond({
        errorCode: errors.NONE.code,
        throttleTimeMs,
        apiKeys: apiKeys(options.apis(listener), options.takesTelemetry?.() === true),
        supportedFeatures: toldFeatures(options.supportedFeatures, apiVersion),
        ...finalized(options),
      });
    },
  };
}

function hasValidSoftware(request: ApiVersionsRequest): boolean {
  const { clientSoftwareName, clientSoftwareVersion } = request;
  return SOFTWARE_NAME.test(clientSoftwareName) && SOFTWARE_NAME.test(clientSoftwareVersion);
}

function apiKeys(
  { list }: ServedApis,
  takesTelemetry: boolean,
): NonNullable<Draft<ApiVersionsResponse>['apiKeys']> {
  const told = takesTelemetry ? list : list.filter(({ key }) => !TELEMETRY_KEYS.has(key));
  return told.map(({ key, minVersion, maxVersion }) => ({
    apiKey: key,
    minVersion: key === produceApi.key ? PRODUCE_MIN_VERSION_TOLD : minVersion,
    maxVersion,
  }));
}

function toldFeatures(
  features: readonly SupportedFeature[],
  apiVersion: number,
): NonNullable<Draft<ApiVersionsResponse>['supportedFeatures']> {
  return features
    .filter(({ min }) => apiVersion >= 4 || min > 0)
    .map(({ name, min, max }) => ({ name, minVersion: min, maxVersion: max }));
}

function finalized(
  options: ApiVersionsHandlerOptions,
): Pick<Draft<ApiVersionsResponse>, 'finalizedFeatures' | 'finalizedFeaturesEpoch'> {
  const { features, provenance } = options.image();
  const levels = new Map(features.finalizedLevels);
  const kraftVersion = options.kraftVersion();
  if (kraftVersion > 0) levels.set('kraft.version', kraftVersion);
  return {
    finalizedFeaturesEpoch: provenance.lastContainedOffset,
    finalizedFeatures: [...levels]
      .filter(([, level]) => level > 0)
      .map(([name, level]) => ({ name, minVersionLevel: level, maxVersionLevel: level })),
  };
}
