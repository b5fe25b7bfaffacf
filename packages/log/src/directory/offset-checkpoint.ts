// The four checkpoint files of a log directory: an offset per partition. Replaced as a whole; on
// the thread pool where nothing waits for them, at once where something may only follow when they
// are durable (a recovery point that moves back, segments that go).

import { DiskError } from '@ottla/base';
import type { Disk } from '@ottla/base';

import type { OffsetEntry } from '../files/checkpoint-text.ts';
import { formatOffsets, isOurs, parseOffsets } from '../files/checkpoint-text.ts';
import { readText, replaceFile, replaceFileAsync } from '../files/durable-file.ts';
import { joinPath, parentOf } from '../files/file-names.ts';
import { CorruptFileError } from '../storage-errors.ts';

export type CheckpointName =
  | 'recovery-point-offset-checkpoint'
  | 'log-start-offset-checkpoint'
  | 'replication-offset-checkpoint'
  | 'cleaner-offset-checkpoint';

export class OffsetCheckpoint {
  readonly path: string;
  /** Whose the file was that was read; Kafka makes empty ones at its start. */
  writer: 'nobody' | 'us' | 'another' = 'nobody';
  readonly #disk: Disk;
  /** What the file holds, where it was written by this object. */
  #written: string | undefined;
  /** Moves with every write: one on the thread pool gives way to any that began after it. */
  #version = 0;
  /** Partitions' directories of which a start may find an entry, by what was read or written. */
  #names: ReadonlySet<string> = new Set();
  /** The write that is under way, and one that waits for it, on the thread pool. */
  #running: Promise<void> | undefined;
  #waiting: Promise<void> | undefined;

  constructor(disk: Disk, directory: string, name: CheckpointName) {
    this.#disk = disk;
    this.path = joinPath(directory, name);
  }

  /** By partition's directory name. Throws DiskError, CorruptFileError. */
  read(): Map<string, number> {
    const text = readText(this.#disk, this.path);
    if (text !== undefined) this.writer = isOurs(text) ? 'us' : 'another';
    try {
      const entries = parseOffsets(text ?? '');
      this.#names = namesOf(entries);
      return new Map(entries.map((entry) => [nameOf(entry), entry.offset]));
    } catch (error) {
      if (!(error instanceof Error) || error instanceof DiskError) throw error;
      throw new CorruptFileError(this.path, error.message, error);
    }
  }

  /** Whether a start may find an entry of the partition, be it of a log that is gone. */
  mentions(name: string): boolean {
    return this.#names.has(name);
  }

  /** Durable when it returns; nothing is written where nothing has changed. Throws DiskError. */
  writeNow(entries: readonly OffsetEntry[]): void {
    const text = formatOffsets(entries);
    this.#version += 1;
    if (text === this.#written && this.#running === undefined) return;
    replaceFile(this.#disk, this.path, text);
    this.#written = text;
    this.#names = namesOf(entries);
  }

  /**
   * Durable when it resolves. `current` is asked for the content when its turn comes: one write is
   * under way at a time, and one more waits for it on behalf of all who ask. Rejects with
   * DiskError.
   */
  write(current: () => readonly OffsetEntry[]): Promise<void> {
    if (this.#running === undefined) return this.#run(current());
    this.#waiting ??= this.#running.then(() => {
      this.#waiting = undefined;
      return this.#run(current());
    });
    return this.#waiting;
  }

  /** Resolves when nothing is under way; never rejects. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) {
      const running = this.#waiting ?? this.#running;
      await running.then(undefined, () => undefined);
    }
  }

  #run(entries: readonly OffsetEntry[]): Promise<void> {
    const text = formatOffsets(entries);
    if (text === this.#written) return Promise.resolve();
    const ended = (): void => {
      this.#running = undefined;
    };
    const done = this.#replace(text, namesOf(entries));
    // Who waits for this write goes on, whatever became of it.
    this.#running = done.then(ended, ended);
    return done;
  }

  async #replace(text: string, names: ReadonlySet<string>): Promise<void> {
    this.#names = new Set([...this.#names, ...names]);
    this.#version += 1;
    const version = this.#version;
    const isCurrent = (): boolean => version === this.#version;
    await replaceFileAsync(this.#disk, this.path, text, isCurrent);
    if (!isCurrent()) return;
    this.#written = text;
    await this.#disk.syncDirectoryAsync(parentOf(this.path));
    if (isCurrent()) this.#names = names;
  }
}

function namesOf(entries: readonly OffsetEntry[]): ReadonlySet<string> {
  return new Set(entries.map(nameOf));
}

function nameOf({ topic, partition }: OffsetEntry): string {
  return `${topic}-${partition}`;
}
