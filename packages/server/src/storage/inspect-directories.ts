// Looks at log directories from outside, before anything is locked or opened: whether they are
// there, whose they are, whether they are empty.

import type { Disk } from '@ottla/base';
import { type MetaProperties, parseMetaProperties } from '@ottla/log';

export type DirectoryState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'not-a-directory' }
  | { readonly kind: 'unformatted'; readonly isEmpty: boolean }
  | { readonly kind: 'formatted'; readonly meta: MetaProperties }
  | { readonly kind: 'malformed'; readonly problem: string };

export interface InspectedDirectory {
  readonly path: string;
  readonly state: DirectoryState;
}

const META_PROPERTIES = 'meta.properties';
/**
 * What a directory that was never used may hold: our own lock, and what a fresh file system
 * brings.
 */
const HARMLESS: ReadonlySet<string> = new Set(['.lock', 'lost+found', '.gitkeep', '.DS_Store']);

/** Throws DiskError. */
export function inspectDirectory(disk: Disk, path: string): InspectedDirectory {
  const found = disk.stat(path);
  if (found === undefined) return { path, state: { kind: 'missing' } };
  if (found.kind !== 'directory') return { path, state: { kind: 'not-a-directory' } };
  const meta = `${path}/${META_PROPERTIES}`;
  if (disk.stat(meta) === undefined) {
    const isEmpty = disk.list(path).every((entry) => HARMLESS.has(entry.name));
    return { path, state: { kind: 'unformatted', isEmpty } };
  }
  try {
    const text = Buffer.from(disk.readFile(meta)).toString('utf8');
    return { path, state: { kind: 'formatted', meta: parseMetaProperties(text) } };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { path, state: { kind: 'malformed', problem: `Error loading ${meta}: ${problem}` } };
  }
}
