// Keys and values of the application's own types, through producer and consumer.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  ClientError,
  PartitionConsumer,
  Producer,
  serdes,
  SerializationError,
  type Serializer,
} from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

interface Order {
  readonly id: number;
  readonly items: readonly string[];
}

async function start(): Promise<ScriptedCluster> {
  const cluster = await ScriptedCluster.start(1);
  cluster.addTopic('orders', [1]);
  new ServedLogs(cluster);
  return cluster;
}

test('what goes in typed comes out typed, null as null', async () => {
  const cluster = await start();
  const { client: world, bootstrapServers } = cluster;
  const producer = new Producer({
    world,
    bootstrapServers,
    keySerializer: serdes.int32,
    valueSerializer: serdes.json<Order>(),
  });
  const consumer = new PartitionConsumer({
    world,
    bootstrapServers,
    keyDeserializer: serdes.int32,
    valueDeserializer: serdes.json<Order>(),
  });
  const order = { id: 7, items: ['tea'] };
  await cluster.universe.resolve(producer.send({ topic: 'orders', key: 7, value: order }));
  await cluster.universe.resolve(producer.send({ topic: 'orders', key: 7, value: null }));
  consumer.assign([{ topic: 'orders', partition: 0, from: 'earliest' }]);
  const seen: unknown[] = [];
  while (seen.length < 2) {
    for (const { key, value } of await cluster.universe.resolve(consumer.next())) {
      // Both would not compile if the types did not flow.
      seen.push([key === null ? null : key + 1, value?.items[0]]);
    }
  }
  assert.deepEqual(seen, [
    [8, 'tea'],
    [8, undefined],
  ]);
  await consumer.close();
  await cluster.universe.resolve(producer.close());
});

test('what cannot be written rejects that send alone, and says what and where', async () => {
  const cluster = await start();
  const { client: world, bootstrapServers } = cluster;
  const valueSerializer: Serializer<number> = {
    serialize(value) {
      if (value < 0) throw new RangeError('below zero');
      return String(value);
    },
  };
  const producer = new Producer({ world, bootstrapServers, valueSerializer });
  const bad = producer.send({ topic: 'orders', value: -1 });
  const good = producer.send({ topic: 'orders', value: 1 });
  await assert.rejects(bad, (error) => {
    assert.ok(error instanceof SerializationError);
    assert.equal(error.message, 'the value of a record for orders cannot be written: below zero');
    assert.ok(error.cause instanceof RangeError);
    return true;
  });
  assert.equal((await cluster.universe.resolve(good)).offset, 0);
  await cluster.universe.resolve(producer.close());
});

test('an object without a serializer is refused with what to do', async () => {
  const cluster = await start();
  const { client: world, bootstrapServers } = cluster;
  const producer = new Producer<string, object>({ world, bootstrapServers });
  const sent = producer.send({ topic: 'orders', value: { id: 1 } });
  sent.catch(() => undefined);
  await assert.rejects(cluster.universe.resolve(sent), (error) => {
    assert.ok(error instanceof ClientError);
    assert.match(error.message, /got object: set keySerializer or valueSerializer/);
    return true;
  });
  await cluster.universe.resolve(producer.close());
});
