// Groups: listing them at every broker, describing them over two APIs, and changing their offsets
// and members.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  consumerGroupDescribeApi,
  consumerProtocolAssignment,
  describeGroupsApi,
  encodeVersioned,
  errors,
  leaveGroupApi,
  listGroupsApi,
  offsetCommitApi,
  offsetDeleteApi,
  offsetFetchApi,
} from '@ottla/protocol';

import { outcomesOf, UnsupportedVersionError } from '../../src/index.ts';
import {
  brief,
  countOf,
  failureOf,
  serveCoordinators,
  startAdmin,
  type ScriptedAdmin,
} from '../scripted/scripted-admin.ts';

async function startWithCoordinator(): Promise<ScriptedAdmin> {
  const scripted = await startAdmin(1);
  serveCoordinators(scripted.cluster, () => ({ nodeId: 1 }));
  return scripted;
}

describe('listGroups', () => {
  test('asks every broker; one that fails takes no other with it', async () => {
    const { cluster, admin, run } = await startAdmin(3);
    for (const { nodeId } of cluster.brokers) {
      cluster.broker(nodeId).on(listGroupsApi, ({ request }, respond) => {
        assert.deepEqual([request.statesFilter, request.typesFilter], [['Stable'], ['Consumer']]);
        const groups = [
          { groupId: `c${nodeId}`, protocolType: 'consumer', groupType: 'consumer' },
          { groupId: `k${nodeId}`, protocolType: 'connect', groupState: 'Stable' },
        ];
        const errorCode = errors.GROUP_AUTHORIZATION_FAILED.code;
        respond(nodeId === 2 ? { errorCode } : { groups });
      });
    }
    const filters = { states: ['Stable'], types: ['Consumer'], protocolTypes: ['consumer'] };
    const { groups, errors: failures } = await run(admin.listGroups(filters));
    const consumer = { type: 'Consumer', protocolType: 'consumer', state: null };
    assert.deepEqual(groups, [{ groupId: 'c1', ...consumer }, { groupId: 'c3', ...consumer }]);
    assert.deepEqual(failures.map(brief), ['GROUP_AUTHORIZATION_FAILED']);
    assert.match(String(failures[0]), /groups of broker 2 at b2:9092/);
    await admin.close();
  });

  test('waits for a coordinator that loads, and asks again', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const codes = [errors.COORDINATOR_LOAD_IN_PROGRESS.code, 0];
    cluster.broker(1).on(listGroupsApi, (_incoming, respond) => {
      respond({ errorCode: codes.shift() });
    });
    assert.deepEqual(await run(admin.listGroups()), { groups: [], errors: [] });
    assert.deepEqual(codes, []);
    await admin.close();
  });

  for (const { filter, isServed } of [
    { filter: {}, isServed: true },
    { filter: { types: ['classic'] }, isServed: true },
    { filter: { types: ['Consumer'] }, isServed: false },
    { filter: { states: ['Empty'] }, isServed: false },
  ]) {
    const name = JSON.stringify(filter);
    test(`${name} is ${isServed ? 'served' : 'refused'} by version 3`, async () => {
      const { cluster, admin, run } = await startAdmin(1);
      const groups = [{ groupId: 'g', protocolType: 'consumer' }];
      cluster.broker(1).on(listGroupsApi, (_incoming, respond) => respond({ groups }), 3);
      const listed = await run(admin.listGroups(filter));
      assert.equal(listed.groups.length, isServed ? 1 : 0);
      assert.deepEqual(
        listed.errors.map((error) => error instanceof UnsupportedVersionError),
        isServed ? [] : [true],
      );
      await admin.close();
    });
  }
});

const assignment = [{ topic: 't', partition: 0 }, { topic: 't', partition: 2 }];

const classicMember = {
  memberId: 'm1',
  groupInstanceId: 'i1',
  clientId: 'c',
  clientHost: '/127.0.0.1',
  memberAssignment: encodeVersioned(
    consumerProtocolAssignment,
    { assignedPartitions: [{ topic: 't', partitions: [0, 2] }] },
    // A version that is not known yet: what is known of it is read.
    3,
  ),
};

/** Knows `new` by the new API, `old` and `connect` by the classic one. */
function serveBothApis({ cluster }: ScriptedAdmin): void {
  const errorCode = errors.GROUP_ID_NOT_FOUND.code;
  cluster.broker(1).on(consumerGroupDescribeApi, ({ request }, respond) => {
    const topicPartitions = [{ topicName: 't', partitions: [0, 2] }];
    const member = {
      memberId: 'm2',
      rackId: 'r',
      memberEpoch: 4,
      clientId: 'c',
      clientHost: '/127.0.0.1',
      assignment: { topicPartitions },
      memberType: 1,
    };
    const known = {
      groupState: 'Stable',
      groupEpoch: 5,
      assignmentEpoch: 4,
      assignorName: 'uniform',
      members: [member],
      authorizedOperations: 1 << 3,
    };
    respond({
      groups: request.groupIds.map((groupId) =>
        groupId === 'new'
          ? { groupId, ...known }
          : { groupId, errorCode, errorMessage: `Group ${groupId} not found.` },
      ),
    });
  });
  cluster.broker(1).on(describeGroupsApi, ({ request }, respond) => {
    const known = { groupState: 'stable', protocolData: 'range', members: [classicMember] };
    respond({
      groups: request.groups.map((groupId) => {
        if (groupId === 'old') return { groupId, protocolType: 'consumer', ...known };
        if (groupId === 'connect') return { groupId, protocolType: 'connect', ...known };
        return { groupId, errorCode, errorMessage: `Group ${groupId} is not a classic group.` };
      }),
    });
  });
}

const coordinator = { id: 1, host: 'b1', port: 9092, rack: null };
const common = { clientId: 'c', clientHost: '/127.0.0.1', assignment };
const classicInfo = { targetAssignment: null, memberEpoch: null, isUpgraded: null, rackId: null };

describe('describing groups', () => {
  test('of either protocol, in one call', async () => {
    const scripted = await startWithCoordinator();
    serveBothApis(scripted);
    const { admin, run } = scripted;
    const described = await run(admin.describeConsumerGroups(['old', 'none', 'new', 'connect']));
    assert.deepEqual([...described.keys()], ['old', 'none', 'new', 'connect']);
    assert.deepEqual(described.get('new'), {
      groupId: 'new',
      type: 'Consumer',
      state: 'Stable',
      isSimple: false,
      assignor: 'uniform',
      coordinator,
      members: [
        {
          memberId: 'm2',
          groupInstanceId: null,
          rackId: 'r',
          ...common,
          targetAssignment: [],
          memberEpoch: 4,
          isUpgraded: true,
        },
      ],
      groupEpoch: 5,
      assignmentEpoch: 4,
      authorizedOperations: ['READ'],
    });
    assert.deepEqual(described.get('old'), {
      groupId: 'old',
      type: 'Classic',
      state: 'Stable',
      isSimple: false,
      assignor: 'range',
      coordinator,
      members: [{ memberId: 'm1', groupInstanceId: 'i1', ...common, ...classicInfo }],
      groupEpoch: null,
      assignmentEpoch: null,
      authorizedOperations: null,
    });
    // The words of the new API, as Java keeps them.
    assert.match(String(described.get('none')), /^GROUP_ID_NOT_FOUND: Group none not found\.$/);
    assert.match(String(described.get('connect')), /connect is not a consumer group \(connect\)/);
    await admin.close();
  });

  test('by the classic API where the broker serves no other', async () => {
    const { cluster, admin, run } = await startWithCoordinator();
    cluster.broker(1).on(
      describeGroupsApi,
      ({ request }, respond) => {
        respond({ groups: request.groups.map((groupId) => ({ groupId, groupState: 'Dead' })) });
      },
      5,
    );
    const described = await run(admin.describeConsumerGroups(['g']));
    const group = described.get('g');
    assert.ok(group !== undefined && !(group instanceof Error), String(group));
    assert.deepEqual([group.state, group.type, group.isSimple], ['Dead', 'Classic', true]);
    await admin.close();
  });

  test('of which one cannot be read: the others are told all the same', async () => {
    const { cluster, admin, run } = await startWithCoordinator();
    cluster.broker(1).on(describeGroupsApi, ({ request }, respond) => {
      const members = [{ memberId: 'm', memberAssignment: Buffer.from([0, 0, 0x7f]) }];
      respond({
        groups: request.groups.map((groupId) => ({
          groupId,
          groupState: 'Stable',
          protocolType: 'consumer',
          members: groupId === 'odd' ? members : [],
        })),
      });
    });
    const described = await run(admin.describeClassicGroups(['odd', 'plain']));
    assert.equal(brief(described.get('odd')), 'MalformedResponseError');
    assert.match(String(described.get('odd')), /group odd/);
    const plain = described.get('plain');
    assert.ok(plain !== undefined && !(plain instanceof Error));
    await admin.close();
  });

  test('that are classic, whatever they are for; only consumers have partitions', async () => {
    const scripted = await startWithCoordinator();
    serveBothApis(scripted);
    const { admin, run } = scripted;
    const described = await run(admin.describeClassicGroups(['connect', 'old', 'new']));
    const [connect, old, other] = [...described.values()];
    assert.ok(connect !== undefined && !(connect instanceof Error));
    assert.ok(old !== undefined && !(old instanceof Error));
    assert.deepEqual(
      [connect, old].map(({ protocolType, members }) => [protocolType, members[0]?.assignment]),
      [['connect', []], ['consumer', assignment]],
    );
    assert.equal(brief(other), 'GROUP_ID_NOT_FOUND');
    await admin.close();
  });
});

describe("a group's offsets", () => {
  test('of some partitions, of all, and of none', async () => {
    const { cluster, admin, run } = await startWithCoordinator();
    const asked: unknown[] = [];
    cluster.broker(1).on(offsetFetchApi, ({ request }, respond) => {
      for (const { groupId, topics } of request.groups) {
        asked.push([groupId, topics?.map((topic) => [topic.name, ...topic.partitionIndexes])]);
      }
      const denied = { errorCode: errors.TOPIC_AUTHORIZATION_FAILED.code };
      const partitions = [
        { partitionIndex: 0, committedOffset: 3, committedLeaderEpoch: 2, metadata: 'm' },
        { partitionIndex: 1, committedOffset: -1, metadata: '' },
        { partitionIndex: 2, committedOffset: -1, ...denied },
      ];
      respond({
        groups: [
          { groupId: 'a', topics: [{ name: 't', partitions }] },
          { groupId: 'b', topics: [] },
          { groupId: 'c', errorCode: errors.GROUP_AUTHORIZATION_FAILED.code },
        ],
      });
    });
    const partitions = [0, 1, 2].map((partition) => ({ topic: 't', partition }));
    const listed = await run(
      admin.listConsumerGroupOffsets([
        { groupId: 'a', partitions },
        { groupId: 'b' },
        { groupId: 'c' },
      ]),
    );
    assert.deepEqual(listed.get('a'), [
      { topic: 't', partition: 0, committed: { offset: 3, leaderEpoch: 2, metadata: 'm' } },
      { topic: 't', partition: 1, committed: null },
    ]);
    assert.deepEqual(listed.get('b'), []);
    assert.equal(brief(listed.get('c')), 'GROUP_AUTHORIZATION_FAILED');
    assert.deepEqual(asked, [['a', [['t', 0, 1, 2]]], ['b', undefined], ['c', undefined]]);
    await admin.close();
  });

  test('are set for each partition; what is not ready yet is asked for again', async () => {
    const { cluster, admin, run } = await startWithCoordinator();
    const codes = [
      [errors.NOT_COORDINATOR.code, errors.NOT_COORDINATOR.code],
      [0, errors.REBALANCE_IN_PROGRESS.code],
      [0, errors.OFFSET_METADATA_TOO_LARGE.code],
    ];
    const asked: unknown[] = [];
    cluster.broker(1).on(offsetCommitApi, ({ request, version }, respond) => {
      const { groupId, generationIdOrMemberEpoch, memberId, topics } = request;
      asked.push([version, groupId, generationIdOrMemberEpoch, memberId]);
      const [first = 0, second = 0] = codes.shift() ?? [];
      respond({
        topics: topics.map(({ name }) => ({
          name,
          partitions: [
            { partitionIndex: 0, errorCode: first },
            { partitionIndex: 1, errorCode: second },
          ],
        })),
      });
    });
    const asking = admin.alterConsumerGroupOffsets('g', [
      { topic: 't', partition: 1, offset: 2, metadata: 'm' },
      { topic: 't', partition: 0, offset: 1, leaderEpoch: 4 },
    ]);
    const altered = await run(outcomesOf(asking));
    assert.deepEqual(
      altered.map(({ partition, outcome }) => [partition, brief(outcome)]),
      [[1, 'OFFSET_METADATA_TOO_LARGE'], [0, true]],
    );
    // Never by topic id, which version 10 would ask for.
    assert.deepEqual(asked, [9, 9, 9].map((version) => [version, 'g', -1, '']));
    assert.equal(countOf(cluster, 1, 'FindCoordinator'), 3);
    await admin.close();
  });

  test('are deleted for each partition; an error of the group is thrown', async () => {
    const { cluster, admin, run } = await startWithCoordinator();
    cluster.broker(1).on(offsetDeleteApi, ({ request }, respond) => {
      const errorCode = errors.GROUP_SUBSCRIBED_TO_TOPIC.code;
      const partitions = [{ partitionIndex: 0 }, { partitionIndex: 1, errorCode }];
      if (request.groupId === 'g') respond({ topics: [{ name: 't', partitions }] });
      else respond({ errorCode: errors.GROUP_ID_NOT_FOUND.code });
    });
    const list = [{ topic: 't', partition: 0 }, { topic: 't', partition: 1 }];
    const deleted = await run(outcomesOf(admin.deleteConsumerGroupOffsets('g', list)));
    assert.deepEqual(
      deleted.map(({ outcome }) => brief(outcome)),
      [true, 'GROUP_SUBSCRIBED_TO_TOPIC'],
    );
    const error = await failureOf(run(admin.deleteConsumerGroupOffsets('none', list)));
    assert.match(`${error.name}: ${error.message}`, /^GROUP_ID_NOT_FOUND: group none: /);
    await admin.close();
  });
});

describe('removing members', () => {
  test('that are named; each with its outcome', async () => {
    const { cluster, admin, run } = await startWithCoordinator();
    const asked: unknown[] = [];
    cluster.broker(1).on(leaveGroupApi, ({ request, version }, respond) => {
      for (const { memberId, groupInstanceId, reason } of request.members) {
        asked.push([memberId, groupInstanceId, version < 5 ? null : reason?.length]);
      }
      const errorCode = errors.UNKNOWN_MEMBER_ID.code;
      const members = [
        { memberId: 'm', groupInstanceId: null },
        { groupInstanceId: 'i', errorCode },
      ];
      respond({ members });
    });
    const named = [{ memberId: 'm' }, { groupInstanceId: 'i' }];
    const options = { reason: 'x'.repeat(300) };
    const asking = admin.removeMembersFromConsumerGroup('g', named, options);
    const removed = await run(outcomesOf(asking));
    assert.deepEqual(
      removed.map(({ memberId, groupInstanceId, outcome }) => [
        memberId,
        groupInstanceId,
        brief(outcome),
      ]),
      [['m', null, true], ['', 'i', 'UNKNOWN_MEMBER_ID']],
    );
    assert.deepEqual(asked, [['m', null, 255], ['', 'i', 255]]);
    await admin.close();
  });

  test('that are there: static ones by their instance id', async () => {
    const scripted = await startWithCoordinator();
    serveBothApis(scripted);
    const { cluster, admin, run } = scripted;
    const asked: unknown[] = [];
    cluster.broker(1).on(leaveGroupApi, ({ request }, respond) => {
      asked.push(request.members.map((each) => [each.memberId, each.groupInstanceId]));
      respond({ members: request.members });
    });
    await run(admin.removeMembersFromConsumerGroup('old', 'all'));
    await run(admin.removeMembersFromConsumerGroup('new', 'all'));
    assert.deepEqual(asked, [[['', 'i1']], [['m2', null]]]);
    const none = admin.removeMembersFromConsumerGroup('none', 'all');
    assert.equal((await failureOf(run(none))).name, 'GROUP_ID_NOT_FOUND');
    await admin.close();
  });
});
