// One batch on its way: records are encoded straight into its buffer, then it is closed, sent,
// perhaps sent again, and settled. It holds no record objects. Which queue it stands in, and what
// an answer means for it, is decided elsewhere.

import { assert } from '@ottla/base';
import {
  BatchBuilder,
  crc32c,
  nextCompressionRatio,
  readHeaders,
  RecordBatch,
  RecordCursor,
  type NewRecordHeader,
} from '@ottla/protocol';

import { DeliveryReport, type DeliveryOutcome } from './delivery-report.ts';
import type { ProducerConfig } from './producer-options.ts';
import {
  BATCH_OVERHEAD_BYTES,
  headerPairs,
  type ProducerRecord,
  type RecordHeaders,
} from './producer-record.ts';
import {
  NO_IDENTITY,
  NONE,
  type ProducerIdentity,
  type SequencedBatch,
  type SequenceTrack,
} from './sequence-track.ts';

/** Positions in a batch's header (record-batch format 2). */
const CRC_AT = 17;
const CRC_FROM = 21;
const PRODUCER_ID_AT = 43;
const PRODUCER_EPOCH_AT = 51;
const BASE_SEQUENCE_AT = 53;

const NO_HEADERS: readonly NewRecordHeader[] = [];

/** What a batch needs to know, and tells, of the queue of its partition. */
export interface BatchQueue {
  readonly topic: string;
  readonly partition: number;
  readonly track: SequenceTrack;
  /** Batches that were sent and neither answered nor given up. */
  inFlight: number;
  /** Size of the last batch, so that the next one's buffer is about right from the start. */
  usualBatchBytes: number;
  /** Compressed by uncompressed size, from the batches so far. */
  compressionRatio: number;
}

export interface NewBatch {
  readonly nowMs: number;
  /** Counted in the memory budget; at least what its first record takes. */
  readonly bytesMax: number;
  /** Where the records of a part of a split batch report. */
  readonly partOf?: { readonly report: DeliveryReport; readonly first: number } | undefined;
  readonly createdMs?: number;
}

export class ProducerBatch implements SequencedBatch {
  readonly queue: BatchQueue;
  readonly report: DeliveryReport;
  readonly createdMs: number;
  readonly expiresMs: number;
  /** What the memory budget gave for it. */
  memoryBytes: number;
  recordCount = 0;
  /** How often it was sent. */
  attempts = 0;
  /** Not before then it is tried again, unless its partition has a new leader. */
  retryMs = 0;
  /** Of the leader to which it was last sent. */
  leaderEpoch = NONE;
  identity: ProducerIdentity = NO_IDENTITY;
  baseSequence = NONE;
  sequenceWasReset = false;
  /** Size of the record appended last. */
  bytesOfLast = 0;
  readonly #config: ProducerConfig;
  /** Undefined once there are `bytes`: the uncompressed records are needed no more. */
  #builder: BatchBuilder | undefined;
  readonly #reportFirst: number;
  readonly #isPart: boolean;
  #bytes: Uint8Array | undefined;
  #isClosed = false;

  constructor(queue: BatchQueue, config: ProducerConfig, given: NewBatch) {
    this.queue = queue;
    this.#config = config;
    this.report = given.partOf?.report ?? new DeliveryReport();
    this.#reportFirst = given.partOf?.first ?? 0;
    this.#isPart = given.partOf !== undefined;
    this.createdMs = given.createdMs ?? given.nowMs;
    this.expiresMs = this.createdMs + config.deliveryTimeoutMs;
    this.memoryBytes = given.bytesMax;
    this.#builder = new BatchBuilder({
      codec: config.compressionType,
      ...(config.compressionLevel === undefined ? {} : { level: config.compressionLevel }),
      initialBytes: Math.min(given.bytesMax, queue.usualBatchBytes),
      compressionRatio: queue.compressionRatio,
    });
  }

  /** It, or what it is a part of, was sent before. */
  get wasDrained(): boolean {
    return this.attempts > 0 || this.#isPart;
  }

  get estimatedBytes(): number {
    return this.#bytes?.length ?? this.#open.estimatedBytes;
  }

  get isFull(): boolean {
    return this.#isClosed || this.#open.estimatedBytes >= this.#config.batchBytes;
  }

  /** Whether a record that takes `recordBytes` at most fits in. */
  hasRoomFor(recordBytes: number): boolean {
    return !this.#isClosed && this.#open.estimatedBytes + recordBytes <= this.#config.batchBytes;
  }

  /**
   * The memory that such a record needs beyond what was given for the batch. Records that will be
   * compressed take their full size until then.
   */
  memoryLackingFor(recordBytes: number): number {
    const neededBytes = this.#open.recordsBytes + BATCH_OVERHEAD_BYTES + recordBytes;
    return Math.max(0, neededBytes - this.memoryBytes);
  }

  /** Undefined where it has no room, or takes no more; see `hasRoomFor`. */
  tryAppend(record: ProducerRecord, timestamp: number, recordBytes: number): number | undefined {
    return this.hasRoomFor(recordBytes) ? this.append(record, timestamp) : undefined;
  }

  /** Returns the record's number in the batch. */
  append(record: ProducerRecord, timestamp: number): number {
    const builder = this.#open;
    const before = builder.recordsBytes;
    const { headers } = record;
    builder.append(
      timestamp,
      record.key ?? null,
      record.value ?? null,
      headers === undefined ? NO_HEADERS : newHeaders(headers),
    );
    this.bytesOfLast = builder.recordsBytes - before;
    return this.recordCount++;
  }

  /** Takes no more records. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.queue.usualBatchBytes = this.#open.recordsBytes + BATCH_OVERHEAD_BYTES;
    if (!this.#isPart) this.report.close(this.recordCount);
  }

  /** The whole batch as it goes into a request; made when first asked for, after `close`. */
  get bytes(): Uint8Array {
    if (this.#bytes !== undefined) return this.#bytes;
    assert(this.#isClosed, 'an open batch has no bytes yet');
    const { producerId, epoch: producerEpoch } = this.identity;
    const { baseSequence } = this;
    const builder = this.#open;
    this.#bytes = builder.finish({
      producerId,
      producerEpoch,
      baseSequence,
      isTransactional: this.#config.transactionalId !== undefined,
    });
    if (this.#config.compressionType !== 'none') {
      const observed = this.#bytes.length / (builder.recordsBytes + BATCH_OVERHEAD_BYTES);
      this.queue.compressionRatio = nextCompressionRatio(this.queue.compressionRatio, observed);
    }
    this.#builder = undefined;
    return this.#bytes;
  }

  /** Gives back the memory that compression saved, once there are `bytes`; returns how much. */
  takeSpareMemory(): number {
    if (this.#isPart || this.#config.compressionType === 'none') return 0;
    const spareBytes = Math.max(0, this.memoryBytes - this.bytes.length);
    this.memoryBytes -= spareBytes;
    return spareBytes;
  }

  sent(leaderEpoch: number): void {
    this.attempts += 1;
    this.leaderEpoch = leaderEpoch;
    this.queue.inFlight += 1;
  }

  setSequence(identity: ProducerIdentity, baseSequence: number): void {
    this.identity = identity;
    this.baseSequence = baseSequence;
  }

  /** Into a copy of the bytes: those that were sent may still lie in a socket's queue. */
  resetSequence(identity: ProducerIdentity, baseSequence: number): void {
    this.setSequence(identity, baseSequence);
    this.sequenceWasReset = true;
    if (this.#bytes === undefined) return;
    const bytes = Buffer.from(this.#bytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    view.setBigInt64(PRODUCER_ID_AT, BigInt(identity.producerId));
    view.setInt16(PRODUCER_EPOCH_AT, identity.epoch);
    view.setInt32(BASE_SEQUENCE_AT, baseSequence);
    view.setUint32(CRC_AT, crc32c(bytes, CRC_FROM, bytes.length) >>> 0);
    this.#bytes = bytes;
  }

  /**
   * At least two batches with the same records in the same order; they report where this one did.
   */
  split(): ProducerBatch[] {
    const cursor = new RecordCursor().open(new RecordBatch(this.bytes));
    // Below the whole, so that there are at least two; one record may be larger all the same.
    const bytesMax = Math.min(this.#config.batchBytes, Math.floor(cursor.recordsBytes / 2));
    const parts: ProducerBatch[] = [];
    let index = this.#reportFirst;
    let start = cursor.end;
    while (cursor.next()) {
      const recordBytes = cursor.end - start;
      start = cursor.end;
      let part = parts.at(-1);
      if (part === undefined || part.#open.recordsBytes + recordBytes > bytesMax) {
        part = this.#part(index);
        parts.push(part);
      }
      const { bytes, headersStart, headerCount, timestamp, key, value } = cursor;
      part.#open.append(timestamp, key, value, readHeaders(bytes, headersStart, headerCount));
      part.recordCount += 1;
      index += 1;
    }
    for (const part of parts) part.close();
    const [first] = parts;
    if (first !== undefined) first.memoryBytes = this.memoryBytes;
    return parts;
  }

  /** Also of a batch that was never sent. */
  settle(outcome: DeliveryOutcome): void {
    this.close();
    this.report.settle(this.#reportFirst, this.recordCount, outcome);
  }

  get #open(): BatchBuilder {
    assert(this.#builder !== undefined, 'a batch that has its bytes takes no more records');
    return this.#builder;
  }

  #part(first: number): ProducerBatch {
    const { report, createdMs } = this;
    const given = { nowMs: createdMs, createdMs, bytesMax: 0, partOf: { report, first } };
    return new ProducerBatch(this.queue, this.#config, given);
  }
}

function newHeaders(headers: RecordHeaders): NewRecordHeader[] {
  // Left out, as callers without types do, it is null: so it is of a record's key and value.
  return headerPairs(headers).map(([key, value]) => ({ key, value: value ?? null }));
}
