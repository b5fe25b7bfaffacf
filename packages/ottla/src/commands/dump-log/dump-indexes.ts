// Indexes of a segment: their entries, and whether they agree with the data log beside them.

import type { Disk } from '@ottla/base';
import { recordsIn, type RecordBatch } from '@ottla/protocol';

import { CommandFailure } from '../../cli/command.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import { baseOffsetOf } from './dump-data-log.ts';
import { BatchFile } from './file-batches.ts';
import type { DumpSettings } from './options.ts';

const OFFSET_ENTRY_BYTES = 8;
const TIME_ENTRY_BYTES = 12;
const ABORTED_ENTRY_BYTES = 34;
const ABORTED_VERSION = 0;
const NO_TIMESTAMP = -1;

export interface IndexDump {
  readonly disk: Disk;
  readonly settings: DumpSettings;
  readonly write: (text: string) => void;
  /** As the user named it. */
  readonly shown: string;
  readonly path: string;
}

/** What does not agree, one line each, by the headline under which Kafka's tool lists them. */
export type IndexProblems = Map<string, string[]>;

interface OffsetPosition {
  readonly offset: number;
  readonly position: number;
}

class OffsetEntries {
  readonly #bytes: Buffer;
  readonly #base: number;

  constructor(bytes: Buffer, base: number) {
    this.#bytes = bytes;
    this.#base = base;
  }

  get count(): number {
    return Math.floor(this.#bytes.length / OFFSET_ENTRY_BYTES);
  }

  at(slot: number): OffsetPosition {
    const start = slot * OFFSET_ENTRY_BYTES;
    const offset = this.#base + this.#bytes.readInt32BE(start);
    return { offset, position: this.#bytes.readInt32BE(start + 4) };
  }

  /** Where to look for `offset`. */
  positionBefore(offset: number): number {
    let found = 0;
    for (let slot = 0; slot < this.count && this.at(slot).offset <= offset; slot++) {
      found = this.at(slot).position;
    }
    return found;
  }

  checkSanity(path: string): void {
    const last = this.count === 0 ? undefined : this.at(this.count - 1);
    if (last !== undefined && last.offset < this.#base) {
      throw corrupt(`${path}: the last offset ${last.offset} is less than the base ${this.#base}`);
    }
    checkSize(path, this.#bytes, OFFSET_ENTRY_BYTES);
  }
}

export function dumpOffsetIndex({ disk, settings, write, shown, path }: IndexDump): IndexProblems {
  const base = baseOffsetOf(nameOf(path));
  const problems: IndexProblems = new Map();
  const log = new BatchFile(disk, besideOf(path, '.log'));
  try {
    const entries = new OffsetEntries(bytesOf(disk, path), base);
    if (entries.count === 0) write(`${shown} is empty.\n`);
    else if (settings.checksSanityOnly) {
      entries.checkSanity(path);
      write(`${shown} passed sanity check.\n`);
    } else {
      for (let slot = 0; slot < entries.count; slot++) {
        const { offset, position } = entries.at(slot);
        // After a crash zeros may follow: no entry but the first holds the base offset.
        if (offset === base && slot > 0) break;
        const found = firstBatchAt(log, position, settings.messageBytesMax()).lastOffset;
        if (found !== offset) {
          const line = `  Index offset: ${offset}, log offset: ${found}`;
          addProblem(problems, `Mismatches in :${path}`, line);
        }
        if (!settings.verifiesOnly) write(`offset: ${offset} position: ${position}\n`);
      }
    }
  } finally {
    log.close();
  }
  // Kafka lists them from the last offset on.
  for (const lines of problems.values()) lines.reverse();
  return problems;
}

function firstBatchAt(log: BatchFile, position: number, bytesMax: number): RecordBatch {
  if (position > log.sizeBytes) {
    throw new ToolError(
      `Slice from position ${position} exceeds end position of ${log.path} ` +
        `(${log.sizeBytes} bytes)`,
    );
  }
  const first = log.batches(position, position + bytesMax).next().value;
  if (first !== undefined) return first;
  throw new ToolError(
    `no whole batch at position ${position} of ${log.path}`,
    'java.util.NoSuchElementException',
  );
}

export function dumpTimeIndex({ disk, settings, write, shown, path }: IndexDump): IndexProblems {
  const base = baseOffsetOf(nameOf(path));
  const problems: IndexProblems = new Map();
  const log = new BatchFile(disk, besideOf(path, '.log'));
  try {
    const offsets = new OffsetEntries(bytesOf(disk, besideOf(path, '.index')), base);
    const bytes = bytesOf(disk, path);
    const count = Math.floor(bytes.length / TIME_ENTRY_BYTES);
    const timestampAt = (slot: number): number =>
      Number(bytes.readBigInt64BE(slot * TIME_ENTRY_BYTES));
    const offsetAt = (slot: number): number =>
      base + bytes.readInt32BE(slot * TIME_ENTRY_BYTES + 8);
    if (settings.checksSanityOnly) {
      if (count > 0 && timestampAt(count - 1) < timestampAt(0)) {
        throw corrupt(`${path}: the last timestamp is less than the first`);
      }
      if (count > 0 && offsetAt(count - 1) < base) {
        throw corrupt(`${path}: the last offset is less than the base offset ${base}`);
      }
      checkSize(path, bytes, TIME_ENTRY_BYTES);
      write(`${shown} passed sanity check.\n`);
      return problems;
    }
    let previous = NO_TIMESTAMP;
    for (let slot = 0; slot < count; slot++) {
      const entry = { timestamp: timestampAt(slot), offset: offsetAt(slot) };
      if (entry.offset === base && slot > 0) break;
      const place = { path, log, start: offsets.positionBefore(entry.offset) };
      verifyTime(place, entry, previous, problems);
      if (!settings.verifiesOnly) {
        write(`timestamp: ${entry.timestamp} offset: ${entry.offset}\n`);
      }
      previous = entry.timestamp;
    }
    return problems;
  } finally {
    log.close();
  }
}

interface TimeEntry {
  readonly timestamp: number;
  readonly offset: number;
}

function verifyTime(
  { path, log, start }: { readonly path: string; readonly log: BatchFile; readonly start: number },
  { timestamp, offset }: TimeEntry,
  previous: number,
  problems: IndexProblems,
): void {
  const found = log.batches(start).find((batch) => batch.lastOffset >= offset);
  if (found?.lastOffset !== offset) {
    const title = `The following indexed offsets are not found in :${path}`;
    const line = `Indexed offset: ${offset}, found log offset: ${found?.lastOffset ?? -1}`;
    return addProblem(problems, title, line);
  }
  let latest = NO_TIMESTAMP;
  for (const record of recordsIn(found)) latest = Math.max(latest, record.timestamp);
  if (latest !== timestamp) {
    const line = `  Index timestamp: ${timestamp}, log timestamp: ${latest}`;
    addProblem(problems, `Found timestamp mismatch in :${path}`, line);
  }
  if (previous >= timestamp) {
    const line = `  Index timestamp: ${timestamp}, Previously indexed timestamp: ${previous}`;
    addProblem(problems, `Found out of order timestamp in :${path}`, line);
  }
}

export function dumpTransactionIndex({ disk, write, path }: IndexDump): void {
  baseOffsetOf(nameOf(path));
  // Without a file there are no aborted transactions.
  if (disk.stat(path) === undefined) return;
  const bytes = bytesOf(disk, path);
  for (let at = 0; at + ABORTED_ENTRY_BYTES <= bytes.length; at += ABORTED_ENTRY_BYTES) {
    // As Kafka's reader: the first of the two bytes.
    const version = bytes.readInt8(at);
    if (version > ABORTED_VERSION) {
      throw new CommandFailure(
        `Unexpected aborted transaction version ${version} in transaction index ${path}, ` +
          `current version is ${ABORTED_VERSION}`,
      );
    }
    const [producerId, first, last, stable] = [2, 10, 18, 26].map((field) =>
      bytes.readBigInt64BE(at + field),
    );
    write(
      `version: ${version} producerId: ${producerId} firstOffset: ${first} ` +
        `lastOffset: ${last} lastStableOffset: ${stable}\n`,
    );
  }
}

function checkSize(path: string, bytes: Buffer, entryBytes: number): void {
  if (bytes.length % entryBytes === 0) return;
  throw corrupt(
    `Index file ${path} is corrupt, found ${bytes.length} bytes which is neither positive nor a ` +
      `multiple of ${entryBytes}`,
  );
}

function corrupt(message: string): ToolError {
  return new ToolError(message, 'org.apache.kafka.storage.internals.log.CorruptIndexException');
}

function addProblem(problems: IndexProblems, title: string, line: string): void {
  problems.set(title, [...(problems.get(title) ?? []), line]);
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? '';
}

/** The file of the same segment with another suffix. */
function besideOf(path: string, suffix: string): string {
  const name = nameOf(path);
  return path.slice(0, path.length - name.length) + (name.split('.')[0] ?? '') + suffix;
}

function bytesOf(disk: Disk, path: string): Buffer {
  const bytes = disk.readFile(path);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
