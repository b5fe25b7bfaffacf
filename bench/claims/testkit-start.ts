// Claim: a test with `startKafka()`, from the start of its process to its first record consumed,
// takes at most three times what a bare Node HTTP server takes to listen. The packages are those
// that are published; the record goes through a producer and a consumer in a group.
//
// The two take turns in one run, so that a busy machine slows both. What V8 made of the packages is
// kept from one start to the next, as on a user's machine; the first pair is thrown away.

import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { houseRoot, temporaryDirectory } from '../../interop/paths.ts';
import { stageLibraries } from '../../scripts/release/stage-packages.ts';
import type { Row, Sample } from '../outcome.ts';
import { bareServer, type Program, startNode } from '../peers/node-process.ts';

const PAIRS = 9;
const RATIO_MAX = 3;

const TEST = `
import { startKafka } from '@ottla/testkit';
const kafka = await startKafka({ topics: ['orders'] });
await kafka.producer().send({ topic: 'orders', value: 'tea' });
const consumer = kafka.consumer({ groupId: 'kitchen', autoOffsetReset: 'earliest' });
consumer.subscribe('orders');
for await (const record of consumer) {
  process.stdout.write('consumed ' + record.value.length + ' bytes\\n');
  break;
}
await kafka.stop();
// Only a process that ends by itself leaves what V8 made of its modules to the next one.
process.once('SIGTERM', () => process.exit());
setInterval(() => {}, 1000);
`;

/** A user's project with the packages in it; gives the program. */
async function makeProject(directory: string): Promise<Program> {
  const modules = join(directory, 'node_modules');
  const staged = join(directory, 'staged');
  mkdirSync(join(modules, '@node-rs'), { recursive: true });
  await stageLibraries(staged, join(directory, 'compiled'));
  renameSync(staged, join(modules, '@ottla'));
  const addOns = join('node_modules', '@node-rs');
  cpSync(join(houseRoot, addOns), join(directory, addOns), { recursive: true });
  const file = join(directory, 'orders.test.mjs');
  writeFileSync(file, TEST);
  return { args: [file], ready: /^consumed 3 bytes$/m };
}

async function readyAfterMs(program: Program, cache: string): Promise<number> {
  const started = await startNode(program, { NODE_COMPILE_CACHE: cache });
  await started.stop();
  return started.readyMs;
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const directory = temporaryDirectory('bench');
  const program = await makeProject(directory);
  const cache = join(directory, 'compile-cache');
  const samples: Sample[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const peer = await readyAfterMs(bareServer, cache);
    const ours = await readyAfterMs(program, cache);
    if (pair > 0) samples.push({ ours, peer });
  }
  rmSync(directory, { recursive: true });
  const what = 'process start to first record consumed, testkit';
  const peer = 'bare Node HTTP server';
  return [{ what, unit: 'ms', peer, samples, bound: { atMost: RATIO_MAX } }];
}
