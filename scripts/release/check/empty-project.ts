// A user's project: an empty folder into which npm installs what we packed, and nothing of the
// house. What cannot come out of a tarball comes from the registry, or from npm's cache.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from '../../sources.ts';
import type { PackedPackage } from '../npm-pack.ts';
import { runCommand } from '../run-command.ts';

interface InstalledEntry {
  readonly hasInstallScript?: boolean;
}

/** What npm writes into node_modules: every package that it has put there. */
interface InstalledLock {
  readonly packages: Readonly<Record<string, InstalledEntry>>;
}

/** Makes the project and installs the tarballs, with install scripts allowed as npm allows them. */
export function installInto(directory: string, packed: readonly PackedPackage[]): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  const tarballs = packed.map(({ path }) => path);
  runCommand('npm', ['install', ...quiet, ...tarballs], { cwd: directory });
}

/** Packages of the project, of others too, that ask npm to run a script when installed. */
export function installScripts(directory: string): string[] {
  const file = join(directory, 'node_modules', '.package-lock.json');
  const { packages }: InstalledLock = JSON.parse(readFileSync(file, 'utf8'));
  return Object.entries(packages)
    .filter(([, entry]) => entry.hasInstallScript === true)
    .map(([path]) => path);
}

/** Checks a TypeScript file and all declarations that it reaches; throws what the compiler says. */
export function checkTypes(directory: string, file: string, text: string): void {
  writeFileSync(join(directory, file), text);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', '--strict', '--target', 'es2024', '--module', 'node16'];
  const types = ['--typeRoots', join(root, 'node_modules', '@types'), '--types', 'node'];
  runCommand(process.execPath, [tsc, ...options, ...types, file], { cwd: directory });
}

/** Runs a program of the project on this Node; returns what it printed. */
export function runInProject(directory: string, file: string, text: string): string {
  writeFileSync(join(directory, file), text);
  const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` };
  return runCommand(process.execPath, [file], { cwd: directory, env });
}
