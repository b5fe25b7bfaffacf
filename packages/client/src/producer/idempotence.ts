// The rules of the idempotent producer: when a batch may be drained, which sequence it takes, and
// what each answer means for sequences and epoch. Pure; one object per producer.
//
// no id --InitProducerId--> id, epoch 0 --gap on a partition--> epoch + 1 (local; sequences from 0)
//   --epoch 32767 used up--> no id
//
// In transactions no epoch is made here: what would need one fails, the transaction is aborted
// (transactions/transaction-machine.ts), and the next epoch comes from the coordinator. Until then
// a refused batch leaves its sequences to those behind it.

import { errors } from '@ottla/protocol';

import {
  lastSequenceOf,
  NO_IDENTITY,
  NONE,
  advanceSequence,
  isBefore,
  type ProducerIdentity,
  type SequencedBatch,
  type SequenceTrack,
} from './sequence-track.ts';

const EPOCH_MAX = 0x7fff;

/** What of a partition's answer the rules look at. */
export interface ProduceOutcome {
  readonly errorCode: number;
  readonly retriable: boolean;
  /** -1 where the broker did not tell. */
  readonly logStartOffset: number;
}

export class Idempotence {
  readonly #isTransactional: boolean;
  #identity: ProducerIdentity = NO_IDENTITY;
  #bumpRequired = false;
  readonly #toRestart = new Set<SequenceTrack>();
  /** The sequence that would follow a batch whose fate is unknown, by partition. */
  readonly #unresolved = new Map<SequenceTrack, number>();
  /** The first sequence that the broker refused for good, behind batches it may have or not. */
  readonly #gaps = new Map<SequenceTrack, number>();

  constructor({ isTransactional = false }: { isTransactional?: boolean } = {}) {
    this.#isTransactional = isTransactional;
  }

  get identity(): ProducerIdentity {
    return this.#identity;
  }

  get hasProducerId(): boolean {
    return this.#identity.producerId !== NONE;
  }

  /** InitProducerId answered, or EndTxn with the epoch of the next transaction. */
  identified(identity: ProducerIdentity): void {
    this.#identity = identity;
    if (this.#isTransactional) this.#unresolved.clear();
    this.#restartTracks();
  }

  /** Whether the first queued batch of a partition may go out now. */
  mayDrain(track: SequenceTrack, batch: SequencedBatch): boolean {
    if (!this.hasProducerId) return false;
    if (batch.baseSequence === NONE) {
      // Earlier batches of an older epoch must settle first, else sequence 0 could overtake them.
      if (track.hasUnacked && !isSameIdentity(track.identity, this.#identity)) return false;
      return !this.#unresolved.has(track) && !this.#gaps.has(track);
    }
    // A retried batch goes alone and in order: only the oldest unacknowledged one is sent.
    const first = track.firstUnackedSequence;
    return first === NONE || first === batch.baseSequence;
  }

  /** Gives a batch that is drained for the first time its sequence. */
  drained(track: SequenceTrack, batch: SequencedBatch): void {
    if (batch.baseSequence !== NONE) return;
    if (!isSameIdentity(track.identity, this.#identity) && !track.hasUnacked) {
      track.restart(this.#identity);
    }
    batch.setSequence(this.#identity, track.nextSequence);
    track.nextSequence = advanceSequence(track.nextSequence, batch.recordCount);
    track.add(batch);
  }

  /** Acknowledged, or known as a duplicate; `lastOffset` is -1 where the broker did not tell. */
  completed(track: SequenceTrack, batch: SequencedBatch, lastOffset: number): void {
    track.acked(lastSequenceOf(batch), lastOffset);
    track.remove(batch);
  }

  /**
   * It failed. `mayLeaveGap` false: the broker may have taken it (`fateUnknown` was called), and
   * its sequence must not be used again by another record.
   */
  failed(
    track: SequenceTrack,
    batch: SequencedBatch,
    errorCode: number,
    mayLeaveGap: boolean,
  ): void {
    track.remove(batch);
    if (errorCode === errors.UNKNOWN_PRODUCER_ID.code) {
      track.nextSequence = 0;
      track.lastAckedSequence = NONE;
    } else if (this.#isTransactional) {
      if (mayLeaveGap) track.closeGap(batch);
    } else if (mayLeaveGap && track.hasUnackedBefore(batch.baseSequence)) {
      // The broker may have an earlier one: under a new epoch it would not be known again.
      const gap = this.#gaps.get(track);
      const isFirst = gap === undefined || isBefore(batch.baseSequence, gap);
      if (isFirst) this.#gaps.set(track, batch.baseSequence);
    } else if (mayLeaveGap || errorCode === errors.OUT_OF_ORDER_SEQUENCE_NUMBER.code) {
      this.#requireBump(track);
    }
  }

  /** A batch was split into parts, which take over its sequences in order. */
  replaced(track: SequenceTrack, batch: SequencedBatch, parts: readonly SequencedBatch[]): void {
    track.remove(batch);
    let sequence = batch.baseSequence;
    for (const part of parts) {
      part.setSequence(batch.identity, sequence);
      sequence = advanceSequence(sequence, part.recordCount);
      track.add(part);
    }
  }

  /**
   * A batch is given up without an answer that decides: the broker may have it, and nothing new is
   * drained until that shows. What was never drained has no sequence, and changes nothing.
   */
  fateUnknown(track: SequenceTrack, batch: SequencedBatch): void {
    if (batch.baseSequence === NONE) return;
    const next = advanceSequence(lastSequenceOf(batch), 1);
    const known = this.#unresolved.get(track);
    if (known === undefined || isBefore(known, next)) this.#unresolved.set(track, next);
  }

  /** Whether a batch with this error is to be sent again; may ask for a new epoch. */
  shouldRetry(track: SequenceTrack, batch: SequencedBatch, outcome: ProduceOutcome): boolean {
    if (this.#isTransactional) return this.#shouldRetryInTransaction(track, batch, outcome);
    if (outcome.errorCode === errors.UNKNOWN_PRODUCER_ID.code) {
      if (outcome.logStartOffset === NONE || batch.sequenceWasReset) return true;
      this.#requireBump(track);
      return true;
    }
    if (outcome.errorCode === errors.OUT_OF_ORDER_SEQUENCE_NUMBER.code) {
      this.#outOfOrder(track, batch);
      return true;
    }
    return outcome.retriable;
  }

  /**
   * Once per sending round: partitions whose unknown batches have settled are resolved or
   * restarted. True: in a transaction, the fate of some will never be known.
   */
  resolve(): boolean {
    for (const [track, sequence] of this.#gaps) {
      if (track.hasUnackedBefore(sequence)) continue;
      this.#gaps.delete(track);
      this.#requireBump(track);
    }
    let isLost = false;
    for (const track of this.#unresolved.keys()) {
      if (track.hasUnacked) continue;
      if (!track.isNext(track.nextSequence)) {
        if (this.#isTransactional) isLost = true;
        else this.#requireBump(track);
      }
      this.#unresolved.delete(track);
    }
    return isLost;
  }

  /**
   * Bumps the epoch where that was asked for. Afterwards `hasProducerId` may be false: ask for one.
   */
  bumpIfRequired(): void {
    if (!this.#bumpRequired || !this.hasProducerId) return;
    this.#bumpRequired = false;
    const { producerId, epoch } = this.#identity;
    if (epoch === EPOCH_MAX) {
      this.#identity = NO_IDENTITY;
      return;
    }
    this.#identity = { producerId, epoch: epoch + 1 };
    this.#restartTracks();
  }

  #restartTracks(): void {
    for (const track of this.#toRestart) {
      track.restart(this.#identity);
      this.#unresolved.delete(track);
      this.#gaps.delete(track);
    }
    this.#toRestart.clear();
  }

  #outOfOrder(track: SequenceTrack, batch: SequencedBatch): void {
    const unresolvedNext = this.#unresolved.get(track);
    if (unresolvedNext === undefined) {
      // Not the next one: an earlier batch failed first, and this one only has to wait for it.
      if (batch.sequenceWasReset || !track.isNext(batch.baseSequence)) return;
      this.#requireBump(track);
    } else if (batch.baseSequence === unresolvedNext) {
      this.#requireBump(track);
    }
  }

  #shouldRetryInTransaction(
    track: SequenceTrack,
    batch: SequencedBatch,
    { errorCode, retriable, logStartOffset }: ProduceOutcome,
  ): boolean {
    if (errorCode === errors.UNKNOWN_PRODUCER_ID.code) {
      if (logStartOffset === NONE || batch.sequenceWasReset) return true;
      // Retention took what the broker knew of this producer: it may begin again.
      const isForgotten = track.lastAckedOffset < logStartOffset;
      if (isForgotten) track.restart(this.#identity);
      return isForgotten;
    }
    if (errorCode === errors.OUT_OF_ORDER_SEQUENCE_NUMBER.code) {
      // Only while an earlier batch is to blame, which is sent again before this one.
      if (this.#unresolved.has(track)) return false;
      return batch.sequenceWasReset || !track.isNext(batch.baseSequence);
    }
    return retriable;
  }

  #requireBump(track: SequenceTrack): void {
    this.#bumpRequired = true;
    this.#toRestart.add(track);
  }
}

function isSameIdentity(a: ProducerIdentity, b: ProducerIdentity): boolean {
  return a.producerId === b.producerId && a.epoch === b.epoch;
}
