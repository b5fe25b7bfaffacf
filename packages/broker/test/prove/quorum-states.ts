// `npm run prove -- quorum-states [COUNT] [FIRST_SEED]`: crash states of what only a whole node
// writes. Each seed is one of three, in turn:
//   quorum   a controller with its metadata log, snapshots and quorum-state. What was acknowledged
//            is there, nothing that nobody asked for; epochs and what is committed never go back;
//            a snapshot is whole or not there; a start never fails
//   votes    quorum-state alone: after a death it says what was written last, or was being written
//   move     a replica that moves between log directories by the broker's own code
// Power and process die at random moments, and in the middle of a call to the disk.

import assert from 'node:assert/strict';

import { SimulatedUniverse } from '@ottla/base';
import type { Death } from '@ottla/base';
import { type ElectionState, formatQuorumState } from '@ottla/raft';
import { CrashTally } from '../../../log/test/prove/crash-tally.ts';
import { Died, FatalCall } from '../../../log/test/prove/fatal-call.ts';
import { QuorumStateStore } from '../../src/controller/quorum-state-store.ts';
import { DIRECTORY_ID, NAME } from '../controller/controller-world.ts';
import { proveDyingMove } from './moving-replica.ts';
import { QuorumClaims, QuorumWorld } from './quorum-world.ts';

/** What the directory of the metadata log has beside a log's own files. */
export const QUORUM_KINDS: readonly string[] = [
  '.checkpoint',
  '.checkpoint.part',
  '.deleted',
  '.log',
  '.tmp',
  'leader-epoch-checkpoint',
  'quorum-state',
];

const KINDS = ['quorum', 'votes', 'move'] as const;
export type Kind = (typeof KINDS)[number];

/** From here on no kind of file may have come through all deaths unchanged. */
const COUNT_CHANGING_ALL = 3_000;
const LIVES_MAX = 3;
const STEPS_MAX = 30;
const LIFE_CALLS_MAX = 500;
const STARTING_CALLS_MAX = 150;
/** Names that were made, and are not durable yet, are what a loss of power is about. */
const DYING_BEFORE_NAMES = 0.5;
/** One in so many calls makes names durable. */
const CALLS_PER_NAMES = 15;
/** A move changes the disk about so often. */
const MOVE_CALLS_MAX = 110;

export async function prove(args: readonly string[]): Promise<{ covered: string }> {
  const count = Number(args[0] ?? 3_000);
  const first = Number(args[1] ?? 1);
  const tally = new CrashTally();
  await proveQuorumStates(first, count, { tally });
  tally.requireMet(QUORUM_KINDS);
  if (count >= COUNT_CHANGING_ALL) tally.requireChanged(QUORUM_KINDS);
  const seeds = `seeds ${first} to ${first + count - 1}, ${KINDS.join(', ')} in turn`;
  return { covered: `${count} crash states, ${seeds}; ${tally.text}` };
}

export interface Proving {
  /** Undefined for all in turn. */
  readonly kind?: Kind;
  readonly tally: CrashTally;
}

/** Throws, naming the seed, where one state does not hold. */
export async function proveQuorumStates(
  firstSeed: number,
  count: number,
  { kind, tally }: Proving,
): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const ofSeed = kind ?? KINDS[seed % KINDS.length];
    try {
      if (ofSeed === 'move') await proveMove(seed);
      else if (ofSeed === 'votes') proveVotes(seed, tally);
      else await proveQuorum(seed, tally);
    } catch (error) {
      throw new Error(`${ofSeed} of seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
}

async function proveQuorum(seed: number, tally: CrashTally): Promise<void> {
  const it = new QuorumWorld({ seed, config: configOf(seed), segmentBytes: 2_000 });
  const { universe } = it;
  const { prng } = universe;
  const claims = new QuorumClaims();
  let isServing = false;
  const lives = 1 + prng.below(LIVES_MAX);
  for (let life = 0; life < lives; life++) {
    claims.checkFiles(it);
    await it.start();
    claims.check(it);
    it.fatal = prng.chance(0.6) ? fatalCall(universe, LIFE_CALLS_MAX) : undefined;
    await untilDeath(it, async () => {
      if (!isServing) await it.withBroker();
      isServing = true;
      await work(it, claims);
    });
    die(it, tally);
    if (!prng.chance(0.3)) continue;
    it.fatal = fatalCall(universe, STARTING_CALLS_MAX);
    await untilDeath(it, async () => {
      await it.start();
      claims.saw(it);
    });
    die(it, tally);
  }
  claims.checkFiles(it);
  await it.start();
  claims.check(it);
}

function fatalCall(universe: SimulatedUniverse, callsMax: number): FatalCall {
  const { prng } = universe;
  const storage = universe.storage(NAME);
  if (!prng.chance(DYING_BEFORE_NAMES)) return new FatalCall(storage, prng.below(callsMax));
  return new FatalCall(storage, prng.below(callsMax / CALLS_PER_NAMES), 'sync directory');
}

/** Few or many records between snapshots, which stay or go. */
function configOf(seed: number): Readonly<Record<string, string>> {
  const { prng } = new SimulatedUniverse({ seed: `config ${seed}` });
  return {
    'broker.session.timeout.ms': '2000000000',
    'metadata.log.max.record.bytes.between.snapshots': prng.pick(['800', '3000', '8000']),
    'metadata.max.retention.ms': prng.pick(['1', '1', '50', '-1']),
  };
}

/** Whoever is dead may fail in any way. */
async function untilDeath(it: QuorumWorld, live: () => Promise<void>): Promise<void> {
  try {
    await live();
  } catch (error) {
    if (it.fatal?.hasCome !== true) throw error;
  } finally {
    it.fatal?.end();
  }
}

function die(it: QuorumWorld, tally: CrashTally): void {
  const { universe } = it;
  it.fatal = undefined;
  tally.kill(universe, NAME, anyDeath(universe));
  it.failures.length = 0;
  it.world = universe.restart(NAME);
}

function anyDeath({ prng }: Pick<SimulatedUniverse, 'prng'>): Death {
  return prng.chance(0.75) ? 'power' : 'process';
}

async function work(it: QuorumWorld, claims: QuorumClaims): Promise<void> {
  const { prng } = it.universe;
  const steps = prng.below(STEPS_MAX);
  for (let step = 0; step < steps; step++) {
    const dice = prng.float();
    if (dice < 0.55) await claims.createTopics(it, 1 + prng.below(4), true);
    else if (dice < 0.75) await claims.createTopics(it, 1 + prng.below(4), false);
    else if (dice < 0.97) await it.advance(prng.between(0, 5));
    // Segments and what else was deleted leave the disk a minute later.
    else await it.advance(61_000);
    claims.saw(it);
  }
  if (prng.chance(0.2)) await it.stop();
}

/** Votes and leaders of growing epochs, as a voter among several comes to know them. */
function proveVotes(seed: number, tally: CrashTally): void {
  const universe = new SimulatedUniverse({ seed });
  const { prng } = universe;
  const format = { kraftVersion: prng.below(2), voterIds: [1, 2, 3] };
  const textOf = (election: ElectionState | undefined): string =>
    election === undefined ? '' : formatQuorumState(election, format);
  let { disk } = universe.createNode(NAME);
  disk.makeDirectory('/data');
  disk.syncDirectory('/');
  let written: ElectionState | undefined;
  for (let life = 0; life < 4; life++) {
    let coming = written;
    const fatal = new FatalCall(universe.storage(NAME), prng.below(40));
    try {
      const store = new QuorumStateStore(disk, '/data');
      while (!fatal.hasCome) {
        coming = nextElection(written, universe);
        store.write(coming, format);
        written = coming;
      }
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
    fatal.end();
    tally.kill(universe, NAME, anyDeath(universe));
    ({ disk } = universe.restart(NAME));
    const found = new QuorumStateStore(disk, '/data').read();
    const isOneOfBoth = [textOf(written), textOf(coming)].includes(textOf(found));
    assert.ok(isOneOfBoth, `quorum-state says ${textOf(found)} after ${textOf(written)}`);
    written = found;
  }
}

/** A vote in the same epoch or a later one, or its leader. */
function nextElection(
  before: ElectionState | undefined,
  { prng }: SimulatedUniverse,
): ElectionState {
  const epoch = (before?.epoch ?? 0) + prng.below(2);
  const id = 1 + prng.below(3);
  const isVote = prng.chance(0.5);
  return {
    epoch,
    leaderId: isVote ? -1 : id,
    votedKey: isVote ? { id, directoryId: DIRECTORY_ID } : undefined,
  };
}

async function proveMove(seed: number): Promise<void> {
  const { prng } = new SimulatedUniverse({ seed: `move ${seed}` });
  await proveDyingMove({ seed, fatal: 1 + prng.below(MOVE_CALLS_MAX), death: anyDeath({ prng }) });
}
