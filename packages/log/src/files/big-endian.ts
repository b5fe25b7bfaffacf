// 64-bit integers in index and snapshot files, as numbers, without a bigint per value.

const UPPER_HALF = 0x1_0000_0000;

export function readInt64(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * UPPER_HALF + bytes.readUInt32BE(at + 4);
}

/** `value` must be a safe integer. */
export function writeInt64(bytes: Buffer, at: number, value: number): void {
  bytes.writeInt32BE(Math.floor(value / UPPER_HALF), at);
  bytes.writeUInt32BE(value >>> 0, at + 4);
}
