// A quick walk over the records of a produced batch that are as nearly all are: not compressed, no
// headers, varints of up to four bytes. It never refuses anything: where a record is not plain, or
// not right, it gives up, and the general walk finds out what there is to say. Locals only, since
// what a record costs here is what small records cost the broker.

export interface PlainRecords {
  /** Largest and smallest timestamp delta, in ms. */
  readonly maxDelta: number;
  readonly minDelta: number;
  readonly haveKeys: boolean;
}

interface RecordSection {
  /** The record section: nothing lies after its last record. */
  readonly start: number;
  readonly end: number;
  readonly recordCount: number;
}

/** A varint of more than four bytes, or one that its bytes do not hold. */
const NOT_PLAIN = 0x1000_0000;

/** Undefined where the records are not plain. */
export function walkPlainRecords(
  bytes: Uint8Array,
  { start, end, recordCount }: RecordSection,
): PlainRecords | undefined {
  let at = start;
  let maxDelta = -NOT_PLAIN;
  let minDelta = NOT_PLAIN;
  let haveKeys = true;
  for (let index = 0; index < recordCount; index++) {
    const length = rawVarint(bytes, at);
    const bodyStart = at + sizeOfRaw(length);
    // One byte of attributes, of which none is in use.
    const timestamp = rawVarint(bytes, bodyStart + 1);
    at = bodyStart + 1 + sizeOfRaw(timestamp);
    const offset = rawVarint(bytes, at);
    at += sizeOfRaw(offset);
    const key = rawVarint(bytes, at);
    at += sizeOfRaw(key) + (isNegative(key) ? 0 : key >>> 1);
    const value = rawVarint(bytes, at);
    at += sizeOfRaw(value) + (isNegative(value) ? 0 : value >>> 1);
    const isPlain = (length | timestamp | offset | key | value) < NOT_PLAIN;
    // The byte at the end counts the headers; a length that is odd would be negative.
    if (!isPlain || bytes[at] !== 0 || length !== (at + 1 - bodyStart) * 2) return undefined;
    at += 1;
    if (at > end) return undefined;
    const delta = (timestamp >>> 1) ^ -(timestamp & 1);
    if (delta > maxDelta) maxDelta = delta;
    if (delta < minDelta) minDelta = delta;
    if (isNegative(key)) haveKeys = false;
  }
  if (at !== end || recordCount <= 0) return undefined;
  return { maxDelta, minDelta, haveKeys };
}

/** The zigzag code at `at`; NOT_PLAIN where it takes more than four bytes. */
function rawVarint(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  const second = bytes[at + 1] ?? 0;
  const two = (first & 0x7f) | ((second & 0x7f) << 7);
  if (second < 0x80) return two < 0x80 ? NOT_PLAIN : two;
  const third = bytes[at + 2] ?? 0;
  const three = two | ((third & 0x7f) << 14);
  if (third < 0x80) return three < 0x4000 ? NOT_PLAIN : three;
  const fourth = bytes[at + 3] ?? 0;
  const four = three | (fourth << 21);
  return fourth >= 0x80 || four < 0x20_0000 ? NOT_PLAIN : four;
}

/** Bytes of a code that `rawVarint` gave: it takes none that is longer than it needs to be. */
function sizeOfRaw(raw: number): number {
  if (raw < 0x80) return 1;
  if (raw < 0x4000) return 2;
  return raw < 0x20_0000 ? 3 : 4;
}

/** A negative length stands for null. */
function isNegative(raw: number): boolean {
  return (raw & 1) === 1;
}
