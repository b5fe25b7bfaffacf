// The same key goes to the same partition: 100,000 random keys, as Java's producer chooses and as
// librdkafka does with its matching partitioners. Ours is what `Producer` itself sends them to.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { Prng } from '@ottla/base';
import { type KeyPartitioner, partitionOfKey, Producer } from '@ottla/client';

import { ScriptedCluster } from '../../packages/client/test/scripted/scripted-cluster.ts';
import { ServedLogs } from '../../packages/client/test/scripted/serve-logs.ts';
import { interopRoot } from '../paths.ts';
import { JAVA_CLASSES, PYTHON } from '../peers/drivers.ts';
import { javaClassPath } from '../peers/java.ts';
import { runProgram } from '../peers/process.ts';

const KEYS = 100_000;
const BYTES_MAX = 64;
/** Of the topics that keys are sent to. */
const PARTITION_COUNTS = [1, 2, 3, 7, 12, 50, 97, 256, 1_000] as const;
const CHUNK = 2_000;

interface Keyed {
  /** Half of them text, as applications mostly have it. */
  readonly sent: Uint8Array | string;
  readonly key: Uint8Array;
  readonly count: number;
}

const prng = new Prng(7);
/** Empty keys are among them: Java hashes them, librdkafka's CRC32 takes them for none. */
const all: readonly Keyed[] = Array.from({ length: KEYS }, () => {
  const length = prng.below(BYTES_MAX + 1);
  const count = PARTITION_COUNTS[prng.below(PARTITION_COUNTS.length)] ?? 1;
  if (prng.chance(0.5)) {
    const key = Uint8Array.from({ length }, () => prng.below(256));
    return { sent: key, key, count };
  }
  const sent = Array.from({ length }, () => String.fromCodePoint(prng.below(0xd800))).join('');
  return { sent, key: Buffer.from(sent), count };
});

async function askedOf(command: readonly string[], keys: readonly Keyed[]): Promise<number[]> {
  const [program = '', ...args] = command;
  const lines = keys.map(({ key, count }) => `${count} ${Buffer.from(key).toString('base64')}\n`);
  const run = await runProgram(program, args, { input: lines.join(''), timeoutMs: 60_000 });
  assert.equal(run.code, 0, run.stderr);
  return run.stdout.trimEnd().split('\n').map(Number);
}

/** Where a producer of ours sends them. */
async function sentBy(partitioner: KeyPartitioner, keys: readonly Keyed[]): Promise<number[]> {
  const cluster = await ScriptedCluster.start(1);
  new ServedLogs(cluster);
  for (const count of PARTITION_COUNTS) {
    cluster.addTopic(`of-${count}`, Array.from({ length: count }, () => 1));
  }
  const { universe, client: world, bootstrapServers } = cluster;
  const producer = new Producer({ world, bootstrapServers, partitioner, enableMetricsPush: false });
  const partitions: number[] = [];
  for (let first = 0; first < keys.length; first += CHUNK) {
    const sending = keys
      .slice(first, first + CHUNK)
      .map(({ sent: key, count }) => producer.send({ topic: `of-${count}`, key, value: null }));
    const placed = await universe.resolve(Promise.all(sending));
    partitions.push(...placed.map(({ partition }) => partition));
  }
  await universe.resolve(producer.close());
  return partitions;
}

let byMurmur2: readonly number[] = [];
before(async () => {
  byMurmur2 = await sentBy('murmur2', all);
  // And so says the function that is exported for those who choose partitions themselves.
  assert.deepEqual(all.map(({ key, count }) => partitionOfKey(key, count)), byMurmur2);
});

const librdkafka = (partitioner: string): readonly string[] => [
  PYTHON,
  join(interopRoot, 'python', 'key_partitions.py'),
  partitioner,
];

test('murmur2, as Java', async () => {
  const classPath = `${JAVA_CLASSES}:${await javaClassPath()}`;
  const theirs = await askedOf(['java', '-cp', classPath, 'KeyPartitions'], all);
  assert.deepEqual(byMurmur2, theirs);
});

test('murmur2, as librdkafka’s murmur2', async () => {
  assert.deepEqual(byMurmur2, await askedOf(librdkafka('murmur2'), all));
});

test('consistent_random, as librdkafka’s consistent', async () => {
  const keys = all.filter(({ key }) => key.length > 0);
  const ours = await sentBy('consistent_random', keys);
  assert.deepEqual(ours, await askedOf(librdkafka('consistent'), keys));
});
