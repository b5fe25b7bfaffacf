export { assert, AssertionFailure, unreachable } from './assert.ts';
export { DiskError, NetworkError } from './errors.ts';
export type { LogFields, Logger, LogLevel } from './logger.ts';
export { Slab, unpooledSlab } from './slab/slab.ts';
export { poisonByte, SlabPool } from './slab/slab-pool.ts';
export type { SlabPoolOptions } from './slab/slab-pool.ts';
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
} from './world/network.ts';
export type { Offload, OffloadJob } from './world/offload.ts';
export type { Random } from './world/random.ts';
export type { Timer, Timers } from './world/timers.ts';
export type { World } from './world/world.ts';
export { createNodeWorld } from './world/node/node-world.ts';
export type { NodeWorldOptions } from './world/node/node-world.ts';
