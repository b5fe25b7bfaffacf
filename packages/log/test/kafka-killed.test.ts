// A directory that a killed Apache Kafka left: it compacts above its checkpoints, so that a gap
// there is no loss. Nothing is lost, neither at the first start nor after it; and from then on a
// gap above our own recovery point is a loss again.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import type { World } from '@ottla/base';
import { SimulatedUniverse } from '@ottla/base';

import type { LogServices, PartitionLog } from '../src/index.ts';
import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import { layImage } from './prove/disk-image.ts';
import { checkAgainstBatches } from './prove/log-invariants.ts';
import { offsetsIn, readAll, servicesOf } from './simulated-log.ts';

const FIXTURE = new URL('fixtures/kafka-4.3.1-log-directory.json.gz', import.meta.url);
const DIRECTORY = '/kafka';
const RECORDS = 8_276;
const END = 90_000;

const CHECKPOINTS = ['recovery-point', 'cleaner', 'log-start', 'replication'];
const COMPACT = { delete: false, compact: true };
const DELETE = { delete: true, compact: false };

interface Opened {
  readonly services: LogServices;
  readonly directory: LogDirectory;
  readonly log: PartitionLog;
}

interface Left {
  /** Kafka was given a directory of ours, and killed before it wrote a checkpoint. */
  readonly hasOurCheckpoints?: boolean;
  /** The newest segment's index is as large as Kafka makes it. */
  readonly isPreallocated?: boolean;
}

/** As Kafka's kill leaves it that had just started: with none of its checkpoints. */
function killedKafka({ hasOurCheckpoints, isPreallocated }: Left = {}): SimulatedUniverse {
  const universe = new SimulatedUniverse({ seed: 1 });
  const { disk } = universe.createNode('broker');
  // The fixture is ours: file names and base64.
  const files = JSON.parse(gunzipSync(readFileSync(FIXTURE)).toString()) as Record<string, string>;
  const gone = ['.kafka_cleanshutdown', ...CHECKPOINTS.map((name) => `${name}-offset-checkpoint`)];
  const left = Object.entries(files).filter(([name]) => {
    return !gone.includes(name) && !name.startsWith('flights');
  });
  const image = left.map(([name, base64]) => {
    const bytes = Buffer.from(base64, 'base64');
    return { path: `${DIRECTORY}/${name}`, bytes, modifiedMs: 0 };
  });
  const active = image.findLast(({ path }) => path.endsWith('.index'));
  if (active !== undefined && isPreallocated === true) {
    const grown = Buffer.alloc(10_485_760);
    active.bytes.copy(grown);
    active.bytes = grown;
  }
  if (hasOurCheckpoints === true) {
    const bytes = Buffer.from('0\n01\ncompacted 0 0\n');
    image.push({ path: `${DIRECTORY}/recovery-point-offset-checkpoint`, bytes, modifiedMs: 0 });
  }
  layImage(disk, image);
  return universe;
}

function open(world: World, cleanupPolicy = COMPACT): Opened {
  const services = servicesOf(world, { tailBytesMax: 0 });
  const directory = LogDirectory.open({ services, path: DIRECTORY });
  assert.deepEqual(directory.load(() => ({ ...defaultLogConfig, cleanupPolicy })).damaged, []);
  const log = directory.log('compacted', 0);
  assert.ok(log !== undefined);
  return { services, directory, log };
}

function checkWhole({ log, services }: Opened): void {
  assert.equal(log.logEndOffset, END);
  assert.equal(readAll({ log, services }).length, RECORDS);
  checkAgainstBatches(log, services);
}

function worldOf(universe: SimulatedUniverse): World {
  universe.kill('broker', 'process');
  return universe.restart('broker');
}

for (const end of ['process', 'power'] as const) {
  test(`no gap above Kafka's checkpoints is a loss, nor after the end of our ${end}`, () => {
    const universe = killedKafka();
    checkWhole(open(worldOf(universe)));
    universe.kill('broker', end);
    checkWhole(open(universe.restart('broker')));
  });
}

test('nor above ours, where Kafka had the log since and was killed soon', () => {
  const universe = killedKafka({ hasOurCheckpoints: true, isPreallocated: true });
  for (const end of ['process', 'power', 'process'] as const) {
    universe.kill('broker', end);
    checkWhole(open(universe.restart('broker')));
  }
});

test('a gap above our checkpoints is a loss where Kafka has not been', () => {
  const universe = killedKafka({ hasOurCheckpoints: true });
  assert.ok(open(worldOf(universe)).log.logEndOffset < END);
});

test('nor where compaction is no longer its policy', () => {
  const universe = killedKafka();
  checkWhole(open(worldOf(universe), DELETE));
  checkWhole(open(worldOf(universe), DELETE));
});

test('the recovery point is above the gaps, before it is ours', () => {
  const universe = killedKafka();
  const { log } = open(worldOf(universe));
  const gap = log.segments.findLast((segment, index) => {
    const before = log.segments[index - 1];
    return before !== undefined && before.sizeBytes === 0 && segment.baseOffset > 0;
  });
  assert.ok(log.flushedOffset >= (gap?.baseOffset ?? Infinity), `${log.flushedOffset}`);
});

test('a segment that is missing above our own recovery point is a loss', () => {
  const universe = killedKafka();
  const first = open(worldOf(universe));
  const { disk } = first.services.world;
  const bases = first.log.segments.map(({ baseOffset }) => baseOffset);
  const lost = bases.findLast((base) => base < (bases.at(-1) ?? 0)) ?? 0;
  // As if all of it were new: our recovery point stands at the first gap.
  const path = `${DIRECTORY}/recovery-point-offset-checkpoint`;
  const text = Buffer.from(disk.readFile(path)).toString();
  disk.writeFile(path, Buffer.from(text.replace(/^compacted 0 \d+$/m, 'compacted 0 0')));
  const cleaner = `${DIRECTORY}/cleaner-offset-checkpoint`;
  disk.writeFile(cleaner, Buffer.from('0\n01\ncompacted 0 0\n'));
  const { log, services } = open(worldOf(universe));
  assert.ok(log.logEndOffset < END, 'ends at the first gap');
  assert.ok((offsetsIn({ log, services }).at(-1) ?? -1) < lost);
});
