// What generation yields, and how far the committed code is from it. Writes nothing.

import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { emitErrorPlaces } from './emit-error-places.ts';
import { emitFile } from './emit-file.ts';
import { emitApis, emitIndex, emitRecordTables } from './emit-tables.ts';
import { emitRecordFields } from './emit-record-fields.ts';
import { loadSchemas } from './load-schemas.ts';

/** Texts by path below the generated folder. */
export type GeneratedFiles = ReadonlyMap<string, string>;

export async function generateFiles(schemaFolder: string): Promise<GeneratedFiles> {
  const schemas = await loadSchemas(schemaFolder);
  const files = new Map(
    schemas.filter((file) => file.messages.length > 0).map((file) => [file.path, emitFile(file)]),
  );
  files.set('index.ts', emitIndex(schemas));
  files.set('apis.ts', emitApis(schemas));
  files.set('error-places.ts', emitErrorPlaces(schemas));
  files.set('record-tables.ts', emitRecordTables(schemas));
  files.set('record-fields.ts', emitRecordFields(schemas));
  return files;
}

export function listGenerated(folder: string): string[] {
  return globSync('**/*.ts', { cwd: folder }).map((path) => path.replaceAll('\\', '/'));
}

/** Whether the file in `folder` has another text, or is not there. */
export function differs(folder: string, path: string, text: string): boolean {
  const file = join(folder, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
}

/** Paths that are missing, different or left over in `folder`. */
export function findStale(folder: string, files: GeneratedFiles): string[] {
  const changed = [...files].filter(([path, text]) => differs(folder, path, text));
  const left = listGenerated(folder).filter((path) => !files.has(path));
  return [...changed.map(([path]) => path), ...left];
}
