// Claim: the bundled command line, on an empty directory, is ready for clients within six times
// what a bare Node HTTP server takes to listen, both from the start of their processes.
//
// The two take turns in one run, so that a busy machine slows both. What V8 made of the bundle is
// kept from one start to the next, as on a user's machine; the first pair is thrown away.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryDirectory } from '../../interop/paths.ts';
import { stageCommandLine } from '../../scripts/release/stage-packages.ts';
import type { Row, Sample } from '../outcome.ts';

const PAIRS = 9;
const RATIO_MAX = 6;

const BARE_SERVER = `require('node:http')
  .createServer()
  .listen(0, '127.0.0.1', () => process.stdout.write('ready\\n'));`;

/** Milliseconds from the start of a process to the first output that matches; then it is ended. */
async function readyAfterMs(args: readonly string[], ready: RegExp, cache: string) {
  const startMs = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  await matching(child, ready);
  const elapsedMs = performance.now() - startMs;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  return elapsedMs;
}

function matching(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (pattern.test(text)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
  });
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const directory = temporaryDirectory('bench');
  const main = join(await stageCommandLine(directory), 'bin', 'ottla.mjs');
  const cache = join(directory, 'compile-cache');
  const samples: Sample[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const data = join(directory, `data-${pair}`);
    const start = [main, 'start', '--port', '0', '--data-dir', data];
    const peer = await readyAfterMs(['-e', BARE_SERVER], /^ready$/m, cache);
    const ours = await readyAfterMs(start, /^ottla ready on /m, cache);
    rmSync(data, { recursive: true });
    if (pair > 0) samples.push({ ours, peer });
  }
  rmSync(directory, { recursive: true });
  const what = 'process start to ready, bundled, empty directory';
  const peer = 'bare Node HTTP server';
  return [{ what, unit: 'ms', peer, samples, bound: { atMost: RATIO_MAX } }];
}
