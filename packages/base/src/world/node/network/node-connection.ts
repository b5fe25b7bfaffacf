// One TCP connection of the real network, over either receive path: `targeted` reads straight into
// the receiver's views, `data` takes Node's own buffers and copies them there.

import type { Socket } from 'node:net';
import { assert } from '../../../assert.ts';
import { NetworkError } from '../../../errors.ts';
import type { Address, Connection, Receiver } from '../../network.ts';
import { setImmediate } from '../native-time.ts';
import { networkErrorFrom } from './network-error.ts';
import { retarget, type ReadTarget, type TargetedSocket } from './socket-handle.ts';

/** How bytes come in: `targeted` where Node allows it, `data` always works. */
export type ReceivePath = 'targeted' | 'data';

export class NodeConnection implements Connection, ReadTarget {
  readonly remote: Address;
  readonly local: Address;
  readonly #socket: Socket;
  /** Undefined on the `data` path. */
  readonly #targeted: TargetedSocket | undefined;
  #receiver: Receiver | undefined;
  #error: NetworkError | undefined;
  /** Reading was begun; before, the socket is paused whatever the owner wants. */
  #started = false;
  #paused = false;
  #ended = false;
  #closed = false;

  /** `plain` is connected and paused, and nothing was read from it. */
  constructor(plain: Socket, path: ReceivePath) {
    this.remote = addressOf(plain.remoteAddress, plain.remotePort);
    this.local = addressOf(plain.localAddress, plain.localPort);
    this.#targeted = path === 'targeted' ? retarget(plain, this) : undefined;
    this.#socket = this.#targeted?.socket ?? plain;
    this.#socket.on('error', (error) => {
      this.#error = networkErrorFrom(error, `connection with ${this.remote.host}`);
    });
    this.#socket.on('end', () => {
      if (!this.#socket.destroyed) this.#receiver?.ended();
    });
    this.#socket.on('close', () => {
      this.#closed = true;
      if (this.#started) this.#receiver?.closed(this.#error);
    });
  }

  receive(receiver: Receiver): void {
    assert(this.#receiver === undefined, 'a connection was given a second receiver');
    this.#receiver = receiver;
    // Not in this call: the receiver may not be ready before it returns.
    process.nextTick(() => this.#startReading(receiver));
  }

  write(chunks: readonly Uint8Array[], written?: () => void): void {
    if (this.#socket.destroyed) {
      if (written !== undefined) setImmediate(written);
      return;
    }
    assert(!this.#ended, 'a connection was written to after its end');
    const last = chunks.length - 1;
    if (last < 0) {
      if (written !== undefined) this.#socket.write(emptyChunk, written);
      return;
    }
    if (last === 0) {
      this.#socket.write(chunks[0] ?? emptyChunk, written);
      return;
    }
    this.#socket.cork();
    for (let i = 0; i < last; i++) this.#socket.write(chunks[i] ?? emptyChunk);
    this.#socket.write(chunks[last] ?? emptyChunk, written);
    this.#socket.uncork();
  }

  queuedBytes(): number {
    return this.#socket.writableLength;
  }

  pause(): void {
    this.#paused = true;
    if (this.#started) this.#socket.pause();
  }

  resume(): void {
    this.#paused = false;
    if (this.#started) this.#socket.resume();
  }

  resupply(): void {
    // The `data` path asks for a view right before it fills it.
    if (this.#started) this.#targeted?.resupply();
  }

  end(): void {
    this.#ended = true;
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** For the targeted path. */
  nextView(): Uint8Array | undefined {
    if (this.#socket.destroyed) return undefined;
    const view = this.#receiver?.supply();
    assert(view !== undefined && view.length > 0, 'a receiver supplied no room');
    return view;
  }

  /** For the targeted path. */
  received(length: number): void {
    this.#receiver?.received(length);
  }

  #startReading(receiver: Receiver): void {
    if (this.#closed) {
      receiver.closed(this.#error);
      return;
    }
    this.#started = true;
    if (this.#targeted !== undefined) this.#targeted.start();
    else this.#startCopying();
    if (!this.#paused) this.#socket.resume();
  }

  #startCopying(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      let position = 0;
      while (position < chunk.length) {
        const view = this.nextView();
        if (view === undefined) return;
        const length = Math.min(view.length, chunk.length - position);
        view.set(chunk.subarray(position, position + length));
        position += length;
        this.received(length);
      }
    });
  }
}

const emptyChunk = new Uint8Array(0);
const mappedPrefix = '::ffff:';

/** Empty and 0 where the peer was gone before it could be asked for. */
function addressOf(host: string | undefined, port: number | undefined): Address {
  const plain = host?.startsWith(mappedPrefix) === true ? host.slice(mappedPrefix.length) : host;
  return { host: plain ?? '', port: port ?? 0 };
}
