// New ids for topics and incarnations, as Kafka draws them: never one with a meaning of its own,
// and never one that begins with a dash, which a command line would take for a flag.

import type { Random } from '@ottla/base';
import { type Uuid, uuidFromBytes } from '@ottla/protocol';

const UUID_BYTES = 16;
/** Ids 0 to 99 are reserved; a version 4 UUID is never one of them. */
const VERSION_4 = 0x40;
const VARIANT = 0x80;

export function randomUuid(random: Random): Uuid {
  for (;;) {
    const bytes = random.bytes(UUID_BYTES);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | VERSION_4;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | VARIANT;
    const uuid = uuidFromBytes(bytes);
    if (!uuid.startsWith('-')) return uuid;
  }
}
