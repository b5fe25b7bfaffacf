// AddRaftVoter (80) and RemoveRaftVoter (81), KIP-853: who votes in the metadata quorum.

import { addRaftVoterApi, removeRaftVoterApi, type Uuid } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY, type AdminOptions } from '../driver/operation.ts';
import { doneOf } from '../driver/outcome.ts';
import { isPassingChange } from '../driver/passing-change.ts';

export interface RaftEndpoint {
  /** The listener's name, for example CONTROLLER. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export interface RaftVoter {
  readonly voterId: number;
  readonly voterDirectoryId: Uuid;
}

export interface NewRaftVoter extends RaftVoter {
  readonly endpoints: readonly RaftEndpoint[];
}

export interface RaftVoterOptions extends AdminOptions {
  /** Where it is given and the cluster has another: INCONSISTENT_CLUSTER_ID. */
  readonly clusterId?: string | undefined;
}

/** Throws for example DUPLICATE_VOTER. */
export async function addRaftVoter(
  core: ClientCore,
  voter: NewRaftVoter,
  options: RaftVoterOptions = {},
): Promise<void> {
  const { voterId, voterDirectoryId, endpoints } = voter;
  const doing = `add voter ${voterId}`;
  await askOne(
    core,
    {
      doing,
      api: addRaftVoterApi,
      place: ANY,
      request: ({ timeoutMs }) => ({
        clusterId: options.clusterId ?? null,
        timeoutMs,
        voterId,
        voterDirectoryId,
        listeners: endpoints.map(({ name, host, port }) => ({ name, host, port })),
        ackWhenCommitted: true,
      }),
      outcomeOf: (response) => doneOf(response, doing),
      isPassing: isPassingChange,
    },
    options,
  );
}

/** Throws for example VOTER_NOT_FOUND. */
export async function removeRaftVoter(
  core: ClientCore,
  voter: RaftVoter,
  options: RaftVoterOptions = {},
): Promise<void> {
  const { voterId, voterDirectoryId } = voter;
  const doing = `remove voter ${voterId}`;
  await askOne(
    core,
    {
      doing,
      api: removeRaftVoterApi,
      place: ANY,
      request: () => ({ clusterId: options.clusterId ?? null, voterId, voterDirectoryId }),
      outcomeOf: (response) => doneOf(response, doing),
      isPassing: isPassingChange,
    },
    options,
  );
}
