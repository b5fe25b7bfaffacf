// Many connections: that never read, that send a byte a second, that stop in the middle of large
// requests, that come and go.

import type { Socket } from 'node:net';

import {
  apiVersionsApi,
  describeConfigsApi,
  fetchApi,
  metadataApi,
} from '@ottla/protocol';

import { wait } from '../groups/until.ts';
import { type Assault, type Listener, MB, PACE_MS, WORKERS } from './assault.ts';
import { frameOf } from './costly-requests.ts';
import { comeIn, crowd, send } from './strangers.ts';

/**
 * What the system takes of answers, a megabyte or two for each connection, must be made first: of
 * the controller's small answers that takes a while, so that there are fewer connections.
 */
const SILENT = {
  broker: { connections: 1_000, times: 20 },
  controller: { connections: 100, times: 100 },
} as const;
const TRICKLERS = 200;
const BEGINNERS = 100;
/** After so long they ask, be they all or not. */
const COMING_MS = 2_000;
/** So many begin to ask at a time. */
const ASKING = 20;
const DRIP_MS = 1_000;
const BROKER_RESOURCE = 4;
/** A fifth of what there are where nobody is in their way. */
const STORM_PER_SECOND = 1_000;
/** A crowd is there a few seconds after it began, nearly all of it. */
const NEARLY_ALL = 0.9;
const SECONDS_TO_COME = 5;

function leastOfCrowd(count: number): { readonly perSecond: number; readonly most: number } {
  return { perSecond: count / SECONDS_TO_COME, most: count * NEARLY_ALL };
}

/** What each listener has the largest answers for, two requests so many times. */
function largeQuestions(listener: Listener): Buffer {
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: MB }];
  const topics = [{ topic: 'bulk', partitions }];
  const resources = [{ resourceType: BROKER_RESOURCE, resourceName: '1', configurationKeys: null }];
  const pair =
    listener === 'broker'
      ? [
          frameOf(fetchApi, 12, { maxWaitMs: 0, minBytes: 0, maxBytes: MB, topics }),
          frameOf(metadataApi, 9, { topics: null }),
        ]
      : [
          frameOf(describeConfigsApi, 4, { resources, includeSynonyms: true }),
          frameOf(describeConfigsApi, 1, { resources }),
        ];
  return Buffer.concat(Array.from({ length: SILENT[listener].times }, () => pair).flat());
}

/** Connections that ask for megabytes and read nothing. */
export function neverRead(listener: Listener): Assault {
  const { connections, times } = SILENT[listener];
  const requests = 2 * times;
  return {
    least: {
      connections: leastOfCrowd(connections),
      requests: leastOfCrowd(requests * connections),
    },
    run: async (context) => {
      const { signal, work } = context;
      const questions = largeQuestions(listener);
      const silent: Socket[] = [];
      const askAll = async (): Promise<void> => {
        // They come in before they ask: who is busy with answers lets nobody in.
        const untilMs = performance.now() + COMING_MS;
        const isEarly = (): boolean => performance.now() < untilMs && !signal.aborted;
        while (silent.length < connections * NEARLY_ALL && isEarly()) await wait(PACE_MS);
        while (!signal.aborted) {
          for (const socket of silent.splice(0, ASKING)) send(socket, questions, work, requests);
          await wait(PACE_MS);
        }
      };
      await Promise.all([askAll(), crowd(context, connections, 1, (each) => silent.push(each))]);
    },
  };
}

/** A byte a second, of requests that would be answered some day. */
export const trickle: Assault = {
  least: {
    connections: leastOfCrowd(TRICKLERS),
    bytes: { perSecond: TRICKLERS / 2 },
  },
  run: async (context) => {
    const software = { clientSoftwareName: 'x'.repeat(500), clientSoftwareVersion: '1' };
    const request = frameOf(apiVersionsApi, 3, software);
    const positions = new Map<Socket, number>();
    const drip = async (): Promise<void> => {
      while (!context.signal.aborted) {
        for (const [socket, at] of positions) {
          send(socket, request.subarray(at, at + 1), context.work, at === 0 ? 1 : 0);
          positions.set(socket, (at + 1) % request.length);
        }
        await wait(DRIP_MS);
      }
    };
    const arrived = (socket: Socket): void => {
      positions.set(socket, 0);
      socket.once('close', () => positions.delete(socket));
      socket.resume();
    };
    await Promise.all([drip(), crowd(context, TRICKLERS, PACE_MS, arrived)]);
  },
};

/** Large requests that stop in the middle, on more connections than memory would hold. */
export const largeBeginnings: Assault = {
  least: { connections: leastOfCrowd(BEGINNERS), requests: leastOfCrowd(BEGINNERS) },
  run: (context) => {
    const beginning = Buffer.alloc(MB);
    beginning.writeInt32BE(20 * MB);
    beginning.writeInt16BE(0, 4);
    beginning.writeInt16BE(9, 6);
    return crowd(context, BEGINNERS, WORKERS * PACE_MS, (socket) => {
      socket.resume();
      send(socket, beginning, context.work);
    });
  },
};

/** Connections that come and go, as fast as they are taken. */
export const connectStorm: Assault = {
  least: { connections: { perSecond: STORM_PER_SECOND } },
  run: async (context) => {
    const loop = async (): Promise<void> => {
      while (!context.signal.aborted) {
        const socket = await comeIn(context);
        socket?.destroy();
        await wait(1);
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, loop));
  },
};
