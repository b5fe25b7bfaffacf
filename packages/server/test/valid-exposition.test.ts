// Prometheus takes all that a node tells, whatever names clients think of.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { metricStyles } from '@ottla/broker';
import {
  createTopicsApi,
  getTelemetrySubscriptionsApi,
  pushTelemetryApi,
} from '@ottla/protocol';
import { complaintsOf } from '../../broker/test/metrics/exposition-check.ts';
import type { RawClient } from '../../broker/test/raw-client.ts';
import {
  attribute,
  double,
  type Field,
  gauge,
  metricsData,
  sum,
} from '../../protocol/test/otlp/metrics-bytes.ts';
import { Lookout } from './lookout.ts';
import { commit, makeCoordinator } from './simple-group.ts';
import { SimulatedMachine } from './simulated-node.ts';

const SETTINGS = {
  'ottla.http.address': '127.0.0.1:9644',
  'offsets.topic.replication.factor': '1',
  'ottla.metrics.families': metricStyles.join(),
};

async function push(client: RawClient, clientId: string, metrics: readonly Field[]) {
  const asked = await client.ask(getTelemetrySubscriptionsApi, 0, {}, { clientId });
  const { clientInstanceId, subscriptionId } = asked;
  const resource = { 'group id': 'g"\n', __name__: 'x', client_id: 'another' };
  const request = { clientInstanceId, subscriptionId, metrics: metricsData(metrics, resource) };
  const { errorCode } = await client.ask(pushTelemetryApi, 0, request, { clientId });
  assert.equal(errorCode, 0);
}

const one = (...attributes: Field[]): Field[][] => [[[4, double(1)], ...attributes]];

test('a node before it serves, and one that nobody uses', async () => {
  const machine = new SimulatedMachine('quiet');
  const lookout = new Lookout();
  const starting = machine.start(SETTINGS, { operations: lookout });
  const started = await starting;
  assert.deepEqual(complaintsOf((await lookout.get('/metrics')).body), []);
  await machine.stop(started);
});

test('names that clients make up', async () => {
  const machine = new SimulatedMachine('made up');
  const lookout = new Lookout();
  const started = await machine.start(SETTINGS, { operations: lookout });
  const client = await machine.connect(9092);
  const names = ['flights', 'a.b-c_d', 'UPPER'];
  const topics = names.map((name) => ({ name, numPartitions: 2, replicationFactor: 1 }));
  await client.ask(createTopicsApi, 7, { topics, timeoutMs: 5000 });
  await makeCoordinator(machine, client);
  for (const group of ['plain', 'q"uote', 'back\\slash', 'line\nfeed', 'ünï', '{a="b"}']) {
    await commit(client, group, 'flights', { 0: 1, 1: 1 });
  }
  await push(client, 'first"\n\\', [
    sum('both.kinds', one()),
    gauge('a.gauge', one(attribute('x', '\r\t"\\'), attribute('X', '1'), attribute('x', '2'))),
    gauge('A-GAUGE', one()),
    sum('below.zero', one(), { temporality: 2 }),
    gauge('', one(attribute('', 'nothing'))),
    gauge('99 bottles', one(attribute('client_instance_id', 'stolen'))),
    gauge('x_sum', one()),
    gauge('x', [[[4, double(NaN)]], [[4, double(-Infinity)], attribute('y', '1')]]),
  ]);
  await push(client, 'second', [gauge('both.kinds', one()), sum('a.gauge', one())]);
  const { body } = await lookout.get('/metrics');
  assert.deepEqual(complaintsOf(body), []);
  assert.match(body, /^# TYPE ottla_client_both_kinds untyped$/m);
  assert.match(body, /^kafka_consumergroup_lag\{consumergroup="line\\nfeed",topic="flights"/m);
  await machine.stop(started);
});
