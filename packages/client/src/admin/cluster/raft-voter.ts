// Who votes in the metadata quorum (KIP-853), as the operations beside this file name it.

import type { Uuid } from '@ottla/protocol';

import type { AdminOptions } from '../driver/operation.ts';

export interface RaftVoter {
  readonly voterId: number;
  readonly voterDirectoryId: Uuid;
}

export interface RaftVoterOptions extends AdminOptions {
  /** Where it is given and the cluster has another: INCONSISTENT_CLUSTER_ID. */
  readonly clusterId?: string | undefined;
}

export interface RaftEndpoint {
  /** The listener's name, for example CONTROLLER. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
}
