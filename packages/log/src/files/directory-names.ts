// The names in a directory that are to survive a power failure. One sync of the directory serves
// all who have made a name before it began: thousands of new partitions cost a few.

import type { Disk } from '@ottla/base';

export class DirectoryNames {
  readonly #disk: Disk;
  readonly #path: string;
  /** How many names were made, and how many of the first ones are durable. */
  #made = 0;
  #durable = 0;
  #syncing: Promise<void> | undefined;

  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
  }

  /** A name was made. Returns what to ask for it with. */
  made(): number {
    this.#made += 1;
    return this.#made;
  }

  /** Resolves when the name is durable. Rejects with DiskError. */
  async durable(made: number): Promise<void> {
    while (this.#durable < made) {
      this.#syncing ??= this.#sync().finally(() => {
        this.#syncing = undefined;
      });
      await this.#syncing;
    }
  }

  async #sync(): Promise<void> {
    const upTo = this.#made;
    await this.#disk.syncDirectoryAsync(this.#path);
    this.#durable = upTo;
  }
}
