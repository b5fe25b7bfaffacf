// What a log remembers of one producer: its epoch, its open transaction and its last five batches,
// by which a retry is told from a gap. Data and small questions; the rules are in
// producer-checks.ts.

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

export class ProducerEntry {
  readonly producerId: number;
  epoch = NONE;
  coordinatorEpoch = NONE;
  lastTimestampMs = NONE;
  /** First offset of the open transaction, -1 for none. */
  transactionFirstOffset = NONE;
  /** Oldest first. */
  batches: BatchMetadata[] = [];

  constructor(producerId: number) {
    this.producerId = producerId;
  }

  get lastSequence(): number {
    return this.batches.at(-1)?.lastSequence ?? NONE;
  }

  /** Offset of the last data record, -1 where no batch is remembered. */
  get lastDataOffset(): number {
    return this.batches.at(-1)?.lastOffset ?? NONE;
  }

  get hasOpenTransaction(): boolean {
    return this.transactionFirstOffset !== NONE;
  }

  /** A remembered batch of this epoch with exactly these sequences. */
  findDuplicate(epoch: number, first: number, last: number): BatchMetadata | undefined {
    if (epoch !== this.epoch) return undefined;
    return this.batches.find(
      (batch) => batch.lastSequence === last && firstSequenceOf(batch) === first,
    );
  }

  /** A new epoch forgets the batches of the old one. */
  enterEpoch(epoch: number): void {
    if (epoch === this.epoch) return;
    this.epoch = epoch;
    this.batches = [];
  }

  addBatch(batch: BatchMetadata): void {
    if (this.batches.length === BATCHES_KEPT) this.batches.shift();
    this.batches.push(batch);
    this.lastTimestampMs = batch.timestamp;
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
