// `npm run generate [-- --check]`: packages/protocol/schema → packages/protocol/src/generated. With
// --check it writes nothing and fails where the committed code is not what the schemas say.

import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { emitFile } from './generate/emit-file.ts';
import { emitApis, emitIndex, emitRecordTables } from './generate/emit-tables.ts';
import { loadSchemas } from './generate/load-schemas.ts';
import { root } from './sources.ts';

const SCHEMAS = join(root, 'packages', 'protocol', 'schema');
const GENERATED = join(root, 'packages', 'protocol', 'src', 'generated');

/** The generated files, by their path below src/generated. */
async function generate(): Promise<Map<string, string>> {
  const schemas = await loadSchemas(SCHEMAS);
  const files = new Map(
    schemas.filter((file) => file.messages.length > 0).map((file) => [file.path, emitFile(file)]),
  );
  files.set('index.ts', emitIndex(schemas));
  files.set('apis.ts', emitApis(schemas));
  files.set('record-tables.ts', emitRecordTables(schemas));
  return files;
}

function listGenerated(): string[] {
  return globSync('**/*.ts', { cwd: GENERATED }).map((path) => path.replaceAll('\\', '/'));
}

function check(files: ReadonlyMap<string, string>): string[] {
  const changed = [...files].filter(([path, text]) => {
    const file = join(GENERATED, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  const stale = listGenerated().filter((path) => !files.has(path));
  return [...changed.map(([path]) => path), ...stale];
}

function write(files: ReadonlyMap<string, string>): void {
  for (const path of listGenerated()) if (!files.has(path)) rmSync(join(GENERATED, path));
  for (const [path, text] of files) {
    const file = join(GENERATED, path);
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
}

const files = await generate();
if (process.argv.includes('--check')) {
  const wrong = check(files);
  for (const path of wrong) console.error(`not current: packages/protocol/src/generated/${path}`);
  console.log(`generate: ${files.size} files, ${wrong.length} not current`);
  if (wrong.length > 0) {
    console.error('run `npm run generate` and commit what it changes');
    process.exitCode = 1;
  }
} else {
  write(files);
  console.log(`generate: ${files.size} files`);
}
