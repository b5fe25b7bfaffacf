// Which of the log directories holds each replica: the controller is told where they lie, and they
// move when an operator wants it.

import { ReplicaAssignments, ReplicaMoves, type ReplicaSet } from '@ottla/broker';
import type { NodeConfig } from '@ottla/metadata';
import type { NodeBase } from '../node-base.ts';
import type { ControllerPart } from './controller.ts';

export interface ReplicaPlacing {
  readonly moves: ReplicaMoves;
  readonly assignments: ReplicaAssignments;
  /** What a config that is set while the node runs changes. */
  configure(config: NodeConfig): void;
  /** Moves stop where they are. */
  close(): Promise<void>;
}

const BYTES_PER_SECOND = 'replica.alter.log.dirs.io.max.bytes.per.second';

export function replicaPlacing(
  { world, logger, config }: NodeBase,
  { node, loader }: ControllerPart,
  replicas: ReplicaSet,
): ReplicaPlacing {
  const assignments = new ReplicaAssignments({
    world,
    logger: logger.child('assignments'),
    channel: node.channel,
    brokerId: config.number('node.id'),
    image: () => loader.image,
  });
  const moves = new ReplicaMoves({
    world,
    logger: logger.child('moves'),
    replicas,
    assignments,
    bytesPerSecond: config.number(BYTES_PER_SECOND),
  });
  return {
    moves,
    assignments,
    configure: (changed) => {
      moves.bytesPerSecond = changed.number(BYTES_PER_SECOND);
    },
    close: async () => {
      await moves.close();
      assignments.close();
    },
  };
}
