// The Worlds of one Kafka: the broker's, with its disk in memory; that of clients which share its
// clock; and that of the kit's own requests, whose clock is always real.

import {
  createMemoryDisk,
  createNodeWorld,
  HeldUniverse,
  type Offload,
  Prng,
  type World,
} from '@ottla/base';

import { type KafkaClock, RealClock, VirtualClock } from '../clock/kafka-clock.ts';
import type { KafkaOptions } from '../options.ts';
import { joinedNetwork } from './joined-network.ts';

export interface Worlds {
  readonly broker: World;
  readonly clients: World;
  readonly kit: World;
  readonly clock: KafkaClock;
}

/**
 * While others come by TCP, time moves only after so many turns of the loop in which nothing
 * happened: enough for what they sent in answer to be read.
 */
const REST_TURNS_BESIDE_TCP = 256;

/** `moved` hears when a virtual clock has been moved. */
export function createWorlds(options: KafkaOptions, moved: () => void): Worlds {
  const node = createNodeWorld();
  const { wallMs, monotonicMs } = node.clock;
  const random = new Prng(`${process.pid} ${wallMs()} ${monotonicMs()}`);
  // A thread would outlive a test that forgets to stop, and a process has only one exit. Nothing of
  // a test is secret: the system's own chance takes long to load.
  const kit: World = { ...node, random, offload: inTurn(node), exit: () => undefined };
  const isVirtual = options.clock === 'virtual';
  return isVirtual ? virtualWorlds(options, kit, moved) : realWorlds(kit);
}

function realWorlds(kit: World): Worlds {
  const broker = { ...kit, disk: createMemoryDisk(kit.clock) };
  return { broker, clients: kit, kit, clock: new RealClock(kit.clock) };
}

function virtualWorlds({ now }: KafkaOptions, kit: World, moved: () => void): Worlds {
  const startMs = now === undefined ? kit.clock.wallMs() : Number(now);
  if (!Number.isSafeInteger(startMs) || startMs < 0) {
    throw new TypeError(`now must be a Date or milliseconds since 1970, got ${String(now)}`);
  }
  const universe = new HeldUniverse({ seed: kit.random.uint32(), startMs });
  const process = universe.createProcess('broker');
  const clients = universe.createProcess('clients');
  const network = joinedNetwork({
    inMemory: process.network,
    tcp: kit.network,
    cameByTcp: () => {
      universe.restTurns = REST_TURNS_BESIDE_TCP;
    },
  });
  return {
    broker: { ...process, network },
    clients,
    kit: { ...kit, network: universe.createProcess('testkit').network },
    clock: new VirtualClock(universe, process.clock, moved),
  };
}

/** Jobs run on this thread, each in a turn of its own. */
function inTurn({ timers }: World): Offload {
  return {
    run: (job, input) =>
      new Promise((resolve, reject) => {
        timers.after(0, () => {
          try {
            resolve(job.run(input));
          } catch (error) {
            reject(error);
          }
        });
      }),
  };
}
