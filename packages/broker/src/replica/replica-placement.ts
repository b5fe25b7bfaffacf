// Which log directory holds a replica, and the making and going of its log. A directory's name is
// free again only once the replica that had it was set aside: a topic that is deleted and created
// anew waits for it.

import type { Logger } from '@ottla/base';
import type { LogConfig, LogDirectory, PartitionLog } from '@ottla/log';
import type { Uuid } from '@ottla/protocol';

export interface ReplicaToPlace {
  readonly topic: string;
  readonly partition: number;
  readonly topicId: Uuid;
  readonly config: LogConfig;
  /** The directory that the controller has assigned, or one of its reserved ids. */
  readonly directoryId: Uuid;
}

export class ReplicaPlacement {
  readonly directories: readonly LogDirectory[];
  /** Directories that take no new replicas as long as there is another (KIP-1066). */
  cordoned: ReadonlySet<LogDirectory> = new Set();
  readonly #logger: Logger;
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

  /** The log of a replica, made where there is none. Undefined where its directory is offline. */
  place(replica: ReplicaToPlace): PartitionLog | undefined {
    const directory = this.#holder(replica) ?? this.#assigned(replica) ?? this.#emptiest();
    if (directory === undefined || directory.isOffline) return undefined;
    try {
      return directory.createLog(replica);
    } catch (error) {
      if (!isOperating(error)) throw error;
      const { topic, partition } = replica;
      this.#logger.error('a replica has no log', { topic, partition, error: error.message });
      return undefined;
    }
  }

  /**
   * The replica is not this broker's any more: its log is deleted, after `file.delete.delay.ms`.
   */
  delete(log: PartitionLog): void {
    this.#setAside(log, (directory) => directory.deleteLog(log));
  }

  /** The metadata know nothing of this replica: its files are kept for an operator. */
  setStrayAside(log: PartitionLog): void {
    this.#setAside(log, (directory) => directory.markStray(log));
  }

  /** Resolves when all that is going is gone. */
  async settled(): Promise<void> {
    while (this.#going.size > 0) await Promise.all(this.#going.values());
  }

  #setAside(log: PartitionLog, act: (directory: LogDirectory) => Promise<void>): void {
    const { name, topic, partition } = log;
    const directory = this.directories.find((each) => each.log(topic, partition) === log);
    if (directory === undefined) return;
    const gone = act(directory).catch((error: unknown) => {
      if (!isOperating(error)) throw error;
      this.#logger.error('a replica cannot be set aside', { name, error: error.message });
    });
    const going = gone.finally(() => {
      if (this.#going.get(name) === going) this.#going.delete(name);
    });
    this.#going.set(name, going);
  }

  #holder({ topic, partition }: ReplicaToPlace): LogDirectory | undefined {
    return this.directories.find((each) => each.log(topic, partition) !== undefined);
  }

  #assigned({ directoryId }: ReplicaToPlace): LogDirectory | undefined {
    return this.directories.find((each) => each.meta?.directoryId === directoryId);
  }

  #emptiest(): LogDirectory | undefined {
    const open = this.directories.filter((each) => !this.cordoned.has(each));
    let [best, fewest]: [LogDirectory | undefined, number] = [undefined, Infinity];
    for (const directory of open.length > 0 ? open : this.directories) {
      const count = directory.isOffline ? Infinity : [...directory.logs].length;
      if (count < fewest) [best, fewest] = [directory, count];
    }
    return best;
  }
}

/** A failure of disk or files, not a bug of ours. */
function isOperating(error: unknown): error is Error {
  return error instanceof Error && 'code' in error;
}
