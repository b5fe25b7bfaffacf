// To which partitions a producer sends keys: as Java's clients, or as librdkafka's do. By a
// scripted broker.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crc32 } from 'node:zlib';

import { partitionOfKey, Producer, type ProducerOptions } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const PARTITIONS = 97;
const texts = Array.from({ length: 300 }, (_, index) => `${'é鍵🔑k'.slice(index % 5)}-${index}`);
/** 2,000 characters: more than a key of text is given room for without memory of its own. */
const long = 'ключ'.repeat(500);
const keys = [...texts, long];

interface Way {
  readonly what: string;
  readonly options: Partial<ProducerOptions>;
  readonly partitionOf: (key: string) => number;
}

async function started(options: Partial<ProducerOptions>) {
  const cluster = await ScriptedCluster.start(1);
  cluster.addTopic('t', Array.from({ length: PARTITIONS }, () => 1));
  new ServedLogs(cluster);
  const { client: world, bootstrapServers } = cluster;
  const producer = new Producer({ world, bootstrapServers, enableMetricsPush: false, ...options });
  const run = <T>(promise: Promise<T>): Promise<T> => cluster.universe.resolve(promise);
  const partitionsOf = async (all: readonly (string | Buffer | null)[]): Promise<number[]> => {
    const sends = all.map((key) => producer.send({ topic: 't', key, value: 'v' }));
    return (await run(Promise.all(sends))).map(({ partition }) => partition);
  };
  return { partitionsOf, close: () => run(producer.close()) };
}

describe('a producer', () => {
  const ways: readonly Way[] = [
    {
      what: 'left alone: murmur2',
      options: {},
      partitionOf: (key) => partitionOfKey(Buffer.from(key), PARTITIONS),
    },
    {
      what: 'with consistent_random: CRC32',
      options: { partitioner: 'consistent_random' },
      partitionOf: (key) => crc32(Buffer.from(key)) % PARTITIONS,
    },
  ];
  for (const { what, options, partitionOf } of ways) {
    test(`${what}, of text and of bytes`, async () => {
      const { partitionsOf, close } = await started(options);
      const expected = keys.map((key) => partitionOf(key));
      assert.deepEqual(await partitionsOf(keys), expected);
      assert.deepEqual(await partitionsOf(keys.map((key) => Buffer.from(key))), expected);
      await close();
    });
  }

  test('with consistent_random spreads records without key, or with an empty one', async () => {
    const { partitionsOf, close } = await started({
      partitioner: 'consistent_random',
      batchSize: 100,
    });
    for (const key of [null, '']) {
      const partitions = await partitionsOf(Array.from({ length: 50 }, () => key));
      assert.ok(new Set(partitions).size > 1, partitions.join());
    }
    await close();
  });
});
