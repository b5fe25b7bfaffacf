// UUIDs in Kafka's text form: 16 bytes as base64url without padding, 22 characters. Writing has its
// own loop because Buffer takes any text for base64.

import type { Uuid } from './values.ts';

/** Means `none` wherever a UUID may be missing. */
export const zeroUuid: Uuid = 'AAAAAAAAAAAAAAAAAAAAAA';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Six-bit value by character code; 128 marks a character that is not in the alphabet. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code));
  return value < 0 ? 128 : value;
});

const SIZE_BYTES = 16;
const LENGTH = 22;

/** The UUID in the 16 bytes at `at`, which must be there. */
export function readUuid(bytes: Buffer, at: number): Uuid {
  return bytes.toString('base64url', at, at + SIZE_BYTES);
}

/** Writes 16 bytes at `at`, which must be there. False where `uuid` is none: they mean nothing. */
export function writeUuid(bytes: Uint8Array, at: number, uuid: Uuid): boolean {
  if (uuid.length !== LENGTH) return false;
  let seen = 0;
  let from = 0;
  let to = at;
  for (; from < LENGTH - 2; from += 4, to += 3) {
    const a = valueAt(uuid, from);
    const b = valueAt(uuid, from + 1);
    const c = valueAt(uuid, from + 2);
    const d = valueAt(uuid, from + 3);
    seen |= a | b | c | d;
    bytes[to] = (a << 2) | (b >> 4);
    bytes[to + 1] = (b << 4) | (c >> 2);
    bytes[to + 2] = (c << 6) | d;
  }
  const a = valueAt(uuid, from);
  const b = valueAt(uuid, from + 1);
  bytes[to] = (a << 2) | (b >> 4);
  // The last character carries two bits; others would get lost.
  return ((seen | a | b) & 128) === 0 && (b & 15) === 0;
}

function valueAt(uuid: string, at: number): number {
  return VALUES[uuid.charCodeAt(at)] ?? 128;
}

/** Whether `text` is a UUID in Kafka's form. */
export function isUuid(text: string): text is Uuid {
  return writeUuid(new Uint8Array(SIZE_BYTES), 0, text);
}

/** The text of a UUID that is given as 16 bytes; throws a RangeError for another size. */
export function uuidFromBytes(bytes: Uint8Array): Uuid {
  if (bytes.length !== SIZE_BYTES) throw new RangeError(`a UUID has 16 bytes, not ${bytes.length}`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, SIZE_BYTES).toString('base64url');
}

/** The 16 bytes of a UUID; throws a RangeError where `uuid` is none. */
export function uuidToBytes(uuid: Uuid): Uint8Array {
  const bytes = new Uint8Array(SIZE_BYTES);
  if (!writeUuid(bytes, 0, uuid)) throw new RangeError(`${JSON.stringify(uuid)} is no UUID`);
  return bytes;
}
