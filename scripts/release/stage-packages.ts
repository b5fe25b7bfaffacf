// Each package as it will be published, in a folder of its own below `directory`: package.json,
// README, licence, built files. npm-pack.ts makes tarballs of the folders.

import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../sources.ts';
import { bundleCommandLine, bundleCommonJs } from './bundle.ts';
import { compileLibraries, writeCommonJsTypes } from './compile.ts';
import {
  COMMONJS_PACKAGES,
  commandLineManifest,
  libraryManifest,
  type Manifest,
  PRIVATE_PACKAGES,
} from './manifests.ts';

const COMMAND_LINE = 'ottla';
const LAUNCHER = join(root, 'packaging', 'ottla.mjs');

export const packagesRoot = join(root, 'packages');

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(packagesRoot, folder, 'package.json'), 'utf8'));
}

/** Libraries that are published, without the command line. */
export function libraryFolders(): string[] {
  return readdirSync(packagesRoot).filter(
    (folder) => folder !== COMMAND_LINE && !PRIVATE_PACKAGES.includes(folder),
  );
}

/** Native add-ons of all packages, with their versions: what a bundle cannot hold. */
export function addOns(): Record<string, string> {
  const all = readdirSync(packagesRoot).map((folder) => readManifest(folder).optionalDependencies);
  return Object.assign({}, ...all);
}

/** Returns the folders. `compiled` is a folder for what lies between. */
export async function stageLibraries(directory: string, compiled: string): Promise<string[]> {
  compileLibraries(compiled);
  const staged: string[] = [];
  for (const folder of libraryFolders()) {
    const to = join(directory, folder);
    cpSync(join(compiled, folder, 'src'), join(to, 'dist'), { recursive: true });
    if (COMMONJS_PACKAGES.includes(folder)) await stageCommonJs(folder, to, compiled);
    writeAbout(folder, to, libraryManifest(readManifest(folder), folder));
    staged.push(to);
  }
  return staged;
}

async function stageCommonJs(folder: string, to: string, compiled: string): Promise<void> {
  const directory = join(to, 'dist', 'cjs');
  await bundleCommonJs(folder, directory);
  writeCommonJsTypes(compiled, folder, join(directory, 'types'));
  writeFileSync(join(directory, 'package.json'), '{ "type": "commonjs" }\n');
}

/** The command line, which needs none of the others once it is bundled. */
export async function stageCommandLine(directory: string): Promise<string> {
  const to = join(directory, COMMAND_LINE);
  await bundleCommandLine(join(to, 'dist'));
  mkdirSync(join(to, 'bin'), { recursive: true });
  cpSync(LAUNCHER, join(to, 'bin', 'ottla.mjs'));
  chmodSync(join(to, 'bin', 'ottla.mjs'), 0o755);
  writeAbout(COMMAND_LINE, to, commandLineManifest(readManifest(COMMAND_LINE), addOns()));
  return to;
}

function writeAbout(folder: string, to: string, manifest: object): void {
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  cpSync(join(packagesRoot, folder, 'README.md'), join(to, 'README.md'));
  cpSync(join(root, 'LICENSE'), join(to, 'LICENSE'));
}
