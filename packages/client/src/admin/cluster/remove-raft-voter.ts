// RemoveRaftVoter (81), KIP-853: a controller that votes no more; it still follows.

import { removeRaftVoterApi } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { askOne } from '../driver/ask-one.ts';
import { ANY } from '../driver/operation.ts';
import { doneOf } from '../driver/outcome.ts';
import { isPassingChange } from '../driver/passing-change.ts';
import type { RaftVoter, RaftVoterOptions } from './raft-voter.ts';

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
