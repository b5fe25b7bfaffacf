// What a whole node tells of itself, on a simulated machine.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { metricNames, metricStyles } from '@ottla/broker';
import {
  BatchBuilder,
  createTopicsApi,
  deleteTopicsApi,
  fetchApi,
  getTelemetrySubscriptionsApi,
  produceApi,
  pushTelemetryApi,
} from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import { double, metricsData, sum } from '../../protocol/test/otlp/metrics-bytes.ts';
import { Lookout } from './lookout.ts';
import { commit, makeCoordinator } from './simple-group.ts';
import { SimulatedMachine } from './simulated-node.ts';

const SETTINGS = {
  'ottla.http.address': '127.0.0.1:9644',
  'offsets.topic.replication.factor': '1',
};

async function start(seed: string, settings: Readonly<Record<string, string>> = {}) {
  const machine = new SimulatedMachine(seed);
  const lookout = new Lookout();
  const started = await machine.start({ ...SETTINGS, ...settings }, { operations: lookout });
  const client = await machine.connect(9092);
  return { machine, lookout, started, client };
}

async function produce(client: RawClient, topic: string, index = 0): Promise<number> {
  const builder = new BatchBuilder({ baseOffset: 0, partitionLeaderEpoch: -1 });
  builder.append(1_700_000_000_000, null, Buffer.from('one'));
  builder.append(1_700_000_000_000, null, Buffer.from('two'));
  const records = builder.finish();
  const partitionData = [{ index, records }];
  const topicData = [{ name: topic, partitionData }];
  await client.ask(produceApi, 9, { acks: -1, timeoutMs: 5000, topicData });
  return records.length;
}

async function fetch(client: RawClient, topic: string): Promise<void> {
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1_000_000 }];
  const topics = [{ topic, partitions }];
  await client.ask(fetchApi, 12, { maxWaitMs: 0, minBytes: 0, maxBytes: 1_000_000, topics });
}

async function createTopic(client: RawClient, name: string, numPartitions = 1): Promise<void> {
  const topics = [{ name, numPartitions, replicationFactor: 1 }];
  await client.ask(createTopicsApi, 7, { topics, timeoutMs: 5000 });
}

async function pushMetrics(client: RawClient): Promise<void> {
  const { clientInstanceId, subscriptionId } = await client.ask(
    getTelemetrySubscriptionsApi,
    0,
    {},
  );
  const metrics = metricsData([sum('pushed.total', [[[4, double(1)]]])]);
  await client.ask(pushTelemetryApi, 0, { clientInstanceId, subscriptionId, metrics });
}

test('what came and went is counted by topic and over all', async () => {
  const { machine, lookout, started, client } = await start('counted');
  await createTopic(client, 'flights');
  const bytes = await produce(client, 'flights');
  await produce(client, 'flights');
  await fetch(client, 'flights');
  const got = await lookout.samples();
  const of = (name: string) => got.get(`kafka_server_brokertopicmetrics_${name}`);
  assert.equal(of('messagesin_total{topic="flights"}'), 4);
  assert.equal(of('bytesin_total{topic="flights"}'), 2 * bytes);
  assert.equal(of('bytesout_total{topic="flights"}'), 2 * bytes);
  assert.equal(of('totalproducerequests_total{topic="flights"}'), 2);
  assert.equal(of('totalfetchrequests_total{topic="flights"}'), 1);
  assert.equal(of('messagesin_total'), 4);
  const partition = '{topic="flights",partition="0"}';
  assert.equal(got.get(`kafka_log_log_logendoffset${partition}`), 4);
  assert.equal(got.get(`kafka_log_log_size${partition}`), 2 * bytes);
  assert.equal(got.get('kafka_server_replicamanager_leadercount'), 1);
  assert.equal(got.get('kafka_controller_kafkacontroller_activecontrollercount'), 1);
  const requests = 'kafka_network_requestmetrics';
  assert.equal(got.get(`${requests}_requests_total{request="Produce",version="9"}`), 2);
  assert.equal(got.get(`${requests}_totaltimems_count{request="FetchConsumer"}`), 1);
  const sockets = 'kafka_server_socket_server_metrics';
  assert.equal(got.get(`${sockets}_connection_count{listener="PLAINTEXT"}`), 1);
  await machine.stop(started);
});

test('sums over all topics do not fall when a topic goes', async () => {
  const { machine, lookout, started, client } = await start('gone');
  await createTopic(client, 'flights');
  await produce(client, 'flights');
  await client.ask(deleteTopicsApi, 5, { topicNames: ['flights'], timeoutMs: 5000 });
  const got = await lookout.samples();
  const name = 'kafka_server_brokertopicmetrics_messagesin_total';
  assert.equal(got.get(name), 2);
  assert.equal(got.get(`${name}{topic="flights"}`), undefined);
  await machine.stop(started);
});

test('a request that waits counts as remote, with the time that it waited', async () => {
  const { machine, lookout, started, client } = await start('waits');
  await createTopic(client, 'flights');
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 }];
  const topics = [{ topic: 'flights', partitions }];
  await client.ask(fetchApi, 12, { maxWaitMs: 400, minBytes: 1, maxBytes: 1000, topics });
  const got = await lookout.samples();
  const sum = (name: string): number => {
    return got.get(`kafka_network_requestmetrics_${name}_sum{request="FetchConsumer"}`) ?? -1;
  };
  assert.ok(sum('remotetimems') >= 400 && sum('remotetimems') < 450, String(sum('remotetimems')));
  assert.equal(sum('localtimems'), 0);
  assert.ok(sum('totaltimems') >= sum('remotetimems'));
  await machine.stop(started);
});

test('every metric that is documented is served, and no other', async () => {
  const all = { 'ottla.metrics.families': metricStyles.join() };
  const { machine, lookout, started, client } = await start('documented', all);
  await createTopic(client, 'flights');
  await produce(client, 'flights');
  await pushMetrics(client);
  await makeCoordinator(machine, client);
  await commit(client, 'g', 'flights', { 0: 1 });
  const { body, type } = await lookout.get('/metrics');
  const served = [...body.matchAll(/^# TYPE (\S+) /gm)]
    .map(([, name]) => name ?? '')
    // Named by clients.
    .filter((name) => !name.startsWith('ottla_client_'));
  assert.deepEqual(served.toSorted(), metricNames.toSorted());
  assert.equal(type, 'text/plain; version=0.0.4; charset=utf-8');
  await machine.stop(started);
});

test("the idle shares of Kafka's threads are that of the event loop", async () => {
  const { machine, lookout, started } = await start('idle');
  const got = await lookout.samples();
  const idle = [...got].filter(([name]) => /idle_(percent|ratio)|avgidleratio/.test(name));
  assert.deepEqual(Object.fromEntries(idle), {
    kafka_network_socketserver_networkprocessoravgidle_percent: 0.5,
    kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent: 0.5,
    kafka_server_raftmetrics_poll_idle_ratio_avg: 0.5,
    kafka_controller_controllereventmanager_avgidleratio: 0.5,
    kafka_server_metadataloader_avgidleratio: 0.5,
  });
  await machine.stop(started);
});

test('partitions beyond the limit are counted, and not told one by one', async () => {
  const { machine, lookout, started, client } = await start('many');
  await createTopic(client, 'many', 1100);
  const got = await lookout.samples();
  const series = [...got.keys()].filter((name) => name.startsWith('kafka_log_log_size{'));
  assert.equal(series.length, 1000);
  assert.equal(got.get('ottla_metrics_left_out{of="partitions"}'), 100);
  assert.equal(got.get('kafka_server_replicamanager_partitioncount'), 1100);
  await machine.stop(started);
});

test('what is served is made once a second at most', async () => {
  const { machine, lookout, started, client } = await start('cached');
  await createTopic(client, 'flights');
  const before = (await lookout.get('/metrics')).body;
  await produce(client, 'flights');
  assert.equal((await lookout.get('/metrics')).body, before);
  await machine.universe.advance(1000);
  const ofFlights = 'kafka_server_brokertopicmetrics_messagesin_total{topic="flights"}';
  assert.equal((await lookout.samples()).get(ofFlights), 2);
  await machine.stop(started);
});

test('a node is healthy while it starts, and ready only while it serves', async () => {
  const { machine, lookout, started } = await start('life');
  assert.equal((await lookout.get('/healthz')).status, 200);
  assert.equal((await lookout.get('/readyz')).status, 200);
  assert.equal((await lookout.get('/topics')).status, 404);
  const stopping = started.node.stop();
  assert.equal((await lookout.get('/readyz')).body, 'PENDING_CONTROLLED_SHUTDOWN\n');
  assert.equal((await lookout.get('/healthz')).status, 200);
  await machine.universe.resolve(stopping);
  assert.equal(lookout.isOpen, false);
});

test('the log has the lines that harnesses wait for', async () => {
  const { machine, started } = await start('harness');
  const text = started.lines.map(({ message }) => message).join('\n');
  assert.match(text, /.*Transitioning from RECOVERY to RUNNING.*/);
  assert.match(text, /\[KafkaRaftServer nodeId=1\] Kafka Server started \(kafka.server.Kafka/);
  assert.match(text, /.*\[KafkaServer id=\d+\] started.*/);
  await machine.stop(started);
});

test('limits tell what they are at, and what they did', async () => {
  const { machine, lookout, started, client } = await start('limits');
  const stranger = await machine.connect(9092);
  stranger.sendBytes(Buffer.from([0, 0, 1, 0, 0]));
  await machine.universe.advance(100);
  const before = await lookout.samples();
  assert.equal(before.get('kafka_network_socketserver_memorypoolused'), 5);
  assert.equal(before.get('kafka_network_socketserver_memorypoolavailable'), 268_435_456 - 5);
  assert.equal(before.get('ottla_connections_closed_for_requests_total'), 0);
  stranger.sendBytes(Buffer.alloc(255, 0xff));
  await stranger.untilEnded();
  await machine.universe.advance(2000);
  const after = await lookout.samples();
  assert.equal(after.get('kafka_network_socketserver_memorypoolused'), 0);
  assert.equal(after.get('ottla_connections_closed_for_requests_total'), 1);
  assert.equal(after.get('ottla_connections_waiting{listener="PLAINTEXT"}'), 0);
  assert.equal(after.get('ottla_requests_in_flight'), 0);
  await client.ask(getTelemetrySubscriptionsApi, 0, {});
  await machine.stop(started);
});
