// All metrics there are, and docs/metrics.md, which shows them; a test holds the two together.

import { brokerTopicFamilies, TOPIC_SERIES_MAX } from './families/broker-topics.ts';
import { controllerFamilies } from './families/controller.ts';
import { groupFamilies } from './families/groups.ts';
import { nodeFamilies } from './families/node.ts';
import { processFamilies } from './families/process.ts';
import { PARTITION_SERIES_MAX, replicaFamilies } from './families/replicas.ts';
import { requestFamilies } from './families/requests.ts';
import type { Families } from './metric-family.ts';

const SECTIONS: readonly (readonly [title: string, families: Families])[] = [
  ['Topics', brokerTopicFamilies],
  ['Requests and connections', requestFamilies],
  ['Replicas and logs', replicaFamilies],
  ['Controller and metadata log', controllerFamilies],
  ['Groups', groupFamilies],
  ['Process', processFamilies],
  ['Node', nodeFamilies],
];

export const metricNames: readonly string[] = SECTIONS.flatMap(([, families]) =>
  Object.values(families).map(({ name }) => name),
);

/** docs/metrics.md. */
export function metricsDocument(): string {
  return `${[...INTRODUCTION, ...SECTIONS.flatMap(section)].join('\n')}\n`;
}

function section([title, families]: (typeof SECTIONS)[number]): string[] {
  const rows = Object.values(families).map(({ name, kind, labels, help }) => {
    return `| \`${name}\` | ${kind} | ${labels.join(', ')} | ${help} |`;
  });
  return ['', `## ${title}`, '', ...HEAD, ...rows];
}

const HEAD = ['| name | type | labels | meaning |', '|---|---|---|---|'];

const INTRODUCTION = [
  '# Metrics, health and logs',
  '',
  '`ottla.http.address=127.0.0.1:9644` in server.properties (or `--override`, or the container\'s',
  'variable `KAFKA_OTTLA_HTTP_ADDRESS`) opens a small HTTP server. Without it there is none. It',
  'has no authentication: give it an address that only the monitoring reaches.',
  '',
  '| path | answer |',
  '|---|---|',
  '| `/metrics` | all metrics, for Prometheus (text format 0.0.4) |',
  '| `/healthz` | 200 while the node works or starts; 503, with the reason, once it cannot go on |',
  '| `/readyz` | 200 while clients are served; 503 with the state before and after |',
  '',
  "The names are those that the Prometheus JMX exporter makes of Kafka's own metrics with the",
  'rules that Kafka dashboards are written for (Strimzi and others), so that dashboards and alerts',
  'fit as they are. Quantiles are of the last one to two minutes; `_count` and `_sum` are of all',
  'time. Times are exact to a turn of the event loop: no clock is read for a request.',
  '',
  `The number of series is bounded: at most ${TOPIC_SERIES_MAX} topics and`,
  `${PARTITION_SERIES_MAX} partitions have series of their own; \`ottla_metrics_left_out\` tells`,
  'how many have not. Sums are always over all. What is served is at most a second old. No',
  'client can add a label.',
  '',
  '## Logs',
  '',
  'To a terminal lines are text in the pattern of Kafka, elsewhere JSON, one object a line:',
  '`level`, `time` in milliseconds, `name` of the logger, `msg`, and fields. `server-start` and',
  'the container write them to standard output, as Kafka does, `ottla start` to standard error.',
  'Levels change while the node runs (`kafka-configs --entity-type broker-loggers`). A start',
  'writes the lines that test harnesses wait for, at level info, in either form:',
  '',
  '```',
  'The broker has been unfenced. Transitioning from RECOVERY to RUNNING.',
  '[KafkaRaftServer nodeId=1] Kafka Server started (kafka.server.KafkaRaftServer)',
  '[KafkaServer id=1] started (kafka.server.KafkaServer)',
  '```',
];
