// A program of the machine that runs to its end; what it said is in the error where it failed.

import { spawnSync } from 'node:child_process';

const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
/** Long enough for npm on a slow line. */
const TIMEOUT_MS = 120_000;

export interface RunCommandOptions {
  readonly cwd?: string;
  /** In place of this process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
}

/** Returns standard output. Throws where the exit code is not 0. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: RunCommandOptions = {},
): string {
  const run = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: OUTPUT_BYTES_MAX,
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    ...options,
  });
  if (run.status === 0) return run.stdout;
  if (run.pid === 0) throw new Error(`${command} cannot run`, { cause: run.error });
  const how = run.status === null ? `was ended by ${run.signal}` : `failed with ${run.status}`;
  throw new Error(`${command} ${args.join(' ')} ${how}:\n${run.stdout}${run.stderr}`);
}
