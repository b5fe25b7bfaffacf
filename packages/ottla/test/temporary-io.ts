// A tool's surroundings in a temporary directory of the real machine: what it writes is kept.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createNodeWorld } from '@ottla/base';

import type { Command, CommandIo, TextOutput } from '../src/cli/command.ts';
import { runTool } from '../src/cli/run-tool.ts';

export interface Finished {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

export class TemporaryIo {
  readonly directory = mkdtempSync(join(tmpdir(), 'ottla-test-'));
  readonly #interruption = new AbortController();
  #out = '';
  #err = '';
  #wrote: (() => void) | undefined;

  /** Runs a tool to its end. */
  async run(command: Command, args: readonly string[]): Promise<Finished> {
    this.#out = '';
    this.#err = '';
    const exit = await runTool(command, args, this.#io());
    return { exit, out: this.#out, err: this.#err };
  }

  /** Resolves once standard output matches. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#out);
      if (found !== null) return found;
      await new Promise<void>((resolve) => {
        this.#wrote = resolve;
      });
    }
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.#interruption.abort();
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  #io(): CommandIo {
    let world: ReturnType<typeof createNodeWorld> | undefined;
    return {
      stdin: { isTerminal: false, chunks: async function* () {} },
      stdout: this.#output((text) => {
        this.#out += text;
      }),
      stderr: this.#output((text) => {
        this.#err += text;
      }),
      environment: { OTTLA_RUN_DIR: join(this.directory, 'run') },
      directory: this.directory,
      interrupted: this.#interruption.signal,
      world: () => (world ??= createNodeWorld()),
    };
  }

  #output(keep: (text: string) => void): TextOutput {
    return {
      isTerminal: false,
      write: (chunk) => {
        keep(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
        this.#wrote?.();
        return true;
      },
      drained: () => Promise.resolve(),
    };
  }
}
