// What a log remembers of one producer: its epoch, its open transaction and its last five batches,
// by which a retry is told from a gap. Data and small questions; the rules are in
// producer-checks.ts.
//
// A log keeps an entry for a day after the producer's last batch, so that clients which come and go
// leave many behind: the batches are numbers in one flat ring, a fraction of what objects take.

export interface BatchMetadata {
  readonly lastSequence: number;
  readonly lastOffset: number;
  /** lastOffset minus the batch's base offset. */
  readonly offsetDelta: number;
  readonly timestamp: number;
}

/** Batches remembered per producer: as many as an idempotent producer may have in flight. */
export const BATCHES_KEPT = 5;

const SEQUENCE_MAX = 0x7fff_ffff;
export const NONE = -1;

/** The numbers of a batch in an entry's ring. */
const LAST_SEQUENCE = 0;
const LAST_OFFSET = 1;
const OFFSET_DELTA = 2;
const TIMESTAMP = 3;
const FIELDS = 4;

export class ProducerEntry {
  readonly producerId: number;
  epoch = NONE;
  coordinatorEpoch = NONE;
  lastTimestampMs = NONE;
  /** First offset of the open transaction, -1 for none. */
  transactionFirstOffset = NONE;
  /** A ring of BATCHES_KEPT times FIELDS numbers; empty until there is a batch. */
  #ring: number[] = [];
  #count = 0;
  /** Where the next batch goes, in batches. */
  #next = 0;

  constructor(producerId: number) {
    this.producerId = producerId;
  }

  /** Batches that are remembered. */
  get batchCount(): number {
    return this.#count;
  }

  /** The newest batch that is remembered. */
  get lastBatch(): BatchMetadata | undefined {
    return this.#count === 0 ? undefined : this.#batchAt(this.#slotOf(1));
  }

  /** All that are remembered, the oldest first. */
  get batches(): BatchMetadata[] {
    return Array.from({ length: this.#count }, (_, index) => {
      return this.#batchAt(this.#slotOf(this.#count - index));
    });
  }

  get lastSequence(): number {
    return this.#count === 0 ? NONE : this.#field(this.#slotOf(1), LAST_SEQUENCE);
  }

  /** Offset of the last data record, -1 where no batch is remembered. */
  get lastDataOffset(): number {
    return this.#count === 0 ? NONE : this.#field(this.#slotOf(1), LAST_OFFSET);
  }

  get hasOpenTransaction(): boolean {
    return this.transactionFirstOffset !== NONE;
  }

  /** A remembered batch of this epoch with exactly these sequences. */
  findDuplicate(epoch: number, first: number, last: number): BatchMetadata | undefined {
    if (epoch !== this.epoch) return undefined;
    for (let age = this.#count; age > 0; age--) {
      const slot = this.#slotOf(age);
      if (this.#field(slot, LAST_SEQUENCE) !== last) continue;
      const batch = this.#batchAt(slot);
      if (firstSequenceOf(batch) === first) return batch;
    }
    return undefined;
  }

  /** A new epoch forgets the batches of the old one. */
  enterEpoch(epoch: number): void {
    if (epoch === this.epoch) return;
    this.epoch = epoch;
    this.#count = 0;
  }

  addBatch({ lastSequence, lastOffset, offsetDelta, timestamp }: BatchMetadata): void {
    if (this.#ring.length === 0) this.#ring = new Array<number>(BATCHES_KEPT * FIELDS).fill(NONE);
    const start = this.#next * FIELDS;
    this.#ring[start + LAST_SEQUENCE] = lastSequence;
    this.#ring[start + LAST_OFFSET] = lastOffset;
    this.#ring[start + OFFSET_DELTA] = offsetDelta;
    this.#ring[start + TIMESTAMP] = timestamp;
    this.#next = (this.#next + 1) % BATCHES_KEPT;
    this.#count = Math.min(this.#count + 1, BATCHES_KEPT);
    this.lastTimestampMs = timestamp;
  }

  /** Where the batch lies that came `age` batches ago; 1 for the newest. */
  #slotOf(age: number): number {
    return (this.#next + BATCHES_KEPT - age) % BATCHES_KEPT;
  }

  #field(slot: number, field: number): number {
    return this.#ring[slot * FIELDS + field] ?? NONE;
  }

  #batchAt(slot: number): BatchMetadata {
    return {
      lastSequence: this.#field(slot, LAST_SEQUENCE),
      lastOffset: this.#field(slot, LAST_OFFSET),
      offsetDelta: this.#field(slot, OFFSET_DELTA),
      timestamp: this.#field(slot, TIMESTAMP),
    };
  }
}

export function firstSequenceOf({ lastSequence, offsetDelta }: BatchMetadata): number {
  if (lastSequence >= offsetDelta) return lastSequence - offsetDelta;
  return SEQUENCE_MAX - (offsetDelta - lastSequence) + 1;
}

/** Whether `next` may follow `last` within an epoch. */
export function isNextSequence(last: number, next: number): boolean {
  return next === last + 1 || (next === 0 && last === SEQUENCE_MAX);
}
