// CRC-32C (Castagnoli), the checksum of magic 2 batches: the native add-on where one loads and the
// input is long enough to pay for the call, slicing-by-8 in JavaScript otherwise. Both give the
// same numbers, so nothing depends on which one ran.

import { createRequire } from 'node:module';

/**
 * The checksum of `bytes[start, end)` as an unsigned 32-bit number. `seed` is the checksum of what
 * came before, so that a long input can be taken in pieces.
 */
export type Crc32c = (bytes: Uint8Array, start: number, end: number, seed?: number) => number;

/** Below this the call into the add-on costs more than it saves (performance.md §2.2). */
const NATIVE_BYTES_MIN = 256;
/**
 * So many bytes are done in JavaScript first: loading the add-on takes longer than that, and what
 * starts, or lives for a moment only, has no more.
 */
const NATIVE_AFTER_BYTES = 1024 * 1024;
/** The Castagnoli polynomial, bits reversed. */
const POLYNOMIAL = 0x82f63b78;
const SLICES = 8;

type NativeCrc32c = (bytes: Uint8Array, seed: number) => number;

export interface Crc32cOptions {
  /** False leaves the add-on alone, even where it would load. Default true. */
  readonly native?: boolean;
}

/** Makes a checksum function. Tables and the add-on are loaded by its first call. */
export function createCrc32c(options: Crc32cOptions = {}): Crc32c {
  let tables: Int32Array | undefined;
  let native: NativeCrc32c | null | undefined = options.native === false ? null : undefined;
  let bytesLeft = NATIVE_AFTER_BYTES;

  return (bytes, start, end, seed = 0) => {
    if (end - start >= NATIVE_BYTES_MIN) {
      if (native === undefined && (bytesLeft -= end - start) < 0) native = loadNative();
      if (native) return native(bytes.subarray(start, end), seed);
    }
    tables ??= buildTables();
    return crcInJavaScript(tables, bytes, { start, end, seed });
  };
}

/** The one function that the whole house uses; all that it keeps inside are constants. */
export const crc32c: Crc32c = createCrc32c();

function loadNative(): NativeCrc32c | null {
  try {
    const loaded: unknown = createRequire(import.meta.url)('@node-rs/crc32');
    if (typeof loaded !== 'object' || loaded === null || !('crc32c' in loaded)) return null;
    // The package's own declaration gives this signature.
    return typeof loaded.crc32c === 'function' ? (loaded.crc32c as NativeCrc32c) : null;
  } catch {
    return null;
  }
}

/** Table k gives the checksum of a byte that k zero bytes follow; all of them in one array. */
function buildTables(): Int32Array {
  const tables = new Int32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    tables[byte] = crc;
  }
  for (let at = 256; at < tables.length; at++) {
    const previous = tables[at - 256] ?? 0;
    tables[at] = (previous >>> 8) ^ (tables[previous & 0xff] ?? 0);
  }
  return tables;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly seed: number;
}

function crcInJavaScript(tables: Int32Array, bytes: Uint8Array, span: Span): number {
  let crc = ~span.seed;
  let at = span.start;
  const end = span.end;
  const lastOfEight = end - SLICES;
  // The indexes below are always inside; `| 0` turns the type's `undefined` away without a branch.
  for (; at <= lastOfEight; at += SLICES) {
    const low =
      crc ^
      (at8(bytes, at) |
        (at8(bytes, at + 1) << 8) |
        (at8(bytes, at + 2) << 16) |
        (at8(bytes, at + 3) << 24));
    crc =
      at32(tables, 0x700 + (low & 0xff)) ^
      at32(tables, 0x600 + ((low >>> 8) & 0xff)) ^
      at32(tables, 0x500 + ((low >>> 16) & 0xff)) ^
      at32(tables, 0x400 + (low >>> 24)) ^
      at32(tables, 0x300 + at8(bytes, at + 4)) ^
      at32(tables, 0x200 + at8(bytes, at + 5)) ^
      at32(tables, 0x100 + at8(bytes, at + 6)) ^
      at32(tables, at8(bytes, at + 7));
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ at32(tables, (crc ^ at8(bytes, at)) & 0xff);
  return ~crc >>> 0;
}

function at8(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function at32(tables: Int32Array, at: number): number {
  return tables[at] ?? 0;
}
