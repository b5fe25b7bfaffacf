// Fixed-width big-endian integers and varint sizes, over plain byte arrays. 64-bit values are
// numbers; a value beyond the safe range comes out rounded, and `hasSafeInt64` tells.

/** Two to the 32nd: the weight of the upper half of a 64-bit value. */
const UPPER_HALF = 0x1_0000_0000;
/** The upper half of every safe integer lies in [-2^21, 2^21). */
const SAFE_UPPER_HALF = 0x20_0000;

export function readInt16(bytes: Uint8Array, at: number): number {
  return ((byteAt(bytes, at) << 24) | (byteAt(bytes, at + 1) << 16)) >> 16;
}

export function readInt32(bytes: Uint8Array, at: number): number {
  return (
    (byteAt(bytes, at) << 24) |
    (byteAt(bytes, at + 1) << 16) |
    (byteAt(bytes, at + 2) << 8) |
    byteAt(bytes, at + 3)
  );
}

/** Rounded where it is out of the safe range. */
export function readInt64(bytes: Uint8Array, at: number): number {
  return readInt32(bytes, at) * UPPER_HALF + (readInt32(bytes, at + 4) >>> 0);
}

export function readBigInt64(bytes: Uint8Array, at: number): bigint {
  return (
    (BigInt(readInt32(bytes, at)) << 32n) | BigInt(readInt32(bytes, at + 4) >>> 0)
  );
}

/** Whether the 64-bit value at `at` is a safe integer, so that `readInt64` gives it exactly. */
export function hasSafeInt64(bytes: Uint8Array, at: number): boolean {
  const upper = readInt32(bytes, at);
  if (upper >= SAFE_UPPER_HALF || upper < -SAFE_UPPER_HALF) return false;
  // -2^53 itself has this upper half, and is the one value there that is not safe.
  return upper !== -SAFE_UPPER_HALF || readInt32(bytes, at + 4) !== 0;
}

export function writeInt16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 8;
  bytes[at + 1] = value;
}

export function writeInt32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 24;
  bytes[at + 1] = value >> 16;
  bytes[at + 2] = value >> 8;
  bytes[at + 3] = value;
}

/** `value` must be a safe integer. */
export function writeInt64(bytes: Uint8Array, at: number, value: number): void {
  writeInt32(bytes, at, Math.floor(value / UPPER_HALF));
  writeInt32(bytes, at + 4, value >>> 0);
}

/** Size in bytes of a zigzag varint for an int32. */
export function sizeOfVarint(value: number): number {
  const raw = (value << 1) ^ (value >> 31);
  if (raw >>> 7 === 0) return 1;
  if (raw >>> 14 === 0) return 2;
  if (raw >>> 21 === 0) return 3;
  return raw >>> 28 === 0 ? 4 : 5;
}

/** Size in bytes of a zigzag varint for a safe integer. */
export function sizeOfVarlong(value: number): number {
  if (value === (value | 0)) return sizeOfVarint(value);
  let raw = value >= 0 ? value * 2 : value * -2 - 1;
  let size = 1;
  while (raw >= 0x80) {
    raw = Math.floor(raw / 0x80);
    size += 1;
  }
  return size;
}

/** Writes a zigzag varint and returns the position after it. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let raw = (value << 1) ^ (value >> 31);
  let position = at;
  while (raw >>> 7 !== 0) {
    bytes[position++] = (raw & 0x7f) | 0x80;
    raw >>>= 7;
  }
  bytes[position++] = raw;
  return position;
}

/** Writes a zigzag varint of a safe integer and returns the position after it. */
export function writeVarlong(bytes: Uint8Array, at: number, value: number): number {
  if (value === (value | 0)) return writeVarint(bytes, at, value);
  // Beyond 32 bits the bit operators would cut it; doubling a safe integer is still exact.
  let raw = value >= 0 ? value * 2 : value * -2 - 1;
  let position = at;
  while (raw >= 0x80) {
    bytes[position++] = (raw % 0x80) | 0x80;
    raw = Math.floor(raw / 0x80);
  }
  bytes[position++] = raw;
  return position;
}

/** A byte that the caller knows to lie inside `bytes`; outside it reads as 0. */
function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
