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
  const bits = 32 - Math.clz32(((value << 1) ^ (value >> 31)) | 1);
  // Seven bits per byte, rounded up; the multiplication stands for a division by 7.
  return ((bits + 6) * 37) >>> 8;
}

/** Size in bytes of a zigzag varint for a safe integer. */
export function sizeOfVarlong(value: number): number {
  return value === (value | 0) ? sizeOfVarint(value) : sizeOfLong(value);
}

function sizeOfLong(value: number): number {
  let raw = value >= 0 ? value * 2 : value * -2 - 1;
  let size = 1;
  for (; raw >= 0x80; raw = Math.floor(raw / 0x80)) size += 1;
  return size;
}

/** Writes a zigzag varint and returns the position after it. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let raw = (value << 1) ^ (value >> 31);
  let position = at;
  // Storing to a byte keeps the lowest eight bits.
  for (; raw >>> 7 !== 0; raw >>>= 7) bytes[position++] = raw | 0x80;
  bytes[position] = raw;
  return position + 1;
}

/** Writes a zigzag varint of a safe integer and returns the position after it. */
export function writeVarlong(bytes: Uint8Array, at: number, value: number): number {
  return value === (value | 0) ? writeVarint(bytes, at, value) : writeLong(bytes, at, value);
}

function writeLong(bytes: Uint8Array, start: number, value: number): number {
  // Beyond 32 bits the bit operators would cut it, and where its double is not exact floats would.
  let raw = value >= 0 ? value * 2 : value * -2 - 1;
  if (raw > Number.MAX_SAFE_INTEGER) return writeBigLong(bytes, start, BigInt(value));
  let at = start;
  for (; raw >= 0x80; raw = Math.floor(raw / 0x80)) bytes[at++] = (raw % 0x80) | 0x80;
  bytes[at] = raw;
  return at + 1;
}

function writeBigLong(bytes: Uint8Array, start: number, value: bigint): number {
  let raw = value >= 0n ? value * 2n : value * -2n - 1n;
  let at = start;
  for (; raw >= 0x80n; raw >>= 7n) bytes[at++] = Number(raw & 0x7fn) | 0x80;
  bytes[at] = Number(raw);
  return at + 1;
}

/** A byte that the caller knows to lie inside `bytes`; outside it reads as 0. */
function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
