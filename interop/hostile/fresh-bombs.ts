// Decompression bombs, each on a connection of its own: a broker that only makes a connection rest
// after a bomb makes nobody rest here. Many are there at a time; each goes once it was answered or
// sent away, and another one comes.

import { wait } from '../groups/until.ts';
import { type Assault, type AssaultContext, PACE_MS } from './assault.ts';
import { comeIn, listen, send } from './strangers.ts';

/** More than a broker checks at a time, so that bombs always wait for a worker. */
export const BOMBERS = 50;
/** A tenth of what a broker checks where nobody is in its way: it may check slowly. */
const LEAST = { perSecond: 2 };
const LOOK_MS = 20;

export const freshBombs: Assault = {
  least: { connections: LEAST, requests: LEAST, answers: LEAST },
  run: async (context) => {
    const bomber = async (from: number): Promise<void> => {
      const { bombs, signal } = context;
      for (let index = from; !signal.aborted; index += 1) {
        await strike(context, bombs[index % bombs.length] ?? new Uint8Array(0));
        await wait(PACE_MS);
      }
    };
    await Promise.all(Array.from({ length: BOMBERS }, (_, index) => bomber(index)));
  },
};

/** One bomb, on a new connection, until it was answered or the broker ended it. */
async function strike(context: AssaultContext, bomb: Uint8Array): Promise<void> {
  const socket = await comeIn(context);
  if (socket === undefined) return;
  let isAnswered = false;
  listen(socket, () => {
    isAnswered = true;
    context.work.answered();
  });
  send(socket, bomb, context.work);
  while (!isAnswered && !context.signal.aborted && socket.writable) await wait(LOOK_MS);
  socket.destroy();
}
