// What a metric is called and means. The tables in families/ are made of these; docs/metrics.md
// shows them, and nothing is served that does not stand in one.

export type MetricKind = 'counter' | 'gauge' | 'summary' | 'untyped';

export interface MetricFamily {
  /** As the Prometheus JMX exporter names Kafka's own with the rules that dashboards expect. */
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
