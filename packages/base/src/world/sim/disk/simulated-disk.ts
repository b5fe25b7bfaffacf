// The Disk of one simulated process, over a storage that outlives it. Without faults it is a plain
// disk in memory. Every call may fail, stall or be cut short as the storage's faults say.

import { DiskError } from '../../../errors.ts';
import type {
  DirectoryEntry,
  Disk,
  DiskFile,
  DiskLock,
  FileStat,
  OpenMode,
} from '../../disk.ts';
import { DirectoryImage, partsOf } from './directory-image.ts';
import { DiskCalls, type DiskUser } from './disk-calls.ts';
import { FileImage } from './file-image.ts';
import { SimulatedFile } from './simulated-file.ts';
import type { SimulatedStorage } from './simulated-storage.ts';

export class SimulatedDisk implements Disk {
  readonly #storage: SimulatedStorage;
  readonly #user: DiskUser;
  readonly #calls: DiskCalls;

  constructor(storage: SimulatedStorage, user: DiskUser) {
    this.#storage = storage;
    this.#user = user;
    this.#calls = new DiskCalls(storage, user);
  }

  open(path: string, mode: OpenMode): DiskFile {
    this.#calls.begin('open', path);
    const { tree, faults } = this.#storage;
    if (this.#calls.openFiles >= faults.openFilesMax) throw new DiskError('EMFILE', path, 'open');
    const isMade = mode === 'create' || mode === 'truncate';
    let image: FileImage;
    if (isMade && tree.find(path) === undefined) {
      image = new FileImage(this.#user.wallMs());
      tree.create(path, image, 'open');
    } else {
      image = tree.file(path, 'open');
    }
    if (mode === 'truncate' && image.sizeBytes > 0) image.truncate(0);
    const isWritable = mode !== 'read';
    this.#calls.openFiles += 1;
    return new SimulatedFile({ path, image, isWritable, calls: this.#calls });
  }

  readFile(path: string): Uint8Array {
    this.#calls.begin('read', path);
    return this.#storage.tree.file(path, 'read').contents();
  }

  writeFile(path: string, bytes: Uint8Array): void {
    const file = this.open(path, 'truncate');
    try {
      file.write([bytes], 0);
    } finally {
      file.close();
    }
  }

  list(path: string): DirectoryEntry[] {
    this.#calls.begin('list', path);
    const { entries } = this.#storage.tree.directory(path, 'list');
    const names = [...entries.keys()].sort();
    return names.map((name) => ({ name, kind: kindOf(entries.get(name)) }));
  }

  stat(path: string): FileStat | undefined {
    this.#calls.begin('stat', path);
    const entry = this.#storage.tree.find(path);
    if (entry === undefined) return undefined;
    const sizeBytes = entry instanceof FileImage ? entry.sizeBytes : 4096;
    return { kind: kindOf(entry), sizeBytes, modifiedMs: entry.modifiedMs };
  }

  makeDirectory(path: string): void {
    this.#calls.begin('make directory', path);
    const { tree } = this.#storage;
    const parts = partsOf(path);
    for (let depth = 1; depth <= parts.length; depth++) {
      const above = parts.slice(0, depth).join('/');
      const entry = tree.find(above);
      if (entry instanceof FileImage) {
        const code = depth === parts.length ? 'EEXIST' : 'ENOTDIR';
        throw new DiskError(code, path, 'make directory');
      }
      if (entry === undefined) {
        tree.create(above, new DirectoryImage(this.#user.wallMs()), 'make directory');
      }
    }
  }

  rename(from: string, to: string): void {
    this.#calls.begin('rename', from);
    this.#storage.tree.rename(from, to);
  }

  remove(path: string): void {
    this.#calls.begin('remove', path);
    this.#storage.tree.file(path, 'remove');
    this.#storage.tree.remove(path, 'remove');
  }

  async removeAsync(path: string): Promise<void> {
    const { tree } = this.#storage;
    await this.#calls.later('remove', path, () => {
      if (tree.find(path) !== undefined) tree.remove(path, 'remove');
    });
  }

  removeDirectory(path: string): void {
    this.#calls.begin('remove', path);
    const entry = this.#storage.tree.find(path);
    if (entry instanceof DirectoryImage) {
      for (const name of [...entry.entries.keys()]) this.removeDirectory(`${path}/${name}`);
    }
    if (entry !== undefined) this.#storage.tree.remove(path, 'remove');
  }

  syncDirectory(path: string): void {
    this.#calls.begin('sync directory', path);
    this.#storage.tree.syncDirectory(this.#storage.tree.directory(path, 'sync directory'));
  }

  async syncDirectoryAsync(path: string): Promise<void> {
    const { tree } = this.#storage;
    const directory = tree.directory(path, 'sync directory');
    const changes = tree.changesOf(directory);
    const sync = (): void => tree.syncDirectory(directory, changes);
    await this.#calls.later('sync directory', path, sync);
  }

  setModified(path: string, modifiedMs: number): void {
    this.#user.assertAlive();
    const { tree } = this.#storage;
    const entry = tree.find(path);
    if (entry === undefined) throw new DiskError(tree.missCode(path), path, 'set time of');
    entry.modifiedMs = modifiedMs;
  }

  lock(path: string): DiskLock {
    this.#calls.begin('lock', path);
    const key = partsOf(path).join('/');
    const { locks, tree } = this.#storage;
    if (locks.has(key)) throw new DiskError('ELOCKED', path, 'lock');
    if (tree.find(path) === undefined) {
      tree.create(path, new FileImage(this.#user.wallMs()), 'lock');
    }
    locks.set(key, this.#user);
    return {
      release: () => {
        if (locks.get(key) === this.#user) locks.delete(key);
      },
    };
  }

  freeBytes(path: string): number {
    this.#assertThere(path, 'free space of');
    return this.#storage.freeBytes();
  }

  totalBytes(path: string): number {
    this.#assertThere(path, 'size of');
    return this.#storage.faults.capacityBytes;
  }

  openFilesMax(): number {
    return this.#storage.faults.openFilesMax;
  }

  #assertThere(path: string, operation: string): void {
    this.#user.assertAlive();
    if (this.#storage.tree.find(path) === undefined) throw new DiskError('ENOENT', path, operation);
  }
}

function kindOf(entry: FileImage | DirectoryImage | undefined): 'file' | 'directory' {
  return entry instanceof DirectoryImage ? 'directory' : 'file';
}
