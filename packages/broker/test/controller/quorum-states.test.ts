// A slice of the proof of the quorum's crash states for every test run; `npm run prove --
// quorum-states` takes thousands.

import { test } from 'node:test';

import { CrashTally } from '../../../log/test/prove/crash-tally.ts';
import { proveQuorumStates, QUORUM_KINDS } from '../prove/quorum-states.ts';

test('what a quorum has committed outlives its deaths, and each kind of its files', async () => {
  const tally = new CrashTally();
  await proveQuorumStates(1, 40, { kind: 'quorum', tally });
  tally.requireMet(QUORUM_KINDS);
});

test('an election that was written is never forgotten', async () => {
  await proveQuorumStates(1, 300, { kind: 'votes', tally: new CrashTally() });
});

test('a replica that moves survives deaths of any kind', async () => {
  await proveQuorumStates(1, 20, { kind: 'move', tally: new CrashTally() });
});
