// Admin operations: outcomes per item, retries where Kafka's clients retry, leaders that move, and
// brokers that do not serve the newer API.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  createTopicsApi,
  deleteTopicsApi,
  describeConfigsApi,
  describeTopicPartitionsApi,
  errors,
  incrementalAlterConfigsApi,
} from '@ottla/protocol';

import { TimeoutError, UnsupportedVersionError } from '../../src/index.ts';
import { failureOf, startAdmin } from '../scripted/scripted-admin.ts';
import { ServedLogs } from '../scripted/serve-logs.ts';

describe('creating topics', () => {
  test('says what was made, and sends what was asked for', async () => {
    const { cluster, admin, run } = await startAdmin();
    const asked: unknown[] = [];
    cluster.broker(1).on(createTopicsApi, ({ request }, respond) => {
      asked.push(...request.topics);
      respond({ topics: request.topics.map(({ name }) => ({ name, numPartitions: 3 })) });
    });
    const created = await run(
      admin.createTopics([
        { name: 'a', partitions: 3, configs: { 'retention.ms': '5' } },
        { name: 'b', assignments: [[1], [1]] },
      ]),
    );
    assert.deepEqual([...created.keys()], ['a', 'b']);
    assert.equal(created.get('a')?.partitions, 3);
    const [a, b] = asked as { numPartitions: number; assignments: unknown[]; configs: unknown[] }[];
    assert.deepEqual([a?.numPartitions, a?.configs.length], [3, 1]);
    assert.deepEqual([b?.numPartitions, b?.assignments.length], [-1, 2]);
    await admin.close();
  });

  test("fails with the broker's own words", async () => {
    const { cluster, admin, run } = await startAdmin();
    cluster.broker(1).on(createTopicsApi, (_incoming, respond) => {
      const errorCode = errors.TOPIC_ALREADY_EXISTS.code;
      respond({ topics: [{ name: 'a', errorCode, errorMessage: "Topic 'a' already exists." }] });
    });
    const error = await failureOf(run(admin.createTopics([{ name: 'a' }])));
    assert.deepEqual(
      [error.name, error.code, error.message, error.retriable],
      ['TOPIC_ALREADY_EXISTS', 36, "Topic 'a' already exists.", false],
    );
    await admin.close();
  });

  test('repeats only the items that found no controller', async () => {
    const { cluster, admin, run } = await startAdmin();
    const rounds: string[][] = [];
    cluster.broker(1).on(createTopicsApi, ({ request }, respond) => {
      rounds.push(request.topics.map(({ name }) => name));
      const isFirst = rounds.length === 1;
      const codeOf = (name: string): number =>
        isFirst && name === 'b' ? errors.NOT_CONTROLLER.code : 0;
      respond({ topics: request.topics.map(({ name }) => ({ name, errorCode: codeOf(name) })) });
    });
    const created = await run(admin.createTopics([{ name: 'a' }, { name: 'b' }, { name: 'c' }]));
    assert.deepEqual([...created.keys()], ['a', 'b', 'c']);
    assert.deepEqual(rounds, [['a', 'b', 'c'], ['b']]);
    await admin.close();
  });

  test('asks the controller, where it is told', async () => {
    const { cluster, admin, run } = await startAdmin(3);
    for (const broker of cluster.brokers) {
      broker.on(deleteTopicsApi, ({ request }, respond) => {
        respond({ responses: request.topics.map(({ name }) => ({ name })) });
      });
    }
    await run(admin.deleteTopics(['a']));
    const isAsked = (line: string): boolean => line.startsWith('DeleteTopics');
    const asked = cluster.brokers.filter(({ log }) => log.some(isAsked));
    assert.deepEqual(asked.map(({ nodeId }) => nodeId), [1]);
    await admin.close();
  });
});

describe('describing topics', () => {
  test('page by page, in the order asked for', async () => {
    const { cluster, admin, run } = await startAdmin();
    cluster.broker(1).on(describeTopicPartitionsApi, ({ request }, respond) => {
      // Two partitions of each topic, one in each answer.
      const { cursor } = request;
      const names = request.topics.map(({ name }) => name);
      const name = cursor?.topicName ?? names[0] ?? '';
      const partitionIndex = cursor?.partitionIndex ?? 0;
      const next = partitionIndex === 0 ? name : names[names.indexOf(name) + 1];
      const partition = { partitionIndex, leaderId: 1, replicaNodes: [1], isrNodes: [1] };
      respond({
        topics: [
          {
            name,
            partitions: [{ ...partition, eligibleLeaderReplicas: [], lastKnownElr: [2] }],
          },
        ],
        nextCursor:
          next === undefined
            ? null
            : { topicName: next, partitionIndex: partitionIndex === 0 ? 1 : 0 },
      });
    });
    const described = await run(admin.describeTopics(['b', 'a']));
    assert.deepEqual([...described.keys()], ['b', 'a']);
    for (const { partitions } of described.values()) {
      assert.deepEqual(partitions.map(({ partition }) => partition), [0, 1]);
      assert.deepEqual([partitions[0]?.elr, partitions[0]?.lastKnownElr], [[], [2]]);
    }
    await admin.close();
  });

  test('by Metadata where the broker is older: nothing is known of ELR', async () => {
    const { cluster, admin, run } = await startAdmin();
    cluster.addTopic('a', [1, 1]);
    const described = await run(admin.describeTopics(['a']));
    const partitions = described.get('a')?.partitions ?? [];
    assert.deepEqual(partitions.map(({ leader, elr }) => [leader, elr]), [[1, null], [1, null]]);
    const error = await failureOf(run(admin.describeTopics(['nope'])));
    assert.equal(error.name, 'UNKNOWN_TOPIC_OR_PARTITION');
    await admin.close();
  });
});

describe('offsets', () => {
  test('come from the leaders, also after they moved', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    cluster.addTopic('t', [1, 2]);
    const served = new ServedLogs(cluster);
    served.log('t', 0).endOffset = 10;
    served.log('t', 1).endOffset = 20;
    const ask = (): Promise<unknown[]> =>
      run(
        admin.listOffsets([
          { topic: 't', partition: 0, at: 'latest' },
          { topic: 't', partition: 1, at: 'latest' },
          { topic: 't', partition: 1, at: 'earliest' },
        ]),
      ).then((results) =>
        results.map(({ found }) => (found instanceof Error ? found.name : found.offset)),
      );
    assert.deepEqual(await ask(), [10, 20, 0]);
    cluster.moveLeader('t', 0, 2);
    cluster.moveLeader('t', 1, 1);
    assert.deepEqual(await ask(), [10, 20, 0]);
    await admin.close();
  });

  test('of a partition that is not there: its own error, after others were answered', async () => {
    const { cluster, admin, run } = await startAdmin();
    cluster.addTopic('t', [1]);
    new ServedLogs(cluster).log('t').endOffset = 3;
    const asking = admin.listOffsets(
      [
        { topic: 't', partition: 0, at: 'latest' },
        { topic: 't', partition: 9, at: 'latest' },
      ],
      { timeoutMs: 2_000 },
    );
    const [first, second] = (await run(asking)).map(({ found }) => found);
    assert.ok(first !== undefined && !(first instanceof Error));
    assert.equal(first.offset, 3);
    assert.ok(second instanceof TimeoutError);
    assert.match(second.message, /list offsets \(partition t-9\); the last attempt: partition t-9/);
    await admin.close();
  });
});

describe('configs', () => {
  test('of brokers are asked for at those brokers', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    for (const { nodeId } of cluster.brokers) {
      cluster.broker(nodeId).on(describeConfigsApi, ({ request }, respond) => {
        respond({
          results: request.resources.map(({ resourceType, resourceName }) => ({
            resourceType,
            resourceName,
            configs: [{ name: 'from', value: String(nodeId), configSource: 5 }],
          })),
        });
      });
    }
    await run(admin.describeCluster().catch(() => undefined));
    cluster.addTopic('t', [1]);
    await run(admin.listTopics());
    const described = await run(
      admin.describeConfigs([
        { type: 'broker', name: '2' },
        { type: 'topic', name: 't' },
      ]),
    );
    const [entry] = described.get('broker:2') ?? [];
    assert.deepEqual([entry?.value, entry?.source], ['2', 'DEFAULT_CONFIG']);
    assert.ok(described.has('topic:t'));
    await admin.close();
  });

  test('are changed one by one', async () => {
    const { cluster, admin, run } = await startAdmin();
    const seen: unknown[] = [];
    cluster.broker(1).on(incrementalAlterConfigsApi, ({ request }, respond) => {
      const [resource] = request.resources;
      for (const { name, configOperation, value } of resource?.configs ?? []) {
        seen.push([name, configOperation, value]);
      }
      respond({
        responses: request.resources.map(({ resourceType, resourceName }) => ({
          resourceType,
          resourceName,
        })),
      });
    });
    const changes = [
      { name: 'a', operation: 'set', value: '1' },
      { name: 'b', operation: 'delete' },
      { name: 'c', operation: 'append', value: 'x' },
    ] as const;
    await run(admin.incrementalAlterConfigs([{ type: 'topic', name: 't', changes }]));
    assert.deepEqual(seen, [['a', 0, '1'], ['b', 1, null], ['c', 2, 'x']]);
    await admin.close();
  });
});

test('an operation that no broker serves says so, at once', async () => {
  const { cluster, admin, run } = await startAdmin();
  const startMs = cluster.universe.nowMs;
  await assert.rejects(run(admin.listPartitionReassignments()), UnsupportedVersionError);
  assert.ok(cluster.universe.nowMs - startMs < 1_000);
  await admin.close();
});
