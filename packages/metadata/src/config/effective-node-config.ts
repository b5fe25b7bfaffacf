// A node's configuration with what was set through the controller over what its file says: for all
// brokers first, then for this one (KIP-226). What must not change while a broker runs is left out
// here, whoever has written it. What may be written in the first place: dynamic-broker-configs.ts.

import { checkValue } from './check-value.ts';
import { ConfigError } from './config-error.ts';
import { type ConfigLayers, equivalentNames } from './config-layers.ts';
import { brokerDefinitions, brokerKeyOf } from './definitions.ts';
import { NodeConfig } from './node-config.ts';
import { parseValue } from './parse-value.ts';

/** Secrets and stores of TLS, which a running broker takes per listener only. */
const PER_LISTENER_ONLY: ReadonlySet<string> = new Set([
  'ssl.keystore.type',
  'ssl.keystore.location',
  'ssl.keystore.password',
  'ssl.key.password',
  'ssl.keystore.key',
  'ssl.keystore.certificate.chain',
  'ssl.truststore.type',
  'ssl.truststore.location',
  'ssl.truststore.password',
  'ssl.truststore.certificates',
]);
/** Configs of listeners that may be given to all brokers. */
const CLUSTER_WIDE_OF_LISTENERS: ReadonlySet<string> = new Set([
  'max.connections',
  'max.connection.creation.rate',
  'num.network.threads',
]);

export function isReadOnly(name: string): boolean {
  const key = brokerDefinitions.get(name);
  return key !== undefined && key.dynamic === undefined;
}

export function needsListenerPrefix(name: string): boolean {
  return PER_LISTENER_ONLY.has(name);
}

/** Whether one broker may have it, and not all brokers together. */
export function isPerBroker(name: string): boolean {
  const exact = brokerDefinitions.get(name);
  if (exact !== undefined) return exact.dynamic === 'per-broker';
  const [, baseName] = /^listener\.name\.[^.]*\.(.*)$/.exec(name) ?? [];
  return baseName !== undefined && !CLUSTER_WIDE_OF_LISTENERS.has(baseName);
}

/** What is wrong with a value by itself; names that nobody knows may have any. */
export function valueProblem(name: string, raw: string): string | undefined {
  const key = brokerKeyOf(name);
  if (key === undefined) return undefined;
  try {
    checkValue(key, parseValue(key, raw));
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

export type DynamicValues = ReadonlyMap<string, string>;

/** Those of the stored values that a broker takes up. */
export function usableValues(stored: DynamicValues, scope: 'this broker' | 'all'): DynamicValues {
  const usable = [...stored].filter(
    ([name, raw]) =>
      !isReadOnly(name) &&
      !needsListenerPrefix(name) &&
      !(scope === 'all' && isPerBroker(name)) &&
      valueProblem(name, raw) === undefined,
  );
  return new Map(usable);
}

/** Throws ConfigError where the file's values and the others do not go together. */
export function effectiveNodeConfig({ node, thisBroker, allBrokers }: ConfigLayers): NodeConfig {
  const values = new Map(node.originals);
  override(values, usableValues(allBrokers, 'all'));
  override(values, usableValues(thisBroker, 'this broker'));
  return NodeConfig.parse(values);
}

/** A name of several that mean the same takes the place of all of them. */
function override(values: Map<string, string>, by: DynamicValues): void {
  for (const [name, value] of by) {
    for (const same of equivalentNames(name)) values.delete(same);
    values.set(name, value);
  }
}
