// More offsets at once than a call has room for arguments: they go with their topic, with their
// group and with their age all the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { groupCommands } from '../../src/index.ts';
import { GroupBench } from './group-bench.ts';

const PARTITIONS = 1000;
/** V8 takes some 120,000 arguments. */
const COMMITS = 140;
const CALLER = { apiVersion: 8, clientId: 'c', clientHost: '/127.0.0.1' };
const SILENT = { appended: () => undefined, logged: () => undefined };

/** Of topic `t`, all by simple groups: one of each name, `index` appended. */
function commitMany(bench: GroupBench, groupOf: (index: number) => string): void {
  for (let index = 0; index < COMMITS; index++) {
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) => ({
      partitionIndex: index * PARTITIONS + partition,
      committedOffset: 1,
    }));
    const request = { groupId: groupOf(index), topics: [{ name: 't', partitions }] };
    bench.submit(groupCommands.offsetCommit, request, CALLER, () => undefined);
  }
  assert.equal(bench.endOffset, COMMITS * PARTITIONS);
}

test('many offsets go with their topic', () => {
  const bench = new GroupBench({}, SILENT);
  commitMany(bench, (index) => `g${index}`);
  bench.deleteTopic({ id: 'AAAAAAAAAAAAAAAAAAAAAA', name: 't' });
  assert.equal(bench.endOffset, 2 * COMMITS * PARTITIONS);
});

test('many offsets go with their age, and their group too', () => {
  const bench = new GroupBench({ offsetsRetentionMinutes: 1 }, SILENT);
  commitMany(bench, () => 'g');
  bench.advance(600_000);
  assert.equal(bench.endOffset, 2 * COMMITS * PARTITIONS + 1);
  assert.equal(bench.shard.state.groups.stored('g'), undefined);
});

test('many offsets go with their group', () => {
  const bench = new GroupBench({}, SILENT);
  commitMany(bench, () => 'g');
  const errors: number[] = [];
  const request = { groupsNames: ['g'] };
  bench.submit(groupCommands.deleteGroups, request, { ...CALLER, apiVersion: 2 }, ({ results }) => {
    errors.push(...results.map(({ errorCode }) => errorCode));
  });
  assert.deepEqual(errors, [0]);
  assert.equal(bench.shard.state.groups.stored('g'), undefined);
});
