// Foreign clients push their metrics (KIP-714), and Ottla serves them: librdkafka and Kafka's own
// producer, in the compression that each prefers.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { Admin, Consumer, Producer } from '@ottla/client';
import { createTopic } from '../groups/load.ts';
import { interopRoot } from '../paths.ts';
import { freePort } from '../peers/apache-kafka.ts';
import { type BrokerProcess, startBroker } from '../peers/broker.ts';
import { PYTHON, PYTHON_TELEMETRY } from '../peers/drivers.ts';
import { javaArguments, JAVA_TOOLS } from '../peers/java.ts';

const LIMIT_MS = 60_000;
const TOPIC = 'watched';

let broker: BrokerProcess;
let url: string;

before(async () => {
  const http = `127.0.0.1:${await freePort()}`;
  url = `http://${http}/metrics`;
  broker = await startBroker({ overrides: { 'ottla.http.address': http } });
  await createTopic(broker.bootstrap, TOPIC, 1);
  await using admin = new Admin({ bootstrapServers: [broker.bootstrap] });
  const changes = [
    { name: 'metrics', operation: 'set', value: '*' },
    { name: 'interval.ms', operation: 'set', value: '200' },
  ] as const;
  await admin.incrementalAlterConfigs([{ type: 'client-metrics', name: 'all', changes }]);
});

after(() => broker.stop());

async function samples(): Promise<readonly string[]> {
  const text = await (await fetch(url)).text();
  return text.split('\n').filter((line) => !line.startsWith('#'));
}

/** The value of a client's series, once it has come and is more than 0. */
async function pushed(name: string, clientId: string): Promise<number> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const lines = await samples();
    const line = lines.find(
      (each) => each.startsWith(`${name}{`) && each.includes(`client_id="${clientId}"`),
    );
    const value = Number(line?.slice(line.lastIndexOf(' ') + 1));
    if (value > 0) return value;
    assert.ok(Date.now() < deadline, `${name} of ${clientId} never came:\n${lines.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function valueOf(name: string): Promise<number> {
  const line = (await samples()).find((each) => each.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

test('librdkafka pushes what its producer and its consumer see', async () => {
  const program = join(interopRoot, 'python', 'telemetry.py');
  const child = spawn(PYTHON, [program, broker.bootstrap, TOPIC, 'lz4'], {
    env: { ...process.env, PYTHONPATH: PYTHON_TELEMETRY },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  try {
    await pushed('ottla_client_producer_request_latency_max', 'librdkafka-producer');
    await pushed(
      'ottla_client_consumer_coordinator_assigned_partitions',
      'librdkafka-consumer',
    );
    const known = (await samples()).filter((each) => each.includes('_client_info{'));
    assert.ok(known.some((each) => each.includes('group_id="telemetry"')), known.join('\n'));
  } finally {
    child.stdin.end();
    await ended(child);
  }
  assert.equal(child.exitCode, 0);
});

test("Kafka's own producer pushes what it sees", async () => {
  const args = ['--bootstrap-server', broker.bootstrap, '--topic', TOPIC, '--throughput', '50'];
  const java = await javaArguments(JAVA_TOOLS['verifiable-producer'], args);
  const child = spawn('java', java, { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    const before = await pushed('ottla_client_producer_topic_record_send_total', 'producer-1');
    assert.ok(before > 0);
    const name = 'ottla_client_producer_node_request_total';
    assert.ok((await pushed(name, 'producer-1')) > 0);
  } finally {
    child.kill('SIGTERM');
    await ended(child);
  }
});

test('our own producer and consumer push what they see', async () => {
  const bootstrapServers = broker.bootstrap;
  await using producer = new Producer({ bootstrapServers, clientId: 'own-producer' });
  await producer.send({ topic: TOPIC, value: 'x' });
  const ending = new AbortController();
  await using consumer = new Consumer({
    bootstrapServers,
    groupId: 'own',
    clientId: 'own-consumer',
  });
  consumer.subscribe(TOPIC);
  const reading = consumer.process(() => undefined, { signal: ending.signal });
  try {
    await pushed('ottla_client_producer_connection_creation_total', 'own-producer');
    await pushed('ottla_client_consumer_coordinator_assigned_partitions', 'own-consumer');
    const known = (await samples()).filter((each) => each.includes('client_id="own-'));
    for (const client of [producer, consumer]) {
      const id = await client.clientInstanceId();
      assert.ok(known.some((each) => each.includes(`client_instance_id="${id}"`)), id);
    }
    await using admin = new Admin({ bootstrapServers });
    assert.match(await admin.clientInstanceId(), /^[\w-]{22}$/);
  } finally {
    ending.abort();
    await reading;
  }
});

test('nothing that was pushed was refused or could not be read', async () => {
  assert.ok((await valueOf('kafka_server_client_metrics_plugin_export_count')) > 0);
  for (const name of ['unknown_subscription_request', 'throttle', 'plugin_error']) {
    assert.equal(await valueOf(`kafka_server_client_metrics_${name}_count`), 0, name);
  }
  assert.equal(await valueOf('ottla_telemetry_points_left_out_total'), 0);
});
