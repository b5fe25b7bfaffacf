// Connections of assailants: plain sockets that send what they are told and mostly do not listen.
// All that they do is counted.

import { connect, type Socket } from 'node:net';

import { wait } from '../groups/until.ts';
import { type AssaultContext, WORKERS } from './assault.ts';
import type { Work } from './deeds.ts';

const CONNECT_MS = 5_000;
/** Whoever was not let in tries again after this time. */
const AGAIN_MS = 100;
const LOOK_MS = 100;
/** What the system takes of a large request is counted piece by piece. */
const PIECE_BYTES = 64 * 1024;

type Target = Pick<AssaultContext, 'port' | 'signal' | 'work'>;

/**
 * Connected and paused: nothing is read until `resume`. Rejects where the broker does not take it.
 */
function stranger({ port, work }: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const refused = (error: Error): void => {
      socket.destroy();
      work.failed(error);
      reject(error);
    };
    socket.pause();
    socket.setTimeout(CONNECT_MS, () => refused(new Error('no connection in time')));
    socket.once('error', refused);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', refused);
      // From now on the broker may end it when it likes.
      socket.on('error', () => undefined);
      work.connected();
      resolve(socket);
    });
  });
}

/** Tries until it is let in; undefined once the assault is over. */
export async function comeIn(target: Target): Promise<Socket | undefined> {
  while (!target.signal.aborted) {
    try {
      return await stranger(target);
    } catch {
      // Counted as it is.
      await wait(AGAIN_MS);
    }
  }
  return undefined;
}

/** Sends, and counts what the system takes of it: `requests` with the first piece. */
export function send(socket: Socket, bytes: Uint8Array, work: Work, requests = 1): void {
  for (let at = 0; at < bytes.length && socket.writable; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    socket.write(piece, (error) => {
      if (error !== undefined && error !== null) return;
      if (at === 0) work.requested(requests);
      work.sent(piece.length);
    });
  }
}

const SIZE_BYTES = 4;

/** Reads, and tells of each answer once it is whole. */
export function listen(socket: Socket, answered: () => void): void {
  let head = Buffer.alloc(0);
  let left = 0;
  socket.on('data', (chunk: Buffer) => {
    let bytes = chunk;
    while (bytes.length > 0) {
      if (left === 0) {
        const missing = SIZE_BYTES - head.length;
        head = Buffer.concat([head, bytes.subarray(0, missing)]);
        bytes = bytes.subarray(missing);
        if (head.length < SIZE_BYTES) return;
        left = head.readInt32BE();
        head = Buffer.alloc(0);
      }
      const taken = Math.min(left, bytes.length);
      left -= taken;
      bytes = bytes.subarray(taken);
      if (left === 0) answered();
    }
  });
  socket.resume();
}

/** Sends, reads for a while or until the broker ends, and goes. False: it was not let in. */
export async function hitAndRun(
  target: Target,
  bytes: Uint8Array,
  stayMs: number,
): Promise<boolean> {
  const socket = await comeIn(target);
  if (socket === undefined) return false;
  listen(socket, () => target.work.answered());
  send(socket, bytes, target.work);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, stayMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.once('end', () => socket.destroy());
  });
  socket.destroy();
  return true;
}

/**
 * Keeps so many connections there until the assault is over, and tells of each that comes. Who
 * notices that it was sent away comes again; who reads nothing does not notice.
 */
export async function crowd(
  target: Target,
  count: number,
  paceMs: number,
  arrived: (socket: Socket) => unknown,
): Promise<void> {
  const there = new Set<Socket>();
  while (!target.signal.aborted) {
    const missing = Math.min(WORKERS, count - there.size);
    const come = await Promise.all(Array.from({ length: missing }, () => comeIn(target)));
    for (const socket of come) {
      if (socket === undefined) continue;
      there.add(socket);
      socket.once('close', () => there.delete(socket));
      arrived(socket);
    }
    await wait(missing === 0 ? LOOK_MS : paceMs);
  }
  for (const socket of there) socket.destroy();
}
