// The four checkpoint files of a log directory: an offset per partition. Replaced as a whole;
// durable when `write` returns.

import { DiskError } from '@ottla/base';
import type { Disk } from '@ottla/base';

import type { OffsetEntry } from '../files/checkpoint-text.ts';
import { formatOffsets, parseOffsets } from '../files/checkpoint-text.ts';
import { readText, replaceFile } from '../files/durable-file.ts';
import { joinPath } from '../files/file-names.ts';
import { CorruptFileError } from '../storage-errors.ts';

export type CheckpointName =
  | 'recovery-point-offset-checkpoint'
  | 'log-start-offset-checkpoint'
  | 'replication-offset-checkpoint'
  | 'cleaner-offset-checkpoint';

export class OffsetCheckpoint {
  readonly path: string;
  readonly #disk: Disk;
  #written: string | undefined;

  constructor(disk: Disk, directory: string, name: CheckpointName) {
    this.#disk = disk;
    this.path = joinPath(directory, name);
  }

  /** By partition's directory name. Throws DiskError, CorruptFileError. */
  read(): Map<string, number> {
    try {
      const entries = parseOffsets(readText(this.#disk, this.path) ?? '');
      return new Map(entries.map((entry) => [`${entry.topic}-${entry.partition}`, entry.offset]));
    } catch (error) {
      if (!(error instanceof Error) || error instanceof DiskError) throw error;
      throw new CorruptFileError(this.path, error.message, error);
    }
  }

  /** Nothing is written where nothing has changed. Throws DiskError. */
  write(entries: readonly OffsetEntry[]): void {
    const text = formatOffsets(entries);
    if (text === this.#written) return;
    replaceFile(this.#disk, this.path, text);
    this.#written = text;
  }
}
