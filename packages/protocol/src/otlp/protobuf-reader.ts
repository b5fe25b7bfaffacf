// Reads protobuf where it lies: the five rules of its wire format, and no schema. Bytes come from
// outside: whatever is cut off or makes no sense is a DecodeError.
//
//   message     (key value)*          key: varint, field number << 3 | wire type
//   wire type   0 varint   1 eight bytes   2 length and bytes   5 four bytes   (3 and 4: groups)

import { DecodeError } from '../codec/codec-error.ts';

const VARINT = 0;
const EIGHT_BYTES = 1;
const DELIMITED = 2;
const FOUR_BYTES = 5;

/** A varint of 64 bits; of more than 53 the lower ones are not exact. */
const VARINT_BYTES_MAX = 10;

export class ProtobufReader {
  /** Of the field that `next` found. */
  field = 0;
  readonly #bytes: Buffer;
  #at: number;
  readonly #end: number;
  #wireType = VARINT;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#at = start;
    this.#end = end;
  }

  /** Goes to the next field; false at the end. Its value must then be read or skipped. */
  next(): boolean {
    if (this.#at >= this.#end) return false;
    const key = this.#varint();
    this.field = Math.floor(key / 8);
    this.#wireType = key % 8;
    return true;
  }

  /** A bool, an enum, or a whole number that is not negative. */
  varint(): number {
    this.#expect(VARINT);
    return this.#varint();
  }

  /** An int64, which may be negative; beyond 2^53 it is the nearest number there is. */
  int64(): number {
    const at = this.#at;
    this.varint();
    let value = 0n;
    for (let each = this.#at - 1; each >= at; each--) {
      value = (value << 7n) | BigInt((this.#bytes[each] ?? 0) & 0x7f);
    }
    return Number(BigInt.asIntN(64, value));
  }

  double(): number {
    return this.#bytes.readDoubleLE(this.#fixed(EIGHT_BYTES, 8));
  }

  /** An sfixed64; beyond 2^53 it is the nearest number there is. */
  sfixed64(): number {
    const at = this.#fixed(EIGHT_BYTES, 8);
    return this.#bytes.readInt32LE(at + 4) * 2 ** 32 + this.#bytes.readUInt32LE(at);
  }

  text(): string {
    const [start, end] = this.#delimited();
    return this.#bytes.toString('utf8', start, end);
  }

  /** The message within; valid while the bytes are. */
  message(): ProtobufReader {
    const [start, end] = this.#delimited();
    return new ProtobufReader(this.#bytes, start, end);
  }

  skip(): void {
    switch (this.#wireType) {
      case VARINT:
        this.#varint();
        return;
      case EIGHT_BYTES:
        this.#fixed(EIGHT_BYTES, 8);
        return;
      case DELIMITED:
        this.#delimited();
        return;
      case FOUR_BYTES:
        this.#fixed(FOUR_BYTES, 4);
        return;
      default:
        throw this.#wrong(`wire type ${this.#wireType} is not known`);
    }
  }

  #varint(): number {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < VARINT_BYTES_MAX; count++) {
      if (this.#at >= this.#end) throw this.#wrong('the message ends within a number');
      const byte = this.#bytes[this.#at] ?? 0;
      this.#at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
    throw this.#wrong(`a number has more than ${VARINT_BYTES_MAX} bytes`);
  }

  #fixed(wireType: number, sizeBytes: number): number {
    this.#expect(wireType);
    const at = this.#at;
    if (at + sizeBytes > this.#end) throw this.#wrong('the message ends within a number');
    this.#at += sizeBytes;
    return at;
  }

  #delimited(): readonly [start: number, end: number] {
    this.#expect(DELIMITED);
    const length = this.#varint();
    const start = this.#at;
    const left = this.#end - start;
    if (length > left) throw this.#wrong(`needs ${length} bytes, ${left} are left`);
    this.#at = start + length;
    return [start, this.#at];
  }

  #expect(wireType: number): void {
    if (this.#wireType === wireType) return;
    throw this.#wrong(`has wire type ${this.#wireType}, not ${wireType}`);
  }

  #wrong(reason: string): DecodeError {
    return new DecodeError('', `protobuf field ${this.field} at byte ${this.#at}: ${reason}`);
  }
}
