// A client metrics subscription (KIP-714) as its configs say it: which metrics, how often, of which
// clients. Patterns are regular expressions that must fit the whole text; Java's and JavaScript's
// agree on what people write here.

import { clientMetricsDefinitions } from './definitions.ts';
import { ConfigError } from './config-error.ts';
import { parseValue } from './parse-value.ts';

/** What a subscription can select clients by. */
export const clientMatchParameters = [
  'client_instance_id',
  'client_id',
  'client_software_name',
  'client_software_version',
  'client_source_address',
  'client_source_port',
] as const;

export type ClientMatchParameter = (typeof clientMatchParameters)[number];

export interface ClientMetricsSubscription {
  /** Prefixes of names; `*` stands for all. */
  readonly metrics: readonly string[];
  readonly intervalMs: number;
  /** All of them must fit; without any every client does. */
  readonly match: ReadonlyMap<ClientMatchParameter, RegExp>;
}

/** Throws a ConfigError where a pattern is none. */
export function clientMetricsSubscription(
  configs: ReadonlyMap<string, string>,
): ClientMetricsSubscription {
  return {
    metrics: listOf(configs, 'metrics'),
    intervalMs: Number(valueOf(configs, 'interval.ms')),
    match: matchPatterns(listOf(configs, 'match')),
  };
}

/** Throws a ConfigError in Kafka's words. Of two patterns for one parameter the last counts. */
export function matchPatterns(
  patterns: readonly string[],
): ReadonlyMap<ClientMatchParameter, RegExp> {
  return new Map(patterns.map(matchPattern));
}

function matchPattern(pattern: string): readonly [ClientMatchParameter, RegExp] {
  // Java drops what is empty at the end of what it splits.
  const [name = '', expression, ...more] = pattern.replace(/=+$/, '').split('=');
  const parameter = clientMatchParameters.find((each) => each === name.trim());
  if (parameter !== undefined && expression !== undefined && more.length === 0) {
    try {
      return [parameter, new RegExp(`^(?:${expression.trim()})$`, 'u')];
    } catch {
      // Told below.
    }
  }
  throw new ConfigError(`Illegal client matching pattern: ${pattern}`);
}

function listOf(configs: ReadonlyMap<string, string>, name: string): readonly string[] {
  const value = valueOf(configs, name);
  // The definitions say that these two are lists.
  return Array.isArray(value) ? value : [];
}

function valueOf(configs: ReadonlyMap<string, string>, name: string) {
  const key = clientMetricsDefinitions.get(name);
  const raw = configs.get(name);
  return key === undefined || raw === undefined ? key?.standard : parseValue(key, raw);
}
