// When a reassignment of replicas is complete, and what is left of the partition then.

export interface Reassignment {
  /** The replicas to be, followed by those to be removed. */
  readonly replicas: readonly number[];
  readonly removing: readonly number[];
  readonly adding: readonly number[];
}

export interface CompletedReassignment {
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

/** Undefined while none is in progress, or while it must wait for replicas to be in sync. */
export function completedReassignment(
  { replicas, removing, adding }: Reassignment,
  isr: readonly number[],
): CompletedReassignment | undefined {
  if (removing.length === 0 && adding.length === 0) return undefined;
  const keptIsr = isr.filter((each) => !removing.includes(each));
  const keptReplicas = replicas.filter((each) => !removing.includes(each));
  if (keptIsr.length === 0 || keptReplicas.length === 0) return undefined;
  if (!adding.every((each) => keptIsr.includes(each))) return undefined;
  // With fewer replicas than before, all of them must be there: else the ISR would shrink for
  // nothing.
  const isSmaller = adding.length < removing.length;
  if (isSmaller && !keptReplicas.every((each) => keptIsr.includes(each))) return undefined;
  return { replicas: keptReplicas, isr: keptIsr };
}
