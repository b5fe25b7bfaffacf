import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ZERO_UUID, type QuorumReplica } from '@ottla/client';

import { endpointText, maxFollowerLag, replicationTable, statusText } from './describe.ts';

const ID = 'ncILLqt9QjCYL5I5TKrX8A';
const NONE = ZERO_UUID;

function replica(replicaId: number, logEndOffset: number, caughtUp: number | null): QuorumReplica {
  return {
    replicaId,
    replicaDirectoryId: replicaId === 1 ? ID : ZERO_UUID,
    logEndOffset,
    lastFetchTimestamp: caughtUp,
    lastCaughtUpTimestamp: caughtUp,
  };
}

const quorum = {
  leaderId: 1,
  leaderEpoch: 3,
  highWatermark: 90,
  voters: [replica(2, 90, 900), replica(1, 100, 1000)],
  observers: [replica(4, 10, null)],
  nodes: new Map([[1, { id: 1, endpoints: [{ name: 'CONTROLLER', host: '::1', port: 9093 }] }]]),
};

test('status', () => {
  assert.equal(
    statusText('C', quorum),
    'ClusterId:              C\n' +
      'LeaderId:               1\n' +
      'LeaderEpoch:            3\n' +
      'HighWatermark:          90\n' +
      'MaxFollowerLag:         10\n' +
      'MaxFollowerLagTimeMs:   100\n' +
      `CurrentVoters:          [{"id": 2}, {"id": 1, "directoryId": "${ID}", ` +
      '"endpoints": ["CONTROLLER://[::1]:9093"]}]\n' +
      'CurrentObservers:       [{"id": 4}]\n',
  );
});

describe('the lag of the last follower', () => {
  const table: readonly (readonly [voters: QuorumReplica[], offsets: number, timeMs: number])[] = [
    [[replica(1, 100, 1000)], 0, 0],
    [[replica(1, 100, 1000), replica(2, 99, 400)], 1, 600],
    [[replica(1, 100, 1000), replica(2, 99, null)], 1, -1],
    [[replica(1, 100, null), replica(2, 50, 1)], 50, -1],
  ];
  for (const [voters, offsets, timeMs] of table) {
    test(`${offsets} offsets, ${timeMs} ms`, () => {
      assert.deepEqual(maxFollowerLag({ ...quorum, voters }), { offsets, timeMs });
    });
  }

  test('without the leader there is none', () => {
    assert.throws(() => maxFollowerLag({ ...quorum, leaderId: 9 }), /No value present/);
  });
});

test('replication: the leader first, a tab behind each column', () => {
  const [head, ...rows] = replicationTable(quorum).split('\n');
  assert.equal(
    head,
    'NodeId\tDirectoryId           \tLogEndOffset\tLag\tLastFetchTimestamp\t' +
      'LastCaughtUpTimestamp\tStatus  \t',
  );
  assert.deepEqual(rows, [
    `1     \t${ID}\t100         \t0  \t1000              \t1000                 \tLeader  \t`,
    `2     \t${NONE}\t90          \t10 \t900               \t900                  \tFollower\t`,
    `4     \t${NONE}\t10          \t90 \t-1                \t-1                   \tObserver\t`,
    '',
  ]);
});

test('replication for people', () => {
  assert.match(replicationTable(quorum, 1500), /\t500 ms ago {8}\t500 ms ago {11}\tLeader/);
  assert.throws(() => replicationTable(quorum, 950), /possible drift in system clock/);
});

test('endpoints', () => {
  assert.equal(endpointText({ name: 'C', host: 'h', port: 1 }), 'C://h:1');
});
