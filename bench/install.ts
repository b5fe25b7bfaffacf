// What the claims need beyond npm, made once into the cache: programs of bench/native and
// bench/go, the NATS server, Debian's Redis, Apache Kafka's artifacts, and our own command line
// as one bundle.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { houseRoot } from '../interop/paths.ts';
import { javaClassPath } from '../interop/peers/java.ts';
import { stageCommandLine } from '../scripts/release/stage-packages.ts';
import { compileNative } from './native.ts';

const run = promisify(execFile);

const CACHE = join(houseRoot, 'node_modules', '.cache', 'ottla-bench');
const GO = join(houseRoot, 'bench', 'go');
export const PUBLISHER = join(CACHE, 'publisher');
export const NATS_SERVER = join(CACHE, 'nats-server');

/** Debian's package of each file that is looked for. */
const DEBIAN: Readonly<Record<string, readonly string[]>> = {
  '/usr/include/librdkafka/rdkafka.h': ['librdkafka-dev', 'gcc', 'libc6-dev'],
  '/usr/bin/redis-server': ['redis-server'],
};

async function installDebian(): Promise<void> {
  const missing = Object.entries(DEBIAN).filter(([path]) => !existsSync(path));
  const packages = missing.flatMap(([, names]) => names);
  if (packages.length === 0) return;
  console.error(`installing ${packages.join(' ')} …`);
  await run('apt-get', ['update']);
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages]);
}

function isStale(made: string): boolean {
  if (!existsSync(made)) return true;
  const { mtimeMs } = statSync(made);
  return readdirSync(GO).some((name) => statSync(join(GO, name)).mtimeMs > mtimeMs);
}

async function buildGo(): Promise<void> {
  if (isStale(PUBLISHER)) await run('go', ['build', '-o', PUBLISHER, '.'], { cwd: GO });
  if (!isStale(NATS_SERVER)) return;
  console.error('building the NATS server …');
  const env = { ...process.env, GOBIN: CACHE };
  await run('go', ['install', 'github.com/nats-io/nats-server/v2'], { cwd: GO, env });
}

export async function installAll(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  await installDebian();
  await compileNative();
  await buildGo();
  await javaClassPath();
}

let bundled: Promise<string> | undefined;

/** Our command line as it is released; made anew in each run, from the sources as they are. */
export function bundledMain(): Promise<string> {
  // Below node_modules, so that native add-ons are found as in an installed package.
  const directory = join(CACHE, 'bundle');
  bundled ??= stageCommandLine(directory).then((staged) => join(staged, 'bin', 'ottla.mjs'));
  return bundled;
}
