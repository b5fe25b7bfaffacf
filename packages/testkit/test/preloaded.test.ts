// What is there from the start, and what a test puts in later.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { startKafka } from '../src/index.ts';

describe('a Kafka', () => {
  test('has the topics, configs and records that were asked for', async () => {
    await using kafka = await startKafka({
      topics: [
        'plain',
        {
          name: 'orders',
          partitions: 2,
          configs: { 'retention.ms': 1000, 'cleanup.policy': 'delete' },
          records: [
            { key: 'a', value: { id: 1 }, headers: { source: 'web' }, timestamp: new Date(2e12) },
            { value: null, partition: 1 },
            { key: 'a', value: new Uint8Array([0xff]), partition: 0 },
          ],
        },
      ],
      configs: { 'log.message.timestamp.after.max.ms': 1e15 },
    });
    const admin = kafka.admin();
    const described = await admin.describeTopics(['plain', 'orders']);
    assert.deepEqual(
      [...described.values()].map(({ name, partitions }) => [name, partitions.length]),
      [
        ['plain', 1],
        ['orders', 2],
      ],
    );
    const configs = await admin.describeConfigs([{ type: 'topic', name: 'orders' }]);
    const retention = configs.get('topic:orders')?.find(({ name }) => name === 'retention.ms');
    assert.equal(retention?.value, '1000');

    const records = await kafka.records('orders');
    const first = records.find(({ key }) => key === 'a');
    assert.equal(first?.value, '{"id":1}');
    assert.deepEqual(first?.json(), { id: 1 });
    assert.deepEqual(first?.headers, { source: 'web' });
    assert.equal(first?.timestamp, 2e12);
    assert.ok(records.some(({ value, partition }) => value === null && partition === 1));
    const bytes = records.find(({ valueBytes }) => valueBytes?.[0] === 0xff);
    assert.equal(bytes?.partition, 0);
    assert.deepEqual(await kafka.records('plain'), []);
  });

  test('takes records and topics later too, at the time of its clock', async () => {
    await using kafka = await startKafka({ topics: ['t'] });
    const before = kafka.clock.now();
    const [placed] = await kafka.produce('t', [{ value: 'x' }]);
    assert.equal(placed?.offset, 0);
    assert.ok((placed?.timestamp ?? 0) >= before);
    await kafka.createTopics([{ name: 'later', records: [{ value: 'y' }] }]);
    const values = (await kafka.records('later')).map(({ value }) => value);
    assert.deepEqual(values, ['y']);
  });

  test('holds many records, in their order', async () => {
    const values = Array.from({ length: 5_000 }, (_, index) => `value ${index}`);
    const records = values.map((value) => ({ value }));
    await using kafka = await startKafka({ topics: [{ name: 'many', records }] });
    assert.deepEqual((await kafka.records('many')).map(({ value }) => value), values);
  });

  test('makes no topics by itself where it is told so', async () => {
    await using kafka = await startKafka({ configs: { 'auto.create.topics.enable': false } });
    const producer = kafka.producer({ maxBlockMs: 200 });
    await assert.rejects(producer.send({ topic: 'typo', value: 'x' }));
    assert.deepEqual(await kafka.admin().listTopics(), []);
  });

  test('does not start with what cannot be', async () => {
    const wrong = startKafka({ configs: { 'num.partitions': 'three' } });
    await assert.rejects(wrong, { name: 'ConfigError', message: /num\.partitions/ });
    const retention = { 'retention.ms': 'long' };
    const refused = startKafka({ topics: [{ name: 't', configs: retention }] });
    await assert.rejects(refused, { message: /retention\.ms/ });
    await assert.rejects(startKafka({ topics: ['no spaces'] }), /no spaces|InvalidTopic/i);
  });

  test('two of them, side by side, have nothing in common', async () => {
    const topics = [{ name: 't', records: [{ value: 'one' }] }];
    await using one = await startKafka({ topics });
    await using two = await startKafka({ topics: ['t'], clock: 'virtual' });
    assert.notEqual(one.bootstrapServers, two.bootstrapServers);
    await two.produce('t', [{ value: 'two' }]);
    await one.stop();
    assert.deepEqual((await two.records('t')).map(({ value }) => value), ['two']);
  });
});
