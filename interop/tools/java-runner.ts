// Apache Kafka's tools inside one JVM that stays (interop/java/ToolRunner.java). One run at a time;
// a run that takes too long costs the JVM, and the next one starts another.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { interopRoot, whenDone } from '../paths.ts';
import { javaArguments } from '../peers/java.ts';
import type { Finished } from '../peers/process.ts';

const RUN_TIMEOUT_MS = 60_000;

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly lines: AsyncIterator<string>;
}

export class JavaRunner {
  #running: Running | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `main` after what was asked for before. */
  run(main: string, args: readonly string[], stdin = ''): Promise<Finished> {
    const run = this.#last.then(() => this.#runNow(JSON.stringify({ main, args, stdin })));
    this.#last = run.catch(() => undefined);
    return run;
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined || running.child.exitCode !== null) return;
    const exited = once(running.child, 'exit');
    running.child.kill('SIGKILL');
    await exited;
  }

  async #runNow(request: string): Promise<Finished> {
    const running = (this.#running ??= await startJvm());
    const timer = setTimeout(() => running.child.kill('SIGKILL'), RUN_TIMEOUT_MS);
    running.child.stdin.write(`${request}\n`);
    const answer = await running.lines.next();
    clearTimeout(timer);
    if (answer.done === true) {
      this.#running = undefined;
      return { code: null, stdout: '', stderr: `nothing after ${RUN_TIMEOUT_MS} ms` };
    }
    return JSON.parse(answer.value);
  }
}

async function startJvm(): Promise<Running> {
  const source = join(interopRoot, 'java', 'ToolRunner.java');
  const child = spawn('java', await javaArguments(source, []), { stdio: 'pipe' });
  whenDone(() => child.kill('SIGKILL'));
  // What the tools log; their own standard error comes with the answer.
  child.stderr.resume();
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, lines };
}
