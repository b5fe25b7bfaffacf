// The native add-ons of a distribution, for each platform that it names: npm brings the packages
// of the platforms, and what it brought must be what package-lock.json vouches for.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../sources.ts';
import { runCommand } from './run-command.ts';

/** Linux with glibc and musl, macOS, Windows. */
const PLATFORMS: readonly string[] = [
  'linux-x64-gnu',
  'linux-x64-musl',
  'linux-arm64-gnu',
  'linux-arm64-musl',
  'darwin-x64',
  'darwin-arm64',
  'win32-x64-msvc',
  'win32-arm64-msvc',
];

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** `sha512-…`, as npm writes it. */
  readonly integrity: string;
}

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export type LockFile = { readonly packages: Readonly<Record<string, LockEntry>> };

export function readLockFile(): LockFile {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
}

/** An add-on's own package, and those of its platforms that a distribution serves. */
export function packagesOf(addOn: string, lock: LockFile): LockedPackage[] {
  const platforms = Object.keys(entryOf(addOn, lock).optionalDependencies ?? {});
  const wanted = platforms.filter((name) => PLATFORMS.some((each) => name.endsWith(`-${each}`)));
  return [addOn, ...wanted].map((name) => {
    const { version, integrity } = entryOf(name, lock);
    if (version === undefined || integrity === undefined) {
      throw new Error(`package-lock.json says neither version nor checksum of ${name}`);
    }
    return { name, version, integrity };
  });
}

function entryOf(name: string, lock: LockFile): LockEntry {
  const entry = lock.packages[`node_modules/${name}`];
  if (entry === undefined) throw new Error(`package-lock.json does not name ${name}`);
  return entry;
}

/** Whether `bytes` are those of which npm wrote the checksum. */
export function isIntact(bytes: Uint8Array, integrity: string): boolean {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}` === integrity;
}

/** Unpacks them below `nodeModules`; `cache` keeps the tarballs for the next time. */
export function placeAddOns(names: readonly string[], nodeModules: string, cache: string): void {
  const lock = readLockFile();
  mkdirSync(cache, { recursive: true });
  for (const locked of names.flatMap((name) => packagesOf(name, lock))) {
    const tarball = fetched(locked, cache);
    const folder = join(nodeModules, locked.name);
    mkdirSync(folder, { recursive: true });
    runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  }
}

function fetched({ name, version, integrity }: LockedPackage, cache: string): string {
  const tarball = join(cache, `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`);
  if (!existsSync(tarball)) {
    const args = ['pack', '--ignore-scripts', '--pack-destination', cache];
    runCommand('npm', [...args, `${name}@${version}`]);
  }
  if (isIntact(readFileSync(tarball), integrity)) return tarball;
  throw new Error(`${tarball} is not what package-lock.json vouches for: delete it and try again`);
}
