// What a client knows of the cluster that was given controllers to begin with (KIP-919): they do
// not serve Metadata, but tell of each other with DescribeCluster (60), and of no topics.

import { errorOf, type DescribeClusterResponse, type MetadataResponse } from '@ottla/protocol';

import { KafkaError } from '../errors.ts';

/** The protocol's number for: the controllers, not the brokers. */
export const CONTROLLER_ENDPOINTS = 2;
/** Of DescribeCluster: before it, nothing is told of controllers. */
export const ENDPOINT_TYPE_VERSION = 1;

/** In the form of a Metadata response, with the controllers where the brokers would be. */
export function controllersAsMetadata(response: DescribeClusterResponse): MetadataResponse {
  const { errorCode, errorMessage, throttleTimeMs, clusterId, controllerId } = response;
  if (errorCode !== 0) throw new KafkaError(errorOf(errorCode), errorMessage);
  return {
    throttleTimeMs,
    brokers: response.brokers.map(({ brokerId, host, port, rack, unknownTaggedFields }) => ({
      nodeId: brokerId,
      host,
      port,
      rack,
      unknownTaggedFields,
    })),
    clusterId,
    controllerId,
    topics: [],
    clusterAuthorizedOperations: response.clusterAuthorizedOperations,
    errorCode: 0,
    unknownTaggedFields: [],
  };
}
