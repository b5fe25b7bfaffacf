// Snapshots of the metadata log on disk, beside its segments: found at start, written whole or not
// at all, removed when the rules say so. What is in them is not its business.

import type { Disk, Logger } from '@ottla/base';
import {
  compareLogEnds,
  DELETED_SUFFIX,
  type OffsetAndEpoch,
  PART_SUFFIX,
  parseSnapshotFileName,
  snapshotFileName,
} from '@ottla/raft';

export class SnapshotStore {
  readonly #disk: Disk;
  readonly #directory: string;
  #ids: readonly OffsetAndEpoch[];

  /** Looks what is there; leftovers of an interrupted write or removal go. */
  constructor(disk: Disk, directory: string, logger: Logger) {
    this.#disk = disk;
    this.#directory = directory;
    const ids: OffsetAndEpoch[] = [];
    for (const { name } of disk.list(directory)) {
      const id = parseSnapshotFileName(name);
      if (id !== undefined) ids.push(id);
      const isLeftover = name.endsWith(PART_SUFFIX) || name.endsWith(DELETED_SUFFIX);
      if (isLeftover && name.includes('.checkpoint')) {
        logger.info('removing a leftover of a snapshot', { name });
        disk.remove(this.#path(name));
      }
    }
    this.#ids = ids.toSorted(compareLogEnds);
  }

  /** Oldest first. */
  get ids(): readonly OffsetAndEpoch[] {
    return this.#ids;
  }

  get latest(): OffsetAndEpoch | undefined {
    return this.#ids.at(-1);
  }

  pathOf(id: OffsetAndEpoch): string {
    return this.#path(snapshotFileName(id));
  }

  read(id: OffsetAndEpoch): Uint8Array {
    return this.#disk.readFile(this.pathOf(id));
  }

  sizeBytes(id: OffsetAndEpoch): number {
    return this.#disk.stat(this.pathOf(id))?.sizeBytes ?? 0;
  }

  /**
   * Writes the chunks as they are made, leaving the loop between them, and gives the file its name
   * when all of it is durable.
   */
  async write(id: OffsetAndEpoch, chunks: Iterable<readonly Uint8Array[]>): Promise<void> {
    const path = this.pathOf(id);
    const file = this.#disk.open(`${path}${PART_SUFFIX}`, 'truncate');
    try {
      let position = 0;
      for (const some of chunks) {
        await file.writeAsync(some, position);
        for (const chunk of some) position += chunk.length;
      }
      await file.syncAsync();
    } finally {
      file.close();
    }
    this.#disk.rename(`${path}${PART_SUFFIX}`, path);
    this.#disk.syncDirectory(this.#directory);
    this.#ids = [...this.#ids, id].toSorted(compareLogEnds);
  }

  remove(id: OffsetAndEpoch): void {
    const path = this.pathOf(id);
    this.#ids = this.#ids.filter((each) => each !== id);
    this.#disk.rename(path, `${path}${DELETED_SUFFIX}`);
    this.#disk.remove(`${path}${DELETED_SUFFIX}`);
  }

  #path(name: string): string {
    return `${this.#directory}/${name}`;
  }
}
