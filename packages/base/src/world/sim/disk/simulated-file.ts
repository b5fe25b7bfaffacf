// One open file of a simulated disk. It goes on working when the file is renamed or removed, as on
// any POSIX system, and leads nowhere after a power loss, since its process is dead then.

import { assert } from '../../../assert.ts';
import { DiskError } from '../../../errors.ts';
import type { DiskFile } from '../../disk.ts';
import type { DiskCalls } from './disk-calls.ts';
import type { FileImage } from './file-image.ts';

export interface SimulatedFileOptions {
  readonly path: string;
  readonly image: FileImage;
  readonly isWritable: boolean;
  readonly calls: DiskCalls;
}

export class SimulatedFile implements DiskFile {
  readonly path: string;
  readonly #image: FileImage;
  readonly #isWritable: boolean;
  readonly #calls: DiskCalls;
  #open = true;

  constructor(options: SimulatedFileOptions) {
    this.path = options.path;
    this.#image = options.image;
    this.#isWritable = options.isWritable;
    this.#calls = options.calls;
  }

  sizeBytes(): number {
    this.#assertOpen();
    this.#calls.user.assertAlive();
    return this.#image.sizeBytes;
  }

  read(into: Uint8Array, position: number): number {
    this.#assertOpen();
    this.#calls.begin('read', this.path);
    return this.#image.read(into, position);
  }

  readAsync(into: Uint8Array, position: number): Promise<number> {
    this.#assertOpen();
    return this.#calls.later('read', this.path, () => this.#image.read(into, position));
  }

  write(chunks: readonly Uint8Array[], position: number): void {
    this.#assertOpen();
    this.#assertWritable();
    try {
      this.#calls.begin('write', this.path);
    } catch (error) {
      if (error instanceof DiskError) this.#applyPart(chunks, position);
      throw error;
    }
    this.#apply(chunks, position);
  }

  writeAsync(chunks: readonly Uint8Array[], position: number): Promise<void> {
    this.#assertOpen();
    this.#assertWritable();
    // The chunks are read when the thread gets to it: they must not change before the promise
    // settles.
    const spoil = (): void => this.#applyPart(chunks, position);
    return this.#calls.later('write', this.path, () => this.#apply(chunks, position), spoil);
  }

  sync(): void {
    this.#assertOpen();
    this.#forsakeUnless(() => this.#calls.begin('sync', this.path));
    this.#image.sync();
  }

  syncAsync(): Promise<void> {
    this.#assertOpen();
    // It promises only what was there before the call.
    const count = this.#image.seal();
    const spoil = (): void => this.#image.forsake();
    return this.#calls.later('sync', this.path, () => this.#image.sync(count), spoil);
  }

  truncate(sizeBytes: number): void {
    this.#assertOpen();
    this.#assertWritable();
    this.#calls.begin('truncate', this.path);
    this.#image.truncate(sizeBytes);
    this.#image.modifiedMs = this.#calls.user.wallMs();
  }

  close(): void {
    this.#assertOpen();
    this.#open = false;
    this.#calls.openFiles -= 1;
  }

  /** What a write that failed leaves behind: some first bytes, or none. */
  #applyPart(chunks: readonly Uint8Array[], position: number): void {
    const bytes = Buffer.concat(chunks);
    const count = this.#calls.storage.prng.below(bytes.length + 1);
    this.#image.write(bytes.subarray(0, count), position);
  }

  /** Writes what fits; then throws, with a part written, as a full or failing disk does. */
  #apply(chunks: readonly Uint8Array[], position: number): void {
    const { storage, user } = this.#calls;
    const bytes = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
    user.note(`bytes of ${this.path} at ${position}`, bytes);
    this.#image.modifiedMs = user.wallMs();
    const growth = position + bytes.length - this.#image.sizeBytes;
    if (!storage.isLimited || growth <= storage.freeBytes()) {
      this.#image.write(bytes, position);
      return;
    }
    const fits = bytes.length - (growth - storage.freeBytes());
    this.#image.write(bytes.subarray(0, Math.max(0, fits)), position);
    throw new DiskError('ENOSPC', this.path, 'write');
  }

  /** A sync that fails saves nothing, and no later one saves what this one should have. */
  #forsakeUnless(sync: () => void): void {
    try {
      sync();
    } catch (error) {
      if (error instanceof DiskError) this.#image.forsake();
      throw error;
    }
  }

  #assertWritable(): void {
    if (!this.#isWritable) throw new DiskError('EBADF', this.path, 'write');
  }

  #assertOpen(): void {
    assert(this.#open, `${this.path} was used after it was closed`);
  }
}
