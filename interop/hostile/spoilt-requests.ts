// Requests cut at random and mutated ones, each on a connection of its own.
//
// A real process gets every API and version, in a new order each time round, each cut at one random
// byte; how many of them there were is counted. Every request of every API and version cut at EVERY
// byte runs on the simulated node only (packages/server/test/hostile/cut-requests.ts): those are
// some 600,000 connections, an hour at this pace.

import type { Prng } from '@ottla/base';
import { deleteTopicsApi } from '@ottla/protocol';

import { mutate } from '../../packages/server/test/hostile/mutated-requests.ts';
import {
  cutFrame,
  type RequestFrame,
  requestFrames,
} from '../../packages/server/test/hostile/request-frames.ts';
import { wait } from '../groups/until.ts';
import { type Assault, type AssaultContext, type Listener, PACE_MS, WORKERS } from './assault.ts';
import { hitAndRun } from './strangers.ts';

const STAY_MS = 30;
/** A third of what there are where nobody is in their way. */
const LEAST = { perSecond: 100 };

/**
 * Requests for the assailants of a broker that knows no permissions: all but deletions of the topic
 * in which groups are kept. They are an administrator's right, here as in Kafka, and felt: every
 * group begins anew, with group.initial.rebalance.delay.ms (three seconds) and without its offsets.
 * A controller's listener gets what Kafka serves there, a broker's all there is.
 */
function assailantFrames(listener: Listener): RequestFrame[] {
  return requestFrames().filter(({ api, bytes }) => {
    if (listener === 'controller' && !api.listeners.includes(listener)) return false;
    return api !== deleteTopicsApi || !bytes.includes('__consumer_offsets');
  });
}

function versionOf({ api, version }: RequestFrame): string {
  return `${api.name} v${version}`;
}

/** All versions in a random order, again and again; a random request of each. */
export function* everyVersion(
  frames: readonly RequestFrame[],
  prng: Prng,
): Generator<RequestFrame, never> {
  const byVersion = [...Map.groupBy(frames, versionOf).values()];
  for (;;) for (const requests of prng.shuffle(byVersion)) yield prng.pick(requests);
}

interface Shot {
  readonly bytes: Uint8Array;
  readonly version?: string;
}

/** Several loops of the same, each round on a connection of its own. */
async function rounds(context: AssaultContext, next: () => Shot): Promise<void> {
  const loop = async (): Promise<void> => {
    while (!context.signal.aborted) {
      const { bytes, version } = next();
      const isSent = await hitAndRun(context, bytes, STAY_MS);
      if (isSent && version !== undefined) context.work.showed(version);
      await wait(PACE_MS);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, loop));
}

/** Of each version one cut at least, where there is time for all. */
export function cutRequests(listener: Listener): Assault {
  const all = assailantFrames(listener);
  const versionCount = new Set(all.map(versionOf)).size;
  return {
    least: { connections: LEAST, requests: LEAST, versions: { ...LEAST, most: versionCount } },
    run: (context) => {
      const { prng } = context;
      const frames = everyVersion(all, prng);
      return rounds(context, () => {
        const frame = frames.next().value;
        const length = 1 + prng.below(frame.bytes.length);
        const bytes = cutFrame(frame, length, prng.chance(0.5) ? 'honest' : 'lying');
        return { bytes, version: versionOf(frame) };
      });
    },
  };
}

export function mutatedRequests(listener: Listener): Assault {
  const frames = assailantFrames(listener);
  return {
    least: { connections: LEAST, requests: LEAST },
    run: (context) => rounds(context, () => ({ bytes: mutate(frames, context.prng).bytes })),
  };
}
