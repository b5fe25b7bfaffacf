// `ottla-<version>.tgz`: what a user unpacks and runs with Node alone. Laid out as Kafka's own
// archive is: bin/, config/, libs/.

import { chmodSync, cpSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { findTool } from '../../packages/ottla/src/tools.ts';
import { root } from '../sources.ts';
import { scripts } from './kafka-scripts.ts';
import { placeAddOns } from './native-packages.ts';
import { runCommand } from './run-command.ts';
import { addOns, readManifest, stageCommandLine } from './stage-packages.ts';

/** Tarballs of add-ons, between releases. */
const CACHE = join(root, 'node_modules', '.cache', 'ottla-release', 'add-ons');
/** Copied as they are. */
const COPIED: readonly string[] = ['config', 'LICENSE', 'README.md', 'CHANGELOG.md'];
/** Folders of packaging/: what others run Ottla with. */
export const PACKAGED: readonly string[] = ['container', 'prometheus', 'systemd'];

export interface Distribution {
  /** `ottla-<version>`, the only folder in the archive. */
  readonly name: string;
  /** The folder itself, ready to run. */
  readonly directory: string;
}

/** Makes the folder below `parent`. */
export async function makeDistribution(parent: string): Promise<Distribution> {
  const { version } = readManifest('ottla');
  const name = `ottla-${version}`;
  const directory = join(parent, name);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const path of COPIED) cpSync(join(root, path), join(directory, path), { recursive: true });
  for (const { path, text } of scripts((tool) => findTool(tool) !== undefined, version)) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  }
  for (const name of PACKAGED) {
    cpSync(join(root, 'packaging', name), join(directory, name), { recursive: true });
  }
  await stageCommandLine(join(directory, 'libs'));
  placeAddOns(Object.keys(addOns()), join(directory, 'libs', 'node_modules'), CACHE);
  return { name, directory };
}

/**
 * Packs the folder into `directory`. The same tree gives the same bytes, whoever packs it and
 * when: GNU tar is asked for the order and for owners and times that say nothing.
 */
export function packDistribution(made: Distribution, directory: string): string {
  const archive = join(directory, `${made.name}.tgz`);
  const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0'];
  const from = ['-C', dirname(made.directory), made.name];
  runCommand('tar', [...same, '--mode=u=rwX,go=rX', '-I', 'gzip -9n', '-cf', archive, ...from]);
  return archive;
}

export function megabytes(path: string): string {
  return `${(statSync(path).size / 1e6).toFixed(1)} MB`;
}
