// What the driver promises to every operation: each key's own outcome, another look at who has it,
// batches as the broker's version allows, and one deadline for all.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import {
  createTopicsApi,
  deleteGroupsApi,
  deleteRecordsApi,
  describeLogDirsApi,
  describeProducersApi,
  errors,
  listOffsetsApi,
  offsetFetchApi,
} from '@ottla/protocol';

import {
  Admin,
  ClosedError,
  outcomesOf,
  TimeoutError,
  UnsupportedVersionError,
} from '../../src/index.ts';
import { brief, countOf, serveCoordinators, startAdmin } from '../scripted/scripted-admin.ts';
import type { ScriptedCluster } from '../scripted/scripted-cluster.ts';
import { SilentPeer } from '../scripted/silent-peer.ts';

/** Every broker deletes groups as `answer` says: an error code, or undefined for no answer. */
function serveDeleteGroups(
  cluster: ScriptedCluster,
  answer: (nodeId: number, group: string) => number | undefined,
): string[][] {
  const asked: string[][] = [];
  for (const { nodeId } of cluster.brokers) {
    cluster.broker(nodeId).on(deleteGroupsApi, ({ request }, respond) => {
      asked.push([`b${nodeId}`, ...request.groupsNames]);
      const results = request.groupsNames.map((groupId) => ({
        groupId,
        errorCode: answer(nodeId, groupId),
      }));
      if (results.every(({ errorCode }) => errorCode !== undefined)) respond({ results });
    });
  }
  return asked;
}

describe('coordinators', () => {
  test('are found for all groups at once, and asked once each', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    serveCoordinators(cluster, (key) => ({ nodeId: key < 'm' ? 1 : 2 }));
    const asked = serveDeleteGroups(cluster, () => 0);
    const outcomes = await run(admin.deleteConsumerGroups(['x', 'a', 'b']));
    assert.deepEqual([...outcomes], [['x', true], ['a', true], ['b', true]]);
    assert.deepEqual(asked.toSorted(), [['b1', 'a', 'b'], ['b2', 'x']]);
    const lookups = countOf(cluster, 1, 'FindCoordinator') + countOf(cluster, 2, 'FindCoordinator');
    assert.equal(lookups, 1);
    await admin.close();
  });

  test('of older brokers are asked for one by one', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    serveCoordinators(cluster, () => ({ nodeId: 1 }), 3);
    serveDeleteGroups(cluster, () => 0);
    await run(admin.deleteConsumerGroups(['a', 'b', 'c']));
    assert.equal(countOf(cluster, 1, 'FindCoordinator'), 3);
    await admin.close();
  });

  test('that have moved are looked for again, for those groups only', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    let isMoved = false;
    serveCoordinators(cluster, (key) => ({ nodeId: key === 'moving' && isMoved ? 2 : 1 }));
    const asked = serveDeleteGroups(cluster, (nodeId, group) => {
      if (group !== 'moving' || nodeId === 2) return 0;
      isMoved = true;
      return errors.NOT_COORDINATOR.code;
    });
    const outcomes = await run(admin.deleteConsumerGroups(['moving', 'other']));
    assert.deepEqual([...outcomes.values()], [true, true]);
    assert.deepEqual(asked, [['b1', 'moving', 'other'], ['b2', 'moving']]);
    await admin.close();
  });

  test('that are not to be had for one group leave the others alone', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    serveCoordinators(cluster, (key) =>
      key === 'secret'
        ? { nodeId: -1, errorCode: errors.GROUP_AUTHORIZATION_FAILED.code }
        : { nodeId: 1 },
    );
    const asked = serveDeleteGroups(cluster, (_node, group) =>
      group === 'busy' ? errors.NON_EMPTY_GROUP.code : 0,
    );
    const outcomes = await run(outcomesOf(admin.deleteConsumerGroups(['secret', 'busy', 'free'])));
    assert.deepEqual(
      [...outcomes.values()].map(brief),
      ['GROUP_AUTHORIZATION_FAILED', 'NON_EMPTY_GROUP', true],
    );
    assert.match(String(outcomes.get('secret')), /group secret/);
    assert.deepEqual(asked, [['b1', 'busy', 'free']]);
    await admin.close();
  });

  for (const error of [errors.COORDINATOR_LOAD_IN_PROGRESS, errors.COORDINATOR_NOT_AVAILABLE]) {
    test(`are asked again after ${error.name}`, async () => {
      const { cluster, admin, run } = await startAdmin(1);
      let lookups = 0;
      serveCoordinators(cluster, () => ({
        nodeId: 1,
        errorCode: lookups++ === 0 ? error.code : 0,
      }));
      let calls = 0;
      serveDeleteGroups(cluster, () => (calls++ === 0 ? error.code : 0));
      const outcomes = await run(admin.deleteConsumerGroups(['g']));
      assert.equal(outcomes.get('g'), true);
      assert.deepEqual([lookups, calls], [3, 2]);
      await admin.close();
    });
  }
});

describe('brokers that fail', () => {
  test('cost only their own keys, and those only after the deadline', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    cluster.broker(1).on(describeLogDirsApi, (_incoming, respond) => {
      respond({ results: [{ logDir: '/data', topics: [] }] });
    });
    cluster.broker(2).on(describeLogDirsApi, ({ drop }) => drop());
    const startMs = cluster.universe.nowMs;
    const outcomes = await run(admin.describeLogDirs([1, 2], { timeoutMs: 3_000 }));
    assert.ok(Array.isArray(outcomes.get(1)));
    assert.ok(outcomes.get(2) instanceof TimeoutError);
    assert.match(String(outcomes.get(2)), /describe log directories \(broker 2\)/);
    const tookMs = cluster.universe.nowMs - startMs;
    assert.ok(tookMs > 1_000 && tookMs <= 3_000, `${tookMs} ms`);
    assert.equal(countOf(cluster, 1, 'DescribeLogDirs'), 1);
    assert.ok(countOf(cluster, 2, 'DescribeLogDirs') > 2);
    await admin.close();
  });

  test('are tried again when they are back', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    let calls = 0;
    cluster.broker(1).on(describeLogDirsApi, ({ drop }, respond) => {
      calls += 1;
      if (calls < 3) drop();
      else respond({ results: [{ logDir: '/data', topics: [] }] });
    });
    const outcomes = await run(admin.describeLogDirs([1]));
    assert.ok(Array.isArray(outcomes.get(1)));
    await admin.close();
  });

  test('that know no such API say so at once, each for its keys', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    cluster.broker(1).on(describeLogDirsApi, (_incoming, respond) => {
      respond({ results: [{ logDir: '/data', topics: [] }] });
    });
    const startMs = cluster.universe.nowMs;
    const outcomes = await run(admin.describeLogDirs([1, 2]));
    assert.ok(Array.isArray(outcomes.get(1)));
    assert.ok(outcomes.get(2) instanceof UnsupportedVersionError);
    assert.ok(cluster.universe.nowMs - startMs < 1_000);
    await admin.close();
  });

  test('that forget a key in their answer are told on', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    serveCoordinators(cluster, () => ({ nodeId: 1 }));
    cluster.broker(1).on(deleteGroupsApi, (_incoming, respond) => {
      respond({ results: [{ groupId: 'a' }] });
    });
    const outcomes = await run(outcomesOf(admin.deleteConsumerGroups(['a', 'b'])));
    assert.equal(outcomes.get('a'), true);
    assert.match(String(outcomes.get('b')), /answer to delete groups says nothing of group b/);
    await admin.close();
  });
});

describe('leaders', () => {
  test('that have moved are looked for again, for those partitions only', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    cluster.addTopic('t', [1, 1]);
    const asked: string[] = [];
    for (const { nodeId } of cluster.brokers) {
      cluster.broker(nodeId).on(deleteRecordsApi, ({ request }, respond) => {
        const topics = request.topics.map(({ name, partitions }) => ({
          name,
          partitions: partitions.map(({ partitionIndex }) => {
            asked.push(`b${nodeId} ${name}-${partitionIndex}`);
            const isMoved = nodeId === 1 && partitionIndex === 1;
            const errorCode = isMoved ? errors.NOT_LEADER_OR_FOLLOWER.code : 0;
            return { partitionIndex, lowWatermark: 7, errorCode };
          }),
        }));
        cluster.moveLeader('t', 1, 2);
        respond({ topics });
      });
    }
    const deleted = await run(
      admin.deleteRecords([
        { topic: 't', partition: 0, offset: 7 },
        { topic: 't', partition: 1, offset: -1 },
      ]),
    );
    assert.deepEqual(deleted.map(({ lowWatermark }) => brief(lowWatermark)), [7, 7]);
    assert.deepEqual(asked, ['b1 t-0', 'b1 t-1', 'b2 t-1']);
    await admin.close();
  });

  test('are waited for while there is none, and a topic may appear late', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.addTopic('leaderless', [-1]);
    cluster.broker(1).on(describeProducersApi, ({ request }, respond) => {
      respond({
        topics: request.topics.map(({ name, partitionIndexes }) => ({
          name,
          partitions: partitionIndexes.map((partitionIndex) => ({ partitionIndex })),
        })),
      });
    });
    cluster.client.timers.after(500, () => {
      cluster.moveLeader('leaderless', 0, 1);
      cluster.addTopic('late', [1]);
    });
    const described = await run(
      admin.describeProducers([
        { topic: 'leaderless', partition: 0 },
        { topic: 'late', partition: 0 },
      ]),
    );
    assert.deepEqual(described.map(({ producers }) => producers), [[], []]);
    await admin.close();
  });
});

describe('versions', () => {
  test('that some keys need do not keep others from an older broker', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.addTopic('t', [1, 1]);
    const answer = cluster.broker(1);
    answer.on(
      listOffsetsApi,
      ({ request }, respond) => {
        respond({
          topics: request.topics.map(({ name, partitions }) => ({
            name,
            partitions: partitions.map(({ partitionIndex, timestamp }) => ({
              partitionIndex,
              offset: -Number(timestamp),
            })),
          })),
        });
      },
      7,
    );
    const found = await run(
      admin.listOffsets([
        { topic: 't', partition: 0, at: 'earliest' },
        { topic: 't', partition: 0, at: 'max-timestamp' },
        { topic: 't', partition: 1, at: 'latest-tiered' },
      ]),
    );
    const offsets = found.map(({ found: one }) => (one instanceof Error ? one.name : one.offset));
    assert.deepEqual(offsets, [2, 3, 'UnsupportedVersionError']);
    await admin.close();
  });

  for (const [max, requests] of [[7, 2], [9, 1]] as const) {
    test(`OffsetFetch ${max} carries two groups in ${requests} requests`, async () => {
      const { cluster, admin, run } = await startAdmin(1);
      serveCoordinators(cluster, () => ({ nodeId: 1 }));
      const partitions = [{ partitionIndex: 0, committedOffset: 5, metadata: '' }];
      const topics = [{ name: 't', partitions }];
      cluster.broker(1).on(
        offsetFetchApi,
        ({ request, version }, respond) => {
          const { groups } = request;
          respond(
            version < 8
              ? { topics }
              : { groups: groups.map(({ groupId }) => ({ groupId, topics })) },
          );
        },
        max,
      );
      const queries = [{ groupId: 'a' }, { groupId: 'b' }];
      const listed = await run(admin.listConsumerGroupOffsets(queries));
      const committed = { offset: 5, leaderEpoch: null, metadata: '' };
      const expected = [{ topic: 't', partition: 0, committed }];
      assert.deepEqual([...listed], [['a', expected], ['b', expected]]);
      assert.equal(countOf(cluster, 1, 'OffsetFetch'), requests);
      await admin.close();
    });
  }
});

describe('the time of a call', () => {
  test('is spent once, however many keys look for the controller in vain', async () => {
    const universe = new SimulatedUniverse({ seed: 1 });
    await universe.resolve(SilentPeer.listen(universe.createNode('b1')));
    const world = universe.createNode('client');
    const admin = new Admin({ world, bootstrapServers: 'b1:9092', apiTimeoutMs: 2_000 });
    const startMs = universe.nowMs;
    const names = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
    await assert.rejects(universe.resolve(admin.createTopics(names)), TimeoutError);
    const tookMs = universe.nowMs - startMs;
    assert.ok(tookMs <= 2_100, `${tookMs} ms`);
    await admin.close();
  });

  test('is more than a broker is told to take, where one request may take less', async () => {
    const { cluster, admin, run } = await startAdmin(1, { requestTimeoutMs: 5_000 });
    const told: number[] = [];
    cluster.broker(1).on(createTopicsApi, ({ request }, respond) => {
      told.push(request.timeoutMs);
      respond({ topics: request.topics.map(({ name }) => ({ name })) });
    });
    await run(admin.createTopics([{ name: 't' }]));
    await run(admin.createTopics([{ name: 'u' }], { timeoutMs: 1_000 }));
    const [first = 0, second = 0] = told;
    assert.equal(first, 5_000);
    assert.ok(second > 900 && second <= 1_000, `${second} ms`);
    await admin.close();
  });
});

describe('the end of a call', () => {
  test('by its signal: it rejects with the reason, while brokers are silent', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.broker(1).on(describeLogDirsApi, () => {});
    const abort = new AbortController();
    cluster.client.timers.after(200, () => abort.abort(new Error('enough')));
    const asking = admin.describeLogDirs([1], { signal: abort.signal });
    await assert.rejects(run(asking), /^Error: enough$/);
    await admin.close();
  });

  test('by its signal, in the pause between two attempts', async () => {
    const { cluster, admin, run } = await startAdmin(1, { retryBackoffMs: 10_000 });
    const abort = new AbortController();
    serveCoordinators(cluster, () => ({
      nodeId: -1,
      errorCode: errors.COORDINATOR_NOT_AVAILABLE.code,
    }));
    cluster.client.timers.after(200, () => abort.abort(new Error('enough')));
    const asking = admin.deleteConsumerGroups(['g'], { signal: abort.signal });
    await assert.rejects(run(asking), /^Error: enough$/);
    assert.equal(countOf(cluster, 1, 'FindCoordinator'), 1);
    await admin.close();
  });

  test('by closing the client', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.broker(1).on(describeLogDirsApi, () => {});
    cluster.client.timers.after(200, () => void admin.close());
    await assert.rejects(run(admin.describeLogDirs([1])), ClosedError);
    await assert.rejects(run(admin.describeLogDirs([1])), ClosedError);
  });

  test('by closing the client, in the pause between two attempts', async () => {
    const pause = { retryBackoffMs: 10_000, retryBackoffMaxMs: 10_000 };
    const { cluster, admin, run } = await startAdmin(1, pause);
    serveCoordinators(cluster, () => ({
      nodeId: -1,
      errorCode: errors.COORDINATOR_NOT_AVAILABLE.code,
    }));
    cluster.client.timers.after(200, () => void admin.close());
    const startMs = cluster.universe.nowMs;
    await assert.rejects(run(admin.deleteConsumerGroups(['g'])), ClosedError);
    assert.ok(cluster.universe.nowMs - startMs < 1_000);
  });

  test('without any keys it asks nobody', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    assert.equal((await run(admin.deleteConsumerGroups([]))).size, 0);
    assert.deepEqual(cluster.broker(1).log, []);
    await admin.close();
  });
});
