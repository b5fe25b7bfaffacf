// The batches of a file, one after the other, as Kafka's reader of segments finds them. Only one
// batch is in memory at a time.

import type { Disk, DiskFile } from '@ottla/base';
import { RecordBatch } from '@ottla/protocol';

import { ToolError } from '../java-manner/tool-error.ts';

const HEADER_BYTES = 17;
const LOG_OVERHEAD_BYTES = 12;
const LENGTH_MIN = 14;
const MAGIC_MAX = 2;

export class BatchFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly #file: DiskFile;

  constructor(disk: Disk, path: string) {
    this.path = path;
    this.#file = disk.open(path, 'read');
    this.sizeBytes = this.#file.sizeBytes();
  }

  /** From `start`; ends where no whole batch is left before `end`. */
  *batches(start = 0, end = this.sizeBytes): Generator<RecordBatch, void, undefined> {
    let position = start;
    const limit = Math.min(end, this.sizeBytes);
    const head = Buffer.alloc(HEADER_BYTES);
    while (position < limit - HEADER_BYTES) {
      this.#file.read(head, position);
      const length = head.readInt32BE(8);
      const magic = head.readInt8(16);
      if (length < LENGTH_MIN) {
        throw new ToolError(
          `Found record size ${length} smaller than minimum record overhead (${LENGTH_MIN}) ` +
            `in file ${this.path}.`,
          'org.apache.kafka.common.errors.CorruptRecordException',
        );
      }
      const size = length + LOG_OVERHEAD_BYTES;
      if (position + size > limit) return;
      if (magic > MAGIC_MAX) {
        throw new ToolError(`Magic ${magic} of the batch at ${position} is none of 0, 1 and 2`);
      }
      const bytes = Buffer.alloc(size);
      this.#file.read(bytes, position);
      yield new RecordBatch(bytes);
      position += size;
    }
  }

  close(): void {
    this.#file.close();
  }
}
