// `npm pack`: folders → tarballs as the registry would hold them, and what is inside those.

import { join } from 'node:path';

import { runCommand } from './run-command.ts';

export interface PackedPackage {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly files: readonly string[];
  readonly bytes: number;
}

interface PackAnswer {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

export function npmPack(folders: readonly string[], directory: string): PackedPackage[] {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', directory];
  // npm prints an array, in the order in which it was asked; newer ones an object by name.
  const answer: Readonly<Record<string, PackAnswer>> = JSON.parse(
    runCommand('npm', [...args, ...folders]),
  );
  return Object.values(answer).map(({ name, version, filename, size, files }) => ({
    name,
    version,
    path: join(directory, filename.replace(/^@([^/]+)\//, '$1-')),
    files: files.map(({ path }) => path),
    bytes: size,
  }));
}
