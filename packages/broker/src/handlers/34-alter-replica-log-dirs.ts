// AlterReplicaLogDirs: moves replicas to other log directories of this broker (KIP-113).
//
// Behaviour: the answer says whether a move has begun; it goes on after it, and DescribeLogDirs
// tells how far it is. A replica's own directory cancels its move, another one begins it anew. A
// replica that is still to come is made in the directory (REPLICA_NOT_AVAILABLE). No move begins
// while any directory is offline. Of a partition that is named twice the last directory counts.
// Version notes: 2 is 1 in the flexible format.

import type { LogDirectory } from '@ottla/log';
import {
  alterReplicaLogDirsApi,
  type AlterReplicaLogDirsRequest,
  type AlterReplicaLogDirsResponse,
  type ProtocolError,
} from '@ottla/protocol';
import type { ReplicaMoves } from '../directories/replica-moves.ts';
import type { Handler } from './handler.ts';

export interface AlterReplicaLogDirsOptions {
  readonly moves: ReplicaMoves;
  readonly directories: readonly LogDirectory[];
  /** Requests name directories by their absolute paths. */
  readonly absolutePath: (path: string) => string;
}

export function alterReplicaLogDirsHandler(
  options: AlterReplicaLogDirsOptions,
): Handler<AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse> {
  return {
    api: alterReplicaLogDirsApi,
    listeners: ['broker'],
    forwardable: false,
    acls: [{ operation: 'ALTER', resourceType: 'cluster' }],
    handle: (request, { throttleTimeMs }, respond) => {
      const results = [...wantedBy(request)].map(([topicName, paths]) => ({
        topicName,
        partitions: [...paths].map(([partitionIndex, path]) => {
          const { code } = alter(options, topicName, partitionIndex, path);
          return { partitionIndex, errorCode: code };
        }),
      }));
      respond({ throttleTimeMs, results });
    },
  };
}

/** Paths by topic and partition. */
function wantedBy({ dirs }: AlterReplicaLogDirsRequest): Map<string, Map<number, string>> {
  const wanted = new Map<string, Map<number, string>>();
  for (const { path, topics } of dirs) {
    for (const { name, partitions } of topics) {
      const paths = wanted.get(name) ?? new Map<number, string>();
      for (const index of partitions) paths.set(index, path);
      wanted.set(name, paths);
    }
  }
  return wanted;
}

function alter(
  { moves, directories, absolutePath }: AlterReplicaLogDirsOptions,
  topic: string,
  index: number,
  path: string,
): ProtocolError {
  const directory = directories.find((each) => absolutePath(each.path) === path);
  return moves.alter(topic, index, directory);
}
