// `npm run prove -- crash-states [COUNT] [FIRST_SEED]`: a log directory lives through random work,
// loses power or is killed at a random moment, and is opened again. Each seed is one crash state.
// What must hold:
//   1  all that was durable is there, byte for byte
//   2  what is there was appended once, whole, in order: nothing torn, nothing alien
//   3  opening it again changes nothing; dying while opening neither
//   4  indexes, leader epochs, producers and aborted transactions are what the batches say
// Of a compacted log, instead of 1 and 2, what compaction-rules.ts says; of a node with several
// directories and topics, what node/node-states.ts says. Each kind of file that a log directory
// has must be met, and changed, by some death; broker's quorum-states.ts has the quorum's.

import assert from 'node:assert/strict';

import { SimulatedUniverse } from '@ottla/base';
import type { World } from '@ottla/base';

import type { LogConfig, PartitionLog } from '../../src/index.ts';
import { CHECKPOINT_KINDS, defaultLogConfig, LogDirectory } from '../../src/index.ts';
import { servicesOf } from '../simulated-log.ts';
import { CompactingWorker } from './compacting-work.ts';
import { CLEANER_KINDS, CrashTally, DIRECTORY_KINDS } from './crash-tally.ts';
import { Died, FatalCall } from './fatal-call.ts';
import { proveNodeState } from './node/node-states.ts';
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
/** So do these. */
const NODES_EVERY = 16;
const NODES_FROM = 4;
/** From here on no kind of file may have come through all deaths unchanged. */
const COUNT_CHANGING_ALL = 10_000;
/** How often a directory dies once more while it is being opened. */
const DEATH_WHILE_OPENING = 0.3;

export async function prove(args: readonly string[]): Promise<{ covered: string }> {
  const count = Number(args[0] ?? 10_000);
  const first = Number(args[1] ?? 1);
  const kind = kindNamed(args[2]);
  const tally = new CrashTally();
  await proveCrashStates(first, count, { kind, tally });
  const ofDirectory = kind === 'kept' || kind === 'compacted' ? [] : DIRECTORY_KINDS;
  const ofCleaner = kind === 'kept' || kind === 'node' ? [] : CLEANER_KINDS;
  tally.requireMet([...ofDirectory, ...ofCleaner]);
  if (count >= COUNT_CHANGING_ALL) tally.requireChanged([...ofDirectory, ...ofCleaner]);
  const kinds = `1 in ${COMPACTED_EVERY} compacted, 1 in ${NODES_EVERY} of whole nodes`;
  const seeds = `seeds ${first} to ${first + count - 1}, ${kind ?? kinds}`;
  return { covered: `${count} crash states, ${seeds}; ${tally.text}` };
}

function kindNamed(name: string | undefined): Kind | undefined {
  const kind = KINDS.find((each) => each === name);
  assert.ok(name === kind, `${name} is none of ${KINDS.join(', ')}`);
  return kind;
}

export interface Proving {
  /** Undefined for all in turn. */
  readonly kind?: Kind | undefined;
  readonly tally?: CrashTally;
}

/** Throws, naming the seed, where one state does not hold. */
export async function proveCrashStates(
  firstSeed: number,
  count: number,
  { kind, tally = new CrashTally() }: Proving = {},
): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    try {
      await proveOne(seed, kind ?? kindOf(seed), tally);
    } catch (error) {
      throw new Error(`crash state of seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
}

/** `compacted`: the log is cleaned while it is written. `node`: see node-states.ts. */
const KINDS = ['kept', 'compacted', 'node'] as const;
type Kind = (typeof KINDS)[number];

function kindOf(seed: number): Kind {
  if (seed % COMPACTED_EVERY === 0) return 'compacted';
  return seed % NODES_EVERY === NODES_FROM ? 'node' : 'kept';
}

async function proveOne(seed: number, kind: Kind, tally: CrashTally): Promise<void> {
  await (kind === 'node' ? proveNodeState(seed, tally) : proveLogState(seed, kind, tally));
}

async function proveLogState(
  seed: number,
  kind: 'kept' | 'compacted',
  tally: CrashTally,
): Promise<void> {
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
    tally.kill(universe, 'broker', prng.chance(0.8) ? 'power' : 'process');
    if (prng.chance(DEATH_WHILE_OPENING)) dieWhileOpening(universe, config, tally);
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

/** Opens the directory, and loses power in the middle of it. */
function dieWhileOpening(
  universe: SimulatedUniverse,
  config: LogConfig,
  tally: CrashTally,
): void {
  const fatal = new FatalCall(universe.storage('broker'), universe.prng.below(120));
  const world = universe.restart('broker');
  try {
    open(world, config);
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  } finally {
    fatal.end();
    tally.kill(universe, 'broker', universe.prng.chance(0.8) ? 'power' : 'process');
  }
}
