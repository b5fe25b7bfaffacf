// Elections, reassignments and producers of partitions.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  alterPartitionReassignmentsApi,
  deleteTopicsApi,
  describeProducersApi,
  electLeadersApi,
  errors,
  listPartitionReassignmentsApi,
} from '@ottla/protocol';

import { outcomesOf, UnsupportedVersionError } from '../../src/index.ts';
import { brief, failureOf, startAdmin } from '../scripted/scripted-admin.ts';

const t0 = { topic: 't', partition: 0 };
const t1 = { topic: 't', partition: 1 };

describe('elections', () => {
  test('of all partitions, or of some; each with its outcome', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(electLeadersApi, ({ request }, respond) => {
      const { electionType, topicPartitions } = request;
      const partitions = topicPartitions?.map(({ topic, partitions: of }) => [topic, ...of]);
      asked.push([electionType, partitions ?? null]);
      const errorCode = errors.ELECTION_NOT_NEEDED.code;
      const partitionResult = [{ partitionId: 0 }, { partitionId: 1, errorCode }];
      respond({ replicaElectionResults: [{ topic: 't', partitionResult }] });
    });
    for (const asking of [
      admin.electLeaders('preferred', [t0, t1]),
      admin.electLeaders('unclean'),
    ]) {
      const results = await run(outcomesOf(asking));
      assert.deepEqual(
        results.map(({ topic, partition, outcome }) => [topic, partition, brief(outcome)]),
        [['t', 0, true], ['t', 1, 'ELECTION_NOT_NEEDED']],
      );
    }
    assert.deepEqual(asked, [[0, [['t', 0, 1]]], [1, null]]);
    await admin.close();
  });

  test('that are unclean are not made preferred ones by an older broker', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.broker(1).on(electLeadersApi, (_incoming, respond) => respond({}), 0);
    assert.deepEqual(await run(admin.electLeaders('preferred', [t0])), []);
    await assert.rejects(run(admin.electLeaders('unclean', [t0])), UnsupportedVersionError);
    await admin.close();
  });
});

describe('reassignments', () => {
  test('are begun and called off, each with its outcome', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(alterPartitionReassignmentsApi, ({ request }, respond) => {
      asked.push(request.allowReplicationFactorChange);
      for (const { partitions } of request.topics) asked.push(partitions.map((p) => p.replicas));
      const errorCode = errors.NO_REASSIGNMENT_IN_PROGRESS.code;
      const partitions = [{ partitionIndex: 1, errorCode }, { partitionIndex: 0 }];
      respond({ responses: [{ name: 't', partitions }] });
    });
    const asking = admin.alterPartitionReassignments(
      [{ ...t0, replicas: [2, 1] }, { ...t1, replicas: null }],
      { allowReplicationFactorChange: false },
    );
    const results = await run(outcomesOf(asking));
    assert.deepEqual(
      results.map(({ partition, outcome }) => [partition, brief(outcome)]),
      [[0, true], [1, 'NO_REASSIGNMENT_IN_PROGRESS']],
    );
    assert.deepEqual(asked, [false, [[2, 1], null]]);
    await admin.close();
  });

  test('an error of the whole is thrown, after the controller was looked for again', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const codes = [errors.NOT_CONTROLLER.code, errors.CLUSTER_AUTHORIZATION_FAILED.code];
    cluster.broker(1).on(alterPartitionReassignmentsApi, (_incoming, respond) => {
      respond({ errorCode: codes.shift() });
    });
    const asking = admin.alterPartitionReassignments([{ ...t0, replicas: [1] }]);
    assert.equal((await failureOf(run(asking))).name, 'CLUSTER_AUTHORIZATION_FAILED');
    assert.deepEqual(codes, []);
    await admin.close();
  });

  test('are listed', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    const moving = { replicas: [1, 2], addingReplicas: [2], removingReplicas: [1] };
    cluster.broker(1).on(listPartitionReassignmentsApi, ({ request }, respond) => {
      asked.push(request.topics?.map(({ partitionIndexes }) => partitionIndexes) ?? null);
      respond({ topics: [{ name: 't', partitions: [{ partitionIndex: 1, ...moving }] }] });
    });
    for (const list of [undefined, [t0, t1]]) {
      assert.deepEqual(
        await run(admin.listPartitionReassignments(list)),
        [{ ...t1, ...moving }],
      );
    }
    assert.deepEqual(asked, [null, [[0, 1]]]);
    await admin.close();
  });
});

describe('producers', () => {
  test('of a named broker: one without the replica is not waited for', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    cluster.addTopic('t', [1, 1]);
    const producer = {
      producerId: 7,
      producerEpoch: 1,
      lastSequence: 4,
      lastTimestamp: 5,
      coordinatorEpoch: -1,
      currentTxnStartOffset: 3,
    };
    cluster.broker(2).on(describeProducersApi, (_incoming, respond) => {
      const errorCode = errors.NOT_LEADER_OR_FOLLOWER.code;
      const activeProducers = [producer];
      const partitions = [{ partitionIndex: 0, activeProducers }, { partitionIndex: 1, errorCode }];
      respond({ topics: [{ name: 't', partitions }] });
    });
    const [first, second] = await run(admin.describeProducers([t0, t1], { brokerId: 2 }));
    const { currentTxnStartOffset, ...rest } = producer;
    assert.deepEqual(first?.producers, [
      { ...rest, coordinatorEpoch: null, currentTransactionStartOffset: currentTxnStartOffset },
    ]);
    assert.equal(brief(second?.producers), 'NOT_LEADER_OR_FOLLOWER');
    await admin.close();
  });
});

test('topics are deleted by id; answers come in any order', async () => {
  const { cluster, admin, run } = await startAdmin(1);
  const [a, b] = ['AAAAAAAAAAAAAAAAAAAAAQ', 'AAAAAAAAAAAAAAAAAAAAAg'];
  cluster.broker(1).on(deleteTopicsApi, ({ request }, respond) => {
    assert.deepEqual(request.topics.map(({ name }) => name), [null, null]);
    respond({
      responses: [
        { topicId: b, name: null, errorCode: errors.UNKNOWN_TOPIC_ID.code },
        { topicId: a, name: 't' },
      ],
    });
  });
  const error = await failureOf(run(admin.deleteTopicIds([a ?? '', b ?? ''])));
  assert.match(`${error.name}: ${error.message}`, /^UNKNOWN_TOPIC_ID: topic id A{20}Ag: /);
  await admin.close();
});
