// Performs a format plan on the disk: the files first, meta.properties last, so that a crash in
// between leaves a directory that counts as not formatted.

import type { Disk } from '@ottla/base';
import { formatMetaProperties } from '@ottla/log';
import type { FormatPlan, FormattedDirectory } from '@ottla/metadata';

const META_PROPERTIES = 'meta.properties';

/** Throws DiskError. */
export function performFormat(disk: Disk, plan: FormatPlan): void {
  for (const directory of plan.directories) formatDirectory(disk, directory);
}

function formatDirectory(disk: Disk, { path, identity, files }: FormattedDirectory): void {
  disk.makeDirectory(path);
  for (const { name, bytes } of files) writeDurably(disk, `${path}/${name}`, bytes);
  const meta = Buffer.from(formatMetaProperties(identity));
  writeDurably(disk, `${path}/${META_PROPERTIES}`, meta);
}

function writeDurably(disk: Disk, path: string, bytes: Uint8Array): void {
  const parent = path.slice(0, path.lastIndexOf('/'));
  disk.makeDirectory(parent);
  const temporary = `${path}.tmp`;
  const file = disk.open(temporary, 'truncate');
  try {
    file.write([bytes], 0);
    file.sync();
  } finally {
    file.close();
  }
  disk.rename(temporary, path);
  disk.syncDirectory(parent);
}
