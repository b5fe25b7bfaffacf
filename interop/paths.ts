// Where the interop suite finds its own files and keeps what it makes: all of it below one folder
// of the system's temporary directory, which the run deletes.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const interopRoot = dirname(fileURLToPath(import.meta.url));
export const houseRoot = dirname(interopRoot);

/** A new empty folder; deleted when the process exits. */
export function temporaryDirectory(name: string): string {
  const path = mkdtempSync(join(tmpdir(), `ottla-${name}-`));
  process.on('exit', () => rmSync(path, { recursive: true, force: true }));
  return path;
}
