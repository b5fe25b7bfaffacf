// A whole node under administration: configs that hold while it runs and after it starts again,
// loggers, log directories, the quorum, features, elections and reassignments.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { LoggerTree } from '@ottla/base';
import {
  alterPartitionReassignmentsApi,
  createTopicsApi,
  describeConfigsApi,
  describeLogDirsApi,
  describeQuorumApi,
  electLeadersApi,
  errorOf,
  incrementalAlterConfigsApi,
  listPartitionReassignmentsApi,
  unregisterBrokerApi,
  updateFeaturesApi,
} from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import { SimulatedMachine } from './simulated-node.ts';

const TOPIC = 2;
const BROKER = 4;
const LOGGER = 8;

/** Sets, or with null removes, one config; gives the error. */
async function alter(
  client: RawClient,
  [resourceType, resourceName]: readonly [number, string],
  [name, value]: readonly [string, string | null],
): Promise<string> {
  const configs = [{ name, configOperation: value === null ? 1 : 0, value }];
  const resources = [{ resourceType, resourceName, configs }];
  const { responses } = await client.ask(incrementalAlterConfigsApi, 1, { resources });
  const [result] = responses;
  return `${errorOf(result?.errorCode ?? -1).name} ${result?.errorMessage ?? ''}`.trim();
}

/** `value source: synonyms` */
async function describeOne(
  client: RawClient,
  [resourceType, resourceName]: readonly [number, string],
  name: string,
): Promise<string> {
  const resources = [{ resourceType, resourceName, configurationKeys: [name] }];
  const request = { resources, includeSynonyms: true };
  const { results } = await client.ask(describeConfigsApi, 4, request);
  const found = results[0]?.configs[0];
  if (found === undefined) return 'none';
  const synonyms = found.synonyms.map((each) => `${each.source}:${each.name}=${each.value}`);
  return [`${found.value} ${found.configSource}`, ...synonyms].join(' ');
}

async function createTopic(client: RawClient, name: string): Promise<void> {
  assert.equal(await tryToCreate(client, name), 'NONE');
}

async function tryToCreate(client: RawClient, name: string): Promise<string> {
  const topics = [{ name, numPartitions: 1, replicationFactor: 1 }];
  const { topics: made } = await client.ask(createTopicsApi, 7, { topics, timeoutMs: 5000 });
  return errorOf(made[0]?.errorCode ?? -1).name;
}

describe('configs of a running broker', () => {
  test('each layer is told, the strongest first, and topics inherit it at once', async () => {
    const machine = new SimulatedMachine('layers');
    const started = await machine.start({ 'log.segment.bytes': '1500000' });
    const client = await machine.connect(9092);
    await createTopic(client, 't');
    const name = 'log.segment.bytes';
    const file = `4:${name}=1500000 5:${name}=1073741824`;
    const told = () => describeOne(client, [BROKER, '1'], name);
    assert.equal(await told(), `1500000 4 ${file}`);
    assert.equal(await alter(client, [BROKER, ''], [name, '3000000']), 'NONE');
    assert.equal(await told(), `3000000 3 3:${name}=3000000 ${file}`);
    assert.equal(await alter(client, [BROKER, '1'], [name, '2000000']), 'NONE');
    const both = `2:${name}=2000000 3:${name}=3000000 ${file}`;
    assert.equal(await told(), `2000000 2 ${both}`);
    assert.equal(await describeOne(client, [TOPIC, 't'], 'segment.bytes'), `2000000 2 ${both}`);
    assert.equal(await alter(client, [BROKER, '1'], [name, null]), 'NONE');
    assert.equal(await told(), `3000000 3 3:${name}=3000000 ${file}`);
    await machine.stop(started);
  });

  test('what nobody knows is kept, and told without its value', async () => {
    const machine = new SimulatedMachine('unknown');
    const started = await machine.start();
    const client = await machine.connect(9092);
    assert.equal(await alter(client, [BROKER, '1'], ['my.own', 'secret']), 'NONE');
    assert.equal(await describeOne(client, [BROKER, '1'], 'my.own'), 'null 2 2:my.own=null');
    await machine.stop(started);
  });

  test('connections are limited while it runs, and after it was killed', async () => {
    const machine = new SimulatedMachine('limits');
    const started = await machine.start();
    const client = await machine.connect(9092);
    const limit = ['max.connections.per.ip.overrides', 'client 2:0'] as const;
    assert.equal(await alter(client, [BROKER, ''], limit), 'NONE');
    const refused = async (): Promise<boolean> => {
      const other = await machine.connect(9092);
      await machine.universe.advance(100);
      return other.isClosed || other.isEnded;
    };
    assert.equal(await refused(), true, 'the second client has a limit of 0');
    assert.equal(await refused(), false, 'the third one has none');
    assert.equal(await alter(client, [BROKER, ''], ['max.connections.per.ip', '1']), 'NONE');
    machine.crash('process');
    const again = await machine.start();
    const survivor = await machine.connect(9092);
    assert.equal(
      await describeOne(survivor, [BROKER, '1'], 'max.connections.per.ip'),
      '1 3 3:max.connections.per.ip=1 5:max.connections.per.ip=2147483647',
    );
    await machine.stop(again);
    assert.deepEqual([...started.fatal, ...again.fatal], []);
  });

  test('what a part of the node does not take is refused', async () => {
    const machine = new SimulatedMachine('refused');
    const started = await machine.start();
    const client = await machine.connect(9092);
    const wrong = ['max.connections.per.ip.overrides', 'nonsense'] as const;
    const answer = await alter(client, [BROKER, '1'], wrong);
    assert.match(answer, /^INVALID_REQUEST Invalid value nonsense for configuration max\.conn/);
    await machine.stop(started);
  });
});

test('levels of loggers are told, set, and forgotten by a restart', async () => {
  const machine = new SimulatedMachine('loggers');
  const loggerLevels = new LoggerTree('info');
  loggerLevels.logger('network');
  const started = await machine.start({}, { loggerLevels });
  const client = await machine.connect(9092);
  assert.equal(await alter(client, [LOGGER, '1'], ['network', 'DEBUG']), 'NONE');
  assert.equal(await describeOne(client, [LOGGER, '1'], 'network'), 'DEBUG 6');
  assert.equal(loggerLevels.levels().get('network'), 'DEBUG');
  await machine.stop(started);
  const again = await machine.start();
  const later = await machine.connect(9092);
  assert.equal(await describeOne(later, [LOGGER, '1'], 'root'), 'INFO 6');
  assert.equal(await describeOne(later, [LOGGER, '1'], 'network'), 'none');
  await machine.stop(again);
});

describe('directories that are cordoned while the node runs', () => {
  interface Told {
    readonly cordoned: string;
    readonly topics: string;
  }

  /** Paths that are cordoned; topics by path. */
  async function told(client: RawClient): Promise<Told> {
    const { results } = await client.ask(describeLogDirsApi, 5, { topics: null });
    assert.ok(results.every((each) => each.errorCode === 0));
    const cordoned = results.filter((each) => each.isCordoned).map((each) => each.logDir);
    const topics = results.flatMap(({ logDir, topics: inside }) =>
      inside.map(({ name }) => `${logDir}/${name}`),
    );
    return { cordoned: cordoned.join(' '), topics: topics.toSorted().join(' ') };
  }

  const setting = 'cordoned.log.dirs';

  test('get nothing new, and keep what they have', async () => {
    const machine = new SimulatedMachine('cordoned');
    const started = await machine.start({ 'log.dirs': '/data,/more' });
    const client = await machine.connect(9092);
    for (const name of ['a', 'b']) await createTopic(client, name);
    assert.deepEqual(await told(client), { cordoned: '', topics: '/data/a /more/b' });
    assert.equal(await alter(client, [BROKER, '1'], [setting, '/data']), 'NONE');
    for (const name of ['c', 'd']) await createTopic(client, name);
    const topics = '/data/a /more/b /more/c /more/d';
    assert.deepEqual(await told(client), { cordoned: '/data', topics });
    await machine.stop(started);
  });

  test('are all of them: then no topic is made, until they are not any more', async () => {
    const machine = new SimulatedMachine('all cordoned');
    const started = await machine.start();
    const client = await machine.connect(9092);
    assert.equal(await alter(client, [BROKER, '1'], [setting, '*']), 'NONE');
    await machine.universe.advance(1000);
    assert.equal(await tryToCreate(client, 't'), 'INVALID_REPLICATION_FACTOR');
    machine.crash('process');
    const again = await machine.start();
    const later = await machine.connect(9092);
    assert.equal((await told(later)).cordoned, '/data');
    await machine.universe.advance(1000);
    assert.equal(await tryToCreate(later, 't'), 'INVALID_REPLICATION_FACTOR');
    assert.equal(await alter(later, [BROKER, '1'], [setting, null]), 'NONE');
    await machine.universe.advance(1000);
    assert.equal(await tryToCreate(later, 't'), 'NONE');
    await machine.stop(again);
    assert.deepEqual([...started.fatal, ...again.fatal], []);
  });
});

test('what the controller answers comes through the broker', async () => {
  const machine = new SimulatedMachine('forwarded');
  const started = await machine.start();
  const client = await machine.connect(9092);
  await createTopic(client, 't');
  const partitions = [{ partitionIndex: 0 }];
  const quorum = await client.ask(describeQuorumApi, 2, {
    topics: [{ topicName: '__cluster_metadata', partitions }],
  });
  assert.equal(quorum.topics[0]?.partitions[0]?.leaderId, 1);
  assert.deepEqual(quorum.nodes.map(({ listeners }) => listeners.map(({ name }) => name)), [
    ['CONTROLLER'],
  ]);
  const elected = await client.ask(electLeadersApi, 2, {
    electionType: 0,
    topicPartitions: [{ topic: 't', partitions: [0] }],
    timeoutMs: 1000,
  });
  const election = elected.replicaElectionResults[0]?.partitionResult[0];
  assert.equal(errorOf(election?.errorCode ?? 0).name, 'ELECTION_NOT_NEEDED');
  const reassigned = await client.ask(alterPartitionReassignmentsApi, 1, {
    topics: [{ name: 't', partitions: [{ partitionIndex: 0, replicas: [2] }] }],
  });
  const reassignment = reassigned.responses[0]?.partitions[0];
  assert.equal(errorOf(reassignment?.errorCode ?? 0).name, 'INVALID_REPLICA_ASSIGNMENT');
  const ongoing = await client.ask(listPartitionReassignmentsApi, 0, { topics: null });
  assert.deepEqual([ongoing.errorCode, ongoing.topics], [0, []]);
  const featureUpdates = [{ feature: 'metadata.version', maxVersionLevel: 29, upgradeType: 2 }];
  const features = await client.ask(updateFeaturesApi, 2, { featureUpdates });
  assert.equal(errorOf(features.errorCode).name, 'INVALID_UPDATE_VERSION');
  const unregistered = await client.ask(unregisterBrokerApi, 0, { brokerId: 5 });
  assert.equal(errorOf(unregistered.errorCode).name, 'BROKER_ID_NOT_REGISTERED');
  await machine.stop(started);
});
