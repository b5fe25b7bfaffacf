// A boot of broker, log and client core wholly on the simulated World: twice by one seed gives
// equal traces, event by event; another seed gives another history of the same facts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type OneBrokerRun, runOneBroker } from '../src/index.ts';

const SCENARIO = { records: 500, partitions: 3, traceLines: true };

function firstDifference(a: OneBrokerRun, b: OneBrokerRun): string {
  const at = a.traceLines.findIndex((line, index) => line !== b.traceLines[index]);
  return `they part at event ${at}:\n  ${a.traceLines[at]}\n  ${b.traceLines[at]}`;
}

test('one seed replays one history', async () => {
  const first = await runOneBroker({ ...SCENARIO, seed: 42 });
  const second = await runOneBroker({ ...SCENARIO, seed: 42 });
  assert.equal(second.digest, first.digest, firstDifference(first, second));
  assert.deepEqual(second.consumed, first.consumed);
  assert.deepEqual(second.log, first.log);
});

test('every record comes back once, in the order of its key, by any seed', async () => {
  const digests = new Set<string>();
  for (const seed of [1, 2, 3]) {
    const run = await runOneBroker({ ...SCENARIO, seed });
    digests.add(run.digest);
    assert.equal(new Set(run.consumed).size, SCENARIO.records);
    const last = new Map<string, number>();
    for (const line of run.consumed) {
      const [, key = '', index = ''] = /(key-\d+)=value (\d+)$/.exec(line) ?? [];
      assert.ok(Number(index) > (last.get(key) ?? -1), `${key}: ${index} after ${last.get(key)}`);
      last.set(key, Number(index));
    }
    assert.equal(last.size, 17);
  }
  assert.equal(digests.size, 3, 'different seeds gave one history: the seed decides nothing');
});
