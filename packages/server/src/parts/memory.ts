// The memory of a node: what its connections read into, what files are read into, and what of the
// logs' tails is kept. All of it grows with use and is bounded.

import { type Logger, SlabPool, type World } from '@ottla/base';
import { type LogServices, TailCache } from '@ottla/log';
import { ReceiveMemory } from '@ottla/protocol';

const MEGABYTE = 1_048_576;
/** Largest usual requests (1 MB) fit several times. */
const RECEIVE_SLAB_BYTES = 4 * MEGABYTE;
const RECEIVE_SLABS_KEPT = 8;
const READ_SLABS_KEPT = 8;
/** Sixteen slabs: seconds of a busy topic, and little beside a JVM's heap. */
const TAIL_CACHE_BYTES = 64 * MEGABYTE;

export interface NodeMemory {
  readonly receive: ReceiveMemory;
  readonly logServices: LogServices;
}

export function nodeMemory(world: World, logger: Logger): NodeMemory {
  const poison = world.poisonsMemory;
  const receivePool = new SlabPool({
    slabBytes: RECEIVE_SLAB_BYTES,
    keptSlabsMax: RECEIVE_SLABS_KEPT,
    poison,
  });
  return {
    receive: new ReceiveMemory({ pool: receivePool, poison }),
    logServices: {
      world,
      logger: logger.child('log'),
      readPool: new SlabPool({ slabBytes: MEGABYTE, keptSlabsMax: READ_SLABS_KEPT, poison }),
      tailCache: new TailCache({ bytesMax: TAIL_CACHE_BYTES }),
    },
  };
}
