// What a node tells of replicas that move between its directories, in the names of Kafka's
// ReplicaAlterLogDirsManager and AssignmentsManager, and of the errors in its answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createTopic, directories, fetch, move, produce } from './directory-client.ts';
import { Lookout } from './lookout.ts';
import { SimulatedMachine } from './simulated-node.ts';

const SETTINGS = {
  'log.dirs': '/data,/more',
  'ottla.http.address': '127.0.0.1:9644',
  'replica.alter.log.dirs.io.max.bytes.per.second': '2000',
};
const RECORDS = 40;
const MOVER = 'kafka_server_replicaalterlogdirsmanager';

async function start(title: string) {
  const machine = new SimulatedMachine(title);
  const lookout = new Lookout();
  const started = await machine.start(SETTINGS, { operations: lookout });
  return { machine, lookout, started, client: await machine.connect(9092) };
}

test('a move has a lag and a rate while it lasts', async () => {
  const { machine, lookout, started, client } = await start('move-metrics');
  await createTopic(client, 't', { 'retention.ms': '-1' });
  const value = 'x'.repeat(1000);
  for (let n = 0; n < RECORDS; n++) assert.equal(await produce(client, 't', value), 'NONE');
  const measured = async (name: string): Promise<number> => {
    const samples = await lookout.samples();
    return samples.get(`${MOVER}_${name}{clientId="ReplicaAlterLogDirs"}`) ?? NaN;
  };
  const all = ['maxlag', 'minfetchrate', 'failedpartitionscount', 'deadthreadcount'];
  for (const name of all) assert.equal(await measured(name), 0, name);
  assert.equal(await move(client, 't', '/more'), 'NONE');
  await machine.universe.advance(6_000);
  // The first read has taken all that was there; what comes after it has to wait.
  for (let n = 0; n < 3; n++) assert.equal(await produce(client, 't', value), 'NONE');
  await machine.universe.advance(1_000);
  assert.equal(await measured('maxlag'), 3);
  const rate = await measured('minfetchrate');
  assert.ok(rate > 0, `${rate}`);
  await machine.universe.advance(60_000);
  assert.equal((await directories(client))['/more'], 't');
  for (const name of all) assert.equal(await measured(name), 0, name);
  const queued = 'kafka_server_assignmentsmanager_queuedreplicatodirassignments';
  assert.equal((await lookout.samples()).get(queued), 0);
  await machine.stop(started);
});

test('errors in answers count by request and name', async () => {
  const { machine, lookout, started, client } = await start('error-metrics');
  await createTopic(client, 't');
  await produce(client, 't', 'x');
  await produce(client, 'nowhere', 'x');
  assert.equal(await fetch(client, 't', 7), 'OFFSET_OUT_OF_RANGE');
  const samples = await lookout.samples();
  const errors = 'kafka_network_requestmetrics_errors_total';
  const of = (request: string, error: string): number | undefined =>
    samples.get(`${errors}{request="${request}",error="${error}"}`);
  assert.equal(of('Produce', 'NONE'), 1);
  assert.equal(of('Produce', 'UNKNOWN_TOPIC_OR_PARTITION'), 1);
  assert.equal(of('FetchConsumer', 'OFFSET_OUT_OF_RANGE'), 1);
  assert.equal(of('CreateTopics', 'NONE'), 1);
  const throttled = 'kafka_network_requestmetrics_throttletimems';
  assert.equal(samples.get(`${throttled}_count{request="Produce"}`), 2);
  assert.equal(samples.get(`${throttled}_sum{request="Produce"}`), 0);
  await machine.stop(started);
});
