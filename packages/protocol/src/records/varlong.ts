// Reads varints and varlongs where a cursor does not: long timestamp deltas, and headers.

export interface Varlong {
  /** A number where it is exact, else a bigint. */
  readonly value: number | bigint;
  /** Position after it. */
  readonly end: number;
}

/** Up to here (7 bytes, 49 bits) a float holds every value exactly. */
const NUMBER_BYTES_MAX = 7;
const BYTES_MAX = 10;

/** Reads a zigzag varlong; undefined where it does not end before `end` or within 10 bytes. */
export function decodeVarlong(
  bytes: Uint8Array,
  start: number,
  end: number,
): Varlong | undefined {
  const after = varintEnd(bytes, start, end);
  const length = after - start;
  if (after < 0 || length > BYTES_MAX) return undefined;
  if (length > NUMBER_BYTES_MAX) return { value: decodeLong(bytes, start, after), end: after };
  let raw = 0;
  for (let at = after - 1; at >= start; at--) raw = raw * 0x80 + ((bytes[at] ?? 0) & 0x7f);
  return { value: raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2, end: after };
}

/** Position after the varint at `start`, or -1 where it does not end before `end`. */
export function varintEnd(bytes: Uint8Array, start: number, end: number): number {
  let last = start;
  while (last < end && (bytes[last] ?? 0) >= 0x80) last += 1;
  return last < end ? last + 1 : -1;
}

/** The zigzag varint in `bytes[start, end)`, which is known to be one of an int32. */
export function decodeVarint(bytes: Uint8Array, start: number, end: number): number {
  let raw = 0;
  for (let at = end - 1; at >= start; at--) raw = (raw << 7) | ((bytes[at] ?? 0) & 0x7f);
  return (raw >>> 1) ^ -(raw & 1);
}

function decodeLong(bytes: Uint8Array, start: number, end: number): number | bigint {
  let raw = 0n;
  for (let at = end - 1; at >= start; at--) raw = (raw << 7n) | BigInt((bytes[at] ?? 0) & 0x7f);
  // Of a tenth byte only the lowest bit fits.
  raw = BigInt.asUintN(64, raw);
  const value = (raw >> 1n) ^ -(raw & 1n);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
