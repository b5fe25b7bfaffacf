// Requests that are small on the wire and cost the broker much: it makes who sends them rest, so
// that these are few.

import type { Socket } from 'node:net';

import { type Api, type Draft, metadataApi, Writer, writeRequest } from '@ottla/protocol';

import { wait } from '../groups/until.ts';
import type { Assault, AssaultContext } from './assault.ts';
import { comeIn, listen, send } from './strangers.ts';

const COSTLY_ITEMS = 90_000;
const LOOK_MS = 50;
/** Half of what a broker lets two senders send, who rest for ten seconds after each. */
const BOMBS = { perSecond: 0.2 };
/** As much of what they may send who rest for a second or two. */
const COSTLY = { perSecond: 0.4 };

export function frameOf<Request, Response>(
  api: Api<Request, Response>,
  version: number,
  request: Draft<Request>,
): Buffer {
  const writer = new Writer();
  writeRequest(writer, api, { version, correlationId: 1, clientId: 'stranger' }, request);
  return Buffer.concat(writer.finish());
}

/**
 * Two senders, who send the next when the last was answered, and come again where they were sent
 * away.
 */
export async function askAgainAndAgain(
  context: AssaultContext,
  all: readonly Uint8Array[],
): Promise<void> {
  const { signal } = context;
  const asker = async (from: number): Promise<void> => {
    let index = from;
    while (!signal.aborted) {
      const socket = await comeIn(context);
      if (socket === undefined) return;
      index = await askOn(context, socket, all, index);
      socket.destroy();
      await wait(LOOK_MS);
    }
  };
  await Promise.all([asker(0), asker(2)]);
}

/** Returns what is to be asked next. */
async function askOn(
  { signal, work }: AssaultContext,
  socket: Socket,
  all: readonly Uint8Array[],
  from: number,
): Promise<number> {
  let answers = 0;
  listen(socket, () => {
    answers += 1;
    work.answered();
  });
  for (let index = from; ; index += 1) {
    const before = answers;
    send(socket, all[index % all.length] ?? new Uint8Array(0), work);
    while (answers === before) {
      if (signal.aborted || !socket.writable) return index;
      await wait(LOOK_MS);
    }
  }
}

/** Which expand to a gigabyte. */
export const decompressionBombs: Assault = {
  least: { requests: BOMBS, answers: BOMBS },
  run: (context) => askAgainAndAgain(context, context.bombs),
};

/** Requests that are small on the wire and large in memory. */
export const costlyRequests: Assault = {
  least: { requests: COSTLY, answers: COSTLY },
  run: (context) => {
    const topics = Array.from({ length: COSTLY_ITEMS }, (_, index) => ({
      name: index.toString(36),
    }));
    const request = frameOf(metadataApi, 4, { topics, allowAutoTopicCreation: false });
    return askAgainAndAgain(context, [request]);
  },
};
