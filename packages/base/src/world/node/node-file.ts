// One open file of the real disk: positional, whole reads and writes over Node's calls, which may
// do less than they were asked for. Closing waits for calls that are still on the thread pool,
// because a descriptor's number is given to the next file at once.

import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  read,
  readSync,
  writev,
  writevSync,
  writeSync,
} from 'node:fs';
import { assert } from '../../assert.ts';
import type { DiskFile } from '../disk.ts';
import { diskCall, diskErrorFrom } from './disk-call.ts';

/** Linux moves at most 2 GB per call and Node refuses more; larger pieces go in steps. */
const callBytesMax = 2 ** 30;

export class NodeFile implements DiskFile {
  readonly path: string;
  readonly #descriptor: number;
  #open = true;
  /** Calls on the thread pool that use the descriptor. */
  #pendingCalls = 0;

  constructor(path: string, descriptor: number) {
    this.path = path;
    this.#descriptor = descriptor;
  }

  sizeBytes(): number {
    this.#assertOpen();
    return diskCall('size of', this.path, () => fstatSync(this.#descriptor).size);
  }

  read(into: Uint8Array, position: number): number {
    this.#assertOpen();
    let done = 0;
    try {
      while (done < into.length) {
        const length = Math.min(into.length - done, callBytesMax);
        const count = readSync(this.#descriptor, into, done, length, position + done);
        if (count === 0) break;
        done += count;
      }
    } catch (error) {
      throw diskErrorFrom(error, this.path, 'read');
    }
    return done;
  }

  async readAsync(into: Uint8Array, position: number): Promise<number> {
    this.#assertOpen();
    let done = 0;
    while (done < into.length) {
      const from = done;
      const length = Math.min(into.length - from, callBytesMax);
      const count = await this.#onThreadPool<number>('read', (callback) =>
        read(this.#descriptor, into, from, length, position + from, callback),
      );
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  write(chunks: readonly Uint8Array[], position: number): void {
    this.#assertOpen();
    let left = chunks;
    let at = position;
    try {
      while (left.length > 0) {
        const count = this.#writeOnce(left, at);
        at += count;
        left = chunksAfter(left, count);
      }
    } catch (error) {
      throw diskErrorFrom(error, this.path, 'write');
    }
  }

  async writeAsync(chunks: readonly Uint8Array[], position: number): Promise<void> {
    this.#assertOpen();
    let left = chunksAfter(chunks, 0);
    let at = position;
    while (left.length > 0) {
      const [some, from] = [left, at];
      const count = await this.#onThreadPool<number>('write', (callback) =>
        writev(this.#descriptor, some, from, callback),
      );
      at += count;
      left = chunksAfter(some, count);
    }
  }

  sync(): void {
    this.#assertOpen();
    diskCall('sync', this.path, () => fdatasyncSync(this.#descriptor));
  }

  async syncAsync(): Promise<void> {
    this.#assertOpen();
    await this.#onThreadPool<undefined>('sync', (callback) =>
      fdatasync(this.#descriptor, (error) => callback(error, undefined)),
    );
  }

  truncate(sizeBytes: number): void {
    this.#assertOpen();
    diskCall('truncate', this.path, () => ftruncateSync(this.#descriptor, sizeBytes));
  }

  close(): void {
    this.#assertOpen();
    this.#open = false;
    if (this.#pendingCalls === 0) this.#closeDescriptor();
  }

  #writeOnce(chunks: readonly Uint8Array[], position: number): number {
    const [only] = chunks;
    if (only !== undefined && chunks.length === 1) {
      const length = Math.min(only.length, callBytesMax);
      return writeSync(this.#descriptor, only, 0, length, position);
    }
    return writevSync(this.#descriptor, chunks, position);
  }

  #onThreadPool<Result>(
    operation: string,
    call: (callback: (error: Error | null, result: Result) => void) => void,
  ): Promise<Result> {
    this.#pendingCalls += 1;
    return new Promise((resolve, reject) => {
      call((error, result) => {
        this.#pendingCalls -= 1;
        if (!this.#open && this.#pendingCalls === 0) this.#closeDescriptor();
        if (error === null) resolve(result);
        else reject(diskErrorFrom(error, this.path, operation));
      });
    });
  }

  #closeDescriptor(): void {
    diskCall('close', this.path, () => closeSync(this.#descriptor));
  }

  #assertOpen(): void {
    assert(this.#open, `${this.path} was used after it was closed`);
  }
}

/** What is left of `chunks` after their first `count` bytes; empty chunks go. */
function chunksAfter(chunks: readonly Uint8Array[], count: number): readonly Uint8Array[] {
  let skip = count;
  let index = 0;
  for (const chunk of chunks) {
    if (chunk.length > skip) break;
    skip -= chunk.length;
    index += 1;
  }
  const [first, ...rest] = chunks.slice(index);
  return first === undefined ? [] : [first.subarray(skip), ...rest];
}
