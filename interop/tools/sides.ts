// The two sides of a comparison: Apache Kafka's tools in one JVM (or a JVM of their own where they
// run until told to end), and ours as a user starts them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { houseRoot, whenDone } from '../paths.ts';
import { JAVA_TOOLS, javaArguments } from '../peers/java.ts';
import type { Finished } from '../peers/process.ts';
import type { JavaRunner } from './java-runner.ts';
import type { ToolName, ToolStep } from './tool-case.ts';

const MAIN = join(houseRoot, 'packages', 'ottla', 'src', 'main.ts');
const TIMEOUT_MS = 60_000;

export interface Side {
  readonly name: 'java' | 'ours';
  run(step: ToolStep, stopAfterMs?: number): Promise<Finished>;
}

/** They end their JVM with System.exit, or by a signal. */
const OWN_JVM: readonly ToolName[] = ['cluster', 'verifiable-producer', 'verifiable-consumer'];

export function javaSide(runner: JavaRunner): Side {
  return {
    name: 'java',
    async run(step, stopAfterMs) {
      const { main, args } = javaCommand(step);
      if (stopAfterMs === undefined && !OWN_JVM.includes(step.tool)) {
        return runner.run(main, args, step.stdin);
      }
      const command = ['java', ...(await javaArguments(main, args))];
      return runUntilStopped(command, step.stdin ?? '', stopAfterMs);
    },
  };
}

function javaCommand({ tool, args }: ToolStep): { main: string; args: readonly string[] } {
  if (tool === 'run-class') return { main: args[0] ?? '', args: args.slice(1) };
  return { main: JAVA_TOOLS[tool], args };
}

export const ourSide: Side = {
  name: 'ours',
  run(step, stopAfterMs) {
    const command = [process.execPath, MAIN, step.tool, ...step.args];
    return runUntilStopped(command, step.stdin ?? '', stopAfterMs);
  },
};

async function runUntilStopped(
  [command = '', ...args]: readonly string[],
  stdin: string,
  stopAfterMs: number | undefined,
): Promise<Finished> {
  const child = spawn(command, args, { stdio: 'pipe' });
  whenDone(() => child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  const kill = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
  const stop =
    stopAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGTERM'), stopAfterMs);
  const [code, signal] = await once(child, 'close');
  clearTimeout(kill);
  clearTimeout(stop);
  // What a shell reports for a program that a signal ended: 128 and the signal's number.
  const bySignal = signal === 'SIGTERM' ? 143 : 137;
  return { code: typeof code === 'number' ? code : bySignal, ...output };
}
