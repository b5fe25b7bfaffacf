// Operations on the cluster and its brokers: what they send, what they make of answers, and what
// they do where a broker is older.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  addRaftVoterApi,
  describeClusterApi,
  describeQuorumApi,
  errors,
  removeRaftVoterApi,
  unregisterBrokerApi,
  updateFeaturesApi,
} from '@ottla/protocol';

import { outcomesOf, UnsupportedVersionError } from '../../src/index.ts';
import { brief, failureOf, startAdmin } from '../scripted/scripted-admin.ts';

const DIRECTORY = 'AAAAAAAAAAAAAAAAAAAAAQ';

describe('describeCluster', () => {
  test('fenced brokers, and what the client may do', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(describeClusterApi, ({ request }, respond) => {
      const { includeFencedBrokers, endpointType, includeClusterAuthorizedOperations } = request;
      asked.push([includeFencedBrokers, endpointType, includeClusterAuthorizedOperations]);
      respond({
        clusterId: 'c',
        controllerId: 1,
        brokers: [
          { brokerId: 1, host: 'b1', port: 9092, rack: 'r' },
          { brokerId: 2, host: 'b2', port: 9092, isFenced: true },
        ],
        // READ (3) and ALTER (7); ALL (2) is no answer.
        clusterAuthorizedOperations: (1 << 2) | (1 << 3) | (1 << 7),
      });
    });
    const told = await run(
      admin.describeCluster({ includeFencedBrokers: true, includeAuthorizedOperations: true }),
    );
    assert.deepEqual(asked, [[true, 1, true]]);
    assert.deepEqual(told, {
      clusterId: 'c',
      controllerId: 1,
      nodes: [
        { id: 1, host: 'b1', port: 9092, rack: 'r', isFenced: false },
        { id: 2, host: 'b2', port: 9092, rack: null, isFenced: true },
      ],
      authorizedOperations: ['READ', 'ALTER'],
    });
    await admin.close();
  });

  test('by Metadata, where the broker is older; nothing is known of permissions', async () => {
    const { admin, run } = await startAdmin(2);
    const { clusterId, nodes, authorizedOperations } = await run(admin.describeCluster());
    assert.deepEqual(
      [clusterId, nodes.map(({ id }) => id), authorizedOperations],
      ['scripted', [1, 2], null],
    );
    await admin.close();
  });

  test('what an older broker cannot tell is refused, not left out', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.broker(1).on(describeClusterApi, (_incoming, respond) => respond({}), 0);
    const controllers = { endpointType: 'controllers' } as const;
    for (const options of [{ includeFencedBrokers: true }, controllers]) {
      await assert.rejects(run(admin.describeCluster(options)), UnsupportedVersionError);
    }
    await admin.close();
  });
});

describe('features', () => {
  test('are asked for with ApiVersions; a negative epoch is none', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const told = await run(admin.describeFeatures());
    assert.deepEqual(told, { finalized: new Map(), finalizedEpoch: null, supported: new Map() });
    assert.ok(cluster.broker(1).log.filter((line) => line === 'ApiVersions v4').length >= 2);
    await admin.close();
  });

  test('api versions of every broker, by key', async () => {
    const { admin, run } = await startAdmin(2);
    const described = await run(admin.describeApiVersions());
    assert.deepEqual([...described.keys()], [1, 2]);
    const served = described.get(2)?.served;
    assert.ok(Array.isArray(served));
    assert.deepEqual(
      served.map(({ apiKey, name }) => [apiKey, name]),
      [[3, 'Metadata'], [18, 'ApiVersions']],
    );
    await admin.close();
  });

  test('each has its own outcome from an older broker, which knows only a flag', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(
      updateFeaturesApi,
      ({ request }, respond) => {
        asked.push(...request.featureUpdates.map(({ allowDowngrade }) => allowDowngrade));
        const errorCode = errors.FEATURE_UPDATE_FAILED.code;
        respond({ results: [{ feature: 'a' }, { feature: 'b', errorCode, errorMessage: 'no' }] });
      },
      0,
    );
    const asking = admin.updateFeatures([
      { feature: 'a', maxLevel: 2 },
      { feature: 'b', maxLevel: 1, upgradeType: 'safe-downgrade' },
    ]);
    const outcomes = await run(outcomesOf(asking));
    assert.deepEqual([...outcomes.values()].map(brief), [true, 'FEATURE_UPDATE_FAILED']);
    assert.deepEqual(asked, [false, true]);
    await admin.close();
  });

  test('share one outcome from newer brokers; a new controller is asked again', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(updateFeaturesApi, ({ request }, respond) => {
      asked.push(request.featureUpdates.map(({ upgradeType }) => upgradeType));
      respond({ errorCode: asked.length === 1 ? errors.NOT_CONTROLLER.code : 0 });
    });
    const outcomes = await run(
      admin.updateFeatures([
        { feature: 'a', maxLevel: 2 },
        { feature: 'b', maxLevel: 0, upgradeType: 'unsafe-downgrade' },
      ]),
    );
    assert.deepEqual([...outcomes], [['a', true], ['b', true]]);
    assert.deepEqual(asked, [[1, 3], [1, 3]]);
    await admin.close();
  });
});

describe('the metadata quorum', () => {
  test('is described; times that the leader does not know are null', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    cluster.broker(1).on(describeQuorumApi, ({ request }, respond) => {
      assert.deepEqual(request.topics.map(({ topicName }) => topicName), ['__cluster_metadata']);
      const voter = { replicaId: 1, replicaDirectoryId: DIRECTORY, logEndOffset: 9 };
      const times = { lastFetchTimestamp: 5, lastCaughtUpTimestamp: 4 };
      const partition = {
        leaderId: 1,
        leaderEpoch: 3,
        highWatermark: 8,
        currentVoters: [{ ...voter, ...times }],
        observers: [
          { ...voter, replicaId: 2, lastFetchTimestamp: -1, lastCaughtUpTimestamp: -1 },
        ],
      };
      const listeners = [{ name: 'CONTROLLER', host: 'c', port: 9093 }];
      respond({
        topics: [{ topicName: '__cluster_metadata', partitions: [partition] }],
        nodes: [{ nodeId: 1, listeners }],
      });
    });
    const told = await run(admin.describeMetadataQuorum());
    const replica = { replicaDirectoryId: DIRECTORY, logEndOffset: 9 };
    const unknown = { lastFetchTimestamp: null, lastCaughtUpTimestamp: null };
    const known = { lastFetchTimestamp: 5, lastCaughtUpTimestamp: 4 };
    assert.deepEqual(told, {
      leaderId: 1,
      leaderEpoch: 3,
      highWatermark: 8,
      voters: [{ replicaId: 1, ...replica, ...known }],
      observers: [{ replicaId: 2, ...replica, ...unknown }],
      nodes: new Map([[1, { id: 1, endpoints: [{ name: 'CONTROLLER', host: 'c', port: 9093 }] }]]),
    });
    await admin.close();
  });

  for (const [where, answer] of [
    ['the whole', { errorCode: 31 }],
    ['the partition', { topics: [{ partitions: [{ errorCode: 31 }] }] }],
  ] as const) {
    test(`an error of ${where} is thrown`, async () => {
      const { cluster, admin, run } = await startAdmin(1);
      cluster.broker(1).on(describeQuorumApi, (_incoming, respond) => respond(answer));
      const error = await failureOf(run(admin.describeMetadataQuorum()));
      assert.equal(error.name, 'CLUSTER_AUTHORIZATION_FAILED');
      await admin.close();
    });
  }

  test('takes voters and gives them up', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(addRaftVoterApi, ({ request }, respond) => {
      const { clusterId, voterId, listeners } = request;
      asked.push([clusterId, voterId, listeners.map(({ host, port }) => `${host}:${port}`)]);
      respond({ errorCode: errors.DUPLICATE_VOTER.code, errorMessage: 'is there' });
    });
    cluster.broker(1).on(removeRaftVoterApi, ({ request }, respond) => {
      asked.push([request.clusterId, request.voterId, request.voterDirectoryId]);
      respond({});
    });
    const voter = { voterId: 4, voterDirectoryId: DIRECTORY };
    const endpoints = [{ name: 'CONTROLLER', host: 'c', port: 9093 }];
    const adding = admin.addRaftVoter({ ...voter, endpoints }, { clusterId: 'c' });
    const error = await failureOf(run(adding));
    assert.deepEqual([error.name, error.message], ['DUPLICATE_VOTER', 'is there']);
    await run(admin.removeRaftVoter(voter));
    assert.deepEqual(asked, [['c', 4, ['c:9093']], [null, 4, DIRECTORY]]);
    await admin.close();
  });
});

test('unregisterBroker: a request that timed out is sent again', async () => {
  const { cluster, admin, run } = await startAdmin(1);
  const codes = [errors.REQUEST_TIMED_OUT.code, 0, errors.BROKER_ID_NOT_REGISTERED.code];
  cluster.broker(1).on(unregisterBrokerApi, (_incoming, respond) => {
    respond({ errorCode: codes.shift() });
  });
  await run(admin.unregisterBroker(7));
  const error = await failureOf(run(admin.unregisterBroker(7)));
  assert.match(`${error.name}: ${error.message}`, /^BROKER_ID_NOT_REGISTERED: broker 7: /);
  assert.deepEqual(codes, []);
  await admin.close();
});
