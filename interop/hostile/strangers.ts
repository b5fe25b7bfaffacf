// Connections of assailants: plain sockets that send what they are told and mostly do not listen.

import { connect, type Socket } from 'node:net';

const CONNECT_MS = 5_000;

/**
 * Connected and paused: nothing is read until `resume`. Rejects where the broker does not take it.
 */
export function stranger(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.pause();
    socket.setTimeout(CONNECT_MS, () => reject(new Error('no connection in time')));
    socket.on('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}

/** Sends, reads for a while or until the broker ends, and goes. */
export async function hitAndRun(port: number, bytes: Uint8Array, stayMs: number): Promise<void> {
  const socket = await stranger(port);
  socket.resume();
  socket.write(bytes);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, stayMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.once('end', () => socket.destroy());
  });
  socket.destroy();
}
