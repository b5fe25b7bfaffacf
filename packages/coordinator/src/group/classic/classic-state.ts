// The states of a classic group and what leads from one to another. This table is the machine: a
// transition that is not in it is a bug, and the scenarios cover each line of it.

import { errors, type ProtocolError } from '@ottla/protocol';

export type ClassicState =
  | 'Empty'
  | 'PreparingRebalance'
  | 'CompletingRebalance'
  | 'Stable'
  | 'Dead';

export type TransitionCause =
  | 'member joined'
  | 'static member returned'
  | 'metadata changed'
  | 'leader rejoined'
  | 'member left'
  | 'member expired'
  | 'sync expired'
  | 'assignment not stored'
  | 'over capacity'
  | 'all joined'
  | 'join time over'
  | 'no members left'
  | 'assignment stored'
  | 'offsets expired'
  | 'deleted'
  | 'not stored'
  | 'unloaded';

export interface Transition {
  readonly from: ClassicState;
  readonly to: ClassicState;
  readonly cause: TransitionCause;
}

function row(from: ClassicState, to: ClassicState, ...causes: TransitionCause[]): Transition[] {
  return causes.map((cause) => ({ from, to, cause }));
}

export const classicTransitions: readonly Transition[] = [
  row('Empty', 'PreparingRebalance', 'member joined'),
  row(
    'Stable',
    'PreparingRebalance',
    'member joined',
    'static member returned', // with protocols that change the chosen one
    'metadata changed',
    'leader rejoined', // also how a topic's change comes to the group
    'member left',
    'member expired',
    'sync expired',
    'over capacity', // as found in the log, of a time when more were allowed
  ),
  row(
    'CompletingRebalance',
    'PreparingRebalance',
    'member joined',
    'static member returned',
    'metadata changed',
    'member left',
    'member expired',
    'sync expired',
    'assignment not stored',
  ),
  // The generation goes up by one with either.
  row('PreparingRebalance', 'CompletingRebalance', 'all joined', 'join time over'),
  row('PreparingRebalance', 'Empty', 'no members left'),
  row('CompletingRebalance', 'Stable', 'assignment stored'),
  row('Empty', 'Dead', 'offsets expired', 'deleted', 'not stored', 'unloaded'),
  row('PreparingRebalance', 'Dead', 'not stored', 'unloaded'),
  // A group that was made by a commit which was undone, and founded anew in vain.
  row('CompletingRebalance', 'Dead', 'not stored', 'unloaded'),
  row('Stable', 'Dead', 'unloaded'),
].flat();

export function isTransition(from: ClassicState, to: ClassicState, cause: TransitionCause) {
  return classicTransitions.some(
    (each) => each.from === from && each.to === to && each.cause === cause,
  );
}

/** What a request to a group of no use to anybody is told. */
export const deadGroup: ProtocolError = errors.COORDINATOR_NOT_AVAILABLE;
