// Each package as it will be published, in a folder of its own below `directory`: package.json,
// README, licence, built files. npm-pack.ts makes tarballs of the folders.

import {
  chmodSync,
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { root } from '../sources.ts';
import { bundleCommandLine, bundleLibrary } from './bundle.ts';
import { compileLibraries, writeCommonJsTypes } from './compile.ts';
import {
  BUNDLED_PACKAGES,
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
    const apart = BUNDLED_PACKAGES[folder];
    if (apart !== undefined) await stageBundles(folder, to, { compiled, apart });
    writeAbout(folder, to, libraryManifest(readManifest(folder), folder));
    staged.push(to);
  }
  return staged;
}

interface BundleParts {
  readonly compiled: string;
  readonly apart: readonly string[];
}

async function stageBundles(
  folder: string,
  to: string,
  { compiled, apart }: BundleParts,
): Promise<void> {
  const dist = join(to, 'dist');
  // Declarations stay; the modules that they are of are in the bundles.
  for (const path of globSync('**/*.js', { cwd: dist })) rmSync(join(dist, path));
  await bundleLibrary({ folder, directory: join(dist, 'esm'), format: 'esm', apart });
  const directory = join(dist, 'cjs');
  await bundleLibrary({ folder, directory, format: 'cjs', apart });
  writeCommonJsTypes({ compiled, folder, directory: join(directory, 'types'), apart });
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
