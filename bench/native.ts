// The C programs of bench/native, compiled once into the cache with the system's compiler: a
// loopback probe, a load on librdkafka and a holder of free memory. They are the peers; nothing of
// the product is in C.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { houseRoot } from '../interop/paths.ts';
import { runProgram } from '../interop/peers/process.ts';

const CACHE = join(houseRoot, 'node_modules', '.cache', 'ottla-bench');
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  loopback: [],
  memory: [],
  load: ['-lrdkafka'],
};

export async function compileNative(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  if (!existsSync('/usr/include/librdkafka/rdkafka.h')) {
    console.error('installing librdkafka-dev …');
    await promisify(execFile)('apt-get', ['update']);
    await promisify(execFile)('apt-get', ['install', '-y', 'librdkafka-dev', 'gcc', 'libc6-dev']);
  }
  for (const [name, libraries] of Object.entries(FLAGS)) {
    const source = join(houseRoot, 'bench', 'native', `${name}.c`);
    const target = join(CACHE, name);
    if (existsSync(target) && statSync(target).mtimeMs > statSync(source).mtimeMs) continue;
    await promisify(execFile)('gcc', ['-O2', '-o', target, source, ...libraries]);
  }
}

/** Runs one of them and returns the JSON that it prints. */
export async function runNative<Result>(name: string, args: readonly (string | number)[]) {
  const run = await runProgram(join(CACHE, name), args.map(String), { timeoutMs: 180_000 });
  if (run.code !== 0) throw new Error(`${name} ended with ${run.code}: ${run.stdout}${run.stderr}`);
  // The programs are ours, in bench/native: each prints exactly the type that its caller names.
  return JSON.parse(run.stdout) as Result;
}

/**
 * Holds all free memory of the machine but `keepBytes` until it is disposed of, for the reason in
 * bench/native/memory.c. Taking it may last a minute.
 */
export async function holdFreeMemory(keepBytes: number): Promise<AsyncDisposable> {
  const holder = spawn(join(CACHE, 'memory'), [String(keepBytes)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  await Promise.race([once(holder.stdout, 'data'), ended]);
  if (holder.exitCode !== null) throw new Error(`memory ended with ${holder.exitCode}`);
  return {
    async [Symbol.asyncDispose]() {
      holder.stdin.end();
      await ended;
    },
  };
}
