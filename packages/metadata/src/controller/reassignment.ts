// Reassignments of replicas: how one begins, when it is complete and what is left of the partition
// then, and what taking it back leads to.

import { assert } from '@ottla/base';
import type { PartitionRegistration } from '../image/partition-registration.ts';

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

export function isReassigning({
  removingReplicas,
  addingReplicas,
}: Pick<PartitionRegistration, 'removingReplicas' | 'addingReplicas'>): boolean {
  return removingReplicas.length > 0 || addingReplicas.length > 0;
}

/** What changes when `current` replicas are to become `target`; nothing for what stays the same. */
export function reassignmentTo(
  current: readonly number[],
  target: readonly number[],
): Partial<Reassignment> {
  const difference = (all: readonly number[], others: readonly number[]): readonly number[] =>
    [...new Set(all)].filter((each) => !others.includes(each)).toSorted((a, b) => a - b);
  const removing = difference(current, target);
  const adding = difference(target, current);
  return {
    replicas: [...target, ...removing],
    ...(removing.length === 0 ? {} : { removing }),
    ...(adding.length === 0 ? {} : { adding }),
  };
}

export interface RevertedReassignment extends CompletedReassignment {
  /** No replica that stays is in sync: one of them is taken all the same. */
  readonly isUnclean: boolean;
}

/** The partition as it was before the reassignment began. */
export function revertedReassignment(partition: PartitionRegistration): RevertedReassignment {
  const { addingReplicas: adding } = partition;
  const replicas = partition.replicas.filter((each) => !adding.includes(each));
  const isr = partition.isr.filter((each) => !adding.includes(each));
  if (isr.length > 0) return { replicas, isr, isUnclean: false };
  const [first] = replicas;
  assert(first !== undefined, 'a partition has a replica that was there before its reassignment');
  return { replicas, isr: [first], isUnclean: true };
}
