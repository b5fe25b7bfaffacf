// Which log directory holds a replica, and the making and going of its log. A directory's name is
// free again only once the replica that had it was set aside: a topic that is deleted and created
// anew waits for it. A replica whose log may lie in a directory that has failed gets no other one:
// an empty log in its place would pass for all that there is.

import type { Logger } from '@ottla/base';
import type { LogConfig, LogDirectory, PartitionLog } from '@ottla/log';
import { directoryIds } from '@ottla/metadata';
import type { Uuid } from '@ottla/protocol';

export interface ReplicaToPlace {
  readonly topic: string;
  readonly partition: number;
  readonly topicId: Uuid;
  readonly config: LogConfig;
  /** The directory that the controller has assigned, or one of its reserved ids. */
  readonly directoryId: Uuid;
  /** It was in sync before: it has a log here, wherever that is. */
  readonly hasData: boolean;
}

export class ReplicaPlacement {
  readonly directories: readonly LogDirectory[];
  /** Directories that take no new replicas as long as there is another (KIP-1066). */
  cordoned: ReadonlySet<LogDirectory> = new Set();
  readonly #logger: Logger;
  /** By `<topic>-<partition>`: where an operator wants a replica that is yet to come. */
  readonly #preferred = new Map<string, LogDirectory>();
  /** By `<topic>-<partition>`: what is being set aside. */
  readonly #going = new Map<string, Promise<void>>();

  constructor(directories: readonly LogDirectory[], logger: Logger) {
    this.directories = directories;
    this.#logger = logger;
  }

  /** Resolves when the name is free; undefined where it is. */
  waitFor(topic: string, partition: number): Promise<void> | undefined {
    return this.#going.get(`${topic}-${partition}`);
  }

  /** Whether the log is there already. */
  isOpen(topic: string, partition: number): boolean {
    return this.directories.some((each) => each.log(topic, partition) !== undefined);
  }

  /** A replica that has no log yet shall get it there, whatever the controller assigned. */
  prefer(topic: string, partition: number, directory: LogDirectory): void {
    this.#preferred.set(`${topic}-${partition}`, directory);
  }

  /** Undefined where the log is in none, or not any more. */
  directoryOf(log: PartitionLog): LogDirectory | undefined {
    return this.directories.find((each) => each.log(log.topic, log.partition) === log);
  }

  /**
   * The log of a replica, made where there is none. Undefined where its directory is, or may be,
   * offline.
   */
  place(replica: ReplicaToPlace): PartitionLog | undefined {
    for (const directory of this.#choices(replica)) {
      try {
        const log = directory.createLog(replica);
        this.#preferred.delete(log.name);
        return log;
      } catch (error) {
        if (!isOperating(error)) throw error;
        const { topic, partition } = replica;
        this.#logger.error('a replica has no log', { topic, partition, error: error.message });
      }
    }
    return undefined;
  }

  /**
   * The replica is not this broker's any more: its log is deleted, after `file.delete.delay.ms`.
   */
  delete(log: PartitionLog): void {
    this.#setAside(log, (directory) => directory.deleteLog(log));
  }

  /**
   * The metadata know nothing of this replica, or `kept` is its log: the files of this one are kept
   * for an operator.
   */
  setStrayAside(log: PartitionLog, kept?: PartitionLog): void {
    this.#setAside(log, async (directory) => {
      if (kept !== undefined) await this.#startIsDurable(kept);
      await directory.markStray(log);
    });
  }

  /** Resolves when all that is going is gone. */
  async settled(): Promise<void> {
    while (this.#going.size > 0) await Promise.all(this.#going.values());
  }

  /** `by` has all that `log` has: that goes once it is sure to stay so. */
  supersede(log: PartitionLog, by: PartitionLog): void {
    this.#setAside(log, async (directory) => {
      await by.flush();
      await this.#startIsDurable(by);
      await directory.deleteLog(log);
    });
  }

  /** A log that would be its replica's too early goes on as a future log; `kept` is it for now. */
  demote(log: PartitionLog, kept: PartitionLog): void {
    this.#setAside(log, async (directory) => {
      await this.#startIsDurable(kept);
      await directory.futures.demote(log);
    });
  }

  /** A future log becomes its replica's log: there is no other. */
  promote(future: PartitionLog, directory: LogDirectory): void {
    this.#while(future.name, async () => {
      directory.futures.adopt(await directory.futures.promote(future));
    });
  }

  /** A future log that nobody needs: its directory is deleted, or kept for an operator. */
  dropFuture(future: PartitionLog, directory: LogDirectory, how: 'delete' | 'stray'): void {
    this.#while(`${future.name} ${directory.path}`, () =>
      how === 'delete' ? directory.deleteLog(future) : directory.markStray(future),
    );
  }

  /** Where the log starts may be known from another one only, which is about to go. */
  async #startIsDurable(log: PartitionLog): Promise<void> {
    await this.directoryOf(log)?.checkpoint('logStartOffsets');
  }

  #setAside(log: PartitionLog, act: (directory: LogDirectory) => Promise<unknown>): void {
    const directory = this.directoryOf(log);
    if (directory !== undefined) this.#while(log.name, () => act(directory));
  }

  /** The name is not free while `act` is under way. */
  #while(name: string, act: () => Promise<unknown>): void {
    const gone = act().then(
      () => undefined,
      (error: unknown) => {
        if (!isOperating(error)) throw error;
        this.#logger.error('a replica cannot be set aside', { name, error: error.message });
      },
    );
    const going = gone.finally(() => {
      if (this.#going.get(name) === going) this.#going.delete(name);
    });
    this.#going.set(name, going);
  }

  /** Where the log may be made, the best first. */
  #choices(replica: ReplicaToPlace): readonly LogDirectory[] {
    const { topic, partition, topicId, directoryId, hasData } = replica;
    const known =
      this.directories.find((each) => each.holds(topic, partition, topicId)) ??
      this.#preferred.get(`${topic}-${partition}`) ??
      this.directories.find((each) => each.meta?.directoryId === directoryId);
    if (known !== undefined) return known.isOffline ? [] : [known];
    const mayBeElsewhere = directoryId !== directoryIds.UNASSIGNED || hasData;
    if (mayBeElsewhere && this.directories.some((each) => each.isOffline)) return [];
    return this.#emptiestFirst();
  }

  #emptiestFirst(): readonly LogDirectory[] {
    const online = this.directories.filter((each) => !each.isOffline);
    const open = online.filter((each) => !this.cordoned.has(each));
    const counted = (open.length > 0 ? open : online).map((directory) => ({
      directory,
      count: directory.logCount,
    }));
    return counted.toSorted((a, b) => a.count - b.count).map(({ directory }) => directory);
  }
}

/** A failure of disk or files, not a bug of ours. */
function isOperating(error: unknown): error is Error {
  return error instanceof Error && 'code' in error;
}
