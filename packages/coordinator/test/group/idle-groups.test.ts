// Groups that are only there: after a restart nothing but their records is kept of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { groupCommands, groupQueries } from '../../src/index.ts';
import { GroupBench } from './group-bench.ts';

const CALLER = { apiVersion: 8, clientId: 'c', clientHost: '/127.0.0.1' };
const MINUTE_MS = 60_000;

function commit(bench: GroupBench, groupId: string): void {
  const partitions = [{ partitionIndex: 0, committedOffset: 1 }];
  const request = { groupId, topics: [{ name: 't', partitions }] };
  bench.submit(groupCommands.offsetCommit, request, CALLER, () => undefined);
}

test('neither descriptions nor the search for what has expired take groups into use', () => {
  const silent = { appended: () => undefined, logged: () => undefined };
  const bench = new GroupBench({ offsetsRetentionMinutes: 15 }, silent);
  for (let index = 0; index < 100; index++) commit(bench, `g${index}`);
  bench.restart();
  const machineCount = () => [...bench.shard.state.groups.machines()].length;
  bench.query(groupQueries.describeGroups, { groups: ['g1'] }, 5, ({ groups }) => {
    assert.equal(groups[0]?.groupState, 'Empty');
  });
  bench.advance(10 * MINUTE_MS);
  assert.equal(machineCount(), 0);
  commit(bench, 'g7');
  bench.advance(10 * MINUTE_MS);
  const left = [...bench.shard.state.groups.entries()].map(([groupId]) => groupId);
  assert.deepEqual(left, ['g7'], 'the others have expired');
});
