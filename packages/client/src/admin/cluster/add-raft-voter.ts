// AddRaftVoter (80), KIP-853: a controller that has caught up votes from now on.

import { addRaftVoterApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY } from '../driver/operation.ts';
import { doneOf } from '../driver/outcome.ts';
import { isPassingChange } from '../driver/passing-change.ts';
import type { RaftEndpoint, RaftVoter, RaftVoterOptions } from './raft-voter.ts';

export interface NewRaftVoter extends RaftVoter {
  readonly endpoints: readonly RaftEndpoint[];
}

/** Throws for example DUPLICATE_VOTER, or REQUEST_TIMED_OUT where it has not caught up. */
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
