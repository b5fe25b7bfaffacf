// `npm run generate [-- --check]`: packages/protocol/schema → packages/protocol/src/generated. With
// --check it writes nothing and fails where the committed code is not what the schemas say.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import {
  differs,
  findStale,
  type GeneratedFiles,
  generateFiles,
  listGenerated,
} from './generate/output.ts';
import { root } from './sources.ts';

const SCHEMAS = join(root, 'packages', 'protocol', 'schema');
const GENERATED = join(root, 'packages', 'protocol', 'src', 'generated');

function check(files: GeneratedFiles): void {
  const stale = findStale(GENERATED, files);
  for (const path of stale) console.error(`not current: packages/protocol/src/generated/${path}`);
  console.log(`generate: ${files.size} files, ${stale.length} not current`);
  if (stale.length === 0) return;
  console.error('run `npm run generate` and commit what it changes');
  process.exitCode = 1;
}

function write(files: GeneratedFiles): void {
  for (const path of listGenerated(GENERATED)) if (!files.has(path)) rmSync(join(GENERATED, path));
  for (const [path, text] of files) {
    if (!differs(GENERATED, path, text)) continue;
    const file = join(GENERATED, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  console.log(`generate: ${files.size} files`);
}

const files = await generateFiles(SCHEMAS);
if (process.argv.includes('--check')) check(files);
else write(files);
