// What the tests of this package stand on: a node of the simulated World with one log on it,
// batches to append, and readers that give back what a consumer would see.

import assert from 'node:assert/strict';

import { SimulatedUniverse, SlabPool } from '@ottla/base';
import type { Logger, World } from '@ottla/base';
import { BatchBuilder, RecordCursor, batchesIn } from '@ottla/protocol';

import type {
  AppendOptions,
  AppendOutcome,
  LogConfig,
  LogServices,
  OpenLogOptions,
  ReadBound,
  ReadPlan,
} from '../src/index.ts';
import { defaultLogConfig, OpenFiles, PartitionLog, resolveNow, TailCache } from '../src/index.ts';

export const PATH = '/data/flights-0';

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

export interface Recorded {
  readonly level: string;
  readonly message: string;
}

/** A logger that keeps what it is told. */
export function recordingLogger(kept: Recorded[] = []): Logger {
  const at = (level: string) => (message: string) => void kept.push({ level, message });
  const logger: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  };
  return logger;
}

export interface ServicesOptions {
  readonly tailBytesMax?: number;
  readonly slowWriteMs?: number;
  readonly openFilesMax?: number;
  readonly logger?: Logger;
}

export function servicesOf(world: World, options: ServicesOptions = {}): LogServices {
  return {
    world,
    logger: options.logger ?? recordingLogger(),
    readPool: new SlabPool({ slabBytes: 65_536, poison: true }),
    tailCache: new TailCache({ bytesMax: options.tailBytesMax ?? 16 * 1024 * 1024 }),
    openFiles: new OpenFiles({ limit: options.openFilesMax ?? 64 }),
    ...(options.slowWriteMs === undefined ? {} : { slowWriteMs: options.slowWriteMs }),
  };
}

export interface SimulatedLog {
  readonly universe: SimulatedUniverse;
  world: World;
  services: LogServices;
  log: PartitionLog;
  readonly config: LogConfig;
  /** Closes the log, or not, and opens it again in a new process. */
  reopen(how: Reopening): Promise<PartitionLog>;
}

export interface Reopening {
  readonly end: 'close' | 'process' | 'power';
  /** Default 0: nothing is known to be durable. */
  readonly recoveryPoint?: number;
  readonly logStartOffset?: number;
}

export interface SimulatedLogOptions extends ServicesOptions {
  readonly seed?: number;
  readonly config?: Partial<LogConfig>;
}

export function makeLog(options: SimulatedLogOptions = {}): SimulatedLog {
  const universe = new SimulatedUniverse({ seed: options.seed ?? 1 });
  const world = universe.createNode('broker');
  // As a LogDirectory does: its own name must outlive a power failure.
  world.disk.makeDirectory(parentOf(PATH));
  world.disk.syncDirectory('/');
  const services = servicesOf(world, options);
  const config = { ...defaultLogConfig, ...options.config };
  const made: SimulatedLog = {
    universe,
    world,
    services,
    config,
    log: openLog(services, config),
    reopen: async (how) => {
      if (how.end === 'close') await universe.resolve(made.log.close());
      universe.kill('broker', how.end === 'power' ? 'power' : 'process');
      made.world = universe.restart('broker');
      made.services = servicesOf(made.world, options);
      const wasClean = how.end === 'close';
      const { recoveryPoint = 0, logStartOffset = 0 } = how;
      made.log = openLog(made.services, config, { wasClean, recoveryPoint, logStartOffset });
      return made.log;
    },
  };
  return made;
}

export function openLog(
  services: LogServices,
  config: LogConfig,
  checkpoints: Partial<OpenLogOptions> = {},
): PartitionLog {
  return PartitionLog.open({
    services,
    topic: 'flights',
    partition: 0,
    path: PATH,
    config,
    logStartOffset: 0,
    recoveryPoint: 0,
    wasClean: false,
    ...checkpoints,
  });
}

export interface BatchOptions {
  readonly records?: number;
  readonly valueBytes?: number;
  readonly timestamp?: number;
  readonly producer?: { id: number; epoch: number; sequence: number; transactional?: boolean };
  /** For batches that carry their offsets already. */
  readonly baseOffset?: number;
  readonly leaderEpoch?: number;
  readonly text?: string;
}

export function batchOf(options: BatchOptions = {}): Uint8Array {
  const { records = 1, valueBytes = 10, timestamp = 1_000, producer } = options;
  const builder = new BatchBuilder({
    baseOffset: options.baseOffset ?? 0,
    partitionLeaderEpoch: options.leaderEpoch ?? -1,
    ...(producer === undefined
      ? {}
      : {
          producer: {
            producerId: producer.id,
            producerEpoch: producer.epoch,
            baseSequence: producer.sequence,
            isTransactional: producer.transactional ?? false,
          },
        }),
  });
  const value = (options.text ?? 'x').padEnd(valueBytes, '.');
  for (let n = 0; n < records; n++) builder.append(timestamp, null, Buffer.from(value));
  return builder.finish();
}

export const AS_CLIENT: AppendOptions = { origin: 'client', leaderEpoch: 0, nowMs: 1_000 };

/** Appends a client's batch and writes it, or fails. */
export function write(
  log: PartitionLog,
  options: BatchOptions & Partial<AppendOptions> = {},
): number {
  const outcome = log.append(batchOf(options), { ...AS_CLIENT, ...pickAppend(options) });
  log.flushAppends();
  assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
  return outcome.kind === 'appended' ? outcome.firstOffset : -1;
}

function pickAppend(options: BatchOptions & Partial<AppendOptions>): Partial<AppendOptions> {
  const { leaderEpoch, nowMs, origin } = options;
  return {
    ...(leaderEpoch === undefined ? {} : { leaderEpoch }),
    ...(nowMs === undefined ? {} : { nowMs }),
    ...(origin === undefined ? {} : { origin }),
  };
}

/** `refused` outcomes by the name of their error. */
export function errorOf(outcome: AppendOutcome): string {
  return outcome.kind === 'refused' ? outcome.error.name : outcome.kind;
}

export interface SeenRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly value: string;
}

/** All bytes that can be read from `offset` on, fetch by fetch. */
export function readBytes(
  made: Pick<SimulatedLog, 'log' | 'services'>,
  options: ReadAll = {},
): Buffer {
  const { log, services } = made;
  const { upTo = 'log-end', maxBytes = 1_000_000 } = options;
  const read: Buffer[] = [];
  let offset = options.from ?? log.logStartOffset;
  for (;;) {
    const plan = planOf(log, offset, { upTo, maxBytes });
    const resolved = resolveNow(services, plan);
    const bytes = Buffer.concat(resolved.chunks);
    resolved.release();
    let next = offset;
    let whole = 0;
    for (const batch of batchesIn(bytes)) {
      next = batch.nextOffset;
      whole += batch.sizeBytes;
    }
    if (next === offset) return Buffer.concat(read);
    read.push(bytes.subarray(0, whole));
    offset = next;
  }
}

export interface ReadAll {
  readonly from?: number;
  readonly upTo?: ReadBound;
  readonly maxBytes?: number;
}

export function readAll(
  made: Pick<SimulatedLog, 'log' | 'services'>,
  options: ReadAll = {},
): SeenRecord[] {
  const seen: SeenRecord[] = [];
  for (const batch of batchesIn(readBytes(made, options))) {
    assert.ok(batch.isCrcValid(), `batch at ${batch.baseOffset} has a wrong checksum`);
    if (batch.isControl) continue;
    const cursor = new RecordCursor().open(batch);
    while (cursor.next()) {
      const value = Buffer.from(cursor.value ?? []).toString();
      seen.push({ offset: cursor.offset, timestamp: cursor.timestamp, value });
    }
  }
  return seen;
}

export function offsetsIn(
  made: Pick<SimulatedLog, 'log' | 'services'>,
  options: ReadAll = {},
): number[] {
  return readAll(made, options).map(({ offset }) => offset);
}

export function planOf(
  log: PartitionLog,
  offset: number,
  options: { upTo?: ReadBound; maxBytes?: number; minOneMessage?: boolean } = {},
): ReadPlan {
  const { upTo = 'log-end', maxBytes = 1_000_000, minOneMessage = true } = options;
  const outcome = log.read(offset, { upTo, maxBytes, minOneMessage });
  if (outcome.kind === 'refused') throw new Error(`${outcome.error.name}: ${outcome.message}`);
  return outcome;
}
