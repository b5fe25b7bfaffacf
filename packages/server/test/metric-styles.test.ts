// ottla.metrics.families: whose names a node's metrics have, and that they tell the same.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { metricStyles, styleOf } from '@ottla/broker';
import { brokerDefinitions } from '@ottla/metadata';
import { createTopic, produce } from './directory-client.ts';
import { Lookout } from './lookout.ts';
import { commit, makeCoordinator } from './simple-group.ts';
import { SimulatedMachine } from './simulated-node.ts';

const KEY = 'ottla.metrics.families';
const SETTINGS = {
  'ottla.http.address': '127.0.0.1:9644',
  'offsets.topic.replication.factor': '1',
};
const RECORDS = 5;
const COMMITTED = 2;

/** What a node tells on which a group is three records behind. */
async function samples(settings: Readonly<Record<string, string>> = {}) {
  const machine = new SimulatedMachine('styles');
  const lookout = new Lookout();
  const started = await machine.start({ ...SETTINGS, ...settings }, { operations: lookout });
  const client = await machine.connect(9092);
  await createTopic(client, 'flights');
  for (let each = 0; each < RECORDS; each++) await produce(client, 'flights', 'one');
  await makeCoordinator(machine, client);
  await commit(client, 'g', 'flights', { 0: COMMITTED });
  const got = await lookout.samples();
  await machine.stop(started);
  return got;
}

function stylesIn(got: ReadonlyMap<string, number>): string[] {
  const names = [...got.keys()].map((sample) => sample.split('{')[0] ?? '');
  return [...new Set(names.map((name) => styleOf(name) ?? 'own'))].toSorted();
}

function ofFlights(got: ReadonlyMap<string, number>, prefix: string): Record<string, number> {
  const found = [...got].filter(
    ([name]) => name.startsWith(prefix) && !name.includes('__consumer_offsets'),
  );
  return Object.fromEntries(found);
}

test('the names of the JMX exporter and of kafka_exporter are told by default', async () => {
  assert.deepEqual(stylesIn(await samples()), ['jmx', 'kafka_exporter', 'own']);
});

describe('each style is told alone', () => {
  for (const style of metricStyles) {
    test(style, async () => {
      assert.deepEqual(stylesIn(await samples({ [KEY]: style })), [style, 'own'].toSorted());
    });
  }
});

test("an empty list leaves Ottla's own names and the process's", async () => {
  const got = await samples({ [KEY]: '' });
  assert.deepEqual(stylesIn(got), ['own']);
  assert.equal(got.get('ottla_metrics_left_out{of="groups"}'), 0);
  assert.equal(got.get('process_open_fds'), 8);
});

test('another word is refused, and told what there is', async () => {
  const refused = /flags for configuration ottla\.metrics\.families.*jmx, kafka_exporter, burrow/;
  await assert.rejects(samples({ [KEY]: 'jmx,flags' }), refused);
  assert.deepEqual(brokerDefinitions.get(KEY)?.oneOf, [...metricStyles]);
});

test('Burrow: what is committed, lag and ends of partitions', async () => {
  const group = 'consumer_group="g"';
  const place = 'topic="flights",partition="0"';
  assert.deepEqual(ofFlights(await samples({ [KEY]: 'burrow' }), 'burrow_'), {
    [`burrow_kafka_topic_partition_offset{${place}}`]: RECORDS,
    [`burrow_kafka_consumer_current_offset{${group},${place}}`]: COMMITTED,
    [`burrow_kafka_consumer_partition_lag{${group},${place}}`]: RECORDS - COMMITTED,
    [`burrow_kafka_consumer_lag_total{${group}}`]: RECORDS - COMMITTED,
  });
});

test('Redpanda: the cluster, topics, partitions and groups', async () => {
  const got = await samples({ [KEY]: 'redpanda', 'offsets.topic.num.partitions': '3' });
  const topic = 'redpanda_namespace="kafka",redpanda_topic="flights"';
  const bytes = (request: string) =>
    `redpanda_kafka_request_bytes_total{${topic},redpanda_request="${request}"}`;
  const group = 'redpanda_group="g"';
  const place = 'redpanda_topic="flights",redpanda_partition="0"';
  const { [bytes('produce')]: produced, ...rest } = ofFlights(got, 'redpanda_');
  assert.ok(produced !== undefined && produced > 0);
  assert.deepEqual(rest, {
    redpanda_cluster_brokers: 1,
    redpanda_cluster_topics: 2,
    redpanda_cluster_partitions: 4,
    redpanda_cluster_unavailable_partitions: 0,
    [`redpanda_kafka_partitions{${topic}}`]: 1,
    [bytes('consume')]: 0,
    [`redpanda_kafka_max_offset{${topic},redpanda_partition="0"}`]: RECORDS,
    [`redpanda_kafka_under_replicated_replicas{${topic},redpanda_partition="0"}`]: 0,
    [`redpanda_kafka_consumer_group_committed_offset{${group},${place}}`]: COMMITTED,
    [`redpanda_kafka_consumer_group_consumers{${group}}`]: 0,
    [`redpanda_kafka_consumer_group_topics{${group}}`]: 1,
  });
});
