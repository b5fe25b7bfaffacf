export { assert, assertionFailed, AssertionFailure, unreachable } from './assert.ts';
export { DiskError, NetworkError } from './errors.ts';
export type { LogFields, Logger, LogLevel } from './logger.ts';
export type { LoggerLevels, LoggerThreshold } from './logger-levels.ts';
export { loggerLevels, LoggerTree, ROOT_LOGGER } from './logger-levels.ts';
export { Prng } from './prng/prng.ts';
export { Slab, unpooledSlab } from './slab/slab.ts';
export { poisonByte, SlabPool } from './slab/slab-pool.ts';
export type { SlabPoolOptions } from './slab/slab-pool.ts';
export { TimelineMap } from './timeline/timeline-map.ts';
export { TimelineRegistry } from './timeline/timeline-registry.ts';
export { TimelineValue } from './timeline/timeline-value.ts';
export type { Clock } from './world/clock.ts';
export type {
  DirectoryEntry,
  Disk,
  DiskFile,
  DiskLock,
  FileStat,
  OpenMode,
} from './world/disk.ts';
export type {
  Address,
  Connection,
  ConnectOptions,
  Listener,
  ListenOptions,
  Network,
  Receiver,
  TlsOptions,
} from './world/network.ts';
export type { Offload, OffloadJob } from './world/offload.ts';
export type { Random } from './world/random.ts';
export type { Timer, Timers } from './world/timers.ts';
export type { World } from './world/world.ts';
export { createNodeWorld } from './world/node/node-world.ts';
export type { NodeWorldOptions } from './world/node/node-world.ts';
export { createMemoryDisk } from './world/sim/disk/memory-disk.ts';
export type {
  DiskFaults,
  DiskOperation,
  SimulatedStorage,
} from './world/sim/disk/simulated-storage.ts';
export { HeldUniverse } from './world/sim/held-universe.ts';
export type { HeldUniverseOptions } from './world/sim/held-universe.ts';
export type { LinkConditions } from './world/sim/network/link.ts';
export type { SimulatedNetwork } from './world/sim/network/simulated-network.ts';
export { SimulatedDeath } from './world/sim/simulated-process.ts';
export type { SimulatedProcess } from './world/sim/simulated-process.ts';
export { SimulatedUniverse } from './world/sim/simulated-universe.ts';
export type { Death, NodeOptions, UniverseOptions } from './world/sim/simulated-universe.ts';
