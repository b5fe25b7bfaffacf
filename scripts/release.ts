// `npm run release [-- DIRECTORY]`: what is handed to users, below `dist` where nothing else is
// named: `ottla-<version>.tgz`, and in `npm` one tarball for each package. docs/releasing.md tells
// what comes before and after.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { makeDistribution, megabytes, packDistribution } from './release/distribution.ts';
import { npmPack } from './release/npm-pack.ts';
import { stageCommandLine, stageLibraries } from './release/stage-packages.ts';
import { root } from './sources.ts';

const target = resolve(process.argv[2] ?? join(root, 'dist'));
const npm = join(target, 'npm');
const work = mkdtempSync(join(tmpdir(), 'ottla-release-'));
try {
  mkdirSync(npm, { recursive: true });
  const libraries = await stageLibraries(join(work, 'staged'), join(work, 'compiled'));
  const commandLine = await stageCommandLine(join(work, 'staged'));
  const packed = npmPack([...libraries, commandLine], npm);
  const archive = packDistribution(await makeDistribution(work), target);
  for (const path of [archive, ...packed.map((each) => each.path)]) {
    console.log(`${path}  ${megabytes(path)}`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
