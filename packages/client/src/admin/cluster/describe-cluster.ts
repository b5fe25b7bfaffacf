// DescribeCluster (60); from brokers that do not serve it, Metadata (3).

import { describeClusterApi, metadataApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { UnsupportedVersionError } from '../../errors.ts';
import { authorizedOperationsOf, type AclOperation } from '../driver/acl-operations.ts';
import { askOne } from '../driver/ask-one.ts';
import { deadlineOf } from '../driver/deadline.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf } from '../driver/outcome.ts';

export interface ClusterNode {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  readonly isFenced: boolean;
}

export interface ClusterDescription {
  readonly clusterId: string;
  /** -1 for none. */
  readonly controllerId: number;
  readonly nodes: readonly ClusterNode[];
  /** What the client may do to the cluster; null unless asked for. */
  readonly authorizedOperations: readonly AclOperation[] | null;
}

export interface DescribeClusterOptions extends AdminOptions {
  /** Which nodes are asked after; a broker knows brokers only. Default: the client's kind. */
  readonly endpointType?: 'brokers' | 'controllers' | undefined;
  /** Also brokers that are fenced: dead, or not ready yet. Needs a broker of 4.0 or newer. */
  readonly includeFencedBrokers?: boolean | undefined;
  readonly includeAuthorizedOperations?: boolean | undefined;
}

/** The protocol's numbers. */
const ENDPOINT_TYPES = { brokers: 1, controllers: 2 } as const;
/** Of DescribeCluster. */
const ENDPOINT_TYPE_VERSION = 1;
const FENCED_BROKERS_VERSION = 2;
/** Of Metadata: the versions that tell what the client may do to the cluster. */
const METADATA_OPERATIONS = { min: 8, max: 10 };

/** Throws for example MISMATCHED_ENDPOINT_TYPE. */
export async function describeCluster(
  core: ClientCore,
  options: DescribeClusterOptions = {},
): Promise<ClusterDescription> {
  const optionsLeft = deadlineOf(core, options);
  const { endpointType = core.config.bootstrapKind, includeFencedBrokers = false } = options;
  try {
    return await askNow(core, { ...options, endpointType, ...optionsLeft() });
  } catch (error) {
    const isPlain = endpointType === 'brokers' && !includeFencedBrokers;
    if (!(error instanceof UnsupportedVersionError) || !isPlain) throw error;
    return askByMetadata(core, { ...options, ...optionsLeft() });
  }
}

function askNow(core: ClientCore, options: DescribeClusterOptions): Promise<ClusterDescription> {
  const doing = 'describe the cluster';
  const { endpointType = 'brokers', includeFencedBrokers = false } = options;
  const isOfControllers = endpointType === 'controllers';
  const min = includeFencedBrokers ? FENCED_BROKERS_VERSION : ENDPOINT_TYPE_VERSION;
  return askOne(
    core,
    {
      doing,
      api: describeClusterApi,
      place: ANY,
      limits: { min: includeFencedBrokers || isOfControllers ? min : 0 },
      request: () => ({
        includeClusterAuthorizedOperations: options.includeAuthorizedOperations ?? false,
        endpointType: ENDPOINT_TYPES[endpointType],
        includeFencedBrokers,
      }),
      outcomeOf: (response) =>
        outcomeOf(response, doing, () => ({
          clusterId: response.clusterId,
          controllerId: response.controllerId,
          nodes: response.brokers.map(({ brokerId: id, host, port, rack, isFenced }) => ({
            id,
            host,
            port,
            rack,
            isFenced,
          })),
          authorizedOperations: authorizedOperationsOf(response.clusterAuthorizedOperations),
        })),
    },
    options,
  );
}

function askByMetadata(
  core: ClientCore,
  options: DescribeClusterOptions,
): Promise<ClusterDescription> {
  const { includeAuthorizedOperations = false } = options;
  return askOne(
    core,
    {
      doing: 'describe the cluster',
      api: metadataApi,
      place: ANY,
      limits: includeAuthorizedOperations ? METADATA_OPERATIONS : {},
      request: () => ({
        topics: [],
        includeClusterAuthorizedOperations: includeAuthorizedOperations,
      }),
      outcomeOf: ({ clusterId, controllerId, brokers, clusterAuthorizedOperations }) => ({
        clusterId: clusterId ?? '',
        controllerId,
        nodes: brokers.map(({ nodeId: id, host, port, rack }) => ({
          id,
          host,
          port,
          rack,
          isFenced: false,
        })),
        authorizedOperations: authorizedOperationsOf(clusterAuthorizedOperations),
      }),
    },
    options,
  );
}
