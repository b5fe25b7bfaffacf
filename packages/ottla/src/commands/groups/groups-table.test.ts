import assert from 'node:assert/strict';
import { test } from 'node:test';

import { groupsJson, groupsTable, type AnyGroup, type GroupFilter } from './groups-table.ts';

const GROUPS: readonly AnyGroup[] = [
  { groupId: 'simple', type: 'Classic', protocolType: '' },
  { groupId: 'classic', type: 'Classic', protocolType: 'consumer' },
  { groupId: 'connect', type: 'Classic', protocolType: 'connect' },
  { groupId: 'new', type: 'Consumer', protocolType: 'consumer' },
  { groupId: 'shared', type: 'Share', protocolType: 'share' },
  { groupId: 'flow', type: 'Streams', protocolType: 'streams' },
];

const ALL: GroupFilter = { type: undefined, protocol: undefined, kind: undefined };

test('the columns of Java: rows end with a blank, the header does not', () => {
  const text = groupsTable([{ groupId: 'g', type: 'Classic', protocolType: 'consumer' }], ALL);
  assert.equal(
    text,
    'GROUP                TYPE                 PROTOCOL            \n' +
      'g                    Classic              consumer             \n',
  );
});

test('the longest text of any column widens all of them', () => {
  const groupId = 'test-group-1796003952973';
  const text = groupsTable([{ groupId, type: 'Classic', protocolType: '' }], ALL);
  assert.equal(
    text,
    'GROUP                    TYPE                     PROTOCOL                \n' +
      'test-group-1796003952973 Classic                                           \n',
  );
});

test('as JSON', () => {
  assert.equal(
    groupsJson(GROUPS, { ...ALL, type: 'Share' }),
    '{"groups":[{"groupId":"shared","type":"Share","protocol":"share"}]}\n',
  );
});

test('filters', () => {
  const table: [Partial<GroupFilter>, string[]][] = [
    [{}, ['simple', 'classic', 'connect', 'new', 'shared', 'flow']],
    [{ type: 'Classic' }, ['simple', 'classic', 'connect']],
    [{ type: 'Classic', protocol: 'connect' }, ['connect']],
    [{ protocol: 'consumer' }, ['classic', 'new']],
    [{ kind: 'consumer' }, ['simple', 'classic', 'new']],
    [{ kind: 'share' }, ['shared']],
    [{ kind: 'streams' }, ['flow']],
  ];
  for (const [filter, expected] of table) {
    const lines = groupsTable(GROUPS, { ...ALL, ...filter }).trimEnd().split('\n').slice(1);
    assert.deepEqual(lines.map((line) => line.split(' ')[0]), expected);
  }
});
