// The file `quorum-state`: what this replica must remember of elections. Written beside, synced,
// and renamed over, so that a crash leaves either the old or the new.

import type { Disk } from '@ottla/base';
import { type ElectionState, formatQuorumState, parseQuorumState } from '@ottla/raft';
import type { QuorumStateFormat } from '@ottla/raft';

const FILE = 'quorum-state';

export class QuorumStateStore {
  readonly #disk: Disk;
  readonly #directory: string;

  constructor(disk: Disk, directory: string) {
    this.#disk = disk;
    this.#directory = directory;
  }

  /**
   * Undefined where there is no file; what is read is durable, so that it may be answered. Throws
   * QuorumStateError for one that cannot be read.
   */
  read(): ElectionState | undefined {
    const path = this.#path(FILE);
    if (this.#disk.stat(path) === undefined) return undefined;
    // Whoever wrote it may have died before the name was sure to stay.
    this.#disk.syncDirectory(this.#directory);
    return parseQuorumState(Buffer.from(this.#disk.readFile(path)).toString('utf8'), path);
  }

  /** Durable when it returns. */
  write(election: ElectionState, format: QuorumStateFormat): void {
    const partial = this.#path(`${FILE}.tmp`);
    const bytes = Buffer.from(formatQuorumState(election, format), 'utf8');
    const file = this.#disk.open(partial, 'truncate');
    try {
      file.write([bytes], 0);
      file.sync();
    } finally {
      file.close();
    }
    this.#disk.rename(partial, this.#path(FILE));
    this.#disk.syncDirectory(this.#directory);
  }

  #path(name: string): string {
    return `${this.#directory}/${name}`;
  }
}
