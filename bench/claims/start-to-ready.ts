// Claim: the bundled command line, on an empty directory, is ready for clients within six times
// what a bare Node HTTP server takes to listen, both from the start of their processes.
//
// The two take turns in one run, so that a busy machine slows both. What V8 made of the bundle is
// kept from one start to the next, as on a user's machine; the first pair is thrown away.

import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryDirectory } from '../../interop/paths.ts';
import { stageCommandLine } from '../../scripts/release/stage-packages.ts';
import type { Row, Sample } from '../outcome.ts';
import { bareServer, type Program, startNode } from '../peers/node-process.ts';

const PAIRS = 9;
const RATIO_MAX = 6;

async function readyAfterMs(program: Program, cache: string): Promise<number> {
  const server = await startNode(program, { NODE_COMPILE_CACHE: cache });
  await server.stop();
  return server.readyMs;
}

export async function measureClaim(pairs = PAIRS): Promise<Row[]> {
  const directory = temporaryDirectory('bench');
  const main = join(await stageCommandLine(directory), 'bin', 'ottla.mjs');
  const cache = join(directory, 'compile-cache');
  const samples: Sample[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const data = join(directory, `data-${pair}`);
    const args = [main, 'start', '--port', '0', '--data-dir', data];
    const peer = await readyAfterMs(bareServer, cache);
    const ours = await readyAfterMs({ args, ready: /^ottla ready on /m }, cache);
    rmSync(data, { recursive: true });
    if (pair > 0) samples.push({ ours, peer });
  }
  rmSync(directory, { recursive: true });
  const what = 'process start to ready, bundled, empty directory';
  const peer = 'bare Node HTTP server';
  return [{ what, unit: 'ms', peer, samples, bound: { atMost: RATIO_MAX } }];
}
