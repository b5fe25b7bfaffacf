// kafka.server:type=ReplicaAlterLogDirsManager and AssignmentsManager: replicas that move between
// the log directories of this broker, and what the controller is yet to be told of where they are.

import type { Exposition } from '../exposition.ts';
import { gauge } from '../metric-family.ts';

const CLIENT_ID = 'ReplicaAlterLogDirs';

const mover = (name: string, help: string) =>
  gauge(`kafka_server_replicaalterlogdirsmanager_${name}`, help, 'clientId');

export const moveFamilies = {
  maxLag: mover('maxlag', 'Records that the copy which is furthest behind has to copy yet.'),
  minFetchRate: mover(
    'minfetchrate',
    'Reads a second by all copies together, over about a minute; 0 while nothing moves.',
  ),
  failed: mover(
    'failedpartitionscount',
    'Partitions whose move has failed and was not begun again.',
  ),
  deadThreads: mover(
    'deadthreadcount',
    'Threads that have died: always 0, since copies have no threads of their own.',
  ),
  queued: gauge(
    'kafka_server_assignmentsmanager_queuedreplicatodirassignments',
    'Replicas of which the controller is yet to be told in which log directory they are.',
  ),
} as const;

/** What is measured of moves; see ReplicaMoves. */
export interface MeasuredMoves {
  readonly maxLag: number;
  readonly readsPerSecond: number;
  readonly failedCount: number;
}

export interface MeasuredPlacing {
  readonly moves: MeasuredMoves;
  readonly assignments: { readonly pendingCount: number };
}

export function exposeMoves(out: Exposition, { moves, assignments }: MeasuredPlacing): void {
  out.add(moveFamilies.maxLag, moves.maxLag, CLIENT_ID);
  out.add(moveFamilies.minFetchRate, moves.readsPerSecond, CLIENT_ID);
  out.add(moveFamilies.failed, moves.failedCount, CLIENT_ID);
  out.add(moveFamilies.deadThreads, 0, CLIENT_ID);
  out.add(moveFamilies.queued, assignments.pendingCount);
}
