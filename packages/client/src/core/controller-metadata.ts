// What a client knows of the cluster that was given controllers to begin with (KIP-919): they do
// not serve Metadata, but tell of each other with DescribeCluster (60), and of no topics.

import { describeClusterApi, errorOf, type MetadataResponse } from '@ottla/protocol';

import { KafkaError } from '../errors.ts';
import type { ClientCore } from './client-core.ts';

/** The protocol's number for: the controllers, not the brokers. */
const CONTROLLERS = 2;
/** Of DescribeCluster: before it, nothing is told of controllers. */
const ENDPOINT_TYPE_VERSION = 1;

/** In the form of a Metadata response, with the controllers where the brokers would be. */
export async function controllersAsMetadata(
  core: ClientCore,
  timeoutMs: number,
): Promise<MetadataResponse> {
  const { response } = await core.call({
    api: describeClusterApi,
    node: 'any',
    timeoutMs,
    limits: { min: ENDPOINT_TYPE_VERSION },
    request: () => ({ endpointType: CONTROLLERS }),
  });
  const { errorCode, errorMessage, clusterId, controllerId, throttleTimeMs } = response;
  if (errorCode !== 0) throw new KafkaError(errorOf(errorCode), errorMessage);
  return {
    throttleTimeMs,
    brokers: response.brokers.map(({ brokerId: nodeId, host, port, rack, unknownTaggedFields }) => ({
      nodeId,
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
