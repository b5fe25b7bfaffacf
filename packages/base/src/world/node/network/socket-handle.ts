// The one place that touches `socket._handle`, which Node does not document. With it a connection's bytes
// are read straight into memory of our choosing (DESIGN.md §5.1): Node offers that (`onread`) for
// sockets it connects itself, with the buffer known beforehand, but not for accepted ones.

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
  /** Undefined once the connection is gone: the last view stays in place, and nothing reads. */
  nextView(): Uint8Array | undefined;
  received(length: number): void;
}

/** A socket that reads into a target's views. Nothing is read before `start`. */
export interface TargetedSocket {
  readonly socket: Socket;
  start(): void;
}

/**
 * Moves the connection of `plain` (connected, paused, nothing read yet) to a new socket that reads into
 * `target`'s views. Undefined, and `plain` as it was, where this Node has no such handle.
 */
export function retarget(plain: Socket, target: ReadTarget): TargetedSocket | undefined {
  // Undocumented: see above. Everything read from it is checked before use.
  const holder = plain as unknown as SocketWithHandle;
  const handle = holder._handle;
  if (!handle || typeof handle.useUserBuffer !== 'function') return undefined;
  // Node and the handle keep no reference to the memory that the kernel writes to: this one does.
  let view: Uint8Array = new Uint8Array(1);
  let started = false;
  const options = {
    handle,
    allowHalfOpen: true,
    pauseOnCreate: true,
    onread: {
      buffer: () => {
        view = (started ? target.nextView() : undefined) ?? view;
        return view;
      },
      callback: (length: number) => {
        target.received(length);
        return true;
      },
    },
  };
  holder._handle = null;
  // Without its handle the first socket is an empty shell; its server counts it as closed.
  plain.destroy();
  // Node's types know neither a plain handle nor pauseOnCreate, both of which its own server uses.
  const socket = new Socket(options as unknown as SocketConstructorOpts);
  return {
    socket,
    start: () => {
      if (socket.destroyed) return;
      started = true;
      view = target.nextView() ?? view;
      handle.useUserBuffer(view);
      socket.resume();
    },
  };
}
