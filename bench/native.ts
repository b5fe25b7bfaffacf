// The C programs of bench/native, compiled once into the cache with the system's compiler: a
// loopback probe, loads on librdkafka and on bare sockets, and a filler of the page cache. They are
// the peers and the clients; nothing of the product is in C.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { houseRoot } from '../interop/paths.ts';
import { type Finished, runProgram } from '../interop/peers/process.ts';

const CACHE = join(houseRoot, 'node_modules', '.cache', 'ottla-bench');
const SOURCES = join(houseRoot, 'bench', 'native');
/** What stays free: some ten times what the kernel keeps back for itself. */
const FREE_BYTES = 500_000_000;
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  loopback: [],
  'page-cache': [],
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

/** Fills free memory with page cache, for the reason in bench/native/page-cache.c. */
export async function fillPageCache(): Promise<void> {
  // The first time, memory may come back at 0.1 GB/s.
  const run = await runProgram(
    join(CACHE, 'page-cache'),
    [join(CACHE, 'holes'), String(FREE_BYTES)],
    { timeoutMs: 600_000 },
  );
  parse('page-cache', run);
}
