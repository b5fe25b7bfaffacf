// All definitions by name. `listener.name.<listener>.<config>` and the like carry the name of
// another config behind a prefix; see configKeyOf.

import type { ConfigKey } from './config-key.ts';
import { clientMetricsConfigs } from './definitions/client-metrics.ts';
import { coordinatorConfigs } from './definitions/coordinators.ts';
import { groupConfigs } from './definitions/group.ts';
import { logConfigs } from './definitions/log.ts';
import { networkConfigs } from './definitions/network.ts';
import { nodeConfigs } from './definitions/node.ts';
import { ottlaConfigs } from './definitions/ottla.ts';
import { quorumConfigs } from './definitions/quorum.ts';
import { remoteLogConfigs } from './definitions/remote-log.ts';
import { securityConfigs } from './definitions/security.ts';
import { topicConfigs } from './definitions/topic.ts';

export type ConfigDefinitions = ReadonlyMap<string, ConfigKey>;

function byName(...tables: readonly (readonly ConfigKey[])[]): ConfigDefinitions {
  return new Map(tables.flat().map((key) => [key.name, key]));
}

/** Everything that server.properties may hold. */
export const brokerDefinitions: ConfigDefinitions = byName(
  nodeConfigs,
  quorumConfigs,
  networkConfigs,
  logConfigs,
  remoteLogConfigs,
  coordinatorConfigs,
  securityConfigs,
  ottlaConfigs,
);

export const topicDefinitions: ConfigDefinitions = byName(topicConfigs);
export const groupDefinitions: ConfigDefinitions = byName(groupConfigs);
export const clientMetricsDefinitions: ConfigDefinitions = byName(clientMetricsConfigs);

/** The definition of a broker config, also behind `listener.name.<listener>[.<mechanism>].`. */
export function brokerKeyOf(name: string): ConfigKey | undefined {
  const exact = brokerDefinitions.get(name);
  if (exact !== undefined || !name.startsWith('listener.name.')) return exact;
  const parts = name.split('.').slice(3);
  return (
    brokerDefinitions.get(parts.join('.')) ?? brokerDefinitions.get(parts.slice(1).join('.'))
  );
}
