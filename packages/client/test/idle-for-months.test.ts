// One who waits for records without a limit waits as long as it takes: a topic may be silent for
// longer than the 24.8 days that fit into 31 bits of milliseconds. By a scripted broker.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fetchApi, type Draft, type FetchResponse } from '@ottla/protocol';

import {
  Consumer,
  PartitionConsumer,
  Producer,
  type ConsumedRecord,
  type ConsumerOptions,
} from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const MONTH_MS = 30 * 24 * 3_600_000;
const FROM = [{ topic: 't', partition: 0, from: { offset: 0 } }] as const;

async function started() {
  const cluster = await ScriptedCluster.start(1);
  cluster.addTopic('t', [1]);
  const served = new ServedLogs(cluster);
  const { universe, client: world, bootstrapServers } = cluster;
  const held: ((answer: Draft<FetchResponse>) => void)[] = [];
  // Fetches are answered when there is something, so that a month has few events.
  cluster.broker(1).on(fetchApi, (_incoming, respond) => {
    held.push(respond);
  });
  const client = {
    world,
    bootstrapServers,
    requestTimeoutMs: 10 * MONTH_MS,
    metadataMaxAgeMs: 10 * MONTH_MS,
    enableMetricsPush: false,
  };
  const bring = async (): Promise<void> => {
    const producer = new Producer({ world, bootstrapServers, enableMetricsPush: false });
    await universe.resolve(producer.send({ topic: 't', value: 'at last' }));
    await universe.resolve(producer.close());
    const records = served.log('t').read(0, 1_000);
    const topicId = cluster.topics.get('t')?.id ?? '';
    const partition = { partitionIndex: 0, highWatermark: 1, records };
    held.shift()?.({ sessionId: 9, responses: [{ topicId, partitions: [partition] }] });
    await universe.advance(100);
  };
  return { universe, client, bring };
}

function inGroup(client: ConsumerOptions): Consumer {
  const consumer = new Consumer({ ...client, groupId: 'g', enableAutoCommit: false });
  consumer.assign(FROM);
  return consumer;
}

async function first(records: AsyncIterable<ConsumedRecord>): Promise<number | undefined> {
  for await (const { offset } of records) return offset;
  return undefined;
}

interface Waiting {
  readonly offset: Promise<number | undefined>;
  close(): Promise<void>;
}

const ways: Readonly<Record<string, (client: ConsumerOptions) => Waiting>> = {
  'next of a PartitionConsumer': (client) => {
    const consumer = new PartitionConsumer(client);
    consumer.assign(FROM);
    const offset = consumer.next().then((batch) => [...batch][0]?.offset);
    return { offset, close: () => consumer.close() };
  },
  'records of a PartitionConsumer': (client) => {
    const consumer = new PartitionConsumer(client);
    consumer.assign(FROM);
    const offset = first(consumer.records());
    return { offset, close: () => consumer.close() };
  },
  'for await of a Consumer': (client) => {
    const consumer = inGroup(client);
    const offset = first(consumer.records());
    return { offset, close: () => consumer.close() };
  },
  'process of a Consumer': (client) => {
    const consumer = inGroup(client);
    const seen = Promise.withResolvers<number>();
    const handler = ({ offset }: ConsumedRecord): void => seen.resolve(offset);
    const processing = consumer.process(handler);
    processing.catch((error: unknown) => seen.reject(error));
    return { offset: seen.promise, close: () => consumer.close() };
  },
};

describe('a topic that is silent for a month', () => {
  for (const [way, wait] of Object.entries(ways)) {
    test(`${way}: the next record is there in the end`, async () => {
      const { universe, client, bring } = await started();
      const { offset, close } = wait(client);
      await universe.advance(MONTH_MS);
      await bring();
      assert.equal(await universe.resolve(offset), 0);
      await universe.resolve(close());
    });
  }

  test('a handler that takes a month is waited for', async () => {
    const { universe, client, bring } = await started();
    const consumer = inGroup(client);
    const ending = new AbortController();
    let hasEnded = false;
    const handler = async (): Promise<void> => {
      await new Promise<void>((resume) => client.world.timers.after(MONTH_MS, resume));
      hasEnded = true;
      ending.abort();
    };
    const processing = consumer.process(handler, { signal: ending.signal });
    await universe.advance(100);
    await bring();
    await universe.advance(MONTH_MS);
    await universe.resolve(processing);
    assert.ok(hasEnded);
    await universe.resolve(consumer.close());
  });
});
