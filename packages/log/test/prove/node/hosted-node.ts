// A node with two log directories over deaths: which replicas it has, in which directory the
// controller believes each to be, and what it does at a start with what it finds, as the broker
// does: logs that nobody wants are set aside, of two logs of a replica the longer one goes on, and
// copies that were not finished are gone on with.

import assert from 'node:assert/strict';

import type { SimulatedUniverse, World } from '@ottla/base';
import { SimulatedDeath } from '@ottla/base';

import { defaultLogConfig, LogDirectory, startAtFurthest } from '../../../src/index.ts';
import type { LogConfig, LogServices, PartitionLog } from '../../../src/index.ts';
import { readBytes, servicesOf } from '../../simulated-log.ts';
import { BatchSource } from './batch-source.ts';
import { Died } from '../fatal-call.ts';
import { checkAgainstBatches } from '../log-invariants.ts';
import { MovingLog } from './moving-log.ts';
import { DirectoryClaims } from './node-claims.ts';
import { ReplicaHistory } from './replica-history.ts';

const PATHS: readonly string[] = ['/one', '/two'];

export const NODE_CONFIG: LogConfig = {
  ...defaultLogConfig,
  segmentBytes: 1_000,
  indexIntervalBytes: 300,
  transactionVerification: false,
  fileDeleteDelayMs: 50,
  producerIdExpirationMs: Infinity,
};

/** What the controller knows of a replica. */
interface Replica {
  readonly history: ReplicaHistory;
  /** Path of a directory. */
  assignedTo: string;
}

/** A replica that is served. */
export interface Hosted {
  readonly replica: Replica;
  readonly batches: BatchSource;
  log: PartitionLog;
  directory: LogDirectory;
  move: MovingLog | undefined;
}

interface Found {
  readonly log: PartitionLog;
  readonly directory: LogDirectory;
  readonly isFuture: boolean;
  /** Undefined where it is nobody's any more. */
  readonly replica: Replica | undefined;
}

export class HostedNode {
  readonly universe: SimulatedUniverse;
  readonly claims: readonly DirectoryClaims[] = PATHS.map((path) => new DirectoryClaims(path));
  /** By topic. */
  readonly hosted = new Map<string, Hosted>();
  /** Topics whose logs are on their way out or to another name. */
  readonly busy = new Set<string>();
  directories: LogDirectory[] = [];
  /** Of the leader. */
  epoch = 0;
  services!: LogServices; // of each process: `open` sets it first
  /** What went wrong where nobody waited. */
  problem: Error | undefined;
  /** By topic. */
  readonly #replicas = new Map<string, Replica>();
  /** Ids whose logs are being deleted, and those that are gone for good. */
  readonly #going = new Set<string>();
  readonly #gone = new Set<string>();
  #found: Found[] = [];
  readonly #pending = new Set<Promise<void>>();
  #madeCount = 0;

  constructor(universe: SimulatedUniverse) {
    this.universe = universe;
  }

  /** Opens and loads the directories in a new process. */
  open(world: World): void {
    this.services = servicesOf(world, { tailBytesMax: 20_000, openFilesMax: 3 });
    this.directories = [];
    this.hosted.clear();
    this.busy.clear();
    this.#pending.clear();
    for (const claims of this.claims) {
      const directory = LogDirectory.open({ services: this.services, path: claims.path });
      claims.opened(directory);
      if (directory.meta === undefined) claims.identify(directory, 'first');
      this.directories.push(directory);
    }
    this.directories.forEach((directory, index) => {
      const { damaged } = directory.load(() => NODE_CONFIG);
      assert.deepEqual(damaged, [], 'a log could not be opened');
      this.claims[index]?.loaded(directory);
    });
  }

  /** Throws where something is missing, or is there that should not be. */
  verify(): void {
    this.#found = this.directories.flatMap((directory) => [
      ...[...directory.logs].map((log) => this.#recognise(log, directory, false)),
      ...[...directory.futures].map((log) => this.#recognise(log, directory, true)),
    ]);
    for (const [index, claims] of this.claims.entries()) claims.checkSetAside(this.#names(index));
    for (const replica of this.#replicas.values()) this.#verifyReplica(replica);
    const there = new Set(this.#found.map(({ log }) => log.topicId));
    for (const id of [...this.#going].filter((each) => !there.has(each))) this.isGone(id);
  }

  #recognise(log: PartitionLog, directory: LogDirectory, isFuture: boolean): Found {
    const { topicId } = log;
    const found = { log, directory, isFuture };
    if (topicId === undefined) return { ...found, replica: undefined };
    assert.ok(!this.#gone.has(topicId), `the log of ${log.name} with id ${topicId} was deleted`);
    const replica = this.#replicas.get(log.topic);
    if (replica?.history.topicId === topicId) return { ...found, replica };
    assert.ok(this.#going.has(topicId), `${log.name} has id ${topicId}, which no topic had`);
    return { ...found, replica: undefined };
  }

  #verifyReplica(replica: Replica): void {
    const { services } = this;
    const { history } = replica;
    const [kept, ...others] = this.#currentOf(replica);
    const isCopy = (each: Found): boolean => each.isFuture && each.replica === replica;
    const copies = this.#found.filter((each) => isCopy(each) && each !== kept);
    for (const { log } of [...others, ...copies]) {
      history.foundCopy(readBytes({ log, services }));
      checkAgainstBatches(log, services, history.deletedTo);
    }
    if (kept === undefined) return history.missing();
    startAtFurthest(
      kept.log,
      others.map(({ log }) => log),
    );
    history.found(kept.log, readBytes({ log: kept.log, services }));
    checkAgainstBatches(kept.log, services, history.deletedTo);
  }

  /**
   * The one that is kept comes first. Where there is none a copy counts that lies where the
   * controller wants the replica.
   */
  #currentOf(replica: Replica): Found[] {
    const isAssigned = ({ directory }: Found): boolean => directory.path === replica.assignedTo;
    const found = this.#found.filter((each) => each.replica === replica);
    const current = found.filter(({ isFuture }) => !isFuture);
    if (current.length === 0) return found.filter(isAssigned);
    return current.toSorted(
      (a, b) =>
        b.log.logEndOffset - a.log.logEndOffset || Number(isAssigned(b)) - Number(isAssigned(a)),
    );
  }

  /** What a start does with what was found. */
  async settle(): Promise<void> {
    this.epoch += 1;
    for (const { log, directory, isFuture, replica } of this.#found) {
      if (replica !== undefined) continue;
      const how = isFuture ? directory.deleteLog(log) : directory.markStray(log);
      await this.universe.resolve(how);
      if (!isFuture) this.#noteSetAside(directory, log.topic);
      if (log.topicId !== undefined) this.isGone(log.topicId);
    }
    for (const replica of this.#replicas.values()) await this.#settleReplica(replica);
  }

  async #settleReplica(replica: Replica): Promise<void> {
    const { universe } = this;
    const { history } = replica;
    const [kept, ...others] = this.#currentOf(replica);
    for (const { log, directory } of others) {
      if (kept !== undefined) await universe.resolve(kept.directory.checkpoint('logStartOffsets'));
      if (directory.path === replica.assignedTo) {
        await universe.resolve(directory.futures.demote(log));
      } else {
        if (kept !== undefined) await universe.resolve(kept.log.flush());
        await universe.resolve(directory.deleteLog(log));
      }
    }
    const directory = kept?.directory ?? this.#directoryAt(replica.assignedTo);
    const log = await this.#logOf(kept, history, directory);
    const move = await this.#moveLeft(log, directory);
    if (move === undefined) replica.assignedTo = directory.path;
    const batches = new BatchSource(universe.prng);
    batches.adopt(log);
    this.hosted.set(history.topic, { replica, batches, log, directory, move });
  }

  async #logOf(
    kept: Found | undefined,
    history: ReplicaHistory,
    directory: LogDirectory,
  ): Promise<PartitionLog> {
    if (kept === undefined) return this.#make(history, directory);
    if (!kept.isFuture) return kept.log;
    const promoted = await this.universe.resolve(directory.futures.promote(kept.log));
    directory.futures.adopt(promoted);
    return promoted;
  }

  /** A copy that was begun goes on, and has nothing that the log has lost. */
  async #moveLeft(source: PartitionLog, from: LogDirectory): Promise<MovingLog | undefined> {
    const to = this.other(from);
    const future = to.futures.log(source.topic, source.partition);
    if (future === undefined) return undefined;
    if (future.logEndOffset > source.logEndOffset) {
      await this.universe.resolve(future.truncateTo(source.logEndOffset));
    }
    return new MovingLog({ services: this.services, from, to, source, future });
  }

  /** A new topic; its name is free. */
  create(topic: string): void {
    this.#madeCount += 1;
    const topicId = Buffer.from(`topic-${this.#madeCount}`.padStart(16, '.')).toString('base64url');
    const directory = this.universe.prng.pick(this.directories);
    const history = new ReplicaHistory(topic, topicId);
    const replica = { history, assignedTo: directory.path };
    this.#replicas.set(topic, replica);
    const log = this.#make(history, directory);
    const batches = new BatchSource(this.universe.prng);
    this.hosted.set(topic, { replica, batches, log, directory, move: undefined });
  }

  #make({ topic, topicId }: ReplicaHistory, directory: LogDirectory): PartitionLog {
    return directory.createLog({ topic, partition: 0, topicId, config: NODE_CONFIG });
  }

  /** The topic is deleted, or not this node's any more. */
  remove({ replica, log, directory }: Hosted, how: 'delete' | 'stray'): void {
    const { topic, topicId } = replica.history;
    this.hosted.delete(topic);
    this.#replicas.delete(topic);
    this.#going.add(topicId);
    const going = how === 'delete' ? directory.deleteLog(log) : directory.markStray(log);
    const gone = going.then(() => {
      this.isGone(topicId);
      if (how === 'stray') this.#noteSetAside(directory, topic);
    });
    this.busyUntil(topic, gone);
  }

  isGone(topicId: string): void {
    this.#going.delete(topicId);
    this.#gone.add(topicId);
  }

  /** Of the topic: another's name may not be durable yet. */
  #noteSetAside(directory: LogDirectory, topic: string): void {
    const index = this.directories.indexOf(directory);
    const names = this.#names(index).filter((name) => name.startsWith(`${topic}-0.`));
    this.claims[index]?.setAside(names);
  }

  /** Nothing is done with the topic's log until then. */
  busyUntil(topic: string, done: Promise<void>): void {
    this.busy.add(topic);
    const ended = (error?: unknown): void => {
      this.busy.delete(topic);
      this.#pending.delete(settled);
      const isDeath = error instanceof Died || error instanceof SimulatedDeath;
      if (error instanceof Error && !isDeath) this.problem ??= error;
    };
    const settled: Promise<void> = done.then(() => ended(), ended);
    this.#pending.add(settled);
  }

  async close(): Promise<void> {
    await this.universe.resolve(Promise.all(this.#pending));
    for (const [index, directory] of this.directories.entries()) {
      this.claims[index]?.closing(this.epoch);
      await this.universe.resolve(directory.close({ brokerEpoch: this.epoch }));
      this.claims[index]?.closed();
    }
  }

  /** What is durable, or written, by now is what the next process must find. */
  dies(death: 'process' | 'power'): void {
    for (const { replica, log } of this.hosted.values()) replica.history.watch(log);
    for (const { history } of this.#replicas.values()) history.dies(death);
  }

  /** While it was being opened. */
  diesAgain(death: 'process' | 'power'): void {
    for (const { history } of this.#replicas.values()) history.diesAgain(death);
  }

  other(directory: LogDirectory): LogDirectory {
    const found = this.directories.find((each) => each !== directory);
    assert.ok(found !== undefined);
    return found;
  }

  #directoryAt(path: string): LogDirectory {
    const found = this.directories.find((each) => each.path === path);
    assert.ok(found !== undefined);
    return found;
  }

  #names(index: number): string[] {
    return this.services.world.disk.list(PATHS[index] ?? '/').map(({ name }) => name);
  }
}
