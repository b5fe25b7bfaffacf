// What a tool of the command line is given and what it answers: streams, arguments, interruption
// and an exit code. No tool touches `process` itself, so that tests run it in their own process.

import type { World } from '@ottla/base';

/** Exit codes: Java's jopt tools answer wrong usage with `failed`, our own verbs with `usage`. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;


export interface TextOutput {
  readonly isTerminal: boolean;
  /** Writes as it is, without a line end; false when it is time to wait for `drained`. */
  write(chunk: string | Uint8Array): boolean;
  /** Resolves once everything written has been taken. */
  drained(): Promise<void>;
}

export interface TextInput {
  readonly isTerminal: boolean;
  /** The bytes of standard input, in chunks as they come. */
  chunks(): AsyncIterable<Uint8Array>;
}

export interface CommandIo {
  readonly stdin: TextInput;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's working directory: relative paths start here. */
  readonly directory: string;
  /**
   * Aborts on Ctrl-C or SIGTERM, whose name is then its reason. A second signal ends the process
   * at once.
   */
  readonly interrupted: AbortSignal;
  /** Made when first asked for: many commands need none. */
  world(): World;
}

/** Runs one tool with the arguments after its name; the promise gives the exit code. */
export type Command = (args: readonly string[], io: CommandIo) => Promise<number>;

/** What a shell reports for one of Java's tools that Ctrl-C or SIGTERM ended. */
export function interruptedExit({ interrupted }: Pick<CommandIo, 'interrupted'>): number {
  return interrupted.reason === 'SIGTERM' ? 143 : 130;
}

/** Tells the user in one line why a command failed: no stack trace, exit code 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: number;

  constructor(message: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode ?? exitCodes.failed;
  }
}
