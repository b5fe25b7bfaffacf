// All files of a disk, to lay them onto another one: a state that was costly to come by is the
// start of many histories.

import type { Disk } from '@ottla/base';

export interface ImageFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly modifiedMs: number;
}

/** Every file at or below `directory`, parents first. */
export function imageOf(disk: Disk, directory: string): ImageFile[] {
  return disk.list(directory).flatMap(({ name, kind }) => {
    const path = `${directory}/${name}`;
    if (kind === 'directory') return imageOf(disk, path);
    const modifiedMs = disk.stat(path)?.modifiedMs ?? 0;
    return [{ path, bytes: disk.readFile(path), modifiedMs }];
  });
}

/** Makes the files on an empty disk, durable with their names. */
export function layImage(disk: Disk, image: readonly ImageFile[]): void {
  const directories = new Set<string>();
  for (const { path, bytes, modifiedMs } of image) {
    const parts = path.split('/').slice(1, -1);
    const parents = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
    for (const parent of parents) directories.add(parent);
    disk.makeDirectory(parents.at(-1) ?? '/');
    const file = disk.open(path, 'create');
    file.write([bytes], 0);
    file.sync();
    file.close();
    disk.setModified(path, modifiedMs);
  }
  for (const directory of ['/', ...directories]) disk.syncDirectory(directory);
}
