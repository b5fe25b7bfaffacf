// Reads Kafka's primitive types out of a range of bytes, where they lie. All integers are
// big-endian. Each method takes the name of the field that it reads, only for the error message:
// bytes that end too early or say impossible things throw a DecodeError. `flexible` chooses the
// compact form of lengths (uvarint, length plus one). Arrays, structs and tags are in reader.ts.

import { DecodeError } from './codec-error.ts';
import { readUuid } from './uuid.ts';
import type { Int64, Uuid } from './values.ts';

/** Kafka's limit for a string. */
export const stringBytesMax = 32_767;
/** Longer ASCII strings are faster out of Buffer than out of a loop (measured: 12 to 16). */
const LOOP_BYTES_MAX = 12;
/** Two to the 32nd: the weight of the upper half of a 64-bit value. */
const UPPER_HALF = 0x1_0000_0000;
/** Upper halves in [-2^21, 2^21) belong to safe integers (and to -2^53, which is not one). */
const SAFE_UPPER_HALF = 0x20_0000;

export class ByteReader {
  protected readonly bytes: Buffer;
  protected at: number;
  protected limit: number;

  /** Reads `bytes` from `start` up to `end`; positions are those of `bytes`. */
  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = asBuffer(bytes);
    if (!(start >= 0 && start <= end && end <= bytes.length)) {
      throw new RangeError(`no range of ${bytes.length} bytes: ${start} to ${end}`);
    }
    this.at = start;
    this.limit = end;
  }

  /** Where the next byte is read. */
  get position(): number {
    return this.at;
  }

  get remainingBytes(): number {
    return this.limit - this.at;
  }

  bool(field: string): boolean {
    return this.int8(field) !== 0;
  }

  int8(field: string): number {
    const at = this.take(1, field);
    return (this.byteAt(at) << 24) >> 24;
  }

  int16(field: string): number {
    const at = this.take(2, field);
    return ((this.byteAt(at) << 24) | (this.byteAt(at + 1) << 16)) >> 16;
  }

  /** The int16 that lies `aheadBytes` further on; does not move. */
  peekInt16(field: string, aheadBytes: number): number {
    const at = this.at + aheadBytes;
    if (at + 2 > this.limit) throw this.tooShort(aheadBytes + 2, field);
    return ((this.byteAt(at) << 24) | (this.byteAt(at + 1) << 16)) >> 16;
  }

  uint16(field: string): number {
    const at = this.take(2, field);
    return (this.byteAt(at) << 8) | this.byteAt(at + 1);
  }

  int32(field: string): number {
    return this.int32At(this.take(4, field));
  }

  uint32(field: string): number {
    return this.int32At(this.take(4, field)) >>> 0;
  }

  int64(field: string): Int64 {
    const at = this.take(8, field);
    const upper = this.int32At(at);
    const lower = this.int32At(at + 4) >>> 0;
    if (upper < SAFE_UPPER_HALF && upper >= -SAFE_UPPER_HALF) {
      const value = upper * UPPER_HALF + lower;
      if (value !== Number.MIN_SAFE_INTEGER - 1) return value;
    }
    return (BigInt(upper) << 32n) | BigInt(lower);
  }

  float64(field: string): number {
    return this.bytes.readDoubleBE(this.take(8, field));
  }

  uuid(field: string): Uuid {
    return readUuid(this.bytes, this.take(16, field));
  }

  /** An unsigned varint of at most 32 bits. */
  uvarint(field: string): number {
    const first = this.byteAt(this.take(1, field));
    if (first < 128) return first;
    let value = first & 127;
    for (let shift = 7; shift < 35; shift += 7) {
      const byte = this.byteAt(this.take(1, field));
      if (shift === 28 && byte > 15) break;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw new DecodeError(field, 'has a variable-length integer of more than 32 bits');
  }

  string(field: string, flexible: boolean): string {
    const length = this.stringLength(field, flexible);
    if (length < 0) throw nullIn(field);
    return this.text(this.take(length, field), this.at);
  }

  nullableString(field: string, flexible: boolean): string | null {
    const length = this.stringLength(field, flexible);
    return length < 0 ? null : this.text(this.take(length, field), this.at);
  }

  /** A view, for `bytes` and `records` alike. */
  byteView(field: string, flexible: boolean): Uint8Array {
    const view = this.nullableByteView(field, flexible);
    if (view === null) throw nullIn(field);
    return view;
  }

  nullableByteView(field: string, flexible: boolean): Uint8Array | null {
    const length = this.length(field, flexible);
    if (length < 0) return null;
    return this.bytes.subarray(this.take(length, field), this.at);
  }

  /** A view of the next `sizeBytes` bytes. */
  raw(sizeBytes: number, field: string): Uint8Array {
    return this.bytes.subarray(this.take(sizeBytes, field), this.at);
  }

  private take(sizeBytes: number, field: string): number {
    const at = this.at;
    if (sizeBytes > this.limit - at) throw this.tooShort(sizeBytes, field);
    this.at = at + sizeBytes;
    return at;
  }

  protected tooShort(sizeBytes: number, field: string): DecodeError {
    const text = `needs ${sizeBytes} ${sizeBytes === 1 ? 'byte' : 'bytes'}`;
    return new DecodeError(field, `${text}, ${this.remainingBytes} are left`);
  }

  private stringLength(field: string, flexible: boolean): number {
    const length = flexible ? this.uvarint(field) - 1 : this.int16(field);
    if (length <= stringBytesMax) return length;
    throw new DecodeError(field, `is ${length} bytes long, at most ${stringBytesMax} are allowed`);
  }

  protected length(field: string, flexible: boolean): number {
    return flexible ? this.uvarint(field) - 1 : this.int32(field);
  }

  private text(from: number, to: number): string {
    if (to - from > LOOP_BYTES_MAX) return this.bytes.toString('utf8', from, to);
    let text = '';
    let at = from;
    for (; at + 4 <= to; at += 4) {
      const a = this.byteAt(at);
      const b = this.byteAt(at + 1);
      const c = this.byteAt(at + 2);
      const d = this.byteAt(at + 3);
      if (((a | b | c | d) & 128) !== 0) return this.bytes.toString('utf8', from, to);
      text += String.fromCharCode(a, b, c, d);
    }
    for (; at < to; at += 1) {
      const byte = this.byteAt(at);
      if (byte >= 128) return this.bytes.toString('utf8', from, to);
      text += String.fromCharCode(byte);
    }
    return text;
  }

  private int32At(at: number): number {
    return (
      (this.byteAt(at) << 24) |
      (this.byteAt(at + 1) << 16) |
      (this.byteAt(at + 2) << 8) |
      this.byteAt(at + 3)
    );
  }

  private byteAt(at: number): number {
    return this.bytes[at] as number; // in bounds: `take` has checked
  }
}

/** For a field whose version does not allow null. */
export function nullIn(field: string): DecodeError {
  return new DecodeError(field, 'is null, which this version does not allow');
}

function asBuffer(bytes: Uint8Array): Buffer {
  if (bytes instanceof Buffer) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
