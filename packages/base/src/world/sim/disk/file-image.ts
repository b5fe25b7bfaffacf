// One file of a simulated disk: what the system shows (its page cache) and what a power loss may
// leave. The difference is an ordered list of changes that were not made durable yet:
//
//   write, truncate   → the visible bytes change, the change joins the list
//   sync              → the changes so far will survive
//   failed sync       → the changes so far are forsaken: no later sync saves them, although the
//                       system shows them on (what Linux does after an I/O error)
//   crash             → of each write that nothing made durable any subset of 512-byte sectors
//                       stays, the first and last possibly torn; the size is that after any number
//                       of changes

import { assert } from '../../../assert.ts';
import type { Prng } from '../../../prng/prng.ts';

/** What a disk writes wholly or not at all. */
export const sectorBytes = 512;
/** Appends that follow each other are one change up to this size, to keep the list short. */
const mergedBytesMax = 1 << 20;
/** How often the surviving first or last sector of a write is cut. */
const tornChance = 0.1;

type Fate = 'pending' | 'durable' | 'forsaken';

interface Write {
  readonly kind: 'write';
  readonly position: number;
  readonly bytes: GrowingBytes;
  fate: Fate;
  /** Nothing may be merged into it any more. */
  sealed: boolean;
}

interface Truncate {
  readonly kind: 'truncate';
  readonly sizeBytes: number;
  fate: Fate;
}

type Change = Write | Truncate;

export class FileImage {
  modifiedMs: number;
  readonly #visible = new GrowingBytes();
  #durable = new GrowingBytes();
  #changes: Change[] = [];

  constructor(modifiedMs: number) {
    this.modifiedMs = modifiedMs;
  }

  get sizeBytes(): number {
    return this.#visible.length;
  }

  /** Visible bytes from `position` into `into`; returns how many there are. */
  read(into: Uint8Array, position: number): number {
    return this.#visible.read(into, position);
  }

  /** All visible bytes, as a copy. */
  contents(): Buffer {
    const bytes = Buffer.alloc(this.sizeBytes);
    this.read(bytes, 0);
    return bytes;
  }

  write(bytes: Uint8Array, position: number): void {
    if (bytes.length === 0) return;
    this.#visible.write(bytes, position);
    const last = this.#changes.at(-1);
    if (last?.kind === 'write' && isMergeable(last, bytes, position)) {
      last.bytes.write(bytes, last.bytes.length);
      return;
    }
    const copy = new GrowingBytes();
    copy.write(bytes, 0);
    this.#changes.push({ kind: 'write', position, bytes: copy, fate: 'pending', sealed: false });
  }

  truncate(sizeBytes: number): void {
    this.#visible.resize(sizeBytes);
    this.#changes.push({ kind: 'truncate', sizeBytes, fate: 'pending' });
  }

  /** Closes the list as it is now, for a sync that takes effect later. */
  seal(): number {
    const last = this.#changes.at(-1);
    if (last?.kind === 'write') last.sealed = true;
    return this.#changes.length;
  }

  /** Makes the first `count` changes (by default all) durable. */
  sync(count = this.#changes.length): void {
    for (const change of this.#changes.slice(0, count)) {
      if (change.fate === 'pending') change.fate = 'durable';
    }
    const kept = this.#changes.findIndex((change) => change.fate !== 'durable');
    const folded = this.#changes.splice(0, kept === -1 ? this.#changes.length : kept);
    for (const change of folded) applyWholly(this.#durable, change);
  }

  /** A sync failed: what was to be made durable is not, and never will be by another sync. */
  forsake(): void {
    for (const change of this.#changes) {
      if (change.fate === 'pending') change.fate = 'forsaken';
    }
  }

  /** Changes bytes behind the system's back, as a failing disk does. */
  corrupt(position: number, change: (byte: number) => number): void {
    assert(position < this.sizeBytes, `no byte ${position} in ${this.sizeBytes}`);
    this.sync();
    for (const image of [this.#visible, this.#durable]) {
      const byte = Buffer.alloc(1);
      image.read(byte, position);
      byte[0] = change(byte[0] ?? 0);
      image.write(byte, position);
    }
  }

  /** The file after a power loss. */
  afterPowerLoss(prng: Prng): FileImage {
    const left = this.#durable.copy();
    const sure = this.#changes.findLastIndex((change) => change.fate === 'durable') + 1;
    const sizeChanges = sure + pickCount(prng, this.#changes.length - sure);
    const sizeBytes = this.#sizeAfter(sizeChanges, prng);
    // Nothing, everything and half are the telling cases: drawn more often than chance would.
    const survival = prng.pick([0, 1, 0.5, prng.float()]);
    this.#changes.forEach((change, index) => {
      if (change.fate === 'durable') applyWholly(left, change);
      else if (change.kind === 'write') applySectors(left, change, survival, prng);
      else if (index < sizeChanges) applyWholly(left, change);
    });
    left.resize(sizeBytes);
    const image = new FileImage(this.modifiedMs);
    image.#visible.write(left.view(), 0);
    image.#durable = left;
    return image;
  }

  /** The size after the first `count` changes, or somewhere within the next one. */
  #sizeAfter(count: number, prng: Prng): number {
    let sizeBytes = this.#durable.length;
    for (const change of this.#changes.slice(0, count)) sizeBytes = sizeAfter(change, sizeBytes);
    const next = this.#changes[count];
    if (next?.kind !== 'write' || prng.chance(0.5)) return sizeBytes;
    const growth = sizeAfter(next, sizeBytes) - sizeBytes;
    return sizeBytes + prng.below(growth + 1);
  }
}

function isMergeable(last: Write, bytes: Uint8Array, position: number): boolean {
  if (last.fate !== 'pending' || last.sealed) return false;
  if (last.position + last.bytes.length !== position) return false;
  return last.bytes.length + bytes.length <= mergedBytesMax;
}

function sizeAfter(change: Change, sizeBytes: number): number {
  if (change.kind === 'truncate') return change.sizeBytes;
  return Math.max(sizeBytes, change.position + change.bytes.length);
}

/** From 0 to `count`; both ends often. */
function pickCount(prng: Prng, count: number): number {
  return prng.pick([0, count, prng.below(count + 1)]);
}

function applyWholly(bytes: GrowingBytes, change: Change): void {
  if (change.kind === 'write') bytes.write(change.bytes.view(), change.position);
  else bytes.resize(change.sizeBytes);
}

function applySectors(into: GrowingBytes, write: Write, survival: number, prng: Prng): void {
  const end = write.position + write.bytes.length;
  let start = write.position;
  while (start < end) {
    const sectorEnd = Math.min(end, (Math.floor(start / sectorBytes) + 1) * sectorBytes);
    if (prng.chance(survival)) {
      const isOuter = start === write.position || sectorEnd === end;
      const torn = isOuter && prng.chance(tornChance);
      const until = torn ? start + prng.below(sectorEnd - start + 1) : sectorEnd;
      const from = write.position;
      into.write(write.bytes.view().subarray(start - from, until - from), start);
    }
    start = sectorEnd;
  }
}

/** Bytes that grow at the end; what lies between is zero, as in a file. */
class GrowingBytes {
  #bytes = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  copy(): GrowingBytes {
    const copy = new GrowingBytes();
    copy.write(this.view(), 0);
    return copy;
  }

  read(into: Uint8Array, position: number): number {
    const end = Math.min(this.#length, position + into.length);
    if (end <= position) return 0;
    into.set(this.#bytes.subarray(position, end));
    return end - position;
  }

  write(bytes: Uint8Array, position: number): void {
    if (bytes.length === 0) return;
    if (position + bytes.length > this.#length) this.resize(position + bytes.length);
    this.#bytes.set(bytes, position);
  }

  resize(length: number): void {
    if (length > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(length, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    // What lies beyond the end is kept zero, so that growing again shows zeros.
    if (length < this.#length) this.#bytes.fill(0, length, this.#length);
    this.#length = length;
  }
}
