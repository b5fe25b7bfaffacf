// Whether configs may be given to a running broker, or to all of them: the answer is Kafka's
// message for INVALID_REQUEST, or undefined where they may. A broker asks this before its
// controller hears of the change, because only the broker knows its own file.

import { ConfigError } from './config-error.ts';
import type { ConfigLayers } from './config-layers.ts';
import {
  type DynamicValues,
  effectiveNodeConfig,
  isPerBroker,
  isReadOnly,
  needsListenerPrefix,
  valueProblem,
} from './effective-node-config.ts';
import type { NodeConfig } from './node-config.ts';
import { nodeListeners } from './node-listeners.ts';
import { checkNodeSettings, staticTopicConfig } from './node-settings.ts';

export interface DynamicChange {
  readonly layers: ConfigLayers;
  /** All that the resource is to have, changed or not. */
  readonly values: DynamicValues;
  /** For this broker, or for all of them. */
  readonly scope: 'this broker' | 'all';
}

/** A further check of the configuration that comes of it; throws ConfigError. */
export type ReviewConfig = (config: NodeConfig) => void;

export function dynamicConfigProblem(
  change: DynamicChange,
  review: ReviewConfig = () => undefined,
): string | undefined {
  const { layers, values, scope } = change;
  const problem = namesProblem([...values.keys()], values, scope);
  if (problem !== undefined) return problem;
  const before = effectiveNodeConfig(layers);
  const layer = scope === 'all' ? { allBrokers: values } : { thisBroker: values };
  try {
    const after = effectiveNodeConfig({ ...layers, ...layer });
    requireThat(() => checkNodeSettings(after));
    review(after);
    checkListeners(before, after);
    checkSteps(before, after);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

function namesProblem(
  names: readonly string[],
  values: DynamicValues,
  scope: DynamicChange['scope'],
): string | undefined {
  const listed = (matches: (name: string) => boolean): string =>
    names.filter(matches).toSorted().join(', ');
  const readOnly = listed(isReadOnly);
  if (readOnly !== '') return `Cannot update these configs dynamically: [${readOnly}]`;
  const security = listed(needsListenerPrefix);
  if (security !== '') {
    return (
      'These security configs can be dynamically updated only per-listener using the listener ' +
      `prefix: [${security}]`
    );
  }
  for (const [name, raw] of values) {
    const problem = valueProblem(name, raw);
    if (problem !== undefined) return problem;
  }
  const perBroker = scope === 'all' ? listed(isPerBroker) : '';
  if (perBroker === '') return undefined;
  return (
    'Cannot update these configs at default cluster level, broker id must be specified: ' +
    `[${perBroker}]`
  );
}

/** The rules between settings are `require`s in Kafka, and say so. */
function requireThat(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(`requirement failed: ${error.message}`);
    throw error;
  }
}

/** Kafka opens and closes listeners while it runs; here that needs a start. */
function checkListeners(before: NodeConfig, after: NodeConfig): void {
  for (const name of ['listeners', 'listener.security.protocol.map']) {
    if (before.shown(name) === after.shown(name)) continue;
    requireThat(() => nodeListeners(after));
    throw new ConfigError(
      `${name} cannot be changed while the node runs: set it in server.properties, and restart`,
    );
  }
}

/** What Kafka says when a part of the broker does not take a configuration. */
function refused(message: string): ConfigError {
  return new ConfigError(
    `Invalid value org.apache.kafka.common.config.ConfigException: ${message} for configuration ` +
      'Invalid dynamic configuration',
  );
}

const THREADS = [
  'num.io.threads',
  'num.network.threads',
  'num.replica.fetchers',
  'num.recovery.threads.per.data.dir',
  'background.threads',
  'remote.log.reader.threads',
  'remote.log.manager.copier.thread.pool.size',
  'remote.log.manager.expiration.thread.pool.size',
  'remote.log.manager.follower.thread.pool.size',
];

const JMX_REPORTER = 'org.apache.kafka.common.metrics.JmxReporter';

/** Threads may be halved and doubled at most in one step. */
function checkSteps(before: NodeConfig, after: NodeConfig): void {
  for (const name of THREADS) {
    const [from, to] = [before.number(name), after.number(name)];
    const start = `Dynamic thread count update validation failed for ${name}=${to}, value should`;
    if (to < Math.floor(from / 2)) {
      throw refused(`${start} be at least half the current value ${from}`);
    }
    if (to > from * 2) {
      throw refused(`${start} not be greater than double the current value ${from}`);
    }
  }
  checkReporters(after);
  checkCleanerThreads(before.number('log.cleaner.threads'), after.number('log.cleaner.threads'));
  checkLocalRetention(after);
}

/** They are Java classes, of which none can be loaded here. */
function checkReporters(config: NodeConfig): void {
  const isStandard = (name: string): boolean => name === JMX_REPORTER;
  if (config.list('metric.reporters').every(isStandard)) return;
  throw refused(
    'Validation of dynamic config update of Set(metric.reporters) failed with class class ' +
      'kafka.server.DynamicMetricsReporters',
  );
}

function checkCleanerThreads(from: number, to: number): void {
  if (to === from) return;
  if (to < 1) throw refused('Log cleaner threads should be at least 1');
  const start = 'Log cleaner threads cannot be';
  if (to < Math.floor(from / 2)) {
    throw refused(`${start} reduced to less than half the current value ${from}`);
  }
  if (to > from * 2) {
    throw refused(`${start} increased to more than double the current value ${from}`);
  }
}

/** What stays local in a topic with tiers cannot outlive what stays at all. */
function checkLocalRetention(config: NodeConfig): void {
  for (const unit of ['ms', 'bytes']) {
    const name = `log.local.retention.${unit}`;
    const retentionName = `log.retention.${unit}`;
    const retention = Number(staticTopicConfig(config, `retention.${unit}`));
    const local = config.number(name);
    if (retention === -1 || local === -2) continue;
    const start = `Invalid value ${local} for configuration ${name}: Value must not be`;
    if (local === -1) {
      throw refused(`${start} -1 as ${retentionName} value is set as ${retention}.`);
    }
    if (local > retention) {
      throw refused(`${start} more than ${retentionName} property value: ${retention}`);
    }
  }
}
