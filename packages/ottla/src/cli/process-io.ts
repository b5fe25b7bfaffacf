// The real streams, environment and signals of this process, behind CommandIo.

import { createNodeWorld, type World } from '@ottla/base';

import type { CommandIo, TextInput, TextOutput } from './command.ts';

export function processIo(): CommandIo {
  let world: World | undefined;
  return {
    stdin: inputOf(process.stdin),
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    environment: process.env,
    directory: process.cwd(),
    interrupted: interruption(),
    world: () => (world ??= createNodeWorld()),
  };
}

function outputOf(stream: NodeJS.WriteStream): TextOutput {
  // A reader that went away (`ottla topics --list | head -1`) is no failure of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    isTerminal: stream.isTTY === true,
    write: (chunk) => stream.write(chunk),
    drained: () => new Promise((resolve) => stream.write('', () => resolve())),
  };
}

function inputOf(stream: NodeJS.ReadStream): TextInput {
  return { isTerminal: stream.isTTY === true, chunks: () => stream };
}

/**
 * Signals that come together are one: Ctrl-C reaches the launcher, which passes it on, and this
 * process as well. A later one means that the user will not wait.
 */
const TOGETHER_MS = 1_000;

function interruption(): AbortSignal {
  const controller = new AbortController();
  let firstMs = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const nowMs = performance.now();
      if (!controller.signal.aborted) firstMs = nowMs;
      else if (nowMs - firstMs > TOGETHER_MS) process.exit(1);
      controller.abort(signal);
    });
  }
  return controller.signal;
}
