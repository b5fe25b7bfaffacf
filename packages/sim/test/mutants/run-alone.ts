// Runs search-worker.ts in a process of its own, and gives what it tells.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const WORKER = join(import.meta.dirname, 'search-worker.ts');
const FLAGS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=64'];
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

/** What a search for a mutant came to. */
export interface MutantFinding {
  readonly seeds: number;
  readonly tally: Readonly<Record<string, number>>;
  readonly text: string;
  readonly missing: readonly string[];
}

/** `Told` is what the worker prints under this name. */
export async function runAlone<Told>(
  name: string,
  args: readonly (string | number)[],
): Promise<Told> {
  const all = [...FLAGS, WORKER, name, ...args.map(String)];
  const { stdout } = await promisify(execFile)(process.execPath, all, {
    maxBuffer: OUTPUT_BYTES_MAX,
  });
  // The worker is ours, and prints what its callers name.
  return JSON.parse(stdout) as Told;
}
