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

function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort(signal);
    });
  }
  return controller.signal;
}
