// The expected texts are what Kafka 4.3.1's kafka-consumer-groups.sh printed.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  assignmentText,
  listTable,
  membersTable,
  offsetsTable,
  resetTable,
  stateTable,
  statusTable,
  type MemberRow,
  type OffsetRow,
} from './group-tables.ts';

const NOBODY = { consumerId: '-', host: '-', clientId: '-' };

describe('lists', () => {
  const groups = [
    { groupId: 'gn', type: 'Consumer', state: 'Stable' },
    { groupId: 'ga', type: 'Classic', state: 'Empty' },
  ];

  test('with states and types', () => {
    assert.equal(
      listTable(groups, { type: true, state: true }),
      'GROUP                     TYPE                 STATE               \n' +
        'gn                        Consumer             Stable              \n' +
        'ga                        Classic              Empty               \n',
    );
  });

  test('one column, and a long name', () => {
    const long = [{ groupId: 'test-group-1796003952973', type: 'Classic', state: 'Empty' }];
    assert.equal(
      listTable(long, { type: false, state: true }),
      'GROUP                              STATE               \n' +
        'test-group-1796003952973           Empty               \n',
    );
  });
});

describe('offsets', () => {
  const row: OffsetRow = {
    group: 'ge',
    topic: 'orders',
    partition: 1,
    leaderEpoch: 0,
    offset: 9,
    logEndOffset: 12,
    ...NOBODY,
  };

  test('nobody owns the partition', () => {
    assert.equal(
      offsetsTable([row], false),
      '\nGROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG' +
        '             CONSUMER-ID     HOST            CLIENT-ID' +
        '\nge              orders          1          9               12              3  ' +
        '             -               -               -\n',
    );
  });

  test('verbose: the epoch comes before the offset', () => {
    const owner = { consumerId: '6yY7ER6YQumDhLubJ11isw', host: '/127.0.0.1', clientId: 'c' };
    assert.equal(
      offsetsTable([{ ...row, ...owner, leaderEpoch: null }], true),
      '\nGROUP           TOPIC           PARTITION  LEADER-EPOCH    CURRENT-OFFSET  ' +
        'LOG-END-OFFSET  LAG             CONSUMER-ID            HOST            CLIENT-ID' +
        '\nge              orders          1          -               9               ' +
        '12              3               6yY7ER6YQumDhLubJ11isw /127.0.0.1      c\n',
    );
  });

  test('without a committed offset, or an end, there is no lag', () => {
    const lag = (change: Partial<OffsetRow>): string | undefined =>
      offsetsTable([{ ...row, ...change }], false).split('\n')[2]?.split(/ +/)[5];
    assert.equal(lag({}), '3');
    assert.equal(lag({ offset: undefined }), '-');
    assert.equal(lag({ offset: -1 }), '-');
    assert.equal(lag({ logEndOffset: undefined }), '-');
  });
});

describe('members', () => {
  const member: MemberRow = {
    group: 'gn',
    consumerId: '6yY7ER6YQumDhLubJ11isw',
    groupInstanceId: '',
    host: '/127.0.0.1',
    clientId: 'console-consumer',
    assignment: [{ topic: 'words', partition: 0 }],
    targetAssignment: [{ topic: 'words', partition: 0 }],
    currentEpoch: 2,
    targetEpoch: 2,
    isUpgraded: true,
  };

  test('lines end with a blank', () => {
    assert.equal(
      membersTable([member], false, true),
      '\nGROUP           CONSUMER-ID            HOST            CLIENT-ID        #PARTITIONS     ' +
        '\ngn              6yY7ER6YQumDhLubJ11isw /127.0.0.1      console-consume' +
        'r 1               \n',
    );
  });

  test('verbose', () => {
    assert.equal(
      membersTable([member], true, true),
      '\nGROUP           CONSUMER-ID            HOST            CLIENT-ID        #PARTITIONS     ' +
        'CURRENT-EPOCH   CURRENT-ASSIGNMENT   TARGET-EPOCH    TARGET-ASSIGNMENT   ' +
        '\ngn              6yY7ER6YQumDhLubJ11isw /127.0.0.1      console-consume' +
        'r 1               ' +
        '2               words:0              2               words:0             \n',
    );
  });

  test('a static member, of a group without epochs', () => {
    const classic = { ...member, groupInstanceId: 'inst', clientId: 'cid2', isUpgraded: null };
    const text = membersTable(
      [{ ...classic, currentEpoch: null, targetEpoch: null, targetAssignment: [] }],
      true,
      true,
    );
    assert.equal(
      text,
      '\nGROUP           CONSUMER-ID            GROUP-INSTANCE-ID HOST           ' +
        ' CLIENT-ID       ' +
        '#PARTITIONS     CURRENT-EPOCH   CURRENT-ASSIGNMENT   TARGET-EPOCH    TAR' +
        'GET-ASSIGNMENT   ' +
        '\ngn              6yY7ER6YQumDhLubJ11isw inst              /127.0.0.1   ' +
        '   cid2            ' +
        '1               -               words:0              -               -  ' +
        '                 \n',
    );
  });

  test('UPGRADED only where members of both protocols are in the group', () => {
    const both = membersTable([member, { ...member, isUpgraded: false }], true, true).split('\n');
    assert.match(both[1] ?? '', / TARGET-ASSIGNMENT {4}UPGRADED$/);
    assert.match(both[3] ?? '', / words:0 {14}false$/);
  });

  test('only the header where nobody is there', () => {
    assert.equal(
      membersTable([], false, false),
      '\nGROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     \n',
    );
  });

  test('assignments are sorted', () => {
    const partitions = [
      { topic: 'b', partition: 10 },
      { topic: 'b', partition: 2 },
      { topic: 'a', partition: 0 },
    ];
    assert.equal(assignmentText(partitions), 'a:0;b:2,10');
    assert.equal(assignmentText([]), '-');
  });
});

test('states', () => {
  const row = {
    group: 'gn',
    coordinator: { id: 1, host: '127.0.0.1', port: 39297 },
    assignor: '',
    state: 'Empty',
    groupEpoch: 2,
    assignmentEpoch: null,
    memberCount: 0,
  };
  assert.equal(
    stateTable(row, false),
    '\nGROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE      ' +
      '          #MEMBERS' +
      '\ngn              127.0.0.1:39297  (1)      -                    Empty                0\n',
  );
  assert.equal(
    stateTable(row, true),
    '\nGROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                ' +
      'GROUP-EPOCH     TARGET-ASSIGNMENT-EPOCH   #MEMBERS' +
      '\ngn              127.0.0.1:39297  (1)      -                    Empty                ' +
      '2               -                         0\n',
  );
});

test('reset offsets: a header for groups without any, a bare line without groups', () => {
  assert.equal(
    resetTable([{ group: 'ge', topic: 'orders', partition: 0, offset: 9 }], ['ge']),
    '\nGROUP           TOPIC           PARTITION  NEW-OFFSET' +
      '\nge              orders          0          9\n',
  );
  assert.equal(
    resetTable([], ['a-group-of-a-long-name']),
    '\nGROUP                  TOPIC           PARTITION  NEW-OFFSET\n',
  );
  assert.equal(resetTable([], []), '\n');
});

test('deleted offsets', () => {
  assert.equal(
    statusTable([
      { topic: 'nope', partition: undefined, error: 'no' },
      { topic: 'orders', partition: 0, error: undefined },
    ]),
    '\nTOPIC           PARTITION  STATUS         ' +
      '\nnope            -          Error: no      ' +
      '\norders          0          Successful     \n',
  );
});
