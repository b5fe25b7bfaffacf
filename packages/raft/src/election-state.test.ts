// The file quorum-state: what Kafka writes, and what is refused.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ElectionState, formatQuorumState, parseQuorumState } from './election-state.ts';

const DIRECTORY = 'J8aAPcfLQt2bqs1JT_rMgQ';

/** Text as Kafka 4.3.1 writes it, what it means, and the format it is in. */
const rows: readonly (readonly [string, ElectionState, number, readonly number[]])[] = [
  [
    [
      '{"leaderId":1,"leaderEpoch":2,"votedId":-1,',
      '"votedDirectoryId":"AAAAAAAAAAAAAAAAAAAAAA","data_version":1}',
    ].join(''),
    { epoch: 2, leaderId: 1, votedKey: undefined },
    1,
    [1],
  ],
  [
    [
      `{"leaderId":-1,"leaderEpoch":7,"votedId":3,"votedDirectoryId":"${DIRECTORY}",`,
      '"data_version":1}',
    ].join(''),
    { epoch: 7, leaderId: -1, votedKey: { id: 3, directoryId: DIRECTORY } },
    1,
    [1],
  ],
  [
    [
      '{"clusterId":"","leaderId":1,"leaderEpoch":5,"votedId":-1,"appliedOffset":0,',
      '"currentVoters":[{"voterId":1},{"voterId":2}],"data_version":0}',
    ].join(''),
    { epoch: 5, leaderId: 1, votedKey: undefined },
    0,
    [1, 2],
  ],
  [
    [
      '{"clusterId":"","leaderId":-1,"leaderEpoch":5,"votedId":2,"appliedOffset":0,',
      '"currentVoters":[{"voterId":2}],"data_version":0}',
    ].join(''),
    { epoch: 5, leaderId: -1, votedKey: { id: 2, directoryId: undefined } },
    0,
    [2],
  ],
];

for (const [text, state, kraftVersion, voterIds] of rows) {
  test(`${text.slice(0, 60)}… is read and written`, () => {
    assert.deepEqual(parseQuorumState(text, 'quorum-state'), state);
    assert.equal(formatQuorumState(state, { kraftVersion, voterIds }), text);
  });
}

test('a vote without a directory keeps the zero id in version 1', () => {
  const state = { epoch: 1, leaderId: -1, votedKey: { id: 2, directoryId: undefined } };
  const text = formatQuorumState(state, { kraftVersion: 1, voterIds: [] });
  assert.match(text, /"votedDirectoryId":"AAAAAAAAAAAAAAAAAAAAAA"/);
  assert.deepEqual(parseQuorumState(text, ''), state);
});

for (const [what, text, message] of [
  ['nothing', '', /q is not JSON/],
  ['a cut file', '{"leaderId":1,"lead', /q is not JSON/],
  ['a list', '[1]', /q is not a JSON object/],
  ['no version', '{"leaderId":1}', /data_version must be a whole number, got undefined/],
  ['a later version', '{"data_version":2}', /data_version 2 is neither 0 nor 1/],
  ['no epoch', '{"data_version":0,"leaderId":1,"votedId":-1}', /leaderEpoch must be a whole/],
  ['half an epoch', '{"data_version":0,"leaderEpoch":1.5,"votedId":-1}', /leaderEpoch must be/],
  [
    'no voted directory',
    '{"data_version":1,"leaderEpoch":1,"leaderId":1,"votedId":-1}',
    /votedDirectoryId must be a text, got undefined/,
  ],
] as const) {
  test(`${what} is no quorum state, and says why`, () => {
    assert.throws(() => parseQuorumState(text, 'q'), { name: 'QuorumStateError', message });
  });
}
