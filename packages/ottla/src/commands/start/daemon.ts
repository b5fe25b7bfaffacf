// `kafka-server-start.sh -daemon`: the same call without the flag, in a process of its own that
// outlives this one. Its output goes where Kafka's goes.

import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { CommandIo } from '../../cli/command.ts';

/** Starts the process; whether it comes up is told by its log. */
export function startDaemon(args: readonly string[], io: CommandIo): void {
  const logs = resolve(io.directory, io.environment['LOG_DIR'] ?? 'logs');
  mkdirSync(logs, { recursive: true });
  const output = openSync(join(logs, 'kafkaServer.out'), 'a');
  const rest = args.filter((argument) => argument !== '-daemon' && argument !== '--daemon');
  const main = process.argv[1] ?? '';
  const child = spawn(process.execPath, [...process.execArgv, main, 'server-start', ...rest], {
    cwd: io.directory,
    detached: true,
    stdio: ['ignore', output, output],
  });
  child.unref();
}
