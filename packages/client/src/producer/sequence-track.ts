// The sequence numbers of one producer on one partition. Bookkeeping only; the rules that use it
// are in idempotence.ts.

/** Kafka's value for "no producer id", "no epoch" and "no sequence". */
export const NONE = -1;
const SEQUENCE_MAX = 0x7fffffff;

export interface ProducerIdentity {
  readonly producerId: number;
  readonly epoch: number;
}

export const NO_IDENTITY: ProducerIdentity = { producerId: NONE, epoch: NONE };

/** What the rules need to know, and may change, of a batch. */
export interface SequencedBatch {
  readonly recordCount: number;
  /** NONE until the batch is drained for the first time. */
  readonly baseSequence: number;
  readonly identity: ProducerIdentity;
  /** Whether its sequence was changed after it had been sent once. */
  readonly sequenceWasReset: boolean;
  setSequence(identity: ProducerIdentity, baseSequence: number): void;
  resetSequence(identity: ProducerIdentity, baseSequence: number): void;
}

/** Sequences wrap from 2147483647 to 0. */
export function advanceSequence(sequence: number, by: number): number {
  return sequence > SEQUENCE_MAX - by ? by - (SEQUENCE_MAX - sequence) - 1 : sequence + by;
}

function retreatSequence(sequence: number, by: number): number {
  return (sequence - by) & SEQUENCE_MAX;
}

/** A wrapped sequence is newer although it is smaller: half the range, of 31 bits, decides. */
export function isBefore(sequence: number, other: number): boolean {
  return (sequence - other) << 1 < 0;
}

export function lastSequenceOf(batch: SequencedBatch): number {
  return advanceSequence(batch.baseSequence, batch.recordCount - 1);
}

export class SequenceTrack {
  identity: ProducerIdentity = NO_IDENTITY;
  nextSequence = 0;
  lastAckedSequence = NONE;
  lastAckedOffset = NONE;
  /** Drained and neither acknowledged nor failed, in the order of their sequences. */
  readonly #unacked: SequencedBatch[] = [];

  get hasUnacked(): boolean {
    return this.#unacked.length > 0;
  }

  get firstUnackedSequence(): number {
    return this.#unacked[0]?.baseSequence ?? NONE;
  }

  /** Whether a batch with an earlier sequence is neither acknowledged nor failed. */
  hasUnackedBefore(sequence: number): boolean {
    const first = this.#unacked[0];
    return first !== undefined && isBefore(first.baseSequence, sequence);
  }

  /** Whether `sequence` follows the last acknowledged one. */
  isNext(sequence: number): boolean {
    const last = this.lastAckedSequence;
    return sequence === (last === NONE ? 0 : advanceSequence(last, 1));
  }

  add(batch: SequencedBatch): void {
    let at = this.#unacked.length;
    while (at > 0 && this.#isAfter(this.#unacked[at - 1], batch)) at--;
    this.#unacked.splice(at, 0, batch);
  }

  remove(batch: SequencedBatch): void {
    const at = this.#unacked.indexOf(batch);
    if (at >= 0) this.#unacked.splice(at, 1);
  }

  acked(lastSequence: number, lastOffset: number): void {
    const last = this.lastAckedSequence;
    if (last === NONE || isBefore(last, lastSequence)) this.lastAckedSequence = lastSequence;
    if (lastOffset > this.lastAckedOffset) this.lastAckedOffset = lastOffset;
  }

  /** Gives the unacknowledged batches new sequences from 0 under `identity`. */
  restart(identity: ProducerIdentity): void {
    let sequence = 0;
    for (const batch of this.#unacked) {
      batch.resetSequence(identity, sequence);
      sequence = advanceSequence(sequence, batch.recordCount);
    }
    this.identity = identity;
    this.nextSequence = sequence;
    this.lastAckedSequence = NONE;
  }

  /**
   * A batch was refused for good and is removed: the sequences of those behind it move up, so that
   * they can be written, under the same identity.
   */
  closeGap(refused: SequencedBatch): void {
    if (refused.baseSequence === NONE) return;
    const { recordCount } = refused;
    this.nextSequence = retreatSequence(this.nextSequence, recordCount);
    for (const batch of this.#unacked) {
      if (!this.#isAfter(batch, refused)) continue;
      batch.resetSequence(batch.identity, retreatSequence(batch.baseSequence, recordCount));
    }
  }

  #isAfter(known: SequencedBatch | undefined, batch: SequencedBatch): boolean {
    return known !== undefined && isBefore(batch.baseSequence, known.baseSequence);
  }
}
