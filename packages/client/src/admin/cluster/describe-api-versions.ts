// ApiVersions (18) of every broker: what kafka-broker-api-versions shows.

import { apis, apiVersionsApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { introduction } from '../../core/negotiate-versions.ts';
import { deadlineOf } from '../driver/deadline.ts';
import { brokerPlace, type AdminOptions } from '../driver/operation.ts';
import { outcomeOf, type Outcome } from '../driver/outcome.ts';
import { runOperation } from '../driver/run-operation.ts';
import { describeCluster, type ClusterNode } from './describe-cluster.ts';

export interface ServedApi {
  readonly apiKey: number;
  /** Null for an API that this client does not know. */
  readonly name: string | null;
  readonly minVersion: number;
  readonly maxVersion: number;
}

export interface NodeApiVersions {
  readonly node: ClusterNode;
  /** By API key, ascending. */
  readonly served: Outcome<readonly ServedApi[]>;
}

/** By broker id, in the order in which the cluster names its brokers. */
export async function describeApiVersions(
  core: ClientCore,
  options: AdminOptions = {},
): Promise<Map<number, NodeApiVersions>> {
  const optionsLeft = deadlineOf(core, options);
  const { nodes } = await describeCluster(core, optionsLeft());
  const nameOf = ({ id }: ClusterNode): string => `broker ${id}`;
  const outcomes = await runOperation(
    core,
    {
      doing: 'describe API versions',
      api: apiVersionsApi,
      placeOf: ({ id }) => brokerPlace(id),
      nameOf,
      request: (_nodes, { version }) => introduction(version),
      outcomesOf: (response, asked: readonly ClusterNode[]) =>
        asked.map((node) => [
          node,
          outcomeOf(response, nameOf(node), () =>
            response.apiKeys
              .map(({ apiKey, minVersion, maxVersion }) => ({
                apiKey,
                name: apis.get(apiKey)?.name ?? null,
                minVersion,
                maxVersion,
              }))
              .sort((a, b) => a.apiKey - b.apiKey),
          ),
        ]),
    },
    nodes,
    optionsLeft(),
  );
  return new Map([...outcomes].map(([node, served]) => [node.id, { node, served }]));
}
