// Where the interop suite finds its own files and keeps what it makes: all of it below one folder
// of the system's temporary directory, which the run deletes.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const interopRoot = dirname(fileURLToPath(import.meta.url));
export const houseRoot = dirname(interopRoot);

/** Done when this process exits, however many ask: one listener for all. */
const atExit: (() => void)[] = [];

export function whenDone(task: () => void): void {
  if (atExit.length === 0) process.once('exit', () => atExit.forEach((each) => each()));
  atExit.push(task);
}

/** A new empty folder; deleted when the process exits. */
export function temporaryDirectory(name: string): string {
  const path = mkdtempSync(join(tmpdir(), `ottla-${name}-`));
  whenDone(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
