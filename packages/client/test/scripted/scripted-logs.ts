// Partition logs behind the scripted brokers: what a leader must do for producers and consumers to
// be judged by. Appends follow Kafka's sequence rules; faults are injected by the test through
// `fault`.

import {
  RecordBatch,
  StoredRecord,
  RecordCursor,
  errors,
  transactionMarkerBatch,
  type ProtocolError,
} from '@ottla/protocol';

interface ProducerState {
  epoch: number;
  nextSequence: number;
  /** The last batches: base sequence to base offset. */
  recent: { baseSequence: number; baseOffset: number }[];
}

interface StoredBatch {
  readonly baseOffset: number;
  readonly bytes: Buffer;
}

/** The end of a transaction, as its coordinator writes it. */
export interface Marker {
  readonly type: 'COMMIT' | 'ABORT';
  readonly producerId: number;
  readonly producerEpoch: number;
}

const REMEMBERED_BATCHES = 5;

export class ScriptedLog {
  readonly batches: StoredBatch[] = [];
  readonly markers: (Marker & { readonly offset: number })[] = [];
  startOffset = 0;
  endOffset = 0;
  readonly #producers = new Map<number, ProducerState>();

  /** Appends as a leader of `leaderEpoch` would; the base offset, or why not. */
  append(bytes: Uint8Array, leaderEpoch: number): number | ProtocolError {
    const batch = new RecordBatch(Buffer.from(bytes));
    if (!batch.isCrcValid()) return errors.CORRUPT_MESSAGE;
    const verdict = this.#sequenceVerdict(batch);
    if (verdict !== undefined) return verdict;
    const baseOffset = this.endOffset;
    const stored = Buffer.from(bytes);
    stored.writeBigInt64BE(BigInt(baseOffset), 0);
    stored.writeInt32BE(leaderEpoch, 12);
    this.batches.push({ baseOffset, bytes: stored });
    this.endOffset += batch.recordCount;
    this.#remember(batch, baseOffset);
    return baseOffset;
  }

  /** Ends what the producer has written since its last marker. */
  mark(marker: Marker, leaderEpoch: number): void {
    const { producerId, producerEpoch: epoch } = marker;
    const baseOffset = this.endOffset;
    const options = { baseOffset, partitionLeaderEpoch: leaderEpoch, timestamp: 0 };
    const bytes = Buffer.from(transactionMarkerBatch({ ...marker, coordinatorEpoch: 0 }, options));
    this.batches.push({ baseOffset, bytes });
    this.markers.push({ ...marker, offset: baseOffset });
    this.endOffset += 1;
    const known = this.#producers.get(producerId);
    if (known !== undefined && epoch <= known.epoch) return;
    this.#producers.set(producerId, { epoch, recent: [], nextSequence: 0 });
  }

  /** As after a loss of producer state. */
  forgetProducers(): void {
    this.#producers.clear();
  }

  truncateTo(offset: number): void {
    while ((this.batches.at(-1)?.baseOffset ?? -1) >= offset) this.batches.pop();
    const last = this.batches.at(-1);
    this.endOffset = last === undefined ? 0 : new RecordBatch(last.bytes).nextOffset;
  }

  read(from: number, bytesMax: number): Buffer {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for (const { bytes: batch } of this.batches) {
      if (new RecordBatch(batch).lastOffset < from) continue;
      if (chunks.length > 0 && bytes + batch.length > bytesMax) break;
      chunks.push(batch);
      bytes += batch.length;
    }
    return Buffer.concat(chunks);
  }

  /** The end of the last batch of an epoch up to `epoch`. */
  endOfEpoch(epoch: number): { endOffset: number; leaderEpoch: number } {
    let end = { endOffset: -1, leaderEpoch: -1 };
    for (const { bytes } of this.batches) {
      const batch = new RecordBatch(bytes);
      if (batch.partitionLeaderEpoch > epoch) break;
      end = { endOffset: batch.nextOffset, leaderEpoch: batch.partitionLeaderEpoch };
    }
    return end;
  }

  /** What one who reads committed records sees, and nobody may ever see less or more of. */
  committedValues(): string[] {
    return this.#valuesOf((batch, baseOffset) => {
      if (!batch.isTransactional) return true;
      const { producerId } = batch;
      const end = this.markers.find(
        (marker) => marker.producerId === producerId && marker.offset > baseOffset,
      );
      return end?.type === 'COMMIT';
    });
  }

  /** Values as text, in order of their offsets. */
  values(): string[] {
    return this.#valuesOf(() => true);
  }

  #valuesOf(isSeen: (batch: RecordBatch, baseOffset: number) => boolean): string[] {
    return this.batches.flatMap(({ bytes, baseOffset }) => {
      const batch = new RecordBatch(bytes);
      if (batch.isControl || !isSeen(batch, baseOffset)) return [];
      const cursor = new RecordCursor().open(new RecordBatch(bytes));
      const values: string[] = [];
      while (cursor.next()) {
        values.push(Buffer.from(new StoredRecord(cursor).value ?? []).toString());
      }
      return values;
    });
  }

  #sequenceVerdict(batch: RecordBatch): number | ProtocolError | undefined {
    if (!batch.hasProducerId) return undefined;
    const { producerId, producerEpoch, baseSequence } = batch;
    const state = this.#producers.get(producerId);
    if (state === undefined) {
      return baseSequence === 0 ? undefined : errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
    }
    if (producerEpoch < state.epoch) return errors.INVALID_PRODUCER_EPOCH;
    if (producerEpoch > state.epoch) {
      return baseSequence === 0 ? undefined : errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
    }
    const known = state.recent.find((recent) => recent.baseSequence === baseSequence);
    if (known !== undefined) return known.baseOffset;
    return baseSequence === state.nextSequence ? undefined : errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
  }

  #remember(batch: RecordBatch, baseOffset: number): void {
    if (!batch.hasProducerId) return;
    const { producerId, producerEpoch: epoch, baseSequence, recordCount } = batch;
    const before = this.#producers.get(producerId);
    const recent = before?.epoch === epoch ? before.recent : [];
    recent.push({ baseSequence, baseOffset });
    if (recent.length > REMEMBERED_BATCHES) recent.shift();
    this.#producers.set(producerId, { epoch, recent, nextSequence: baseSequence + recordCount });
  }
}
