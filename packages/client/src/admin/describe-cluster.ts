// DescribeCluster (60); from brokers that do not serve it, Metadata (3).

import { describeClusterApi, errorOf, metadataApi } from '@ottla/protocol';

import type { ClientCore } from '../core/client-core.ts';
import { KafkaError, UnsupportedVersionError } from '../errors.ts';
import type { AdminOptions } from './item-operation.ts';

export interface ClusterNode {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

export interface ClusterDescription {
  readonly clusterId: string;
  readonly controllerId: number;
  readonly nodes: readonly ClusterNode[];
}

export async function describeCluster(
  core: ClientCore,
  options: AdminOptions = {},
): Promise<ClusterDescription> {
  const { timeoutMs = core.config.apiTimeoutMs, signal } = options;
  const node = 'any';
  const doing = 'describe the cluster';
  try {
    const { response } = await core.callWithRetries(
      { api: describeClusterApi, node, timeoutMs, signal, request: () => ({}) },
      doing,
    );
    const { errorCode, errorMessage, clusterId, controllerId, brokers } = response;
    if (errorCode !== 0) throw new KafkaError(errorOf(errorCode), errorMessage);
    const nodes = brokers.map(({ brokerId: id, host, port, rack }) => ({ id, host, port, rack }));
    return { clusterId, controllerId, nodes };
  } catch (error) {
    if (!(error instanceof UnsupportedVersionError)) throw error;
  }
  const { response } = await core.callWithRetries(
    { api: metadataApi, node, timeoutMs, signal, request: () => ({ topics: [] }) },
    doing,
  );
  const { clusterId, controllerId, brokers } = response;
  const nodes = brokers.map(({ nodeId: id, host, port, rack }) => ({ id, host, port, rack }));
  return { clusterId: clusterId ?? '', controllerId, nodes };
}
