// The table of metrics, its document and Prometheus' rules for names.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { metricNames, metricsDocument } from './metrics-document.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');

test('docs/metrics.md is up to date', () => {
  const document = readFileSync(join(root, 'docs', 'metrics.md'), 'utf8');
  assert.equal(document, metricsDocument(), 'replace the file by metricsDocument()');
});

test('names are unique, and of the characters that Prometheus allows', () => {
  assert.equal(new Set(metricNames).size, metricNames.length);
  for (const name of metricNames) assert.match(name, /^[a-z][a-z0-9_]*$/);
});

/** What dashboards and alert rules ask for, as the JMX exporter's rules for Kafka name it. */
const EXPECTED = [
  'kafka_server_brokertopicmetrics_messagesin_total',
  'kafka_server_brokertopicmetrics_bytesin_total',
  'kafka_server_brokertopicmetrics_bytesout_total',
  'kafka_server_brokertopicmetrics_totalproducerequests_total',
  'kafka_server_brokertopicmetrics_totalfetchrequests_total',
  'kafka_server_brokertopicmetrics_failedproducerequests_total',
  'kafka_server_replicamanager_underreplicatedpartitions',
  'kafka_server_replicamanager_underminisrpartitioncount',
  'kafka_server_replicamanager_partitioncount',
  'kafka_server_replicamanager_leadercount',
  'kafka_server_replicamanager_isrshrinks_total',
  'kafka_controller_kafkacontroller_activecontrollercount',
  'kafka_controller_kafkacontroller_offlinepartitionscount',
  'kafka_network_requestmetrics_totaltimems',
  'kafka_network_requestmetrics_requests_total',
  'kafka_network_requestmetrics_errors_total',
  'kafka_network_requestmetrics_throttletimems',
  'kafka_server_replicaalterlogdirsmanager_maxlag',
  'kafka_server_replicaalterlogdirsmanager_minfetchrate',
  'kafka_server_replicaalterlogdirsmanager_failedpartitionscount',
  'kafka_server_replicaalterlogdirsmanager_deadthreadcount',
  'kafka_server_assignmentsmanager_queuedreplicatodirassignments',
  'kafka_network_requestchannel_requestqueuesize',
  'kafka_network_socketserver_networkprocessoravgidle_percent',
  'kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent',
  'kafka_log_logmanager_offlinelogdirectorycount',
  'kafka_log_log_size',
  'kafka_log_logcleaner_cleaner_recopy_percent',
  'kafka_log_logcleaner_max_clean_time_secs',
  'kafka_log_logcleaner_max_buffer_utilization_percent',
  'kafka_log_logcleaner_deadthreadcount',
  'kafka_log_logcleanermanager_max_dirty_percent',
  'kafka_log_logcleanermanager_time_since_last_run_ms',
  'kafka_log_logcleanermanager_uncleanable_partitions_count',
  'kafka_log_logcleanermanager_uncleanable_bytes',
  'kafka_server_socket_server_metrics_connection_count',
  'kafka_server_raftmetrics_poll_idle_ratio_avg',
  'kafka_controller_controllereventmanager_avgidleratio',
  'kafka_server_metadataloader_avgidleratio',
  'kafka_server_raftmetrics_current_leader',
  'kafka_server_raftmetrics_current_vote',
  'kafka_server_raftmetrics_commit_latency_avg',
  'kafka_server_raftmetrics_commit_latency_max',
  'kafka_server_raftmetrics_election_latency_avg',
  'kafka_server_raftmetrics_election_latency_max',
  'kafka_server_raftmetrics_append_records_rate',
  'kafka_server_raftmetrics_fetch_records_rate',
  'kafka_controller_controllerstats_uncleanleaderelections_total',
  'kafka_log_logflushstats_logflushrateandtimems',
  'kafka_server_fetchsessioncache_numincrementalfetchsessions',
];

test('the names that Kafka dashboards expect are there', () => {
  assert.deepEqual(EXPECTED.filter((name) => !metricNames.includes(name)), []);
});
