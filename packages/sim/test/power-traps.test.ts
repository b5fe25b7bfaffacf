// Power fails at moments of the disk's and the clients' own, and a seed still gives one trace.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { describeRun, runSimulation } from '../src/index.ts';

const OPTIONS = { seed: 3, minutes: 2, families: ['power'], isDurable: true } as const;

test('each trap springs, what was acknowledged is there, and the trace is one', async () => {
  const first = await runSimulation(OPTIONS);
  assert.deepEqual(first.anomalies, [], describeRun(first));
  for (const moment of ['a disk call', 'an acknowledgement']) {
    assert.ok((first.counts[`fault power loss at ${moment}`] ?? 0) > 0, moment);
  }
  const second = await runSimulation(OPTIONS);
  assert.equal(second.digest, first.digest);
});

test('a run without losses of power sets none', async () => {
  const { counts } = await runSimulation({ ...OPTIONS, minutes: 1.5, families: ['process'] });
  assert.deepEqual(Object.keys(counts).filter((name) => name.includes('power')), []);
});
