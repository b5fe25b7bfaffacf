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

type MemoryLimits = Pick<SocketServerConfig, 'receiveBytesMax' | 'responseBytesMax'>;

export class NetworkMemory {
  readonly receive: ReceiveBudget;
  #responseBytesMax: number;
  #unsentBytes = 0;

  constructor(clock: Clock, { receiveBytesMax, responseBytesMax }: MemoryLimits) {
    this.receive = new ReceiveBudget(clock, receiveBytesMax);
    this.#responseBytesMax = responseBytesMax;
  }

  reconfigure({ receiveBytesMax, responseBytesMax }: MemoryLimits): void {
    this.receive.limitBytes = receiveBytesMax;
    this.#responseBytesMax = responseBytesMax;
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

  sends(bytes: number): void {
    this.#unsentBytes += bytes;
  }
}
