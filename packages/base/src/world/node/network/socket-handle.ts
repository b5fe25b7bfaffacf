// The one place that touches `socket._handle`, which Node does not document. With it a connection's
// bytes are read straight into memory of our choosing (DESIGN.md §5.1): Node offers that (`onread`)
// for sockets it connects itself, with the buffer known beforehand, but not for accepted ones.

import { Socket, type SocketConstructorOpts } from 'node:net';

/** What is used of Node's TCP handle. */
interface TcpHandle {
  useUserBuffer(view: Uint8Array): void;
}

interface SocketWithHandle {
  _handle?: (TcpHandle & object) | null;
}

/** Reads of a connection: the view for the next read, and how much the last one brought. */
export interface ReadTarget {
  /** Undefined once the connection is gone: the last view stays in place, and nothing reads it. */
  nextView(): Uint8Array | undefined;
  received(length: number): void;
}

/** A socket that reads into a target's views. */
export interface TargetedSocket {
  readonly socket: Socket;
  /** Takes the first view; reading begins when the socket is resumed. */
  start(): void;
  /** Takes another view from the target in place of the present one. */
  resupply(): void;
}

/**
 * Moves the connection of `plain` (connected, paused, nothing read yet) to a new socket that reads
 * into `target`'s views. Undefined, and `plain` as it was, where this Node has no such handle.
 */
export function retarget(plain: Socket, target: ReadTarget): TargetedSocket | undefined {
  // Undocumented: see above. What is read from it is checked before use.
  const holder = plain as unknown as SocketWithHandle;
  const handle = holder._handle;
  if (!handle || typeof handle.useUserBuffer !== 'function') return undefined;
  // The handle keeps only the address of the memory that the kernel writes to: this keeps the
  // memory.
  let view: Uint8Array | undefined;
  const nextView = () => (view = target.nextView() ?? view);
  const options = {
    handle,
    allowHalfOpen: true,
    pauseOnCreate: true,
    onread: {
      // Node asks once while it makes the socket, too early: undefined then.
      buffer: () => (view === undefined ? undefined : nextView()),
      callback: (length: number) => target.received(length),
    },
  };
  holder._handle = null;
  // Without its handle the first socket is an empty shell; its server counts it as closed.
  plain.destroy();
  // Node's types know neither a plain handle nor pauseOnCreate, both of which its own server uses.
  const socket = new Socket(options as unknown as SocketConstructorOpts);
  const useNextView = () => {
    const next = nextView();
    // Each call leaves a few bytes behind in Node until the connection closes: not for each read.
    if (next !== undefined && !socket.destroyed) handle.useUserBuffer(next);
  };
  return { socket, start: useNextView, resupply: useNextView };
}
