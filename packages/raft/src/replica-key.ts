// Who a replica is: the node's id and the id of the directory that holds its metadata log, so that
// a node that lost its disk is not taken for the voter it was (KIP-853).

import type { Uuid } from '@ottla/protocol';

export interface ReplicaKey {
  readonly id: number;
  /** Undefined where it is not known: in a static quorum. */
  readonly directoryId: Uuid | undefined;
}

/** How a missing directory id is written. */
export const NO_DIRECTORY_ID: Uuid = 'AAAAAAAAAAAAAAAAAAAAAA';

/** A key as it comes from the wire or a file, where the zero id says that there is none. */
export function replicaKeyOf(id: number, directoryId: Uuid): ReplicaKey {
  return { id, directoryId: directoryId === NO_DIRECTORY_ID ? undefined : directoryId };
}

/** The directory id as the wire and files have it. */
export function writtenDirectoryId(key: ReplicaKey | undefined): Uuid {
  return key?.directoryId ?? NO_DIRECTORY_ID;
}

/**
 * Whether a vote for `voted` is one for `candidate`; a recorded vote without a directory fits any.
 */
export function isVoteFor(voted: ReplicaKey, candidate: ReplicaKey): boolean {
  if (voted.id !== candidate.id) return false;
  return voted.directoryId === undefined || voted.directoryId === candidate.directoryId;
}
