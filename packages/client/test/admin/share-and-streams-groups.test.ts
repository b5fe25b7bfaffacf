// Share groups (KIP-932) and streams groups (KIP-1071), by scripted coordinators.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  alterShareGroupOffsetsApi,
  deleteShareGroupOffsetsApi,
  describeShareGroupOffsetsApi,
  errors,
  shareGroupDescribeApi,
  streamsGroupDescribeApi,
} from '@ottla/protocol';

import { ClientError, outcomesOf, valueOf } from '../../src/index.ts';
import {
  brief,
  failureOf,
  serveCoordinators,
  startAdmin,
  type ScriptedAdmin,
} from '../scripted/scripted-admin.ts';

async function start(): Promise<ScriptedAdmin> {
  const scripted = await startAdmin(1);
  serveCoordinators(scripted.cluster, () => ({ nodeId: 1 }));
  return scripted;
}

describe('share groups', () => {
  test('described, one by one: an error takes no other with it', async () => {
    const { cluster, admin, run } = await start();
    cluster.broker(1).on(shareGroupDescribeApi, ({ request }, respond) => {
      respond({
        groups: request.groupIds.map((groupId) => {
          if (groupId === 'none') return { groupId, errorCode: errors.GROUP_ID_NOT_FOUND.code };
          const topicPartitions = [{ topicName: 't', partitions: [0, 2] }];
          const member = {
            memberId: 'm',
            memberEpoch: 3,
            clientId: 'c',
            clientHost: '/10.0.0.1',
            subscribedTopicNames: ['t'],
            assignment: { topicPartitions },
          };
          return { groupId, groupState: 'Stable', groupEpoch: 5, members: [member] };
        }),
      });
    });
    const described = await run(admin.describeShareGroups(['s', 'none']));
    const failed = described.get('none');
    assert.ok(failed instanceof ClientError);
    assert.equal(brief(failed), 'GROUP_ID_NOT_FOUND');
    const group = valueOf(described.get('s') ?? assert.fail('not described'));
    assert.deepEqual([group.state, group.groupEpoch, group.coordinator.id], ['Stable', 5, 1]);
    assert.deepEqual(group.members[0]?.assignment, [
      { topic: 't', partition: 0 },
      { topic: 't', partition: 2 },
    ]);
    await admin.close();
  });

  test('their offsets: what is not known is null', async () => {
    const { cluster, admin, run } = await start();
    cluster.broker(1).on(describeShareGroupOffsetsApi, ({ request, version }, respond) => {
      const [group] = request.groups;
      assert.deepEqual(
        group?.topics?.map(({ topicName, partitions }) => ({ topicName, partitions })),
        [{ topicName: 't', partitions: [0, 1, 2] }],
      );
      const lag = (value: number): object => (version >= 1 ? { lag: value } : {});
      const partitions = [
        { partitionIndex: 0, startOffset: 7, leaderEpoch: 2, ...lag(3) },
        { partitionIndex: 1, startOffset: -1, leaderEpoch: -1, ...lag(-1) },
        { partitionIndex: 2, errorCode: errors.UNKNOWN_TOPIC_OR_PARTITION.code },
      ];
      respond({ groups: [{ groupId: 's', topics: [{ topicName: 't', partitions }] }] });
    });
    const partitions = [0, 1, 2].map((partition) => ({ topic: 't', partition }));
    const listed = await run(admin.listShareGroupOffsets([{ groupId: 's', partitions }]));
    const offsets = valueOf(listed.get('s') ?? assert.fail('not listed'));
    assert.deepEqual(offsets[0]?.found, { startOffset: 7, leaderEpoch: 2, lag: 3 });
    assert.deepEqual(offsets[1]?.found, { startOffset: null, leaderEpoch: null, lag: null });
    assert.equal(brief(offsets[2]?.found as ClientError), 'UNKNOWN_TOPIC_OR_PARTITION');
    await admin.close();
  });

  test('their offsets altered and deleted, by partition and by topic', async () => {
    const { cluster, admin, run } = await start();
    const broker = cluster.broker(1);
    broker.on(alterShareGroupOffsetsApi, ({ request }, respond) => {
      const responses = request.topics.map(({ topicName, partitions }) => ({
        topicName,
        partitions: partitions.map(({ partitionIndex, startOffset }) => ({
          partitionIndex,
          errorCode: Number(startOffset) === 9 ? 0 : errors.INVALID_REQUEST.code,
        })),
      }));
      respond({ responses });
    });
    broker.on(deleteShareGroupOffsetsApi, ({ request }, respond) => {
      respond({ responses: request.topics.map(({ topicName }) => ({ topicName })) });
    });
    const asking = admin.alterShareGroupOffsets('s', [
      { topic: 't', partition: 0, startOffset: 9 },
      { topic: 't', partition: 1, startOffset: 8 },
    ]);
    const altered = await run(outcomesOf(asking));
    assert.equal(altered[0]?.outcome, true);
    assert.equal(brief(altered[1]?.outcome as ClientError), 'INVALID_REQUEST');
    const deleted = await run(admin.deleteShareGroupOffsets('s', ['t', 'u']));
    assert.deepEqual([...deleted], [['t', true], ['u', true]]);
    broker.on(deleteShareGroupOffsetsApi, (_incoming, respond) => {
      respond({ errorCode: errors.NON_EMPTY_GROUP.code });
    });
    const failure = await failureOf(run(admin.deleteShareGroupOffsets('s', ['t'])));
    assert.equal(brief(failure), 'NON_EMPTY_GROUP');
    await admin.close();
  });
});

test('streams groups: topology, members and their tasks', async () => {
  const { cluster, admin, run } = await start();
  cluster.broker(1).on(streamsGroupDescribeApi, ({ request }, respond) => {
    const changelog = {
      name: 'store',
      partitions: 0,
      replicationFactor: 1,
      topicConfigs: [{ key: 'cleanup.policy', value: 'compact' }],
    };
    const subtopology = {
      subtopologyId: '0',
      sourceTopics: ['in'],
      stateChangelogTopics: [changelog],
    };
    const tasks = { activeTasks: [{ subtopologyId: '0', partitions: [1] }] };
    const member = {
      memberId: 'm',
      processId: 'p',
      clientTags: [{ key: 'zone', value: 'a' }],
      userEndpoint: { host: 'h', port: 80 },
      taskOffsets: [{ subtopologyId: '0', partition: 1, offset: 12 }],
      assignment: tasks,
      targetAssignment: tasks,
    };
    const [groupId = ''] = request.groupIds;
    const topology = { epoch: 4, subtopologies: [subtopology] };
    respond({ groups: [{ groupId, groupState: 'Stable', topology, members: [member] }] });
  });
  const described = await run(admin.describeStreamsGroups(['app']));
  const group = valueOf(described.get('app') ?? assert.fail('not described'));
  assert.equal(group.topologyEpoch, 4);
  assert.deepEqual(group.subtopologies[0]?.stateChangelogTopics[0]?.configs, {
    'cleanup.policy': 'compact',
  });
  const [member] = group.members;
  assert.deepEqual(member?.clientTags, { zone: 'a' });
  assert.deepEqual(member?.userEndpoint, { host: 'h', port: 80 });
  assert.deepEqual(member?.taskOffsets, [{ subtopologyId: '0', partition: 1, offset: 12 }]);
  assert.deepEqual(member?.assignment.activeTasks, [{ subtopologyId: '0', partitions: [1] }]);
  await admin.close();
});
