// What assailants do, by name. Each is begun, goes on until it is stopped, and leaves nothing
// behind. They keep a pace: what is measured is what the broker lets them do to others, not how
// fast another process can keep this machine busy.

import type { Socket } from 'node:net';

import { Prng } from '@ottla/base';
import {
  type Api,
  apiVersionsApi,
  deleteTopicsApi,
  type Draft,
  fetchApi,
  metadataApi,
  Writer,
  writeRequest,
} from '@ottla/protocol';

import { mutate } from '../../packages/server/test/hostile/mutated-requests.ts';
import {
  cutFrame,
  type RequestFrame,
  requestFrames,
} from '../../packages/server/test/hostile/request-frames.ts';
import { wait } from '../groups/until.ts';
import { hitAndRun, stranger } from './strangers.ts';

export interface AssaultContext {
  readonly port: number;
  readonly prng: Prng;
  readonly signal: AbortSignal;
  /** Produce requests that expand; they take long to make. */
  readonly bombs: readonly Uint8Array[];
  /** Counts what was done, by what it is. */
  readonly count: (what: string) => void;
}

type AssaultOf = (context: AssaultContext) => Promise<void>;

const CONNECTIONS = 1_000;
const WORKERS = 10;
const STAY_MS = 30;
const PACE_MS = 20;
const COSTLY_ITEMS = 90_000;
const TRICKLERS = 200;
const MB = 1024 * 1024;

function frameOf<Request, Response>(
  api: Api<Request, Response>,
  version: number,
  request: Draft<Request>,
): Buffer {
  const writer = new Writer();
  writeRequest(writer, api, { version, correlationId: 1, clientId: 'stranger' }, request);
  return Buffer.concat(writer.finish());
}

/**
 * Requests for the assailants of a broker that knows no permissions: all but deletions of the topic
 * in which groups are kept. They are an administrator's right, here as in Kafka, and felt: every
 * group begins anew, with group.initial.rebalance.delay.ms (three seconds) and without its offsets.
 */
function assailantFrames(): RequestFrame[] {
  return requestFrames().filter(({ api, bytes }) => {
    return api !== deleteTopicsApi || !bytes.includes('__consumer_offsets');
  });
}

/** Several loops of the same, each round on a connection of its own. */
async function rounds(
  context: AssaultContext,
  next: () => Uint8Array,
  what: string,
): Promise<void> {
  const loop = async (): Promise<void> => {
    while (!context.signal.aborted) {
      await hitAndRun(context.port, next(), STAY_MS).catch(() => undefined);
      context.count(what);
      await wait(PACE_MS);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, loop));
}

/** Connections that stay until the end, as many as come through. */
async function crowd(context: AssaultContext, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < count && !context.signal.aborted) {
    const few = Math.min(WORKERS, count - sockets.length);
    const come = await Promise.all(Array.from({ length: few }, () => stranger(context.port)));
    for (const socket of come) socket.removeAllListeners('error').on('error', () => undefined);
    sockets.push(...come);
  }
  return sockets;
}

async function untilOver(context: AssaultContext, sockets: readonly Socket[]): Promise<void> {
  while (!context.signal.aborted) await wait(100);
  for (const socket of sockets) socket.destroy();
}

const cutRequests: AssaultOf = (context) => {
  const frames = assailantFrames();
  const { prng } = context;
  const next = (): Uint8Array => {
    const frame = frames[prng.uint32() % frames.length];
    if (frame === undefined) return new Uint8Array(0);
    const length = 1 + (prng.uint32() % frame.bytes.length);
    return cutFrame(frame, length, prng.uint32() % 2 === 0 ? 'honest' : 'lying');
  };
  return rounds(context, next, 'cut requests');
};

const mutatedRequests: AssaultOf = (context) => {
  const frames = assailantFrames();
  return rounds(context, () => mutate(frames, context.prng).bytes, 'mutated requests');
};

const decompressionBombs: AssaultOf = (context) => {
  return askAgainAndAgain(context, context.bombs, 'bombs');
};

/** Two senders, who send the next when the last was answered. */
async function askAgainAndAgain(
  context: AssaultContext,
  all: readonly Uint8Array[],
  what: string,
): Promise<void> {
  const send = async (from: number): Promise<void> => {
    const [socket] = await crowd(context, 1);
    if (socket === undefined) return;
    let answers = 0;
    socket.on('data', () => (answers += 1)).resume();
    for (let index = from; !context.signal.aborted; index += 1) {
      const before = answers;
      socket.write(all[index % all.length] ?? new Uint8Array(0));
      while (answers === before && !context.signal.aborted) await wait(50);
      context.count(what);
    }
    socket.destroy();
  };
  await Promise.all([send(0), send(2)]);
}

/** A thousand connections that ask for megabytes and read nothing. */
const neverRead: AssaultOf = async (context) => {
  const sockets = await crowd(context, CONNECTIONS);
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: MB }];
  const topics = [{ topic: 'bulk', partitions }];
  const fetch = frameOf(fetchApi, 12, { maxWaitMs: 0, minBytes: 0, maxBytes: MB, topics });
  const metadata = frameOf(metadataApi, 9, { topics: null });
  const requests = Buffer.concat(Array.from({ length: 20 }, () => [fetch, metadata]).flat());
  for (const [index, socket] of sockets.entries()) {
    socket.write(requests);
    context.count('connections that never read');
    if (index % 20 === 0) await wait(PACE_MS);
  }
  await untilOver(context, sockets);
};

/** Two senders of requests that are small on the wire and large in memory. */
const costlyRequests: AssaultOf = async (context) => {
  const topics = Array.from({ length: COSTLY_ITEMS }, (_, index) => ({ name: index.toString(36) }));
  const request = frameOf(metadataApi, 4, { topics, allowAutoTopicCreation: false });
  await askAgainAndAgain(context, [request], 'costly requests');
};

/** A byte a second, of requests that would be answered some day. */
const trickle: AssaultOf = async (context) => {
  const software = { clientSoftwareName: 'x'.repeat(500), clientSoftwareVersion: '1' };
  const request = frameOf(apiVersionsApi, 3, software);
  const sockets = await crowd(context, TRICKLERS);
  for (let at = 0; !context.signal.aborted; at += 1) {
    for (const socket of sockets) if (socket.writable) socket.write(request.subarray(at, at + 1));
    context.count('rounds of a byte from each of 200');
    await wait(1_000);
  }
  await untilOver(context, sockets);
};

/** Large requests that stop in the middle, on more connections than memory would hold. */
const largeBeginnings: AssaultOf = async (context) => {
  const sockets = await crowd(context, 100);
  const beginning = Buffer.alloc(MB);
  beginning.writeInt32BE(20 * MB);
  beginning.writeInt16BE(0, 4);
  beginning.writeInt16BE(9, 6);
  for (const socket of sockets) {
    socket.write(beginning);
    context.count('large requests that stop in the middle');
    await wait(PACE_MS);
  }
  await untilOver(context, sockets);
};

/** Connections that come and go, as fast as they are taken. */
const connectStorm: AssaultOf = async (context) => {
  const loop = async (): Promise<void> => {
    while (!context.signal.aborted) {
      const socket = await stranger(context.port).catch(() => undefined);
      socket?.destroy();
      context.count('connections that came and went');
      await wait(1);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, loop));
};

export const assaults: Readonly<Record<string, AssaultOf>> = {
  'cut requests': cutRequests,
  'mutated requests': mutatedRequests,
  'decompression bombs': decompressionBombs,
  'costly requests': costlyRequests,
  'never read': neverRead,
  'a byte a second': trickle,
  'large beginnings': largeBeginnings,
  'connect storm': connectStorm,
  'all at once': async (context) => {
    const each = [mutatedRequests, decompressionBombs, neverRead, trickle, largeBeginnings];
    await Promise.all([...each, connectStorm].map((assault) => assault(context)));
  },
};
