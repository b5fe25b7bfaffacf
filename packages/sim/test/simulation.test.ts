// A short slice of `npm run prove -- sim-one-broker`: a few seeds of a broker with several clients
// under faults, and one of them twice.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { describeRun, lastLines, runSimulation } from '../src/index.ts';

const MINUTES = 2;

for (const seed of [1, 2, 3]) {
  test(`seed ${seed}: what was promised holds`, async () => {
    const run = await runSimulation({ seed, minutes: MINUTES });
    assert.deepEqual(run.anomalies, [], `${describeRun(run)}\n${lastLines(run.log)}`);
    assert.ok(run.history.sends.some(({ outcome }) => outcome === 'ok'));
    assert.ok(run.history.polls.length > 0);
  });
}

test('one seed gives one trace, and another seed another', async () => {
  const options = { minutes: 1, traceLines: true };
  const first = await runSimulation({ ...options, seed: 4 });
  const second = await runSimulation({ ...options, seed: 4 });
  const at = first.traceLines.findIndex((line, index) => line !== second.traceLines[index]);
  const difference = `${first.traceLines[at]}\n${second.traceLines[at]}`;
  assert.equal(second.digest, first.digest, `they part at event ${at}:\n${difference}`);
  const other = await runSimulation({ ...options, seed: 5 });
  assert.notEqual(other.digest, first.digest);
});
