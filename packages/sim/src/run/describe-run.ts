// What a run says for itself: what failed, what was counted, and the last lines of its log.

import type { SimulationRun } from './run-simulation.ts';

/** Lines of a failing run that are shown. */
const LOG_LINES = 60;

export function describeRun(run: SimulationRun): string {
  const { scenario, anomalies, digest, virtualMs } = run;
  const { seed, topics, producers, groups, faults } = scenario;
  const verdict = anomalies.length === 0 ? 'holds' : `FAILED: ${anomalies.length} findings`;
  return [
    `seed ${seed}: ${verdict}, ${(virtualMs / 60_000).toFixed(1)} virtual minutes, trace ${digest}`,
    `  topics: ${topics.map(describeTopic).join(', ')}`,
    `  producers: ${producers.map(describeProducer).join(', ')}`,
    `  groups: ${groups.map(describeGroup).join(', ')}`,
    `  faults of: ${faults.families.join(', ') || 'nothing'}`,
    `  ${describeCounts(run.counts)}`,
    ...anomalies.map(({ checker, text }) => `  ${checker}: ${text}`),
  ].join('\n');
}

/** The last lines before the end. */
export function lastLines(lines: readonly string[], count = LOG_LINES): string {
  return lines.slice(Math.max(0, lines.length - count)).join('\n');
}

export function describeCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function describeTopic(topic: SimulationRun['scenario']['topics'][number]): string {
  const { name, partitions, isDurable, isLogAppendTime } = topic;
  const words = [isDurable ? 'durable' : '', isLogAppendTime ? 'append time' : ''];
  return [`${name} x${partitions}`, ...words.filter((word) => word !== '')].join(' ');
}

function describeGroup({ members, assignors }: SimulationRun['scenario']['groups'][number]) {
  return `${members.length} by ${assignors}`;
}

function describeProducer(plan: SimulationRun['scenario']['producers'][number]): string {
  const { acks, isIdempotent } = plan;
  return isIdempotent ? 'idempotent' : `acks ${acks === -1 ? 'all' : acks}`;
}
