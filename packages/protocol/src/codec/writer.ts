// Writes Kafka's types, big-endian, into the scratch of byte-writer.ts. Each method takes the
// name of the field, only for the error message: a value that the type does not hold throws an
// EncodeError. It knows no messages: the generated code does. `flexible` chooses the compact form
// of lengths and counts.

import { stringBytesMax } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { EncodeError, inField, inItem } from './codec-error.ts';
import { writeUuid } from './uuid.ts';
import type { BytesValue, Int64, UnknownTaggedField, Uuid } from './values.ts';

/** Longer strings are faster through Buffer than through a loop. */
const LOOP_LENGTH_MAX = 24;
const UPPER_HALF = 0x1_0000_0000;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

export class Writer extends ByteWriter {
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
  bytes(value: BytesValue, field: string, flexible: boolean): void {
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
    value: BytesValue | null,
    field: string,
    flexible: boolean,
    nullAllowed = true,
  ): void {
    if (value !== null) this.bytes(value, field, flexible);
    else this.nullArray(field, flexible, nullAllowed);
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
    if (value < INT64_MIN || value > INT64_MAX) {
      throw outOfRange(field, value, INT64_MIN, INT64_MAX);
    }
    const at = this.make(8);
    this.scratch.writeBigInt64BE(value, at);
  }
}

/** For the generated code: a field is set that the version does not have. */
export function notInVersion(field: string): EncodeError {
  return new EncodeError(field, 'is set, but this version does not have it');
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
