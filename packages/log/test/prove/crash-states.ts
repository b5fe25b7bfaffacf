// `npm run prove -- crash-states [COUNT] [FIRST_SEED]`: a log directory lives through random work,
// loses power or is killed at a random moment, and is opened again. Each seed is one crash state.
// What must hold:
//   1  all that was durable is there, byte for byte
//   2  what is there was appended once, whole, in order: nothing torn, nothing alien
//   3  opening it again changes nothing; dying while opening neither
//   4  indexes, leader epochs, producers and aborted transactions are what the batches say
// Of a compacted log, instead of 1 and 2, what compaction-rules.ts says.

import assert from 'node:assert/strict';

import { SimulatedUniverse } from '@ottla/base';
import type { World } from '@ottla/base';

import type { LogConfig, PartitionLog } from '../../src/index.ts';
import { CHECKPOINT_KINDS, defaultLogConfig, LogDirectory } from '../../src/index.ts';
import { servicesOf } from '../simulated-log.ts';
import { CompactingWorker } from './compacting-work.ts';
import { Worker } from './random-work.ts';

const DIRECTORY = '/data';
const CONFIG: LogConfig = {
  ...defaultLogConfig,
  segmentBytes: 2_000,
  indexIntervalBytes: 300,
  transactionVerification: false,
  fileDeleteDelayMs: 50,
  producerIdExpirationMs: Infinity,
};
const STEPS_MAX = 40;
/** A cleaning needs something to clean. */
const COMPACTED_STEPS_MAX = 90;
/** They take ten times as long. */
const COMPACTED_EVERY = 8;
/** How often a directory dies once more while it is being opened. */
const DEATH_WHILE_OPENING = 0.3;

export async function prove(args: readonly string[]): Promise<{ covered: string }> {
  const count = Number(args[0] ?? 10_000);
  const first = Number(args[1] ?? 1);
  await proveCrashStates(first, count);
  const seeds = `seeds ${first} to ${first + count - 1}, 1 in ${COMPACTED_EVERY} compacted`;
  return { covered: `${count} crash states, ${seeds}` };
}

/** Throws, naming the seed, where one state does not hold. Without a kind, of both in turn. */
export async function proveCrashStates(
  firstSeed: number,
  count: number,
  kind?: Kind,
): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    try {
      await proveOne(seed, kind ?? (seed % COMPACTED_EVERY === 0 ? 'compacted' : 'kept'));
    } catch (error) {
      throw new Error(`crash state of seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
}

/** `compacted`: the log is cleaned while it is written. */
type Kind = 'kept' | 'compacted';

async function proveOne(seed: number, kind: Kind): Promise<void> {
  const universe = new SimulatedUniverse({ seed });
  const { prng } = universe;
  const config = kind === 'kept' ? CONFIG : { ...CONFIG, ...CompactingWorker.config };
  let opened = open(universe.createNode('broker'), config);
  const worker =
    kind === 'kept' ? new Worker(universe, opened.log) : new CompactingWorker(universe);
  const lives = 1 + prng.below(2);
  for (let life = 0; life < lives; life++) {
    worker.directory = opened.directory;
    worker.lives(opened.log, opened.services);
    const steps = prng.below(kind === 'kept' ? STEPS_MAX : COMPACTED_STEPS_MAX);
    for (let step = 0; step < steps; step++) {
      await worker.step();
      // Left to itself: the crash may come while it is under way.
      for (const checkpoint of CHECKPOINT_KINDS) {
        if (prng.chance(0.05)) opened.directory.checkpoint(checkpoint).catch(() => undefined);
      }
    }
    const isClosed = prng.chance(0.1);
    if (isClosed) await universe.resolve(opened.directory.close({ brokerEpoch: 1 }));
    const durable = worker.dies({ isClosed });
    universe.kill('broker', prng.chance(0.8) ? 'power' : 'process');
    if (prng.chance(DEATH_WHILE_OPENING)) dieWhileOpening(universe, config);
    opened = open(universe.restart('broker'), config);
    const content = worker.verify(opened.log, opened.services, durable);
    worker.check(opened.log, opened.services);
    if (prng.chance(0.3)) opened = reopenUnchanged(universe, { content, worker, config });
  }
}

interface Opened {
  readonly directory: LogDirectory;
  readonly services: ReturnType<typeof servicesOf>;
  readonly log: PartitionLog;
}

function open(world: World, config: LogConfig): Opened {
  const services = servicesOf(world, { tailBytesMax: 20_000, openFilesMax: 2 });
  const directory = LogDirectory.open({ services, path: DIRECTORY });
  const { damaged } = directory.load(() => config);
  assert.deepEqual(damaged, []);
  const log = directory.createLog({ topic: 'flights', partition: 0, config });
  return { directory, services, log };
}

interface Reopening {
  readonly content: Buffer;
  readonly worker: Worker | CompactingWorker;
  readonly config: LogConfig;
}

/** A kill after recovery: what the page cache has is what there was. */
function reopenUnchanged(universe: SimulatedUniverse, reopening: Reopening): Opened {
  const { content, worker, config } = reopening;
  universe.kill('broker', 'process');
  const opened = open(universe.restart('broker'), config);
  assert.ok(worker.contentOf(opened).equals(content), 'recovering twice gave something else');
  worker.check(opened.log, opened.services);
  return opened;
}

class Died extends Error {}

/** Opens the directory, and loses power in the middle of it. */
function dieWhileOpening(universe: SimulatedUniverse, config: LogConfig): void {
  const { faults } = universe.storage('broker');
  const { failure } = faults;
  let left = universe.prng.below(120);
  const world = universe.restart('broker');
  faults.failure = () => {
    left -= 1;
    if (left < 0) throw new Died();
    return undefined;
  };
  try {
    open(world, config);
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  } finally {
    faults.failure = failure;
    universe.kill('broker', universe.prng.chance(0.8) ? 'power' : 'process');
  }
}
