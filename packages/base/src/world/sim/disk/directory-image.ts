// The names of a simulated disk: a tree of directories, and the changes to it that a power loss may
// undo. A creation, renaming or removal is one change; it is durable when every directory that it
// touches was synced after it. Until then it may be lost, whatever becomes of changes to other
// files.

import { DiskError } from '../../../errors.ts';
import type { Prng } from '../../../prng/prng.ts';
import { FileImage } from './file-image.ts';

export class DirectoryImage {
  /** What the system shows. */
  readonly entries = new Map<string, EntryImage>();
  /** What is sure to be there after a power loss. */
  readonly durable = new Map<string, EntryImage>();
  modifiedMs: number;

  constructor(modifiedMs: number) {
    this.modifiedMs = modifiedMs;
  }
}

export type EntryImage = FileImage | DirectoryImage;

interface Place {
  readonly directory: DirectoryImage;
  readonly name: string;
}

/** `from` without `to` is a removal, `to` without `from` a creation. */
export interface NameChange {
  readonly entry: EntryImage;
  readonly from: Place | undefined;
  readonly to: Place | undefined;
  /** Directories whose sync it still waits for. */
  readonly waitsFor: Set<DirectoryImage>;
}

export class TreeImage {
  #root: DirectoryImage;
  #changes: NameChange[] = [];

  constructor() {
    this.#root = new DirectoryImage(0);
  }

  find(path: string): EntryImage | undefined {
    let entry: EntryImage | undefined = this.#root;
    for (const name of partsOf(path)) {
      entry = entry instanceof DirectoryImage ? entry.entries.get(name) : undefined;
    }
    return entry;
  }

  /** Throws ENOENT or ENOTDIR, as the operation that needs it would. */
  directory(path: string, operation: string): DirectoryImage {
    const entry = this.find(path);
    if (entry instanceof DirectoryImage) return entry;
    throw new DiskError(entry === undefined ? this.missCode(path) : 'ENOTDIR', path, operation);
  }

  file(path: string, operation: string): FileImage {
    const entry = this.find(path);
    if (entry instanceof FileImage) return entry;
    throw new DiskError(entry === undefined ? this.missCode(path) : 'EISDIR', path, operation);
  }

  /** Why nothing is at a path: ENOTDIR where a file is in its way. */
  missCode(path: string): 'ENOENT' | 'ENOTDIR' {
    let entry: EntryImage | undefined = this.#root;
    for (const name of partsOf(path)) {
      if (entry instanceof FileImage) return 'ENOTDIR';
      entry = entry?.entries.get(name);
    }
    return 'ENOENT';
  }

  create(path: string, entry: EntryImage, operation: string): void {
    this.#change({ entry, from: undefined, to: this.#place(path, operation) });
  }

  remove(path: string, operation: string): void {
    const from = this.#place(path, operation);
    const entry = from.directory.entries.get(from.name);
    if (entry === undefined) throw new DiskError('ENOENT', path, operation);
    this.#change({ entry, from, to: undefined });
  }

  rename(fromPath: string, toPath: string): void {
    const from = this.#place(fromPath, 'rename');
    const to = this.#place(toPath, 'rename', fromPath);
    const entry = from.directory.entries.get(from.name);
    if (entry === undefined) throw new DiskError('ENOENT', fromPath, 'rename');
    const replaced = to.directory.entries.get(to.name);
    if (replaced === entry) return;
    if (isBelow(toPath, fromPath)) throw new DiskError('EINVAL', fromPath, 'rename');
    if (isBelow(fromPath, toPath)) throw new DiskError('ENOTEMPTY', fromPath, 'rename');
    const refusal = refusalToReplace(entry, replaced);
    if (refusal !== undefined) throw new DiskError(refusal, fromPath, 'rename');
    this.#change({ entry, from, to });
  }

  /** What a sync of `directory` that begins now promises: later changes are not its business. */
  changesOf(directory: DirectoryImage): readonly NameChange[] {
    return this.#changes.filter((change) => change.waitsFor.has(directory));
  }

  syncDirectory(directory: DirectoryImage, changes = this.changesOf(directory)): void {
    for (const change of changes) change.waitsFor.delete(directory);
    // Only the oldest ones are folded: a later change must not be overtaken by an earlier one.
    while (this.#changes[0]?.waitsFor.size === 0) {
      const change = this.#changes.shift();
      if (change !== undefined) applyTo(change, (place) => place.durable);
    }
  }

  /** The whole tree after a power loss. */
  afterPowerLoss(prng: Prng): TreeImage {
    const survival = prng.pick([0, 1, 0.5, prng.float()]);
    const survivors = new Set<NameChange>();
    const survivingEntries = new Set<EntryImage>();
    for (const change of this.#changes.toReversed()) {
      // What happened to one entry is lost only from its end, so that it never has two names.
      const isSure = change.waitsFor.size === 0 || survivingEntries.has(change.entry);
      if (!isSure && !prng.chance(survival)) continue;
      survivors.add(change);
      survivingEntries.add(change.entry);
    }
    for (const change of this.#changes) {
      if (survivors.has(change)) applyTo(change, (place) => place.durable);
    }
    const left = new TreeImage();
    left.#root = directoryAfterPowerLoss(this.#root, prng);
    return left;
  }

  /** Bytes of all files that have a name. */
  usedBytes(): number {
    return usedBytesOf(this.#root);
  }

  /** `blamed` is the path that an error names. */
  #place(path: string, operation: string, blamed = path): Place {
    const parts = partsOf(path);
    const name = parts.pop();
    if (name === undefined) throw new DiskError('EBUSY', path, operation);
    const directory = this.find(parts.join('/'));
    if (directory instanceof DirectoryImage) return { directory, name };
    throw new DiskError(this.missCode(path), blamed, operation);
  }

  #change(change: Omit<NameChange, 'waitsFor'>): void {
    const waitsFor = new Set<DirectoryImage>();
    if (change.from !== undefined) waitsFor.add(change.from.directory);
    if (change.to !== undefined) waitsFor.add(change.to.directory);
    applyTo(change, (directory) => directory.entries);
    this.#changes.push({ ...change, waitsFor });
  }
}

function applyTo(
  change: Omit<NameChange, 'waitsFor'>,
  names: (directory: DirectoryImage) => Map<string, EntryImage>,
): void {
  const { entry, from, to } = change;
  if (from !== undefined) {
    const map = names(from.directory);
    // After a loss the name may lead to something else by now, or to nothing.
    if (map.get(from.name) === entry) map.delete(from.name);
  }
  if (to !== undefined) names(to.directory).set(to.name, entry);
}

function refusalToReplace(entry: EntryImage, replaced: EntryImage | undefined): string | undefined {
  if (replaced === undefined) return undefined;
  if (!(replaced instanceof DirectoryImage)) {
    return entry instanceof DirectoryImage ? 'ENOTDIR' : undefined;
  }
  if (!(entry instanceof DirectoryImage)) return 'EISDIR';
  return replaced.entries.size > 0 ? 'ENOTEMPTY' : undefined;
}

function isBelow(path: string, above: string): boolean {
  return partsOf(path).join('/').startsWith(`${partsOf(above).join('/')}/`);
}

/** Rebuilds from the durable names alone. */
function directoryAfterPowerLoss(directory: DirectoryImage, prng: Prng): DirectoryImage {
  const left = new DirectoryImage(directory.modifiedMs);
  for (const [name, entry] of directory.durable) {
    const next =
      entry instanceof DirectoryImage
        ? directoryAfterPowerLoss(entry, prng)
        : entry.afterPowerLoss(prng);
    left.entries.set(name, next);
    left.durable.set(name, next);
  }
  return left;
}

function usedBytesOf(directory: DirectoryImage): number {
  let total = 0;
  for (const entry of directory.entries.values()) {
    total += entry instanceof DirectoryImage ? usedBytesOf(entry) : entry.sizeBytes;
  }
  return total;
}

/** The names on the way to a path; relative paths start at the root. */
export function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}
