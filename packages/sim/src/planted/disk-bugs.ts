// Bugs between the broker and its disk.

import type { Disk, DiskFile, OpenMode, Prng, World } from '@ottla/base';

import type { PlantedBug } from './planted-bug.ts';

type Change = Partial<Pick<DiskFile, 'write' | 'writeAsync' | 'sync' | 'syncAsync'>>;

/** The broker's World with files that do something else, where `change` says so. */
function withFiles(world: World, change: (file: DiskFile) => Change | undefined): World {
  const inner = world.disk;
  const open = (path: string, mode: OpenMode) => wrapFile(inner.open(path, mode), change);
  return { ...world, disk: { ...allButOpen(inner), open } };
}

function allButOpen(inner: Disk): Omit<Disk, 'open'> {
  return {
    readFile: (path) => inner.readFile(path),
    writeFile: (path, bytes) => inner.writeFile(path, bytes),
    list: (directory) => inner.list(directory),
    stat: (path) => inner.stat(path),
    makeDirectory: (path) => inner.makeDirectory(path),
    rename: (from, to) => inner.rename(from, to),
    remove: (path) => inner.remove(path),
    removeAsync: (path) => inner.removeAsync(path),
    removeDirectory: (path) => inner.removeDirectory(path),
    syncDirectory: (path) => inner.syncDirectory(path),
    syncDirectoryAsync: (path) => inner.syncDirectoryAsync(path),
    setModified: (path, modifiedMs) => inner.setModified(path, modifiedMs),
    lock: (path) => inner.lock(path),
    freeBytes: (path) => inner.freeBytes(path),
    totalBytes: (path) => inner.totalBytes(path),
    openFilesMax: () => inner.openFilesMax(),
  };
}

function wrapFile(file: DiskFile, change: (file: DiskFile) => Change | undefined): DiskFile {
  const changed = change(file);
  if (changed === undefined) return file;
  return {
    path: file.path,
    sizeBytes: () => file.sizeBytes(),
    read: (into, position) => file.read(into, position),
    readAsync: (into, position) => file.readAsync(into, position),
    write: (chunks, position) => file.write(chunks, position),
    writeAsync: (chunks, position) => file.writeAsync(chunks, position),
    sync: () => file.sync(),
    syncAsync: () => file.syncAsync(),
    truncate: (sizeBytes) => file.truncate(sizeBytes),
    close: () => file.close(),
    ...changed,
  };
}

/** Logs of topics under test; the metadata log and the offsets are left alone. */
function isLog(path: string): boolean {
  return path.endsWith('.log') && /\/(kept|trimmed|compacted)-\d+-\d+\//.test(path);
}

function loseWrites(file: DiskFile, prng: Prng): Change | undefined {
  if (!isLog(file.path)) return undefined;
  const zeros = (chunks: readonly Uint8Array[]) => chunks.map(({ length }) => Buffer.alloc(length));
  return {
    write: (chunks, position) =>
      file.write(prng.chance(0.02) ? zeros(chunks) : chunks, position),
    writeAsync: (chunks, position) =>
      file.writeAsync(prng.chance(0.02) ? zeros(chunks) : chunks, position),
  };
}

function skipSyncs(file: DiskFile): Change | undefined {
  if (!isLog(file.path)) return undefined;
  return { sync: () => {}, syncAsync: () => Promise.resolve() };
}

export const diskBugs: readonly PlantedBug[] = [
  {
    name: 'loses-appends',
    pretends: 'some appends never reach the file, and nobody is told',
    foundBy: ['lost-write', 'inconsistent-offsets', 'nonmonotonic-poll'],
    needs: { families: ['process'] },
    wrapBroker: (world, prng) => withFiles(world, (file) => loseWrites(file, prng)),
  },
  {
    name: 'syncs-nothing',
    pretends: 'the disk says that it has what it has not',
    foundBy: ['lost-write', 'inconsistent-offsets', 'nonmonotonic-poll'],
    needs: { families: ['power'], isDurable: true },
    wrapBroker: (world) => withFiles(world, skipSyncs),
  },
];
