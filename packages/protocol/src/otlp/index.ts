export { readMetrics } from './read-metrics.ts';
export type { MetricAttribute, MetricPoint, PushedMetrics } from './read-metrics.ts';
