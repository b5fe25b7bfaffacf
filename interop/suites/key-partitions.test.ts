// The same key goes to the same partition: 100,000 random keys, as Java's producer chooses and as
// librdkafka does with its matching partitioners.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { Prng } from '@ottla/base';
import { partitionOfKey } from '@ottla/client';

import { byCrc32 } from '../../packages/client/src/producer/partitioner/partitioner.ts';
import { interopRoot } from '../paths.ts';
import { JAVA_CLASSES, PYTHON } from '../peers/drivers.ts';
import { javaClassPath } from '../peers/java.ts';
import { runProgram } from '../peers/process.ts';

const KEYS = 100_000;
const BYTES_MAX = 64;
const PARTITIONS_MAX = 1_000;

interface Keyed {
  readonly key: Uint8Array;
  readonly count: number;
}

const prng = new Prng(7);
/** Empty keys are among them: Java hashes them, librdkafka's CRC32 takes them for none. */
const all: readonly Keyed[] = Array.from({ length: KEYS }, () => {
  const length = prng.uint32() % (BYTES_MAX + 1);
  const key = Uint8Array.from({ length }, () => prng.uint32() & 0xff);
  return { key, count: 1 + (prng.uint32() % PARTITIONS_MAX) };
});

async function askedOf(command: readonly string[], keys: readonly Keyed[]): Promise<number[]> {
  const [program = '', ...args] = command;
  const lines = keys.map(({ key, count }) => `${count} ${Buffer.from(key).toString('base64')}\n`);
  const run = await runProgram(program, args, { input: lines.join(''), timeoutMs: 60_000 });
  assert.equal(run.code, 0, run.stderr);
  return run.stdout.trimEnd().split('\n').map(Number);
}

const byMurmur2 = ({ key, count }: Keyed): number => partitionOfKey(key, count);
const librdkafka = (partitioner: string): readonly string[] => [
  PYTHON,
  join(interopRoot, 'python', 'key_partitions.py'),
  partitioner,
];

test('murmur2, as Java', async () => {
  const classPath = `${JAVA_CLASSES}:${await javaClassPath()}`;
  const theirs = await askedOf(['java', '-cp', classPath, 'KeyPartitions'], all);
  assert.deepEqual(all.map(byMurmur2), theirs);
});

test('murmur2, as librdkafka’s murmur2', async () => {
  assert.deepEqual(all.map(byMurmur2), await askedOf(librdkafka('murmur2'), all));
});

test('consistent_random, as librdkafka’s consistent', async () => {
  const keys = all.filter(({ key }) => key.length > 0);
  const ours = keys.map(({ key, count }) => byCrc32(key, count));
  assert.deepEqual(ours, await askedOf(librdkafka('consistent'), keys));
});
