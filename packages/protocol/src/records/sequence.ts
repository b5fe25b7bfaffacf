// Sequence numbers of idempotent producers: they wrap from 2147483647 to 0.

const SEQUENCE_MAX = 0x7fff_ffff;

/** The sequence `increment` records after `sequence`. Both from 0 to 2147483647. */
export function incrementSequence(sequence: number, increment: number): number {
  if (sequence > SEQUENCE_MAX - increment) return increment - (SEQUENCE_MAX - sequence) - 1;
  return sequence + increment;
}

/** The sequence `decrement` records before `sequence`. */
export function decrementSequence(sequence: number, decrement: number): number {
  if (sequence < decrement) return SEQUENCE_MAX - (decrement - sequence) + 1;
  return sequence - decrement;
}
