// Which broker takes a request that any broker can answer: Kafka's "least loaded node". Pure.

import type { Random } from '@ottla/base';

export type NodeState =
  | {
      readonly kind: 'ready';
      readonly inFlight: number;
      readonly sendable: boolean;
      /** One of those in flight is answered only when something happens. */
      readonly heldUp: boolean;
    }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'idle' }
  /** A recent attempt failed; no new one yet. */
  | { readonly kind: 'backing-off' };

export interface NodeCandidate {
  readonly id: number;
  readonly state: NodeState;
}

/**
 * A connected node with the fewest requests in flight, those before others that are not held up by
 * one of them; else one being connected, else one that may be connected; ties and the last are by
 * chance. Undefined where all are backing off or there is none.
 */
export function chooseNode(
  candidates: readonly NodeCandidate[],
  random: Random,
): number | undefined {
  if (candidates.length === 0) return undefined;
  const offset = random.uint32() % candidates.length;
  const rotated = [...candidates.slice(offset), ...candidates.slice(0, offset)];
  let best: NodeCandidate | undefined;
  let bestRank = Infinity;
  for (const candidate of rotated) {
    const rank = rankOf(candidate.state);
    if (rank < bestRank) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best?.id;
}

/** Above any number of requests in flight. */
const HELD_UP_RANK = 500_000;
const CONNECTING_RANK = 1_000_000;
const IDLE_RANK = CONNECTING_RANK + 1;
const FULL_RANK = CONNECTING_RANK + 2;

/** Smaller is better; Infinity: not at all. */
function rankOf(state: NodeState): number {
  switch (state.kind) {
    case 'ready':
      if (!state.sendable) return FULL_RANK + state.inFlight;
      return state.heldUp ? HELD_UP_RANK + state.inFlight : state.inFlight;
    case 'connecting':
      return CONNECTING_RANK;
    case 'idle':
      return IDLE_RANK;
    case 'backing-off':
      return Infinity;
  }
}
