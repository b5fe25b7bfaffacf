// Transactions that are being verified with their coordinator before their first batch is appended
// (KIP-890): a guard per producer, proof that the answer belongs to this very transaction.

import type { VerificationGuard } from '../partition/append-outcome.ts';

export interface VerificationState {
  readonly guard: VerificationGuard;
  readonly startedMs: number;
  /** The lowest first sequence seen while the answer is awaited: nothing after it may go first. */
  lowestSequence: number;
  epoch: number;
  /** The producer bumps its epoch with each transaction (transaction.version 2). */
  readonly supportsEpochBump: boolean;
}

export interface VerificationRequest {
  readonly producerId: number;
  readonly epoch: number;
  readonly sequence: number;
  readonly supportsEpochBump: boolean;
}

export class Verifications {
  readonly #states = new Map<number, VerificationState>();

  get(producerId: number): VerificationState | undefined {
    return this.#states.get(producerId);
  }

  /** The guard to bring with the append once the coordinator has agreed. */
  start(request: VerificationRequest, nowMs: number): VerificationGuard {
    const known = this.#states.get(request.producerId);
    if (known !== undefined) {
      update(known, request);
      return known.guard;
    }
    const guard: VerificationGuard = { producerId: request.producerId };
    this.#states.set(request.producerId, {
      guard,
      startedMs: nowMs,
      lowestSequence: request.sequence,
      epoch: request.epoch,
      supportsEpochBump: request.supportsEpochBump,
    });
    return guard;
  }

  /** A batch or marker of a transaction was appended: its verification has served. */
  settle(producerId: number, options: { epoch: number; isMarker: boolean }): void {
    const state = this.#states.get(producerId);
    if (state === undefined) return;
    // With version 2 a marker of the same epoch can only be the previous transaction's.
    const isNextOne = state.supportsEpochBump && options.isMarker && options.epoch === state.epoch;
    if (!isNextOne) this.#states.delete(producerId);
  }

  removeExpired(nowMs: number, expirationMs: number): void {
    for (const [producerId, { startedMs }] of this.#states) {
      if (nowMs - startedMs >= expirationMs) this.#states.delete(producerId);
    }
  }
}

function update(state: VerificationState, { sequence, epoch }: VerificationRequest): void {
  // A newer epoch starts over; within one the lowest sequence counts.
  if (epoch > state.epoch) {
    state.epoch = epoch;
    state.lowestSequence = sequence;
  } else if (epoch === state.epoch && sequence < state.lowestSequence) {
    state.lowestSequence = sequence;
  }
}
