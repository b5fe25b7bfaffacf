import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  apiVersionsApi,
  BatchBuilder,
  createPartitionsApi,
  createTopicsApi,
  deleteTopicsApi,
  describeClusterApi,
  errors,
  fetchApi,
  metadataApi,
  produceApi,
} from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import { SimulatedMachine, type StartedNode } from './simulated-node.ts';

async function createTopic(client: RawClient, name: string, partitions = 1): Promise<string> {
  const topics = [{ name, numPartitions: partitions, replicationFactor: 1 }];
  const response = await client.ask(createTopicsApi, 7, { topics, timeoutMs: 5000 });
  const [result] = response.topics;
  assert.equal(result?.errorCode, errors.NONE.code, String(result?.errorMessage));
  return result?.topicId ?? '';
}

async function produce(client: RawClient, topic: string, value: string): Promise<number> {
  const builder = new BatchBuilder({ baseOffset: 0, partitionLeaderEpoch: -1 });
  builder.append(1_700_000_000_000, null, Buffer.from(value));
  const partitionData = [{ index: 0, records: builder.finish() }];
  const response = await client.ask(produceApi, 9, {
    acks: -1,
    timeoutMs: 5000,
    topicData: [{ name: topic, partitionData }],
  });
  const result = response.responses[0]?.partitionResponses[0];
  assert.equal(result?.errorCode, errors.NONE.code);
  return Number(result?.baseOffset);
}

/** How many bytes of records a topic's first partition has, and its high watermark. */
async function fetchAll(client: RawClient, topic: string): Promise<[number, number]> {
  const response = await client.ask(fetchApi, 12, {
    maxWaitMs: 0,
    minBytes: 0,
    maxBytes: 1_000_000,
    topics: [
      { topic, partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1_000_000 }] },
    ],
  });
  const result = response.responses[0]?.partitions[0];
  assert.equal(result?.errorCode, errors.NONE.code);
  return [result?.records?.length ?? 0, Number(result?.highWatermark)];
}

async function topicNames(client: RawClient): Promise<string[]> {
  const response = await client.ask(metadataApi, 12, { topics: null });
  return response.topics.map((topic) => topic.name ?? '').toSorted();
}

test('an empty disk is formatted, and then kept as it is', async () => {
  const machine = new SimulatedMachine('format');
  const first = await machine.start();
  assert.deepEqual(first.node.formatted, ['/data']);
  await machine.stop(first);
  const second = await machine.start();
  assert.deepEqual(second.node.formatted, []);
  assert.equal(second.node.clusterId, first.node.clusterId);
  await machine.stop(second);
});

test('clients are told how to reach the node, and what it serves', async () => {
  const machine = new SimulatedMachine('metadata');
  const started = await machine.start();
  const client = await machine.connect(9092);
  const metadata = await client.ask(metadataApi, 12, { topics: null });
  assert.equal(metadata.clusterId, started.node.clusterId);
  assert.deepEqual(metadata.brokers.map(({ nodeId, host, port }) => [nodeId, host, port]), [
    [1, 'broker', 9092],
  ]);
  const versions = await client.ask(apiVersionsApi, 4, {
    clientSoftwareName: 'test',
    clientSoftwareVersion: '1',
  });
  const keys = versions.apiKeys.map((each) => each.apiKey);
  assert.deepEqual(keys, [
    ...[0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 22, 23, 32, 33, 34, 35, 37],
    ...[42, 43, 44, 45, 46, 47, 55, 57, 60, 61, 64, 74, 75],
  ]);
  const finalized = versions.finalizedFeatures.map(({ name, maxVersionLevel }) => [
    name,
    maxVersionLevel,
  ]);
  assert.deepEqual(Object.fromEntries(finalized), {
    'metadata.version': 30,
    'eligible.leader.replicas.version': 1,
    'kraft.version': 1,
  });
  await machine.stop(started);
});

test('the controller has a listener of its own, with its own APIs', async () => {
  const machine = new SimulatedMachine('controller');
  const started = await machine.start();
  const client = await machine.connect(9093);
  const versions = await client.ask(apiVersionsApi, 0, {});
  const keys = versions.apiKeys.map((each) => each.apiKey);
  assert.deepEqual(keys, [18, 19, 20, 32, 33, 37, 43, 44, 45, 46, 55, 57, 60, 64]);
  // The controller's own registration follows its activation.
  await machine.universe.advance(1000);
  const cluster = await client.ask(describeClusterApi, 1, { endpointType: 2 });
  assert.deepEqual(cluster.brokers.map(({ brokerId, port }) => [brokerId, port]), [[1, 9093]]);
  assert.equal(cluster.controllerId, 1);
  await createTopic(client, 'made-by-controller');
  assert.deepEqual(await topicNames(await machine.connect(9092)), ['made-by-controller']);
  await machine.stop(started);
});

test('what was created is there at once, and gone at once when deleted', async () => {
  const machine = new SimulatedMachine('topics');
  const started = await machine.start();
  const client = await machine.connect(9092);
  for (const round of [1, 2, 3]) {
    const id = await createTopic(client, 'again', 3);
    assert.equal(await produce(client, 'again', `round ${round}`), 0);
    const topics = [{ name: null, topicId: id }];
    const deleted = await client.ask(deleteTopicsApi, 6, { topics, timeoutMs: 5000 });
    assert.equal(deleted.responses[0]?.errorCode, errors.NONE.code);
    assert.deepEqual(await topicNames(client), []);
  }
  await machine.stop(started);
});

describe('what was acknowledged', () => {
  type End = (machine: SimulatedMachine, started: StartedNode) => Promise<void>;
  const ends: readonly [string, End][] = [
    ['a clean stop', (machine, started) => machine.stop(started)],
    ['kill -9', (machine) => Promise.resolve(machine.crash('process'))],
  ];
  for (const [title, end] of ends) {
    test(`survives ${title}`, async () => {
      const machine = new SimulatedMachine(title);
      const started = await machine.start();
      const client = await machine.connect(9092);
      await createTopic(client, 'kept');
      assert.equal(await produce(client, 'kept', 'one'), 0);
      assert.equal(await produce(client, 'kept', 'two'), 1);
      const before = await fetchAll(client, 'kept');
      assert.equal(before[1], 2);
      await end(machine, started);
      const again = await machine.start();
      const reader = await machine.connect(9092);
      assert.deepEqual(await topicNames(reader), ['kept']);
      assert.deepEqual(await fetchAll(reader, 'kept'), before);
      assert.equal(await produce(reader, 'kept', 'three'), 2);
      await machine.stop(again);
    });
  }

  test('with flush.messages=1 is read after kill -9, though nobody appends', async () => {
    const machine = new SimulatedMachine('flushed');
    const settings = { 'log.flush.interval.messages': '1' };
    await machine.start(settings);
    const client = await machine.connect(9092);
    await createTopic(client, 'kept');
    assert.equal(await produce(client, 'kept', 'one'), 0);
    machine.crash('process');
    const again = await machine.start(settings);
    await machine.universe.advance(100);
    assert.equal((await fetchAll(await machine.connect(9092), 'kept'))[1], 1);
    await machine.stop(again);
  });

  test('metadata survive a loss of power: they were flushed', async () => {
    const machine = new SimulatedMachine('power');
    await machine.start();
    await createTopic(await machine.connect(9092), 'kept');
    machine.crash('power');
    const again = await machine.start();
    assert.deepEqual(await topicNames(await machine.connect(9092)), ['kept']);
    await machine.stop(again);
  });
});

test('a topic is made when a client asks for its metadata', async () => {
  const machine = new SimulatedMachine('auto');
  const started = await machine.start({ 'num.partitions': '2' });
  const client = await machine.connect(9092);
  const ask = () =>
    client.ask(metadataApi, 12, { topics: [{ name: 'auto' }], allowAutoTopicCreation: true });
  assert.equal((await ask()).topics[0]?.errorCode, errors.UNKNOWN_TOPIC_OR_PARTITION.code);
  await machine.universe.advance(1000);
  const [topic] = (await ask()).topics;
  assert.equal(topic?.errorCode, errors.NONE.code);
  assert.equal(topic?.partitions.length, 2);
  await machine.stop(started);
});

describe('port 0', () => {
  test('finds a free port, and advertises it', async () => {
    const machine = new SimulatedMachine('port 0');
    const started = await machine.start({
      listeners: 'PLAINTEXT://broker:0,CONTROLLER://broker:0',
    });
    const [plain, controller] = started.node.listeners;
    assert.ok(plain && controller);
    const { port } = plain.advertised;
    assert.ok(port > 0);
    assert.notEqual(port, controller.advertised.port);
    const client = await machine.connect(port);
    const metadata = await client.ask(metadataApi, 12, { topics: null });
    assert.equal(metadata.brokers[0]?.port, port);
    await machine.stop(started);
  });
});

test('a controller without a port of its own still serves its broker', async () => {
  const machine = new SimulatedMachine('closed');
  const started = await machine.start({}, { opensControllerListeners: false });
  assert.deepEqual(started.node.listeners.map(({ name }) => name), ['PLAINTEXT']);
  await assert.rejects(machine.connect(9093), { code: 'ECONNREFUSED' });
  await createTopic(await machine.connect(9092), 'served');
  await machine.stop(started);
});

test('inside and outside addresses, each told to those who came that way', async () => {
  const machine = new SimulatedMachine('inside');
  const started = await machine.start({
    listeners: 'INSIDE://broker:29092,OUTSIDE://broker:9092,CONTROLLER://broker:9093',
    'advertised.listeners': 'INSIDE://broker:29092,OUTSIDE://elsewhere:19092',
    'listener.security.protocol.map': 'INSIDE:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'INSIDE',
  });
  const told = async (port: number): Promise<unknown[]> => {
    const client = await machine.connect(port);
    const { brokers } = await client.ask(metadataApi, 12, { topics: null });
    return brokers.map((each) => [each.host, each.port]);
  };
  assert.deepEqual(await told(29092), [['broker', 29092]]);
  assert.deepEqual(await told(9092), [['elsewhere', 19092]]);
  await machine.stop(started);
});

test('stopping answers who waits, and ends every connection', async () => {
  const machine = new SimulatedMachine('stop');
  const started = await machine.start();
  const client = await machine.connect(9092);
  await createTopic(client, 't');
  client.send(fetchApi, 12, {
    maxWaitMs: 60_000,
    minBytes: 1,
    maxBytes: 1000,
    topics: [{ topic: 't', partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 9 }] }],
  });
  await machine.universe.advance(100);
  const before = machine.universe.nowMs;
  await machine.stop(started);
  assert.ok(machine.universe.nowMs - before < 2000, 'the long poll did not delay the stop');
  assert.equal(client.responses.length, 1);
  await client.untilEnded();
  await assert.rejects(machine.connect(9092), { code: 'ECONNREFUSED' });
  // A second call is the first one's promise.
  await machine.stop(started);
});

describe('a disk that fails while the node runs', () => {
  test('ends a node that has only this one', async () => {
    const machine = new SimulatedMachine('disk');
    const started = await machine.start();
    const client = await machine.connect(9092);
    await createTopic(client, 't');
    machine.universe.storage('broker').faults.failure = () => 'EIO';
    const topics = [{ name: 'u', numPartitions: 1, replicationFactor: 1 }];
    client.send(createTopicsApi, 7, { topics, timeoutMs: 1000 });
    await machine.universe.runUntil(() => started.fatal.length > 0);
    assert.equal(started.fatal.length, 1);
    assert.match(started.fatal[0] ?? '', /metadata log/);
    await machine.stop(started);
  });

  test('costs a node with several the partitions there, and no more', async () => {
    const machine = new SimulatedMachine('two disks');
    const started = await machine.start({ 'log.dirs': '/data,/more' });
    const client = await machine.connect(9092);
    await createTopic(client, 't', 4);
    const { faults } = machine.universe.storage('broker');
    faults.failure = (_, path) => (path.startsWith('/more') ? 'EIO' : undefined);
    const builder = new BatchBuilder({ baseOffset: 0, partitionLeaderEpoch: -1 });
    builder.append(1, null, Buffer.from('x'));
    const records = builder.finish();
    const partitionData = [0, 1, 2, 3].map((index) => ({ index, records }));
    const topicData = [{ name: 't', partitionData }];
    await client.ask(produceApi, 9, { acks: 1, timeoutMs: 1000, topicData });
    const again = await client.ask(produceApi, 9, { acks: 1, timeoutMs: 1000, topicData });
    const codes = again.responses[0]?.partitionResponses.map((each) => each.errorCode) ?? [];
    const lost = codes.filter((code) => code !== errors.NONE.code);
    assert.ok(lost.length > 0 && lost.length < 4, String(codes));
    assert.ok(lost.every((code) => code === errors.KAFKA_STORAGE_ERROR.code), String(codes));
    await machine.universe.advance(20_000);
    assert.deepEqual(started.fatal, []);
    await machine.stop(started);
  });
});

describe('topics are made, grown and removed at every version', () => {
  test('CreateTopics, CreatePartitions, DeleteTopics', async () => {
    const machine = new SimulatedMachine('versions');
    const started = await machine.start();
    const client = await machine.connect(9092);
    for (let version = 2; version <= 7; version++) {
      const topics = [{ name: `t${version}`, numPartitions: 1, replicationFactor: 1 }];
      const response = await client.ask(createTopicsApi, version, { topics, timeoutMs: 5000 });
      const [made] = response.topics;
      assert.deepEqual([made?.name, made?.errorCode], [`t${version}`, errors.NONE.code]);
      assert.equal(made?.numPartitions, version >= 5 ? 1 : -1);
      assert.equal((made?.configs?.length ?? 0) > 0, version >= 5);
      const twice = await client.ask(createTopicsApi, version, { topics, timeoutMs: 5000 });
      assert.equal(twice.topics[0]?.errorCode, errors.TOPIC_ALREADY_EXISTS.code);
    }
    for (let version = 0; version <= 3; version++) {
      const topics = [{ name: 't2', count: version + 2, assignments: null }];
      const request = { topics, timeoutMs: 5000, validateOnly: false };
      const { results } = await client.ask(createPartitionsApi, version, request);
      assert.deepEqual(results.map((each) => each.errorCode), [errors.NONE.code]);
      const grown = await client.ask(metadataApi, 12, { topics: [{ name: 't2' }] });
      assert.equal(grown.topics[0]?.partitions.length, version + 2);
    }
    for (let version = 1; version <= 6; version++) {
      const name = `t${version + 1}`;
      const request = version === 6 ? { topics: [{ name }] } : { topicNames: [name] };
      const response = await client.ask(deleteTopicsApi, version, { ...request, timeoutMs: 5000 });
      assert.deepEqual(response.responses.map((each) => [each.name, each.errorCode]), [
        [name, errors.NONE.code],
      ]);
    }
    assert.deepEqual(await topicNames(client), []);
    await machine.stop(started);
  });
});
