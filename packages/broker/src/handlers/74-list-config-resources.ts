// ListConfigResources: the resources that have configs, or may have some (KIP-1142).
//
// Behaviour: of groups and client metrics subscriptions those that have configs of their own, of
// brokers and their loggers those that live, and all topics. No type asks for all of them; a type
// that this version does not know fails the whole.
// Version notes: 0 is what was ListClientMetricsResources (KIP-714): subscriptions only.

import { configResourceTypes, type MetadataImage } from '@ottla/metadata';
import {
  type Draft,
  errors,
  listConfigResourcesApi,
  type ListConfigResourcesRequest,
  type ListConfigResourcesResponse,
} from '@ottla/protocol';
import { brokerNodes } from '../topics/topic-view.ts';
import type { Handler, RequestContext } from './handler.ts';

const { BROKER, BROKER_LOGGER, CLIENT_METRICS, GROUP, TOPIC } = configResourceTypes;
/** In the order of the answer. */
const ALL_TYPES: readonly number[] = [GROUP, CLIENT_METRICS, BROKER_LOGGER, BROKER, TOPIC];
const TYPES_OF_VERSION_0: readonly number[] = [CLIENT_METRICS];

export interface ListConfigResourcesOptions {
  readonly image: () => MetadataImage;
}

export function listConfigResourcesHandler({
  image,
}: ListConfigResourcesOptions): Handler<ListConfigResourcesRequest, ListConfigResourcesResponse> {
  return {
    api: listConfigResourcesApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE_CONFIGS', resourceType: 'cluster' }],
    handle: (request, context, respond) => {
      respond({ throttleTimeMs: context.throttleTimeMs, ...listed(image(), request, context) });
    },
  };
}

function listed(
  image: MetadataImage,
  { resourceTypes }: ListConfigResourcesRequest,
  { apiVersion, listener }: RequestContext,
): Draft<ListConfigResourcesResponse> {
  const known = apiVersion === 0 ? TYPES_OF_VERSION_0 : ALL_TYPES;
  if (resourceTypes.some((type) => !known.includes(type))) {
    return { errorCode: errors.UNSUPPORTED_VERSION.code };
  }
  const isAsked = (type: number): boolean =>
    resourceTypes.length === 0 || resourceTypes.includes(type);
  const configResources = known.filter(isAsked).flatMap((resourceType) =>
    namesOf(image, resourceType, listener).map((resourceName) => ({ resourceName, resourceType })),
  );
  return { errorCode: errors.NONE.code, configResources };
}

function namesOf(image: MetadataImage, type: number, listener: string): string[] {
  if (type === TOPIC) return [...image.topics.byName.keys()].toSorted();
  if (type === BROKER || type === BROKER_LOGGER) {
    const living = brokerNodes(image, listener).filter((each) => !each.isFenced);
    return living.map((each) => String(each.id));
  }
  const resources = [...image.configs.byResource.values()].map((each) => each.resource);
  return resources.filter((each) => each.type === type).map((each) => each.name);
}
