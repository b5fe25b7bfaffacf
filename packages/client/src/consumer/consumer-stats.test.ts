import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { ConnectionStats } from '../core/client-stats.ts';
import type { PartitionStats } from '../fetcher/partition-stats.ts';
import { judgeHealth, type HealthFacts, type ConsumerStats } from './consumer-stats.ts';

const connection: ConnectionStats = {
  nodeId: 1,
  host: 'b1',
  port: 9092,
  state: 'ready',
  inFlight: 0,
  connects: 1,
  requests: 3,
  responses: 3,
  bytesSent: 100,
  bytesReceived: 100,
  latencyMsMean: 1,
  latencyMsMost: 2,
  throttledMs: 0,
  failures: 0,
  lastError: undefined,
};

const partition: PartitionStats = {
  topic: 't',
  partition: 0,
  position: 5,
  highWatermark: 7,
  lag: 2,
  isPaused: false,
  waitingBytes: 0,
  nodeId: 1,
  phase: 'fetching',
  isRetrying: false,
};

const stats: ConsumerStats = {
  clientId: 'c',
  clusterId: 'k',
  connections: [connection],
  metadataAgeMs: 10,
  metadataError: undefined,
  topics: 1,
  group: {
    groupId: 'g',
    memberId: 'm',
    generationId: 1,
    state: 'stable',
    coordinatorId: 1,
    coordinatorError: undefined,
    rebalances: 1,
    runningListener: undefined,
  },
  partitions: [partition],
  batchesRead: 0,
  bytesRead: 0,
  handlersRunning: 0,
  oldestHandler: undefined,
  sinceAskMs: undefined,
};

const facts: HealthFacts = {
  stats,
  isClosed: false,
  isSubscribed: true,
  maxPollIntervalMs: 1_000,
  authenticationError: undefined,
  topicErrors: [],
};

const group = (more: Partial<ConsumerStats['group']>): Partial<ConsumerStats> => ({
  group: { ...stats.group, ...more },
});
const partitions = (more: Partial<PartitionStats>): Partial<ConsumerStats> => ({
  partitions: [{ ...partition, ...more }],
});
const unreachable = { ...connection, state: 'backing-off', failures: 2, lastError: 'no' } as const;

interface Case {
  readonly what: string;
  readonly of?: Partial<ConsumerStats>;
  readonly and?: Partial<HealthFacts>;
  readonly codes: readonly string[];
  readonly isHealthy?: boolean;
}

const cases: readonly Case[] = [
  { what: 'all is well', codes: [], isHealthy: true },
  {
    what: 'closed: nothing else counts',
    of: group({ state: 'out' }),
    and: { isClosed: true },
    codes: ['CLOSED'],
  },
  { what: 'refused', and: { authenticationError: 'no' }, codes: ['AUTHENTICATION_FAILED'] },
  { what: 'no broker', of: { connections: [unreachable] }, codes: ['NO_BROKER_REACHABLE'] },
  {
    what: 'one broker of two',
    of: { connections: [unreachable, connection] },
    codes: [],
    isHealthy: true,
  },
  {
    what: 'the broker of a partition, while another is there',
    of: { connections: [unreachable, { ...connection, nodeId: 2 }] },
    codes: ['BROKER_UNREACHABLE'],
  },
  { what: 'no metadata', of: { metadataError: 'no' }, codes: ['METADATA_FAILING'] },
  { what: 'nothing asked for', and: { isSubscribed: false }, codes: ['NOTHING_SUBSCRIBED'] },
  { what: 'a topic is not there', and: { topicErrors: ['t (X)'] }, codes: ['TOPICS_MISSING'] },
  { what: 'not joined', of: group({ state: 'out' }), codes: ['NOT_IN_GROUP'] },
  { what: 'joining', of: group({ state: 'joining' }), codes: ['REBALANCING'] },
  {
    what: 'the coordinator is lost',
    of: group({ coordinatorId: undefined }),
    codes: ['COORDINATOR_UNKNOWN'],
  },
  {
    what: 'assigned partitions need no coordinator',
    of: group({ state: 'none', coordinatorId: undefined }),
    codes: [],
    isHealthy: true,
  },
  { what: 'too many members', of: { partitions: [] }, codes: ['NO_PARTITIONS'], isHealthy: true },
  { what: 'not asked for half the interval', of: { sinceAskMs: 500 }, codes: [], isHealthy: true },
  { what: 'not asked for longer', of: { sinceAskMs: 501 }, codes: ['APPLICATION_SLOW'] },
  {
    what: 'a handler that runs for half the interval',
    of: { oldestHandler: { topic: 't', partition: 0, offset: 7, ms: 500 }, sinceAskMs: 500 },
    codes: [],
    isHealthy: true,
  },
  {
    what: 'a handler that runs for longer',
    of: { oldestHandler: { topic: 't', partition: 0, offset: 7, ms: 501 }, sinceAskMs: 501 },
    codes: ['HANDLER_SLOW'],
  },
  {
    what: 'a listener that runs for half the interval',
    of: group({ runningListener: { call: 'onPartitionsRevoked', ms: 500 } }),
    codes: [],
    isHealthy: true,
  },
  {
    what: 'a listener that runs for longer',
    of: group({ runningListener: { call: 'onPartitionsRevoked', ms: 501 } }),
    codes: ['LISTENER_SLOW'],
  },
  { what: 'no leader', of: partitions({ nodeId: -1 }), codes: ['LEADER_MISSING'] },
  { what: 'unset', of: partitions({ phase: 'unset' }), codes: ['POSITION_UNKNOWN'] },
  { what: 'resetting', of: partitions({ phase: 'resetting' }), codes: ['POSITION_UNKNOWN'] },
  { what: 'refused fetches', of: partitions({ isRetrying: true }), codes: ['FETCH_FAILING'] },
  { what: 'paused', of: partitions({ isPaused: true }), codes: ['PAUSED'], isHealthy: true },
];

describe('health', () => {
  for (const { what, of, and, codes, isHealthy = false } of cases) {
    test(what, () => {
      const health = judgeHealth({ ...facts, ...and, stats: { ...stats, ...of } });
      assert.deepEqual(health.reasons.map(({ code }) => code), codes);
      assert.equal(health.isHealthy, isHealthy);
    });
  }

  test('partitions are named, and only those', () => {
    const two = [partition, { ...partition, partition: 1, isPaused: true }];
    const { reasons } = judgeHealth({ ...facts, stats: { ...stats, partitions: two } });
    assert.deepEqual(reasons[0]?.partitions, [{ topic: 't', partition: 1 }]);
  });
});
