// How far a majority has the log: the mathematics alone, for any number of voters.

/**
 * The offset below which a majority of voters has everything, by what each has (its durable log
 * end; undefined where the leader has not heard of it). The leader is among them if it votes.
 *
 * Undefined while the leader may not say: until a record of its own epoch is on a majority, older
 * ones must not count as committed (Raft §5.4.2).
 */
export function majorityEndOffset(
  voterEndOffsets: readonly (number | undefined)[],
  epochStartOffset: number,
): number | undefined {
  const descending = voterEndOffsets.toSorted((a, b) => (b ?? -1) - (a ?? -1));
  const candidate = descending[Math.floor(descending.length / 2)];
  if (candidate === undefined || candidate <= epochStartOffset) return undefined;
  return candidate;
}

/** How many voters are needed to elect or to commit. */
export function majorityOf(voterCount: number): number {
  return Math.floor(voterCount / 2) + 1;
}
