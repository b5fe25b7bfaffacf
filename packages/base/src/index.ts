export { assert, AssertionFailure, unreachable } from './assert.ts';
export { DiskError, NetworkError } from './errors.ts';
export type { LogFields, Logger, LogLevel } from './logger.ts';
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
