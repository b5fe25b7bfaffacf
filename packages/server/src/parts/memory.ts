// The memory of a node: what its connections read into, what files are read into, and what of the
// logs' tails is kept; and its descriptors. All of it grows with use and is bounded.

import { type Logger, SlabPool, type World } from '@ottla/base';
import { Histogram } from '@ottla/broker';
import { type LogServices, OpenFiles, TailCache } from '@ottla/log';
import type { NodeConfig } from '@ottla/metadata';
import { ReceiveMemory } from '@ottla/protocol';

const MEGABYTE = 1_048_576;
const MICROSECONDS = 1_000;
/** Small enough to be in the processor's cache still when it is used again. */
const RECEIVE_SLAB_BYTES = MEGABYTE;
const RECEIVE_SLABS_KEPT = 32;
/** Largest usual requests (1 MB) fit several times. */
const LARGE_SLAB_BYTES = 4 * MEGABYTE;
const LARGE_SLABS_KEPT = 8;
const READ_SLABS_KEPT = 8;
/**
 * A third of ottla.memory.slabs.max.bytes is the tails': by default seconds of a busy topic, and
 * little beside a JVM's heap. The rest is a large slab for each of the busiest connections.
 */
const TAILS_PART = 3;

/** More segments than this are not in use at once; each costs the system some memory. */
const OPEN_FILES_MAX = 32_768;
/** Those that are written in one turn, on a system that gives hardly anything. */
const OPEN_FILES_MIN = 16;

export interface NodeMemory {
  readonly receive: ReceiveMemory;
  /** Microseconds that flushes of segments took, for metrics. */
  readonly flushTimes: Histogram;
  readonly logServices: LogServices;
}

export function nodeMemory(world: World, logger: Logger, config: NodeConfig): NodeMemory {
  const poison = world.poisonsMemory;
  const slabBytesMax = config.number('ottla.memory.slabs.max.bytes');
  const tailBytesMax = Math.floor(slabBytesMax / TAILS_PART);
  const busyConnectionsMax = Math.floor((slabBytesMax - tailBytesMax) / LARGE_SLAB_BYTES);
  const pools = {
    pool: new SlabPool({
      slabBytes: RECEIVE_SLAB_BYTES,
      keptSlabsMax: RECEIVE_SLABS_KEPT,
      poison,
    }),
    largePool: new SlabPool({
      slabBytes: LARGE_SLAB_BYTES,
      keptSlabsMax: LARGE_SLABS_KEPT,
      poison,
    }),
  };
  const flushTimes = new Histogram();
  return {
    flushTimes,
    receive: new ReceiveMemory({ ...pools, busyConnectionsMax, poison }),
    logServices: {
      world,
      logger: logger.child('log'),
      readPool: new SlabPool({ slabBytes: MEGABYTE, keptSlabsMax: READ_SLABS_KEPT, poison }),
      tailCache: new TailCache({ bytesMax: tailBytesMax }),
      openFiles: new OpenFiles({ limit: openFilesLimit(world, config) }),
      onFlushed: (tookMs) => flushTimes.record(tookMs * MICROSECONDS),
    },
  };
}

/** The other half is for sockets, and for files that are opened for a moment. */
function openFilesLimit({ disk }: World, config: NodeConfig): number {
  const configured = config.number('ottla.log.open.files.max');
  const derived = Math.min(Math.floor(disk.openFilesMax() / 2), OPEN_FILES_MAX);
  return Math.max(configured > 0 ? configured : derived, OPEN_FILES_MIN);
}
