// Other people's programs as child processes: run one to its end, or keep one running.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Fed to the program's standard input, which is then closed. */
  readonly input?: string | AsyncIterable<string> | Iterable<string>;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The program is killed, and the call fails, after this long. */
  readonly timeoutMs?: number;
  /** Called with each piece of standard output instead of collecting it. */
  readonly onOutput?: (text: string) => void;
}

const TIMEOUT_MS = 300_000;

export async function runProgram(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  const child = spawn(command, args, {
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    stdio: 'pipe',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? TIMEOUT_MS);
  const output = collect(child, options.onOutput);
  const closed = once(child, 'close');
  await feed(child, closed, options.input ?? '');
  const [code] = await closed;
  clearTimeout(timer);
  if (child.signalCode === 'SIGKILL') {
    throw new Error(`${command} ${args.join(' ')}: still running after its time\n${output.stderr}`);
  }
  return { code, ...output };
}

function collect(child: ChildProcess, onOutput?: (text: string) => void) {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (onOutput) onOutput(text);
    else output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return output;
}

type Input = NonNullable<RunOptions['input']>;

async function feed(child: ChildProcess, closed: Promise<unknown>, input: Input): Promise<void> {
  const stdin = child.stdin;
  if (stdin === null) return;
  // A program that ends before it has read everything closes the pipe: its exit code tells.
  stdin.on('error', () => undefined);
  for await (const piece of typeof input === 'string' ? [input] : input) {
    if (child.exitCode !== null || stdin.destroyed) break;
    if (!stdin.write(piece)) await Promise.race([drained(stdin), closed]);
  }
  stdin.end();
}

function drained(stdin: Writable): Promise<void> {
  return new Promise((resolve) => stdin.once('drain', resolve));
}
