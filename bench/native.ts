// The C programs of bench/native, compiled once into the cache with the system's compiler: a
// loopback probe, loads on librdkafka and on bare sockets, and a holder of memory. They are
// the peers and the clients; nothing of the product is in C.

import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { houseRoot, whenDone } from '../interop/paths.ts';
import { type Finished, runProgram } from '../interop/peers/process.ts';

const CACHE = join(houseRoot, 'node_modules', '.cache', 'ottla-bench');
const SOURCES = join(houseRoot, 'bench', 'native');
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  loopback: [],
  memory: [],
  load: ['-lrdkafka'],
  'end-to-end': ['-lrdkafka', '-lpthread'],
  fetch: [],
  keyed: ['-lrdkafka'],
  produce: [],
  xadd: [],
  'redis-end-to-end': ['-lpthread'],
};

/** What a load prints. */
export interface Load {
  readonly records: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** What an open loop prints (bench/native/latency.h): latencies in milliseconds. */
export interface EndToEnd extends Load {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

export async function compileNative(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const headers = readdirSync(SOURCES).filter((name) => name.endsWith('.h'));
  for (const [name, libraries] of Object.entries(FLAGS)) {
    const source = join(SOURCES, `${name}.c`);
    const target = join(CACHE, name);
    const newest = [`${name}.c`, ...headers].map((file) => statSync(join(SOURCES, file)).mtimeMs);
    if (existsSync(target) && statSync(target).mtimeMs > Math.max(...newest)) continue;
    await promisify(execFile)('gcc', ['-O2', '-o', target, source, ...libraries]);
  }
}

/** Runs one of them and returns the JSON that it prints. */
export async function runNative<Result>(name: string, args: readonly (string | number)[]) {
  const run = await runProgram(join(CACHE, name), args.map(String), { timeoutMs: 180_000 });
  return parse<Result>(name, run);
}

/** What one of our programs printed, in C or Go. */
export function parse<Result>(name: string, run: Finished): Result {
  if (run.code !== 0) throw new Error(`${name} ended with ${run.code}: ${run.stdout}${run.stderr}`);
  // The programs are ours: each prints exactly the type that its caller names.
  return JSON.parse(run.stdout) as Result;
}

interface MemoryHolder {
  readonly answers: AsyncIterator<string>;
  ask(): void;
  end(): void;
}

let holder: MemoryHolder | undefined;

/**
 * Has free memory made present, as bench/native/memory.c says. The first time may take minutes:
 * memory may come back at 0.1 GB/s.
 */
export async function settleMemory(): Promise<void> {
  holder ??= startHolder();
  holder.ask();
  const answer = await holder.answers.next();
  if (answer.done === true) throw new Error('memory has ended');
}

/** Lets go of it; a program that asked for it ends only then. */
export function releaseMemory(): void {
  holder?.end();
  holder = undefined;
}

function startHolder(): MemoryHolder {
  const child = spawn(join(CACHE, 'memory'), { stdio: ['pipe', 'pipe', 'inherit'] });
  whenDone(() => child.kill());
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { ask: () => child.stdin.write('\n'), answers, end: () => child.stdin.end() };
}
