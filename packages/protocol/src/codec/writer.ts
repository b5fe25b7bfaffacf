// Writes Kafka's primitive types, big-endian, into a scratch buffer that grows. Large byte fields are
// not copied: they are kept as chunks between two pieces of the scratch. Each method takes the name of
// the field, only for the error message: a value that the type does not hold throws an EncodeError.
// It knows no messages. `flexible` chooses the compact form of lengths and counts.

import { assert } from '@ottla/base';

import { EncodeError, inField, inItem } from './codec-error.ts';
import type { Int64, UnknownTaggedField, Uuid } from './message-codec.ts';
import { stringBytesMax } from './reader.ts';
import { writeUuid } from './uuid.ts';

/** Byte fields below this size are copied: that costs less than one more piece to send. */
export const chunkBytesMin = 1024;

const INITIAL_BYTES = 1024;
/** Longer strings are faster through Buffer than through a loop. */
const LOOP_LENGTH_MAX = 24;
const UPPER_HALF = 0x1_0000_0000;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** Bytes that are referenced, and the place in the scratch that they come before. */
interface Chunk {
  at: number;
  readonly bytes: Uint8Array;
}

export class Writer {
  private scratch: Buffer;
  /** Where this message begins in the scratch: what lies before it has been handed out. */
  private start = 0;
  private at = 0;
  private chunks: Chunk[] = [];
  private chunkBytes = 0;

  /** `initialBytes` is what the scratch holds before it first grows. */
  constructor(initialBytes = INITIAL_BYTES) {
    this.scratch = Buffer.allocUnsafeSlow(initialBytes);
  }

  /** What has been written since the last `finish` or `reset`. */
  get sizeBytes(): number {
    return this.at - this.start + this.chunkBytes;
  }

  /**
   * The message, as pieces that follow each other: views of the scratch and the referenced chunks.
   * They stay valid: the next message goes behind them in the scratch, until `reset`.
   */
  finish(): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    let from = this.start;
    for (const chunk of this.chunks) {
      if (chunk.at > from) pieces.push(this.scratch.subarray(from, chunk.at));
      pieces.push(chunk.bytes);
      from = chunk.at;
    }
    if (this.at > from || pieces.length === 0) pieces.push(this.scratch.subarray(from, this.at));
    this.start = this.at;
    this.chunks = [];
    this.chunkBytes = 0;
    return pieces;
  }

  /** As `finish`, in one piece: a copy where there are chunks. */
  finishOne(): Uint8Array {
    const pieces = this.finish();
    const [first] = pieces;
    return first !== undefined && pieces.length === 1 ? first : Buffer.concat(pieces);
  }

  /** Starts again at the head of the scratch: for whoever no longer needs what `finish` gave. */
  reset(): void {
    this.start = 0;
    this.at = 0;
    this.chunks = [];
    this.chunkBytes = 0;
  }

  bool(value: boolean, field: string): void {
    if (typeof value !== 'boolean') throw wrongType(field, value, 'a boolean');
    this.put8(this.make(1), value ? 1 : 0);
  }

  int8(value: number, field: string): void {
    if ((value << 24) >> 24 !== value) throw outOfRange(field, value, -0x80, 0x7f);
    this.put8(this.make(1), value);
  }

  int16(value: number, field: string): void {
    if ((value << 16) >> 16 !== value) throw outOfRange(field, value, -0x8000, 0x7fff);
    this.put16(this.make(2), value);
  }

  uint16(value: number, field: string): void {
    if ((value & 0xffff) !== value) throw outOfRange(field, value, 0, 0xffff);
    this.put16(this.make(2), value);
  }

  int32(value: number, field: string): void {
    if ((value | 0) !== value) throw outOfRange(field, value, -0x8000_0000, 0x7fff_ffff);
    this.put32(this.make(4), value);
  }

  uint32(value: number, field: string): void {
    if (value >>> 0 !== value) throw outOfRange(field, value, 0, 0xffff_ffff);
    this.put32(this.make(4), value);
  }

  int64(value: Int64, field: string): void {
    if (typeof value === 'bigint') return this.bigInt64(value, field);
    if (!Number.isSafeInteger(value)) throw wrongType(field, value, 'a whole number, or a bigint');
    const at = this.make(8);
    this.put32(at, Math.floor(value / UPPER_HALF));
    this.put32(at + 4, value % UPPER_HALF);
  }

  float64(value: number, field: string): void {
    if (typeof value !== 'number') throw wrongType(field, value, 'a number');
    const at = this.make(8);
    this.scratch.writeDoubleBE(value, at);
  }

  uuid(value: Uuid, field: string): void {
    const at = this.make(16);
    if (typeof value === 'string' && writeUuid(this.scratch, at, value)) return;
    throw wrongType(field, value, 'a UUID of 22 characters');
  }

  /** An unsigned varint of at most 32 bits. */
  uvarint(value: number): void {
    if (value < 128 && value >= 0) {
      this.put8(this.make(1), value);
      return;
    }
    assert(value >>> 0 === value, `an unsigned varint has 32 bits, which ${value} does not fit`);
    let at = this.make(sizeOfUvarint(value));
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.scratch[at++] = (rest & 127) | 128;
    this.scratch[at] = rest;
  }

  string(value: string, field: string, flexible: boolean): void {
    if (typeof value !== 'string') throw wrongType(field, value, 'a string');
    if (value.length > LOOP_LENGTH_MAX) return this.longString(value, field, flexible);
    const sizeBytes = (flexible ? 1 : 2) + value.length;
    let at = this.make(sizeBytes);
    if (!flexible) this.scratch[at++] = 0;
    this.scratch[at++] = flexible ? value.length + 1 : value.length;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 127) {
        this.at -= sizeBytes;
        return this.longString(value, field, flexible);
      }
      this.scratch[at++] = code;
    }
  }

  /** Null only where `nullAllowed`. */
  nullableString(
    value: string | null,
    field: string,
    flexible: boolean,
    nullAllowed = true,
  ): void {
    if (value !== null) return this.string(value, field, flexible);
    if (!nullAllowed) throw nullIn(field);
    if (flexible) this.uvarint(0);
    else this.put16(this.make(2), -1);
  }

  /** `bytes` and `records` alike: one view, or several that follow each other. */
  bytes(value: Uint8Array | readonly Uint8Array[], field: string, flexible: boolean): void {
    if (value instanceof Uint8Array) {
      this.length(value.length, flexible);
      this.raw(value);
      return;
    }
    if (!Array.isArray(value)) throw wrongType(field, value, 'bytes');
    this.length(value.reduce((sum, piece) => sum + piece.length, 0), flexible);
    for (const piece of value) this.raw(piece);
  }

  nullableBytes(
    value: Uint8Array | readonly Uint8Array[] | null,
    field: string,
    flexible: boolean,
    nullAllowed = true,
  ): void {
    if (value !== null) this.bytes(value, field, flexible);
    else this.nullArray(field, flexible, nullAllowed);
  }

  /** Bytes without a length; referenced, not copied, from `chunkBytesMin` on. */
  raw(bytes: Uint8Array): void {
    if (bytes.length < chunkBytesMin) {
      const at = this.make(bytes.length);
      this.scratch.set(bytes, at);
      return;
    }
    this.chunks.push({ at: this.at, bytes });
    this.chunkBytes += bytes.length;
  }

  arrayCount(items: readonly unknown[], field: string, flexible: boolean): void {
    if (!Array.isArray(items)) throw wrongType(field, items, 'an array');
    this.length(items.length, flexible);
  }

  /** A null array, or null bytes. */
  nullArray(field: string, flexible: boolean, nullAllowed = true): void {
    if (!nullAllowed) throw nullIn(field);
    if (flexible) this.uvarint(0);
    else this.put32(this.make(4), -1);
  }

  /** The items of an array of structs, each written by `write`. */
  items<Item>(
    items: readonly Item[],
    field: string,
    version: number,
    write: (writer: Writer, item: Item, version: number) => void,
  ): void {
    let index = 0;
    try {
      for (; index < items.length; index += 1) {
        write(this, items[index] as Item, version); // in bounds
      }
    } catch (error) {
      throw inItem(error, field, index);
    }
  }

  /** A struct that is a field of its own. */
  struct<Struct>(
    struct: Struct,
    field: string,
    version: number,
    write: (writer: Writer, struct: Struct, version: number) => void,
  ): void {
    try {
      write(this, struct, version);
    } catch (error) {
      throw inField(error, field);
    }
  }

  int8Array(items: readonly number[], field: string, flexible: boolean): void {
    this.arrayCount(items, field, flexible);
    for (const item of items) this.int8(item, field);
  }

  int16Array(items: readonly number[], field: string, flexible: boolean): void {
    this.arrayCount(items, field, flexible);
    for (const item of items) this.int16(item, field);
  }

  int32Array(items: readonly number[], field: string, flexible: boolean): void {
    this.arrayCount(items, field, flexible);
    for (const item of items) this.int32(item, field);
  }

  int64Array(items: readonly Int64[], field: string, flexible: boolean): void {
    this.arrayCount(items, field, flexible);
    for (const item of items) this.int64(item, field);
  }

  uuidArray(items: readonly Uuid[], field: string, flexible: boolean): void {
    this.arrayCount(items, field, flexible);
    for (const item of items) this.uuid(item, field);
  }

  stringArray(items: readonly string[], field: string, flexible: boolean): void {
    this.arrayCount(items, field, flexible);
    for (const item of items) this.string(item, field, flexible);
  }

  /** Leaves room for an int32 size; `endFrame` fills in how many bytes came after it. */
  beginFrame(): number {
    this.make(4);
    return this.at - this.start;
  }

  endFrame(begun: number): void {
    this.put32(this.start + begun - 4, this.sizeSince(begun));
  }

  /** Writes the tag and leaves room for the size of its value; ends with `endTag`. */
  beginTag(tag: number): number {
    this.uvarint(tag);
    this.make(1);
    return this.at - this.start;
  }

  endTag(begun: number): void {
    const sizeBytes = this.sizeSince(begun);
    const extra = sizeOfUvarint(sizeBytes) - 1;
    if (extra > 0) this.shift(begun, extra);
    let at = this.start + begun - 1;
    let rest = sizeBytes;
    for (; rest > 127; rest >>>= 7) this.scratch[at++] = (rest & 127) | 128;
    this.scratch[at] = rest;
  }

  /** The tagged fields of a struct that sets no tag of its own: only the unknown ones. */
  unknownTags(fields: readonly UnknownTaggedField[], flexible: boolean): void {
    if (flexible) {
      this.uvarint(fields.length);
      if (fields.length > 0) this.unknownTagsFrom(fields, 0, Infinity);
    } else if (fields.length > 0) throw notInVersion('unknownTaggedFields');
  }

  /** Writes the unknown tags below `tag`, from the index `from` on; gives the next index. */
  unknownTagsFrom(fields: readonly UnknownTaggedField[], from: number, tag: number): number {
    let index = from;
    for (; index < fields.length; index += 1) {
      const field = fields[index];
      if (field === undefined || field.tag > tag) break;
      const last = fields[index - 1]?.tag ?? -1;
      if (field.tag === tag || field.tag <= last) {
        const text = `tag ${field.tag} is out of order, or a field of the schema has it`;
        throw new EncodeError('unknownTaggedFields', text);
      }
      this.uvarint(field.tag);
      this.uvarint(field.bytes.length);
      this.raw(field.bytes);
    }
    return index;
  }

  private length(length: number, flexible: boolean): void {
    if (flexible) this.uvarint(length + 1);
    else this.put32(this.make(4), length);
  }

  private longString(value: string, field: string, flexible: boolean): void {
    const sizeBytes = Buffer.byteLength(value, 'utf8');
    if (sizeBytes > stringBytesMax) {
      const text = `is ${sizeBytes} bytes long, at most ${stringBytesMax} are allowed`;
      throw new EncodeError(field, text);
    }
    if (flexible) this.uvarint(sizeBytes + 1);
    else this.put16(this.make(2), sizeBytes);
    const at = this.make(sizeBytes);
    this.scratch.write(value, at, sizeBytes, 'utf8');
  }

  private bigInt64(value: bigint, field: string): void {
    if (value < INT64_MIN || value > INT64_MAX) throw outOfRange(field, value, INT64_MIN, INT64_MAX);
    const at = this.make(8);
    this.scratch.writeBigInt64BE(value, at);
  }

  private put8(at: number, value: number): void {
    this.scratch[at] = value;
  }

  private put16(at: number, value: number): void {
    this.scratch[at] = value >> 8;
    this.scratch[at + 1] = value;
  }

  private put32(at: number, value: number): void {
    this.scratch[at] = value >> 24;
    this.scratch[at + 1] = value >> 16;
    this.scratch[at + 2] = value >> 8;
    this.scratch[at + 3] = value;
  }

  /**
   * Makes room for `sizeBytes` more and gives their place. It may replace the scratch: call it in a
   * statement of its own, before `this.scratch` is evaluated.
   */
  private make(sizeBytes: number): number {
    const at = this.at;
    if (at + sizeBytes > this.scratch.length) return this.grow(sizeBytes);
    this.at = at + sizeBytes;
    return at;
  }

  /** Moves the message under way to a larger scratch; what was handed out keeps the old one. */
  private grow(sizeBytes: number): number {
    const usedBytes = this.at - this.start;
    const size = Math.max(this.scratch.length, 2 * (usedBytes + sizeBytes));
    const scratch = Buffer.allocUnsafeSlow(size);
    this.scratch.copy(scratch, 0, this.start, this.at);
    for (const chunk of this.chunks) chunk.at -= this.start;
    this.scratch = scratch;
    this.start = 0;
    this.at = usedBytes + sizeBytes;
    return usedBytes;
  }

  /** Bytes written since the scratch of this message had `begun` bytes. */
  private sizeSince(begun: number): number {
    let sizeBytes = this.at - this.start - begun;
    for (let index = this.chunks.length - 1; index >= 0; index -= 1) {
      const chunk = this.chunks[index];
      if (chunk === undefined || chunk.at < this.start + begun) break;
      sizeBytes += chunk.bytes.length;
    }
    return sizeBytes;
  }

  /** Moves what lies from `begun` on by `byBytes`. */
  private shift(begun: number, byBytes: number): void {
    this.make(byBytes);
    const from = this.start + begun;
    this.scratch.copyWithin(from + byBytes, from, this.at - byBytes);
    for (const chunk of this.chunks) if (chunk.at >= from) chunk.at += byBytes;
  }
}

/** For the generated code: a field is set that the version does not have. */
export function notInVersion(field: string): EncodeError {
  return new EncodeError(field, 'is set, but this version does not have it');
}

/** How many bytes `value` takes as an unsigned varint. */
export function sizeOfUvarint(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}

function nullIn(field: string): EncodeError {
  return new EncodeError(field, 'is null, which this version does not allow');
}

function outOfRange(field: string, value: unknown, from: Int64, to: Int64): EncodeError {
  return new EncodeError(field, `must be a whole number from ${from} to ${to}, got ${show(value)}`);
}

function wrongType(field: string, value: unknown, wanted: string): EncodeError {
  return new EncodeError(field, `must be ${wanted}, got ${show(value)}`);
}

/** Long values are cut: they may be a user's whole payload. */
function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
