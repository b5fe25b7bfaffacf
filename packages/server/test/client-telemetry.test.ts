// A client pushes its metrics to a whole node (KIP-714), from the subscription to /metrics.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  apiVersionsApi,
  errorOf,
  getTelemetrySubscriptionsApi,
  incrementalAlterConfigsApi,
  listConfigResourcesApi,
  pushTelemetryApi,
} from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import { double, metricsData, sum } from '../../protocol/test/otlp/metrics-bytes.ts';
import { Lookout } from './lookout.ts';
import { SimulatedMachine } from './simulated-node.ts';

const SETTINGS = { 'ottla.http.address': '127.0.0.1:9644' };
const SOFTWARE = { clientSoftwareName: 'own-test', clientSoftwareVersion: '1.0' };
const CLIENT_METRICS = 16;
const SET = 0;
const DELETE = 1;

async function start(seed: string, settings: Readonly<Record<string, string>> = {}) {
  const machine = new SimulatedMachine(seed);
  const lookout = new Lookout();
  const started = await machine.start({ ...SETTINGS, ...settings }, { operations: lookout });
  const client = await machine.connect(9092);
  return { machine, lookout, started, client };
}

async function alter(
  client: RawClient,
  configs: readonly { name: string; value: string | null; configOperation: number }[],
): Promise<string> {
  const resources = [{ resourceType: CLIENT_METRICS, resourceName: 'all', configs }];
  const { responses } = await client.ask(incrementalAlterConfigsApi, 1, { resources });
  return errorOf(responses[0]?.errorCode ?? -1).name;
}

const WANTED = [
  { name: 'metrics', value: '*', configOperation: SET },
  { name: 'interval.ms', value: '1000', configOperation: SET },
  { name: 'match', value: 'client_software_name=own-.*', configOperation: SET },
];

async function telemetryKeys(client: RawClient): Promise<number[]> {
  const { apiKeys } = await client.ask(apiVersionsApi, 3, SOFTWARE);
  return apiKeys.map(({ apiKey }) => apiKey).filter((key) => key === 71 || key === 72);
}

test('clients are told while a subscription exists', async () => {
  const { machine, started, client } = await start('told');
  assert.deepEqual(await telemetryKeys(client), []);
  assert.equal(await alter(client, WANTED), 'NONE');
  assert.deepEqual(await telemetryKeys(client), [71, 72]);
  const { configResources } = await client.ask(listConfigResourcesApi, 0, {});
  assert.deepEqual(configResources.map(({ resourceName }) => resourceName), ['all']);
  const gone = WANTED.map(({ name }) => ({ name, value: null, configOperation: DELETE }));
  assert.equal(await alter(client, gone), 'NONE');
  assert.deepEqual(await telemetryKeys(client), []);
  await machine.stop(started);
});

test('clients are always told, or never, where the configuration says so', async () => {
  const always = await start('always', { 'ottla.client.telemetry': 'on' });
  assert.deepEqual(await telemetryKeys(always.client), [71, 72]);
  await always.machine.stop(always.started);
  const never = await start('never', { 'ottla.client.telemetry': 'off' });
  assert.equal(await alter(never.client, WANTED), 'NONE');
  assert.deepEqual(await telemetryKeys(never.client), []);
  await never.machine.stop(never.started);
});

test('what a client pushes is served', async () => {
  const { machine, lookout, started, client } = await start('pushed');
  await alter(client, WANTED);
  await telemetryKeys(client);
  const asked = await client.ask(getTelemetrySubscriptionsApi, 0, {});
  assert.equal(errorOf(asked.errorCode).name, 'NONE');
  assert.deepEqual([asked.requestedMetrics, asked.pushIntervalMs], [['*'], 1000]);
  const { clientInstanceId, subscriptionId } = asked;
  const metrics = metricsData([sum('org.apache.kafka.producer.a.total', [[[4, double(3)]]])]);
  const push = { clientInstanceId, subscriptionId, metrics };
  const { errorCode } = await client.ask(pushTelemetryApi, 0, push);
  assert.equal(errorOf(errorCode).name, 'NONE');
  const labels = `client_instance_id="${clientInstanceId}",client_id="test"`;
  const got = await lookout.samples();
  assert.equal(got.get(`ottla_client_producer_a_total{${labels}}`), 3);
  const info = [...got.keys()].find((name) => name.startsWith('ottla_telemetry_client_info'));
  assert.match(info ?? '', /client_software_name="own-test",client_software_version="1.0"/);
  assert.equal(got.get('kafka_server_client_metrics_instance_count'), 1);
  const tooSoon = await client.ask(pushTelemetryApi, 0, push);
  assert.equal(errorOf(tooSoon.errorCode).name, 'THROTTLING_QUOTA_EXCEEDED');
  client.connection.destroy();
  await machine.universe.advance(20_000);
  assert.equal((await lookout.samples()).get('kafka_server_client_metrics_instance_count'), 0);
  await machine.stop(started);
});
