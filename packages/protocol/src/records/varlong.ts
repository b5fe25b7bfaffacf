// Reads the long forms of a varlong: the timestamp deltas that do not fit one byte.

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
  let last = start;
  while (last < end && (bytes[last] ?? 0) >= 0x80) last += 1;
  const length = last - start + 1;
  if (last >= end || length > BYTES_MAX) return undefined;
  if (length > NUMBER_BYTES_MAX) return { value: decodeLong(bytes, start, last), end: last + 1 };
  let raw = 0;
  for (let at = last; at >= start; at--) raw = raw * 0x80 + ((bytes[at] ?? 0) & 0x7f);
  return { value: raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2, end: last + 1 };
}

function decodeLong(bytes: Uint8Array, start: number, last: number): number | bigint {
  let raw = 0n;
  for (let at = last; at >= start; at--) raw = (raw << 7n) | BigInt((bytes[at] ?? 0) & 0x7f);
  // Of a tenth byte only the lowest bit fits.
  raw = BigInt.asUintN(64, raw);
  const value = (raw >> 1n) ^ -(raw & 1n);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
