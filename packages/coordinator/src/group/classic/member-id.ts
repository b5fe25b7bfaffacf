// Ids of members: a name that people recognise, and a UUID in its usual form.

import type { Random } from '@ottla/base';

const UUID_BYTES = 16;
const VERSION_4 = 0x40;
const VARIANT = 0x80;
const GROUPS = [
  [0, 8],
  [8, 12],
  [12, 16],
  [16, 20],
  [20, 32],
] as const;

/** `name` is the client's id, or a static member's instance id. */
export function newMemberId(name: string, random: Random): string {
  const bytes = random.bytes(UUID_BYTES);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | VERSION_4;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | VARIANT;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [name, ...GROUPS.map(([from, to]) => hex.slice(from, to))].join('-');
}
