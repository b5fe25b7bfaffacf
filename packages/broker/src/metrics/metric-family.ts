// What a metric is called and means. The tables in families/ are made of these; docs/metrics.md
// shows them, and nothing is served that does not stand in one.

export type MetricKind = 'counter' | 'gauge' | 'summary' | 'untyped';

/**
 * Whose names there are to choose among: ottla.metrics.families. Dashboards are written for one of
 * them: the JMX exporter with Strimzi's rules, kafka_exporter, Burrow, or Redpanda.
 */
export const metricStyles = ['jmx', 'kafka_exporter', 'burrow', 'redpanda'] as const;

export type MetricStyle = (typeof metricStyles)[number];

export interface MetricFamily {
  readonly name: string;
  readonly kind: MetricKind;
  /** One sentence, with the unit. */
  readonly help: string;
  /** In the order in which they are written. */
  readonly labels: readonly string[];
}

/** A table of families, by the name that the code has for each. */
export type Families = Readonly<Record<string, MetricFamily>>;

export function counter(name: string, help: string, ...labels: string[]): MetricFamily {
  return { name, kind: 'counter', help, labels };
}

export function gauge(name: string, help: string, ...labels: string[]): MetricFamily {
  return { name, kind: 'gauge', help, labels };
}

/** Quantiles of recent values, and count and sum of all. */
export function summary(name: string, help: string, ...labels: string[]): MetricFamily {
  return { name, kind: 'summary', help, labels };
}

const OF_JMX = /^kafka_(server|controller|network|log|cluster|coordinator)_/;

/** Whose name it is; undefined: Ottla's own, the process's or a client's, which are always told. */
export function styleOf(name: string): MetricStyle | undefined {
  if (OF_JMX.test(name)) return 'jmx';
  if (name.startsWith('kafka_')) return 'kafka_exporter';
  return metricStyles.find((style) => name.startsWith(`${style}_`));
}
