// All metrics there are, and docs/metrics.md, which shows them; a test holds the two together.

import { brokerTopicFamilies, TOPIC_SERIES_MAX } from './families/broker-topics.ts';
import { burrowFamilies } from './families/burrow.ts';
import { cleanerFamilies } from './families/cleaner.ts';
import { telemetryFamilies } from './families/client-telemetry.ts';
import { controllerFamilies } from './families/controller.ts';
import { directoryFamilies } from './families/directories.ts';
import { exporterFamilies } from './families/exporter.ts';
import { groupFamilies } from './families/groups.ts';
import { limitFamilies } from './families/limits.ts';
import { moveFamilies } from './families/moves.ts';
import { nodeFamilies } from './families/node.ts';
import { processFamilies } from './families/process.ts';
import { redpandaFamilies } from './families/redpanda.ts';
import { PARTITION_SERIES_MAX, replicaFamilies } from './families/replicas.ts';
import { requestFamilies } from './families/requests.ts';
import type { Families } from './metric-family.ts';

const SECTIONS: readonly (readonly [title: string, families: Families])[] = [
  ['Topics', brokerTopicFamilies],
  ['Requests and connections', requestFamilies],
  ['Limits', limitFamilies],
  ['Replicas and logs', replicaFamilies],
  ['Log directories', directoryFamilies],
  ['Moves between log directories', moveFamilies],
  ['Compaction', cleanerFamilies],
  ['Controller and metadata log', controllerFamilies],
  ['Groups', groupFamilies],
  ["Topics and groups in kafka_exporter's names", exporterFamilies],
  ["Topics and groups in Burrow's names", burrowFamilies],
  ["Topics and groups in Redpanda's names", redpandaFamilies],
  ['Clients that push their metrics', telemetryFamilies],
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
  '`ottla.metrics.families` chooses whose names there are, as a list; dashboards and alerts that',
  "are written for them fit as they are. Ottla's own (`ottla_…`), those of the process and of",
  'clients are always there.',
  '',
  '| in the list | names | |',
  '|---|---|---|',
  "| `jmx` | `kafka_server_…`, `kafka_controller_…` and so on: what the Prometheus JMX exporter \
makes of Kafka's own metrics with Strimzi's rules | default |",
  '| `kafka_exporter` | `kafka_topic_…`, `kafka_consumergroup_…` | default |',
  '| `burrow` | `burrow_kafka_…`; the label `cluster` is for Prometheus to add; no \
`burrow_kafka_consumer_status`, which is judged by a window of past commits | tells again |',
  '| `redpanda` | `redpanda_…` of topics and groups; at `/metrics` | tells again |',
  '',
  'Quantiles are of the last one to two minutes; `_count` and `_sum` are of all time. Times are',
  'exact to a turn of the event loop: no clock is read for a request.',
  '',
  `The number of series is bounded: at most ${TOPIC_SERIES_MAX} topics and`,
  `${PARTITION_SERIES_MAX} partitions have series of their own; \`ottla_metrics_left_out\` tells`,
  'how many have not. `ottla.metrics.group.partitions.max` (10000) bounds the offsets of groups in',
  'the same way; 0 leaves them out. Sums are always over all. What is served is at most a second',
  'old, and gathered in slices of a few milliseconds. No client can add a label, but where it',
  'pushes metrics of its own.',
  '',
  '## Alerts',
  '',
  '`packaging/prometheus/alerts.yml` (`prometheus/alerts.yml` in the archive) has rules for',
  "Prometheus: Strimzi's, under their names, and what else a cluster's owner wants to be told:",
  'nodes that are down or restart, disks that will be full, groups that stand still. Each summary',
  'says what to do. Its head shows how Prometheus is told of it.',
  '',
  '## Metrics of clients',
  '',
  "Kafka's clients push their own metrics to their broker (KIP-714), where somebody wants some:",
  '',
  '```',
  'kafka-client-metrics.sh --bootstrap-server localhost:9092 --alter --name all --metrics \'*\' \\',
  '  --interval 10000 --match client_software_name=librdkafka',
  '```',
  '',
  'Apache Kafka needs a plugin to take them. Here the broker that a client pushes to serves them',
  'at `/metrics`: `org.apache.kafka.producer.record.send.total` becomes',
  '`ottla_client_producer_record_send_total`, with the labels `client_instance_id`, `client_id`',
  'and those of the client; a counter is the sum of the steps that were pushed here.',
  '`ottla_telemetry_client_info` has what else is known of a client, such as its `group_id`. A',
  'client that pushes nothing for a minute, or three of its intervals, is forgotten. The series of',
  'all clients together are at most `ottla.client.telemetry.series.max` (5000);',
  '`telemetry.max.bytes` bounds a push, also when it is expanded. Names and labels are the',
  "clients' own words, cut to what Prometheus allows.",
  '',
  '`ottla.client.telemetry=auto`, the default, tells clients of it while there is a subscription:',
  'those that were connected before learn of the first one when they connect again. `on` always',
  'tells, so that clients have an instance id; `off` never does, as Kafka without a plugin.',
  '',
  '## Logs',
  '',
  'To a terminal lines are text in the pattern of Kafka, elsewhere JSON, one object a line:',
  '`level`, `time` in milliseconds, `name` of the logger, `msg`, and fields;',
  '`ottla.log.format=text` or `json` has one form everywhere. `server-start` and the container',
  'write them to standard output, as Kafka does, `ottla start` to standard error. Levels change by',
  'logger while the node runs, a logger counting for those that its name begins:',
  '',
  '```',
  'kafka-configs.sh --bootstrap-server localhost:9092 --describe --broker-logger 1',
  'kafka-configs.sh --bootstrap-server localhost:9092 --alter --broker-logger 1 \\',
  '  --add-config network=DEBUG,groups=WARN',
  '```',
  '',
  'A start writes the lines that test harnesses wait for, at level info, in either form:',
  '',
  '```',
  'The broker has been unfenced. Transitioning from RECOVERY to RUNNING.',
  '[KafkaRaftServer nodeId=1] Kafka Server started (kafka.server.KafkaRaftServer)',
  '[KafkaServer id=1] started (kafka.server.KafkaServer)',
  '```',
];
