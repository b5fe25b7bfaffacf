export { readMetrics } from './read-metrics.ts';
export type { MetricAttribute, MetricPoint, PushedMetrics } from './read-metrics.ts';
export { writeMetrics } from './write-metrics.ts';
export type { MetricToPush, PushedAt } from './write-metrics.ts';
