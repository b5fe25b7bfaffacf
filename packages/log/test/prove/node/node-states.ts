// Crash states of a node with two log directories. What must hold after each death, beside what
// holds of a single log:
//   1  a replica's log is there, by its topic id, with all that was durable; after a kill with all
//      that was written
//   2  a log that was deleted never comes back, and gives nothing to one that has its name
//   3  a replica that moves has one log that has all, wherever the move was
//   4  a log start that was shown, the identity of a directory, and what was set aside stay
//   5  a directory passes for closed where it was closed, and only there

import { SimulatedUniverse } from '@ottla/base';
import type { Death, World } from '@ottla/base';

import type { CrashTally } from '../crash-tally.ts';
import { Died, FatalCall } from '../fatal-call.ts';
import { HostedNode } from './hosted-node.ts';
import { NodeWork } from './node-work.ts';

const NODE = 'broker';
const LIVES_MAX = 3;
const STEPS_MAX = 70;
/** Calls to the disk after which a node dies; so many that some live to their end. */
const LIFE_CALLS_MAX = 400;
/** Opening two directories takes about so many. */
const OPENING_CALLS_MAX = 150;
/** Names that were made, and are not durable yet, are what a loss of power is about. */
const DYING_BEFORE_NAMES = 0.5;
/** One in so many calls makes names durable. */
const CALLS_PER_NAMES = 15;

export async function proveNodeState(seed: number, tally: CrashTally): Promise<void> {
  const universe = new SimulatedUniverse({ seed });
  const { prng } = universe;
  const node = new HostedNode(universe);
  const work = new NodeWork(node);
  let world = universe.createNode(NODE);
  const lives = 1 + prng.below(LIVES_MAX);
  for (let life = 0; life < lives; life++) {
    node.open(world);
    node.verify();
    await live(node, work);
    const death = anyDeath(universe);
    node.dies(death);
    tally.kill(universe, NODE, death);
    world = universe.restart(NODE);
    if (prng.chance(0.3)) world = dieWhileOpening({ universe, node, tally, world });
  }
  node.open(world);
  node.verify();
  // Once more: what recovery made of it is as good as what it found.
  node.dies('process');
  universe.kill(NODE, 'process');
  node.open(universe.restart(NODE));
  node.verify();
}

function anyDeath({ prng }: SimulatedUniverse): Death {
  return prng.chance(0.75) ? 'power' : 'process';
}

/** Until its work is done, or one of its calls to the disk was the last. */
async function live(node: HostedNode, work: NodeWork): Promise<void> {
  const { universe } = node;
  const { prng } = universe;
  const fatal = fatalCall(universe, prng.chance(0.6) ? LIFE_CALLS_MAX : Infinity);
  try {
    await node.settle();
    const steps = prng.below(STEPS_MAX);
    for (let step = 0; step < steps; step++) await work.step();
    if (prng.chance(0.25)) await node.close();
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  } finally {
    fatal.end();
  }
}

function fatalCall(universe: SimulatedUniverse, callsMax: number): FatalCall {
  const { prng } = universe;
  const storage = universe.storage(NODE);
  if (callsMax === Infinity) return new FatalCall(storage, Infinity);
  if (!prng.chance(DYING_BEFORE_NAMES)) return new FatalCall(storage, prng.below(callsMax));
  return new FatalCall(storage, prng.below(callsMax / CALLS_PER_NAMES), 'sync directory');
}

interface Opening {
  readonly universe: SimulatedUniverse;
  readonly node: HostedNode;
  readonly tally: CrashTally;
  readonly world: World;
}

function dieWhileOpening({ universe, node, tally, world }: Opening): World {
  const fatal = fatalCall(universe, OPENING_CALLS_MAX);
  try {
    node.open(world);
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  } finally {
    fatal.end();
  }
  const death = anyDeath(universe);
  node.diesAgain(death);
  tally.kill(universe, NODE, death);
  return universe.restart(NODE);
}
