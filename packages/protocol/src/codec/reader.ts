// Reads Kafka's primitive types out of a range of bytes, where they lie. All integers are big-endian.
// Each method takes the name of the field that it reads, only for the error message: bytes that end
// too early or say impossible things throw a DecodeError. It knows no messages: the generated code
// does. `flexible` chooses the compact form of lengths and counts (uvarint, length plus one).

import { DecodeError, inField, inItem } from './codec-error.ts';
import type { Int64, UnknownTaggedField, Uuid } from './message-codec.ts';
import { readUuid } from './uuid.ts';

/** Kafka's limit for a string. */
export const stringBytesMax = 32_767;
/** Longer ASCII strings are faster out of Buffer than out of a loop (measured: 12 to 16). */
const LOOP_BYTES_MAX = 12;
/** Two to the 32nd: the weight of the upper half of a 64-bit value. */
const UPPER_HALF = 0x1_0000_0000;
/** Upper halves in [-2^21, 2^21) belong to safe integers (and to -2^53, which is not one). */
const SAFE_UPPER_HALF = 0x20_0000;

/** What a message without unknown tagged fields has; shared, so that reading does not allocate. */
export const noTaggedFields: readonly UnknownTaggedField[] = Object.freeze([]);

/** What a bytes field has that is not there; shared too. */
export const noBytes = new Uint8Array(0);

export class Reader {
  private readonly bytes: Buffer;
  private at: number;
  private limit: number;

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

  /** The count of an array whose items take at least `itemBytesMin` each, so it is bounded. */
  arrayCount(field: string, flexible: boolean, itemBytesMin: number): number {
    const count = this.nullableArrayCount(field, flexible, itemBytesMin);
    if (count < 0) throw nullIn(field);
    return count;
  }

  /** As `arrayCount`; negative for null. */
  nullableArrayCount(field: string, flexible: boolean, itemBytesMin: number): number {
    const count = this.length(field, flexible);
    if (count * itemBytesMin > this.remainingBytes) {
      const text = `has ${count} items of at least ${itemBytesMin} bytes`;
      throw new DecodeError(field, `${text}, ${this.remainingBytes} bytes are left`);
    }
    return count;
  }

  /** The items of an array of structs, each read by `read`. */
  items<Item>(
    field: string,
    count: number,
    version: number,
    read: (reader: Reader, version: number) => Item,
  ): Item[] {
    const items: Item[] = [];
    try {
      for (let index = 0; index < count; index += 1) items.push(read(this, version));
    } catch (error) {
      throw inItem(error, field, items.length);
    }
    return items;
  }

  /** As `items`; null for a negative count. */
  nullableItems<Item>(
    field: string,
    count: number,
    version: number,
    read: (reader: Reader, version: number) => Item,
  ): Item[] | null {
    return count < 0 ? null : this.items(field, count, version, read);
  }

  /** A struct that is a field of its own. */
  struct<Struct>(
    field: string,
    version: number,
    read: (reader: Reader, version: number) => Struct,
  ): Struct {
    try {
      return read(this, version);
    } catch (error) {
      throw inField(error, field);
    }
  }

  int8Array(field: string, count: number): number[] {
    const items: number[] = [];
    for (let index = 0; index < count; index += 1) items.push(this.int8(field));
    return items;
  }

  nullableInt8Array(field: string, count: number): number[] | null {
    return count < 0 ? null : this.int8Array(field, count);
  }

  int16Array(field: string, count: number): number[] {
    const items: number[] = [];
    for (let index = 0; index < count; index += 1) items.push(this.int16(field));
    return items;
  }

  nullableInt16Array(field: string, count: number): number[] | null {
    return count < 0 ? null : this.int16Array(field, count);
  }

  int32Array(field: string, count: number): number[] {
    const items: number[] = [];
    for (let index = 0; index < count; index += 1) items.push(this.int32(field));
    return items;
  }

  nullableInt32Array(field: string, count: number): number[] | null {
    return count < 0 ? null : this.int32Array(field, count);
  }

  int64Array(field: string, count: number): Int64[] {
    const items: Int64[] = [];
    for (let index = 0; index < count; index += 1) items.push(this.int64(field));
    return items;
  }

  nullableInt64Array(field: string, count: number): Int64[] | null {
    return count < 0 ? null : this.int64Array(field, count);
  }

  uuidArray(field: string, count: number): Uuid[] {
    const items: Uuid[] = [];
    for (let index = 0; index < count; index += 1) items.push(this.uuid(field));
    return items;
  }

  nullableUuidArray(field: string, count: number): Uuid[] | null {
    return count < 0 ? null : this.uuidArray(field, count);
  }

  stringArray(field: string, count: number, flexible: boolean): string[] {
    const items: string[] = [];
    for (let index = 0; index < count; index += 1) items.push(this.string(field, flexible));
    return items;
  }

  nullableStringArray(field: string, count: number, flexible: boolean): string[] | null {
    return count < 0 ? null : this.stringArray(field, count, flexible);
  }

  /** How many tagged fields follow. */
  taggedCount(): number {
    const count = this.uvarint('taggedFields');
    if (count * 2 > this.remainingBytes) {
      const text = `are ${count}, ${this.remainingBytes} bytes are left`;
      throw new DecodeError('taggedFields', text);
    }
    return count;
  }

  /** The next tag, which must be above the last one (-1 before the first). */
  tag(last: number): number {
    const tag = this.uvarint('taggedFields');
    if (tag > last) return tag;
    const text = tag === last ? `tag ${tag} comes twice` : `tag ${tag} comes after tag ${last}`;
    throw new DecodeError('taggedFields', text);
  }

  /**
   * Narrows the reader to the value of the tag just read. Gives what `endTag` wants back: the limit
   * outside.
   */
  beginTag(tag: number): number {
    const sizeBytes = this.uvarint('taggedFields');
    const outer = this.limit;
    if (sizeBytes > outer - this.at) throw this.tooShort(sizeBytes, `taggedFields[tag ${tag}]`);
    this.limit = this.at + sizeBytes;
    return outer;
  }

  /** Widens the reader again; the value must have been read wholly. */
  endTag(tag: number, outer: number): void {
    if (this.at !== this.limit) {
      const text = `is ${this.remainingBytes} bytes longer than what it holds`;
      throw new DecodeError(`taggedFields[tag ${tag}]`, text);
    }
    this.limit = outer;
  }

  /** For a tag that belongs to a field which this version does not have. */
  wrongTag(tag: number, field: string): DecodeError {
    return new DecodeError(field, `is there as tag ${tag}, but this version does not have it`);
  }

  /** Adds the value of a tag that is not known, between `beginTag` and `endTag`. */
  unknownTag(tag: number, before: UnknownTaggedField[] | undefined): UnknownTaggedField[] {
    const fields = before ?? [];
    fields.push({ tag, bytes: this.bytes.subarray(this.at, this.limit) });
    this.at = this.limit;
    return fields;
  }

  /** The tagged fields of a struct that knows no tag. */
  unknownTags(): readonly UnknownTaggedField[] {
    const count = this.taggedCount();
    if (count === 0) return noTaggedFields;
    const fields: UnknownTaggedField[] = [];
    let tag = -1;
    for (let index = 0; index < count; index += 1) {
      tag = this.tag(tag);
      const sizeBytes = this.uvarint('taggedFields');
      fields.push({ tag, bytes: this.raw(sizeBytes, 'taggedFields') });
    }
    return fields;
  }

  private take(sizeBytes: number, field: string): number {
    const at = this.at;
    if (sizeBytes > this.limit - at) throw this.tooShort(sizeBytes, field);
    this.at = at + sizeBytes;
    return at;
  }

  private tooShort(sizeBytes: number, field: string): DecodeError {
    const text = `needs ${sizeBytes} ${sizeBytes === 1 ? 'byte' : 'bytes'}`;
    return new DecodeError(field, `${text}, ${this.remainingBytes} are left`);
  }

  private stringLength(field: string, flexible: boolean): number {
    const length = flexible ? this.uvarint(field) - 1 : this.int16(field);
    if (length <= stringBytesMax) return length;
    throw new DecodeError(field, `is ${length} bytes long, at most ${stringBytesMax} are allowed`);
  }

  private length(field: string, flexible: boolean): number {
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

function nullIn(field: string): DecodeError {
  return new DecodeError(field, 'is null, which this version does not allow');
}

function asBuffer(bytes: Uint8Array): Buffer {
  if (bytes instanceof Buffer) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
