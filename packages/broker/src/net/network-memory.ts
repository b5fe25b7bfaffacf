// What the connections of a node hold together: requests on their way in, answers on their way out.
// Shared by the node's servers.

import type { Clock } from '@ottla/base';
import type { SocketServerConfig } from './connection-host.ts';
import { ReceiveBudget } from './receive-budget.ts';

/**
 * Beyond this share of the memory for answers, clients that take none of theirs for long are
 * closed: before the others feel it.
 */
const SHORT_SHARE = 1 / 2;

type MemoryLimits = Pick<
  SocketServerConfig,
  'receiveBytesMax' | 'responseBytesMax' | 'slabBytesMax'
>;

export class NetworkMemory {
  readonly receive: ReceiveBudget;
  #responseBytesMax: number;
  #slabBytesMax: number;
  #unsentBytes = 0;
  readonly #slabBytes: () => number;

  /** `slabBytes` tells what all slabs take that somebody holds. */
  constructor(clock: Clock, limits: MemoryLimits, slabBytes: () => number) {
    const { receiveBytesMax, responseBytesMax, slabBytesMax } = limits;
    this.#slabBytes = slabBytes;
    this.receive = new ReceiveBudget(clock, receiveBytesMax);
    this.#responseBytesMax = responseBytesMax;
    this.#slabBytesMax = slabBytesMax;
  }

  reconfigure({ receiveBytesMax, responseBytesMax, slabBytesMax }: MemoryLimits): void {
    this.receive.limitBytes = receiveBytesMax;
    this.#responseBytesMax = responseBytesMax;
    this.#slabBytesMax = slabBytesMax;
  }

  /** Answers that were written and that clients have not taken. */
  get unsentBytes(): number {
    return this.#unsentBytes;
  }

  get hasResponseRoom(): boolean {
    return this.#unsentBytes < this.#responseBytesMax;
  }

  get responseBytesToFree(): number {
    return Math.max(0, this.#unsentBytes - this.#responseBytesMax * SHORT_SHARE);
  }

  /** Of slabs, most of them for the sake of few bytes each that wait for slow clients. */
  get slabBytesToFree(): number {
    const limitBytes = this.receive.limitBytes + this.#responseBytesMax + this.#slabBytesMax;
    return Math.max(0, this.#slabBytes() - limitBytes);
  }

  sends(bytes: number): void {
    this.#unsentBytes += bytes;
  }
}
