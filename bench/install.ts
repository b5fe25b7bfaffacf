// What the claims need beyond npm, made once into the cache: programs of bench/native and
// bench/go, the NATS server, Debian's Redis, Apache Kafka's artifacts, and our own command line
// as one bundle.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { houseRoot } from '../interop/paths.ts';
import { stageCommandLine } from '../scripts/release/stage-packages.ts';
import { compileNative } from './native.ts';

const run = promisify(execFile);

const CACHE = join(houseRoot, 'node_modules', '.cache', 'ottla-bench');
const GO = join(houseRoot, 'bench', 'go');
export const PUBLISHER = join(CACHE, 'publisher');
export const NATS_SERVER = join(CACHE, 'nats-server');

/** Installs Debian's packages where the file that is looked for is missing. */
async function installDebian(path: string, packages: readonly string[]): Promise<void> {
  if (existsSync(path)) return;
  console.error(`installing ${packages.join(' ')} …`);
  await run('apt-get', ['update']);
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages]);
}

function isStale(made: string, sources: readonly string[]): boolean {
  if (!existsSync(made)) return true;
  const { mtimeMs } = statSync(made);
  return sources.some((name) => statSync(join(GO, name)).mtimeMs > mtimeMs);
}

async function buildGo(): Promise<void> {
  if (isStale(PUBLISHER, readdirSync(GO))) {
    await run('go', ['build', '-o', PUBLISHER, '.'], { cwd: GO });
  }
  if (!isStale(NATS_SERVER, ['go.mod', 'go.sum'])) return;
  console.error('building the NATS server …');
  const env = { ...process.env, GOBIN: CACHE };
  await run('go', ['install', 'github.com/nats-io/nats-server/v2'], { cwd: GO, env });
}

/** For all claims: librdkafka and the programs on it. */
export async function installClient(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const packages = ['librdkafka-dev', 'gcc', 'libc6-dev'];
  await installDebian('/usr/include/librdkafka/rdkafka.h', packages);
  await compileNative();
}

/** For those that stand beside them: the NATS server with its publisher, and Redis. */
export async function installStreamServers(): Promise<void> {
  await installDebian('/usr/bin/redis-server', ['redis-server']);
  await buildGo();
}

let bundled: Promise<string> | undefined;

/** Our command line as it is released; made anew in each run, from the sources as they are. */
export function bundledMain(): Promise<string> {
  // Below node_modules, so that native add-ons are found as in an installed package.
  const directory = join(CACHE, 'bundle');
  bundled ??= stageCommandLine(directory).then((staged) => join(staged, 'bin', 'ottla.mjs'));
  return bundled;
}
