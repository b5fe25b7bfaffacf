// Reads what messages are made of: primitive types (byte-reader.ts), arrays, structs and tagged
// fields. It knows no messages: the generated code does. A count is believed only as far as the
// bytes that are left can hold so many items, and a tagged value is read within its size.

import { ByteReader, nullIn } from './byte-reader.ts';
import { DecodeError, inField, inItem } from './codec-error.ts';
import type { Int64, UnknownTaggedField, Uuid } from './values.ts';

/** What a message without unknown tagged fields has; shared, so that reading does not allocate. */
export const noTaggedFields: readonly UnknownTaggedField[] = Object.freeze([]);

/** What a bytes field has that is not there; shared too. */
export const noBytes: Uint8Array = Buffer.alloc(0);

/** More items than any frame has bytes; small enough not to take memory of its own. */
const NO_LIMIT = 0x3fff_ffff;

export class Reader extends ByteReader {
  /**
   * Items of arrays and tagged fields that may still be read. Two bytes can be an item, and an item
   * takes fifty times that in memory: whoever reads what strangers sent sets a limit.
   */
  itemsLeft = NO_LIMIT;

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
    if (count > 0) this.takeItems(count, field);
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
    if (count > 0) this.takeItems(count, 'taggedFields');
    return count;
  }

  protected takeItems(count: number, field: string): void {
    if (count > this.itemsLeft) {
      throw new DecodeError(field, `has ${count} items, ${this.itemsLeft} more are allowed`);
    }
    this.itemsLeft -= count;
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
}
