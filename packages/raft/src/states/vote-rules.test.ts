// Who grants a vote, by state: the table of KRaft, every row.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatchAccumulator } from '../batch-accumulator.ts';
import { ElectionTally } from '../quorum/election-tally.ts';
import type { ReplicaKey } from '../replica-key.ts';
import { VoterSet } from '../voter-set.ts';
import { LeaderState } from './leader-state.ts';
import type { RaftState } from './raft-state.ts';
import { grantsVote } from './vote-rules.ts';

const LOCAL: ReplicaKey = { id: 1, directoryId: 'J8aAPcfLQt2bqs1JT_rMgQ' };
const CANDIDATE: ReplicaKey = { id: 2, directoryId: '4L6g3nShT-eMCtK--X86sw' };
const OTHER: ReplicaKey = { id: 3, directoryId: '4L6g3nShT-eMCtK--X86sw' };
const at = { epoch: 5, deadlineMs: 0 };
const tally = new ElectionTally([1, 2, 3]);

function unattached(leaderId: number, votedKey?: ReplicaKey): RaftState {
  return { kind: 'unattached', ...at, leaderId, votedKey };
}

function prospective(leaderId: number, votedKey?: ReplicaKey): RaftState {
  return { kind: 'prospective', ...at, leaderId, votedKey, tally };
}

function follower(hasFetched: boolean): RaftState {
  return { kind: 'follower', ...at, leaderId: 3, votedKey: undefined, hasFetched };
}

const candidate: RaftState = { kind: 'candidate', ...at, leaderId: -1, votedKey: LOCAL, tally };
const resigned: RaftState = {
  kind: 'resigned',
  ...at,
  leaderId: 1,
  unacknowledged: new Set(),
  preferredCandidates: [],
};
const leader = new LeaderState({
  local: LOCAL,
  epoch: 5,
  epochStartOffset: 0,
  voters: VoterSet.ofIds([1, 2, 3]),
  granting: [1, 2],
  accumulator: new BatchAccumulator({ nextOffset: 0, lingerMs: 0, batchBytesMax: 1000 }),
  checkQuorumDeadlineMs: 0,
});

/**
 * For an up-to-date candidate: its pre-vote, its vote. One that is behind never gets either, but …
 */
const rows: readonly (readonly [string, RaftState, boolean, boolean])[] = [
  ['a leader', leader, false, false],
  ['a candidate', candidate, true, false],
  ['a resigned leader', resigned, true, false],
  ['a follower that fetches', follower(true), false, false],
  ['a follower that has not fetched', follower(false), true, false],
  ['an unattached replica', unattached(-1), true, true],
  ['an unattached replica that knows a leader', unattached(3), true, false],
  ['an unattached replica that voted for it', unattached(-1, CANDIDATE), true, true],
  ['an unattached replica that voted for another', unattached(-1, OTHER), true, false],
  ['a prospective replica', prospective(-1), true, true],
  ['a prospective replica that knows a leader', prospective(3), true, false],
  ['a prospective replica that voted for it', prospective(-1, CANDIDATE), true, true],
  ['a prospective replica that voted for another', prospective(-1, OTHER), true, false],
];

for (const [what, state, preVote, vote] of rows) {
  test(`${what} grants a pre-vote: ${preVote}, a vote: ${vote}`, () => {
    const ballot = { candidate: CANDIDATE, isUpToDate: true };
    assert.equal(grantsVote(state, { ...ballot, isPreVote: true }), preVote);
    assert.equal(grantsVote(state, { ...ballot, isPreVote: false }), vote);
  });
}

for (const [what, state] of rows) {
  // … a vote that was given once is given again.
  const hasVotedForIt = what.endsWith('voted for it');
  test(`${what} and a candidate that is behind`, () => {
    const ballot = { candidate: CANDIDATE, isUpToDate: false };
    assert.equal(grantsVote(state, { ...ballot, isPreVote: true }), false);
    assert.equal(grantsVote(state, { ...ballot, isPreVote: false }), hasVotedForIt);
  });
}

test('a vote that names a directory is for that replica only', () => {
  const sameId = { id: CANDIDATE.id, directoryId: LOCAL.directoryId };
  const ballot = { candidate: sameId, isUpToDate: true, isPreVote: false };
  assert.equal(grantsVote(unattached(-1, CANDIDATE), ballot), false);
  const noDirectory = { id: CANDIDATE.id, directoryId: undefined };
  assert.equal(grantsVote(unattached(-1, noDirectory), ballot), true);
});
