// Voters: who is one, what the log says of them, and how that is undone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VoterHistory } from './voter-history.ts';
import { type Voter, VoterSet } from './voter-set.ts';

const D1 = 'J8aAPcfLQt2bqs1JT_rMgQ';
const D2 = '4L6g3nShT-eMCtK--X86sw';

function voter(id: number, directoryId: string | undefined, port = 9093): Voter {
  return {
    key: { id, directoryId },
    endpoints: [{ name: 'CONTROLLER', host: `h${id}`, port }],
    kraftVersions: { min: 0, max: 1 },
  };
}

const dynamic = new VoterSet([voter(2, D2), voter(1, D1)]);
const fixed = VoterSet.ofIds([3, 1]);

for (const [what, set, id, directoryId, expected] of [
  ['the recorded directory', dynamic, 1, D1, true],
  ['another directory', dynamic, 1, D2, false],
  ['no directory where one is recorded', dynamic, 1, undefined, false],
  ['another id', dynamic, 3, D1, false],
  ['any directory in a static quorum', fixed, 1, D1, true],
  ['no directory in a static quorum', fixed, 3, undefined, true],
] as const) {
  test(`a voter is known by ${what}: ${expected}`, () => {
    assert.equal(set.isVoter({ id, directoryId }), expected);
  });
}

test('a set has its voters by ascending id', () => {
  assert.deepEqual(dynamic.ids, [1, 2]);
  assert.equal(dynamic.size, 2);
  assert.equal(dynamic.hasId(2), true);
  assert.equal(dynamic.isOnlyVoter({ id: 1, directoryId: D1 }), false);
  assert.equal(new VoterSet([voter(1, D1)]).isOnlyVoter({ id: 1, directoryId: D1 }), true);
  assert.equal(new VoterSet([voter(1, D1)]).isOnlyVoter({ id: 1, directoryId: D2 }), false);
});

test('a set survives its record', () => {
  assert.deepEqual(VoterSet.ofRecord(dynamic.toRecord()).voters, dynamic.voters);
});

test('other endpoints or versions are worth an update, and change just that voter', () => {
  assert.equal(dynamic.needsUpdate(voter(1, D1)), false);
  const moved = voter(1, D1, 1234);
  assert.equal(dynamic.needsUpdate(moved), true);
  assert.equal(dynamic.needsUpdate({ ...voter(1, D1), kraftVersions: { min: 0, max: 2 } }), true);
  const updated = dynamic.withUpdated(moved);
  assert.equal(updated?.voter(1)?.endpoints[0]?.port, 1234);
  assert.deepEqual(updated?.voter(2), dynamic.voter(2));
  assert.equal(dynamic.withUpdated(voter(9, D1)), undefined);
  assert.equal(dynamic.needsUpdate(voter(9, D1)), false);
});

test('the newest record holds, and a cut takes it back', () => {
  const start = new VoterHistory(fixed);
  assert.deepEqual(
    [start.voters.ids, start.votersOffset, start.kraftVersion],
    [[1, 3], undefined, 0],
  );
  const one = new VoterSet([voter(1, D1)]);
  const history = start
    .with({ kind: 'kraft-version', offset: -1, level: 1 })
    .with({ kind: 'voters', offset: -1, voters: one })
    .with({ kind: 'voters', offset: 10, voters: dynamic });
  assert.deepEqual([history.voters.ids, history.votersOffset], [[1, 2], 10]);
  const cut = history.cutTo(10);
  assert.deepEqual([cut.voters.ids, cut.votersOffset, cut.kraftVersion], [[1], -1, 1]);
  assert.deepEqual(history.cutTo(11).voters.ids, [1, 2]);
  assert.deepEqual(history.at(5), { voters: one, kraftVersion: 1 });
  assert.deepEqual(history.cleared().voters.ids, [1, 3]);
});
