// One end of a simulated connection, as its process sees it.
//
//   open ──end()──▶ half closed ──(the peer ended too)──▶ closed
//   any ──destroy(), a reset from the peer──▶ closed
//
// Like TCP, an end that is gone answers what still comes with a reset; one without power answers
// nothing.

import { assert } from '../../../assert.ts';
import { NetworkError } from '../../../errors.ts';
import type { Address, Connection, Receiver } from '../../network.ts';
import type { ByteStream } from './byte-stream.ts';

/** What a connection needs of the process that holds it. */
export interface ConnectionUser {
  readonly name: string;
  /** True time as the process lives it. */
  readonly nowMs: number;
  later(kind: string, task: () => void): void;
  /** After all else of this moment. */
  last(kind: string, task: () => void): void;
  note(text: string, content?: Uint8Array): void;
}

export interface ConnectionOptions {
  readonly user: ConnectionUser;
  readonly local: Address;
  readonly remote: Address;
  readonly incoming: ByteStream;
  readonly outgoing: ByteStream;
  /** Sends a reset to the peer. */
  readonly resetPeer: () => void;
}

export class SimulatedConnection implements Connection {
  readonly local: Address;
  readonly remote: Address;
  readonly #user: ConnectionUser;
  readonly #incoming: ByteStream;
  readonly #outgoing: ByteStream;
  readonly #resetPeer: () => void;
  #receiver: Receiver | undefined;
  /** Supplied after each read, long before the next: as on the real path. */
  #view: Uint8Array | undefined;
  #paused = false;
  #readScheduled = false;
  #peerEnded = false;
  #ended = false;
  #closed = false;
  #powerless = false;
  #wasSpokenTo = false;
  #closedTold = false;
  #error: NetworkError | undefined;

  constructor(options: ConnectionOptions) {
    this.local = options.local;
    this.remote = options.remote;
    this.#user = options.user;
    this.#incoming = options.incoming;
    this.#outgoing = options.outgoing;
    this.#resetPeer = options.resetPeer;
  }

  receive(receiver: Receiver): void {
    assert(this.#receiver === undefined, 'a connection was given a second receiver');
    this.#receiver = receiver;
    this.#user.later('receive', () => {
      // It may have been closed before it had a receiver.
      if (this.#closed) return this.#tellClosed();
      this.#view = receiver.supply();
      this.#scheduleRead();
    });
  }

  write(chunks: readonly Uint8Array[], written?: () => void): void {
    if (this.#closed) {
      if (written !== undefined) this.#user.last('written', written);
      return;
    }
    assert(!this.#ended, 'a connection was written to after its end');
    this.#outgoing.write(chunks, written);
  }

  queuedBytes(): number {
    return this.#outgoing.queuedBytes;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#scheduleRead();
  }

  resupply(): void {
    if (this.#view !== undefined && !this.#closed) this.#view = this.#receiver?.supply();
  }

  end(): void {
    if (this.#ended || this.#closed) return;
    this.#ended = true;
    this.#outgoing.end();
  }

  destroy(): void {
    if (this.#closed) return;
    this.#leave();
    this.#close(undefined);
  }

  // For the network.

  /** Closed, and nobody waits for it to answer. */
  get isGone(): boolean {
    return this.#closed && !this.#powerless;
  }

  /** Bytes or the end came from the peer. */
  arrived(): void {
    this.#wasSpokenTo = true;
    if (!this.#closed) this.#scheduleRead();
    else if (!this.#powerless && this.#incoming.arrivedBytes > 0) this.#resetPeer();
  }

  /** The end that was asked for is on its way, and so is all before it. */
  allSent(): void {
    this.#closeWhereBothEnded();
  }

  /** A reset came from the peer, or a fault broke the connection. */
  reset(code: string): void {
    if (this.#closed) return;
    this.#outgoing.cut();
    const { host, port } = this.remote;
    this.#close(new NetworkError(code, `connection with ${host}:${port}: ${code}`, true));
  }

  /** The process is dead; its system closes the connection for it. */
  processDied(): void {
    if (this.#closed) return;
    this.#leave();
    this.#closed = true;
  }

  /** The whole machine is off: nobody answers the peer. */
  powerLost(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#powerless = true;
    this.#wasSpokenTo = false;
    this.#outgoing.cut();
  }

  /** The machine is on again and knows nothing of this connection: it tells whoever asked. */
  powerCame(): void {
    if (!this.#powerless) return;
    this.#powerless = false;
    if (this.#wasSpokenTo) this.#resetPeer();
  }

  /**
   * What a system does with a connection that its process left: end it, or reset where bytes are
   * unread.
   */
  #leave(): void {
    this.#outgoing.drop();
    if (this.#incoming.arrivedBytes > 0) this.#resetPeer();
    else if (!this.#ended) this.#outgoing.end();
    this.#ended = true;
  }

  #scheduleRead(): void {
    const isReady = this.#incoming.arrivedBytes > 0 || this.#incoming.isFinished;
    if (this.#readScheduled || this.#paused || this.#view === undefined || !isReady) return;
    this.#readScheduled = true;
    this.#user.later('read', () => {
      this.#readScheduled = false;
      if (this.#closed || this.#paused) return;
      if (this.#incoming.arrivedBytes > 0) this.#readOnce();
      else if (this.#incoming.isFinished && !this.#peerEnded) this.#deliverEnd();
    });
  }

  #readOnce(): void {
    const view = this.#view;
    const receiver = this.#receiver;
    assert(receiver !== undefined && view !== undefined && view.length > 0, 'no room was supplied');
    const length = this.#incoming.read(view);
    const { remote } = this;
    this.#user.note(`read from ${remote.host}:${remote.port}`, view.subarray(0, length));
    receiver.received(length);
    if (this.#closed) return;
    this.#view = receiver.supply();
    this.#scheduleRead();
  }

  #deliverEnd(): void {
    this.#peerEnded = true;
    this.#receiver?.ended();
    this.#closeWhereBothEnded();
  }

  #closeWhereBothEnded(): void {
    if (this.#peerEnded && this.#ended && this.#outgoing.isSent) this.#close(undefined);
  }

  #close(error: NetworkError | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#outgoing.drop();
    this.#error = error;
    // After the last `written`.
    this.#user.last('closed', () => this.#tellClosed());
  }

  #tellClosed(): void {
    if (this.#closedTold || this.#receiver === undefined) return;
    this.#closedTold = true;
    this.#receiver.closed(this.#error);
  }
}
