// The metrics that a client pushes, by the names that KIP-714 gives them, out of what `stats()`
// tells. Pure.

import type { MetricToPush } from '@ottla/protocol';

import type { ClientStats } from '../core/client-stats.ts';
import type { ConsumerStats } from '../consumer/consumer-stats.ts';

const PREFIX = 'org.apache.kafka';

/** Of every client; `kind` is part of the names. */
export function clientMetrics(kind: 'producer' | 'consumer', stats: ClientStats): MetricToPush[] {
  const name = (rest: string): string => `${PREFIX}.${kind}.${rest}`;
  const connects = stats.connections.reduce((sum, each) => sum + each.connects, 0);
  const ofNodes = stats.connections
    .filter(({ nodeId }) => nodeId >= 0)
    .flatMap(({ nodeId, latencyMsMean, latencyMsMost }) => {
      const attributes = [['node_id', String(nodeId)]] as const;
      return [
        gauge(name('node.request.latency.avg'), latencyMsMean, attributes),
        gauge(name('node.request.latency.max'), latencyMsMost, attributes),
      ];
    });
  return [sum(name('connection.creation.total'), connects), ...ofNodes];
}

export function consumerMetrics(stats: ConsumerStats): MetricToPush[] {
  const name = (rest: string): string => `${PREFIX}.consumer.${rest}`;
  const lags = stats.partitions.flatMap(({ lag }) => lag ?? []);
  return [
    ...clientMetrics('consumer', stats),
    gauge(name('coordinator.assigned.partitions'), stats.partitions.length),
    sum(name('coordinator.rebalance.total'), stats.group.rebalances),
    sum(name('fetch.manager.bytes.consumed.total'), stats.bytesRead),
    ...(lags.length === 0 ? [] : [gauge(name('fetch.manager.records.lag.max'), Math.max(...lags))]),
  ];
}

/** Those that are asked for: names by how they begin; an empty text, or `*` alone, for all. */
export function requested(
  metrics: readonly MetricToPush[],
  prefixes: readonly string[],
): readonly MetricToPush[] {
  if (prefixes.length === 1 && prefixes[0] === '*') return metrics;
  return metrics.filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)));
}

/** What came since the last push, of those that never fall. */
export class Deltas {
  readonly #last = new Map<string, number>();

  of(metrics: readonly MetricToPush[]): MetricToPush[] {
    return metrics.map((metric) => {
      if (!metric.isSum) return metric;
      const key = JSON.stringify([metric.name, metric.attributes]);
      const last = this.#last.get(key) ?? 0;
      this.#last.set(key, metric.value);
      return { ...metric, value: metric.value - last };
    });
  }
}

type Attributes = MetricToPush['attributes'];

function gauge(name: string, value: number, attributes: Attributes = []): MetricToPush {
  return { name, value, isSum: false, attributes };
}

function sum(name: string, value: number, attributes: Attributes = []): MetricToPush {
  return { name, value, isSum: true, attributes };
}
