// Whether configs may be given to a group, or to a client metrics subscription: names, values, and
// the bounds that the broker's configs set. The answer is Kafka's message, or undefined where all
// is well.

import type { ConfigLayers } from './config-layers.ts';
import type { ConfigDefinitions } from './definitions.ts';
import { brokerDefinitions, clientMetricsDefinitions, groupDefinitions } from './definitions.ts';
import { checkValue } from './check-value.ts';
import { clientMetricsSubscription } from './client-metrics-subscription.ts';
import { ConfigError } from './config-error.ts';
import { effectiveNodeConfig } from './effective-node-config.ts';
import type { NodeConfig } from './node-config.ts';
import { parseValue } from './parse-value.ts';

type Values = ReadonlyMap<string, string>;

export interface ConfigsProblem {
  readonly message: string;
  /** Whether Kafka says that the request is wrong, rather than the configuration. */
  readonly isOfRequest: boolean;
}

function ofConfig(message: string): ConfigsProblem {
  return { message, isOfRequest: false };
}

function ofRequest(message: string): ConfigsProblem {
  return { message, isOfRequest: true };
}

/** The order in which Kafka looks at them. */
const BOUNDED = [
  'consumer.heartbeat.interval.ms',
  'consumer.session.timeout.ms',
  'consumer.assignment.interval.ms',
  'share.heartbeat.interval.ms',
  'share.session.timeout.ms',
  'share.record.lock.duration.ms',
  'share.delivery.count.limit',
  'share.partition.max.record.locks',
  'share.assignment.interval.ms',
  'streams.heartbeat.interval.ms',
  'streams.session.timeout.ms',
  'streams.num.standby.replicas',
  'streams.assignment.interval.ms',
];
/** Looked at only where the group has its own. */
const ONLY_OWN = /\.assignment\.interval\.ms$/;

export function groupConfigsProblem(
  overrides: Values,
  layers: ConfigLayers,
): ConfigsProblem | undefined {
  const unknown = [...overrides.keys()].find((name) => !groupDefinitions.has(name));
  if (unknown !== undefined) return ofConfig(`Unknown group config name: ${unknown}`);
  const broker = effectiveNodeConfig(layers);
  const message =
    valuesProblem(groupDefinitions, overrides) ??
    boundsProblem(overrides, broker) ??
    sessionsProblem(overrides, broker);
  return message === undefined ? undefined : ofConfig(message);
}

function valuesProblem(definitions: ConfigDefinitions, values: Values): string | undefined {
  try {
    for (const [name, raw] of values) {
      const key = definitions.get(name);
      if (key !== undefined) checkValue(key, parseValue(key, raw));
    }
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

function numberOf(name: string, overrides: Values, broker: NodeConfig): number {
  const own = overrides.get(name);
  if (own !== undefined) return Number(own);
  const brokerName = `group.${name}`;
  if (brokerDefinitions.has(brokerName)) return broker.number(brokerName);
  return Number(groupDefinitions.get(name)?.standard);
}

function boundsProblem(overrides: Values, broker: NodeConfig): string | undefined {
  for (const name of BOUNDED) {
    if (ONLY_OWN.test(name) && !overrides.has(name)) continue;
    const value = numberOf(name, overrides, broker);
    const [min, max] = [boundName(name, 'min'), boundName(name, 'max')];
    if (brokerDefinitions.has(min) && value < broker.number(min)) {
      return `${name} must be greater than or equal to ${min}`;
    }
    if (brokerDefinitions.has(max) && value > broker.number(max)) {
      return `${name} must be less than or equal to ${max}`;
    }
  }
  return undefined;
}

/** `consumer.session.timeout.ms` is bounded by `group.consumer.min.session.timeout.ms`. */
function boundName(name: string, bound: 'min' | 'max'): string {
  const [kind = '', ...rest] = name.replace('.num.standby', '.standby').split('.');
  return `group.${kind}.${bound}.${rest.join('.')}`;
}

function sessionsProblem(overrides: Values, broker: NodeConfig): string | undefined {
  for (const kind of ['consumer', 'share', 'streams']) {
    const [session, heartbeat] = [`${kind}.session.timeout.ms`, `${kind}.heartbeat.interval.ms`];
    const isLonger = numberOf(session, overrides, broker) > numberOf(heartbeat, overrides, broker);
    if (!isLonger) return `${session} must be greater than ${heartbeat}`;
  }
  return undefined;
}

const INTERVAL_MS_MIN = 100;
const INTERVAL_MS_MAX = 3_600_000;
export function clientMetricsConfigsProblem(values: Values): ConfigsProblem | undefined {
  const unknown = [...values.keys()].find((name) => !clientMetricsDefinitions.has(name));
  if (unknown !== undefined) {
    return ofRequest(`Unknown client metrics configuration: ${unknown}`);
  }
  const message = valuesProblem(clientMetricsDefinitions, values);
  if (message !== undefined) return ofConfig(message);
  const interval = values.get('interval.ms');
  const intervalMs = Number(interval ?? INTERVAL_MS_MIN);
  if (intervalMs < INTERVAL_MS_MIN || intervalMs > INTERVAL_MS_MAX) {
    return ofRequest(
      `Invalid value ${intervalMs} for interval.ms, interval must be between ${INTERVAL_MS_MIN} ` +
        `and ${INTERVAL_MS_MAX} (1 hour)`,
    );
  }
  try {
    clientMetricsSubscription(values);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return ofConfig(error.message);
    throw error;
  }
}
