// DescribeCluster: the cluster's id and its nodes.
//
// Behaviour: on a broker's listener it tells the brokers; a client that asks a broker for
// controllers gets MISMATCHED_ENDPOINT_TYPE. On a controller's listener it tells the controllers.
// Version notes: 1+ names the endpoint type; 2+ may include fenced brokers and says which are.

import type { MetadataImage } from '@ottla/metadata';
import {
  describeClusterApi,
  type DescribeClusterRequest,
  type DescribeClusterResponse,
  type Draft,
  errors,
} from '@ottla/protocol';
import { CLUSTER_OPERATIONS, OPERATIONS_NOT_ASKED } from '../topics/authorized-operations.ts';
import { anyAliveBroker, type BrokerNode, brokerNodes } from '../topics/topic-view.ts';
import type { Handler, RequestContext } from './handler.ts';

const ENDPOINT_TYPES = { broker: 1, controller: 2 } as const;

export interface DescribeClusterOptions {
  readonly image: () => MetadataImage;
  readonly clusterId: string;
  readonly chance: () => number;
  readonly isControllerListener: (listener: string) => boolean;
  /** The active controller; -1 for nobody. */
  readonly activeControllerId: () => number;
}

export function describeClusterHandler(
  options: DescribeClusterOptions,
): Handler<DescribeClusterRequest, DescribeClusterResponse> {
  return {
    api: describeClusterApi,
    listeners: ['broker', 'controller'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE', resourceType: 'cluster' }],
    handle: (request, context, respond) => respond(answer(options, request, context)),
  };
}

function answer(
  options: DescribeClusterOptions,
  request: DescribeClusterRequest,
  context: RequestContext,
): Draft<DescribeClusterResponse> {
  const own = options.isControllerListener(context.listener) ? 'controller' : 'broker';
  const asked = request.endpointType;
  if (asked !== ENDPOINT_TYPES[own]) return mismatch(asked, own, context.apiVersion);
  const image = options.image();
  const isBroker = own === 'broker';
  const nodes = isBroker ? askedBrokers(image, request, context) : controllers(image, context);
  const controllerId = isBroker
    ? anyAliveBroker(image, options.chance())
    : options.activeControllerId();
  const operations = request.includeClusterAuthorizedOperations
    ? CLUSTER_OPERATIONS
    : OPERATIONS_NOT_ASKED;
  return {
    errorCode: errors.NONE.code,
    endpointType: asked,
    clusterId: options.clusterId,
    // A controller that the client would not find among the nodes is better not named.
    controllerId: nodes.some((node) => node.id === controllerId) ? controllerId : -1,
    brokers: nodes.map(({ id, host, port, rack, isFenced }) => ({
      brokerId: id,
      host,
      port,
      rack,
      isFenced,
    })),
    clusterAuthorizedOperations: operations,
  };
}

function askedBrokers(
  image: MetadataImage,
  request: DescribeClusterRequest,
  context: RequestContext,
): BrokerNode[] {
  const nodes = brokerNodes(image, context.listener);
  return request.includeFencedBrokers ? nodes : nodes.filter((node) => !node.isFenced);
}

function controllers(image: MetadataImage, context: RequestContext): BrokerNode[] {
  return [...image.cluster.controllers.values()].flatMap(({ id, listeners }) => {
    const endpoint = listeners.find((each) => each.name === context.listener);
    if (endpoint === undefined) return [];
    return { id, host: endpoint.host, port: endpoint.port, rack: null, isFenced: false };
  });
}

/** Kafka's answers to a client that took a broker for a controller, or the other way round. */
function mismatch(
  asked: number,
  own: keyof typeof ENDPOINT_TYPES,
  apiVersion: number,
): Draft<DescribeClusterResponse> {
  const isKnown = asked === ENDPOINT_TYPES.broker || asked === ENDPOINT_TYPES.controller;
  const error = isKnown ? errors.MISMATCHED_ENDPOINT_TYPE : errors.UNSUPPORTED_ENDPOINT_TYPE;
  const other = own === 'broker' ? 'CONTROLLER' : 'BROKER';
  return {
    errorCode: apiVersion === 0 ? errors.INVALID_REQUEST.code : error.code,
    errorMessage: isKnown
      ? `The request was sent to an endpoint of type ${own.toUpperCase()}, but we wanted an ` +
        `endpoint of type ${other}`
      : `Unsupported endpoint type ${asked}`,
  };
}
