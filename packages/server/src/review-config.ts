// Looks at a node's configuration as a whole before anything is opened: what contradicts itself or
// is not served is an error, what does nothing is a warning. Pure.

import {
  brokerDefinitions,
  checkNodeSettings,
  configStatus,
  nearestName,
  type NodeConfig,
  type NodeListeners,
  nodeListeners,
  refusal,
} from '@ottla/metadata';
import { StartError } from './node-options.ts';
import { httpAddress } from './operations/http-address.ts';
import { socketServerConfig } from './parts/socket-settings.ts';

export interface ReviewedConfig {
  readonly listeners: NodeListeners;
  readonly warnings: readonly string[];
}

/** Names that came with ZooKeeper: known, and of no use any more. */
const ZOOKEEPER_NAMES =
  /^(zookeeper\..*|control\.plane\.listener\.name|inter\.broker\.protocol\.version)$/;
/** Names of other vendors' and of embedded clients' settings that Kafka ignores too. */
const FOREIGN_NAMES = /^(confluent|producer|consumer|connect|rsm\.config|rlmm\.config)\./;

/** Throws ConfigError or StartError. */
export function reviewConfig(config: NodeConfig): ReviewedConfig {
  checkNodeSettings(config);
  const listeners = nodeListeners(config);
  socketServerConfig(config);
  httpAddress(config);
  checkServed(config, listeners);
  const warnings = [...unknownNames(config), ...idleSettings(config)];
  return { listeners, warnings };
}

function checkServed(config: NodeConfig, listeners: NodeListeners): void {
  for (const { name, protocol } of [...listeners.broker, ...listeners.controller]) {
    if (protocol === 'PLAINTEXT') continue;
    throw notServed(
      `listener ${name} asks for ${protocol}: only PLAINTEXT is served so far`,
      'map it to PLAINTEXT in listener.security.protocol.map, or leave it out of listeners',
    );
  }
  if (!listeners.isBroker || !listeners.isController) {
    throw notServed(
      `process.roles=${config.list('process.roles').join(',')}: only combined nodes are served yet`,
      'set process.roles=broker,controller',
    );
  }
  if (listeners.voters.length > 1) {
    throw notServed(
      `controller.quorum.voters names ${listeners.voters.length} voters: ` +
        'only quorums of one are served so far',
      'name this node only',
    );
  }
  for (const [name, value] of config.originals) {
    const why = refusal(name, value);
    if (why !== undefined) throw new StartError('NOT_SERVED', why);
  }
}

function notServed(what: string, advice: string): StartError {
  return new StartError('NOT_SERVED', `${what}; ${advice}`);
}

function unknownNames(config: NodeConfig): string[] {
  return config
    .unknownNames()
    .filter((name) => !FOREIGN_NAMES.test(name))
    .map((name) => {
      if (ZOOKEEPER_NAMES.test(name)) {
        return `${name} has no effect: there is no ZooKeeper any more`;
      }
      const near = nearestName(name, brokerDefinitions.keys());
      const advice = near === undefined ? '' : `; did you mean ${near}?`;
      return `${name} is no setting that Kafka or Ottla knows${advice}`;
    });
}

/** What the user set and what does nothing yet, by reason: one line each. */
function idleSettings(config: NodeConfig): string[] {
  const byReason = new Map<string, string[]>();
  for (const name of config.originals.keys()) {
    const status = configStatus(name, 'broker');
    if (status?.kind !== 'later' || config.shown(name) === defaultOf(name)) continue;
    const names = byReason.get(status.what) ?? [];
    byReason.set(status.what, [...names, name]);
  }
  return [...byReason].map(
    ([what, names]) => `no effect until ${what} comes: ${names.toSorted().join(', ')}`,
  );
}

function defaultOf(name: string): string | null {
  const standard = brokerDefinitions.get(name)?.standard;
  return standard === undefined || standard === null ? null : String(standard);
}
