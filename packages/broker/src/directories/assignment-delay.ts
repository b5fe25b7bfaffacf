// When the next AssignReplicasToDirs may go: soon, so that several assignments share a request, and
// later and later while requests fail. Kafka's figures. Pure.

/** Partitions in one request. */
export const ASSIGNMENTS_MAX = 2250;

const DELAY_MS = 100;
const DELAY_MS_MAX = 10_000;
const JITTER = 0.02;

export interface AssignmentsState {
  /** Requests that failed as a whole, since the last one that did not. */
  readonly failures: number;
  readonly isInFlight: boolean;
  readonly readyCount: number;
}

/** `chance` is from 0 up to 1. */
export function assignmentDelayMs(state: AssignmentsState, chance: number): number {
  const { failures, isInFlight, readyCount } = state;
  if (failures > 0) {
    const factor = 1 - JITTER + 2 * JITTER * chance;
    return Math.min(DELAY_MS * 2 ** failures * factor, DELAY_MS_MAX);
  }
  return readyCount > ASSIGNMENTS_MAX && !isInFlight ? 0 : DELAY_MS;
}
