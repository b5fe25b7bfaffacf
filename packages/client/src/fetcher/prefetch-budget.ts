// Whether more may be fetched ahead of the application: the byte budget of all partitions, paused
// ones included. What paused ones hold must not starve the others for ever: where it leaves no room
// for one that has nothing, it is dropped, and fetched again once they are resumed. Without I/O.

import type { AssignedPartition } from './assigned-partition.ts';

/** May drop what paused partitions hold, those with most first. */
export function mayFetchAhead(
  partitions: Iterable<AssignedPartition>,
  waitingBytesMax: number,
): boolean {
  const paused: AssignedPartition[] = [];
  let heldByPaused = 0;
  let heldByOthers = 0;
  let isAnyEmpty = false;
  for (const assigned of partitions) {
    const { isPaused, waitingBytes } = assigned;
    if (!isPaused) {
      heldByOthers += waitingBytes;
      if (waitingBytes === 0) isAnyEmpty = true;
    } else if (waitingBytes > 0) {
      heldByPaused += waitingBytes;
      paused.push(assigned);
    }
  }
  if (heldByPaused + heldByOthers < waitingBytesMax) return true;
  // To drop would be of no use, or the application has something to go on with.
  if (heldByOthers >= waitingBytesMax || !isAnyEmpty) return false;
  for (const assigned of paused.toSorted((a, b) => b.waitingBytes - a.waitingBytes)) {
    heldByPaused -= assigned.waitingBytes;
    assigned.dropWaiting();
    if (heldByPaused + heldByOthers < waitingBytesMax) break;
  }
  return true;
}
