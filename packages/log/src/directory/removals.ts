// Directories of logs that are gone, removed some time after they got their last name: one after
// the other, and what is in them on the thread pool, so that the end of thousands of partitions, or
// of large ones, keeps nobody waiting.

import type { Disk, World } from '@ottla/base';

import { joinPath } from '../files/file-names.ts';
import { surface } from '../files/surface.ts';

export class Removals {
  readonly #timers: World['timers'];
  readonly #remove: (path: string) => Promise<void>;
  /** Due, oldest first. */
  readonly #due: string[] = [];

  /** `remove` rejects for bugs only, and does nothing any more once the node stops. */
  constructor({ timers }: Pick<World, 'timers'>, remove: (path: string) => Promise<void>) {
    this.#timers = timers;
    this.#remove = remove;
  }

  after(delayMs: number, path: string): void {
    this.#timers.after(delayMs, () => {
      this.#due.push(path);
      if (this.#due.length > 1) return;
      this.#removeAll().catch((bug: unknown) => surface(this.#timers, bug));
    });
  }

  async #removeAll(): Promise<void> {
    for (let path = this.#due[0]; path !== undefined; path = this.#due[0]) {
      await this.#remove(path);
      this.#due.shift();
    }
  }
}

/**
 * Nothing happens where there is no such directory. Stops halfway where it may not go on. Rejects
 * with DiskError.
 */
export async function removeDirectoryAsync(
  disk: Disk,
  path: string,
  mayGoOn: () => boolean,
): Promise<void> {
  if (!mayGoOn() || disk.stat(path) === undefined) return;
  for (const { name, kind } of disk.list(path)) {
    if (kind === 'file') await disk.removeAsync(joinPath(path, name));
    if (!mayGoOn()) return;
  }
  // It holds nothing large any more.
  disk.removeDirectory(path);
}
