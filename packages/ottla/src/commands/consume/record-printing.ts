// Prints the records of `consume` as they come, up to the limit.

import type { ConsumedRecord, FetchedBatch } from '@ottla/client';

import type { CommandIo } from '../../cli/command.ts';
import { Progress } from '../record-format/progress.ts';
import { recordPrinter, type RecordPrinter } from '../record-format/record-printer.ts';
import { jsonOfRecord } from './json-record.ts';
import type { ConsumePlan } from './options.ts';

/** Output that is collected before it is written. */
const CHUNKS_MAX = 1_024;

export class RecordPrinting {
  readonly #io: CommandIo;
  readonly #plan: ConsumePlan;
  readonly #print: RecordPrinter;
  readonly #progress: Progress;
  #count = 0;

  /** Throws a FormatError. */
  constructor(io: CommandIo, plan: ConsumePlan) {
    this.#io = io;
    this.#plan = plan;
    this.#print = recordPrinter(plan.format, plan.nullText);
    this.#progress = new Progress(io, !plan.isQuiet);
  }

  get isDone(): boolean {
    return this.#count >= this.#plan.countMax;
  }

  /** Gives the offset after the last record that was printed; those from `end` on are not. */
  async print(batch: FetchedBatch, end = Infinity): Promise<number> {
    let chunks: Uint8Array[] = [];
    let nextOffset = batch.nextOffset;
    for (const record of batch) {
      if (this.isDone || record.offset >= end) {
        nextOffset = record.offset;
        break;
      }
      this.#count += 1;
      chunks.push(this.#bytesOf(record, batch));
      this.#progress.count((record.key?.length ?? 0) + (record.value?.length ?? 0));
      if (chunks.length < CHUNKS_MAX) continue;
      await this.#write(chunks);
      chunks = [];
    }
    await this.#write(chunks);
    this.#progress.show();
    return nextOffset;
  }

  end(): void {
    this.#progress.end();
  }

  #bytesOf(record: ConsumedRecord, batch: FetchedBatch): Uint8Array {
    if (this.#plan.isJson) return Buffer.from(jsonOfRecord(record));
    const { highWatermark, logStartOffset } = batch;
    return this.#print(record, { number: this.#count, highWatermark, logStartOffset });
  }

  async #write(chunks: readonly Uint8Array[]): Promise<void> {
    if (chunks.length === 0) return;
    if (!this.#io.stdout.write(Buffer.concat(chunks))) await this.#io.stdout.drained();
  }
}
