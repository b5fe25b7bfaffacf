// Which offsets expire, by what kind of group they are of and when they were committed.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TimelineRegistry } from '@ottla/base';
import { consumerProtocolSubscription, encodeVersioned, zeroUuid } from '@ottla/protocol';
import { restoreClassicGroup } from '../classic/stored-group.ts';
import { defaultGroupConfig } from '../group-config.ts';
import { CommittedOffsets } from './committed-offsets.ts';
import { expiredOffsets } from './expiry.ts';

const MINUTE_MS = 60_000;
const RETENTION_MS = 10 * MINUTE_MS;
const config = { ...defaultGroupConfig, offsetsRetentionMinutes: 10 };

interface Row {
  readonly what: string;
  /** Null for a simple group. */
  readonly protocolType: string | null;
  readonly isEmpty: boolean;
  readonly stateTimestampMs: number;
  readonly commitTimestampMs: number;
  readonly expireTimestampMs?: number;
  readonly topic?: string;
  readonly nowMs: number;
  readonly expires: boolean;
}

const empty = { protocolType: 'consumer', isEmpty: true, stateTimestampMs: 100 };
const simple = { protocolType: null, isEmpty: true, stateTimestampMs: -1 };
const stable = { protocolType: 'consumer', isEmpty: false, stateTimestampMs: 0 };

const ROWS: readonly Row[] = [
  {
    what: 'an empty group, just before its time is over',
    ...empty,
    commitTimestampMs: 0,
    nowMs: 100 + RETENTION_MS - 1,
    expires: false,
  },
  {
    what: 'an empty group, however late the commit',
    ...empty,
    commitTimestampMs: 100 + RETENTION_MS,
    nowMs: 100 + RETENTION_MS,
    expires: true,
  },
  {
    what: 'an empty group whose record does not say since when',
    ...empty,
    stateTimestampMs: -1,
    commitTimestampMs: 50,
    nowMs: 50 + RETENTION_MS,
    expires: true,
  },
  {
    what: 'a simple group, before its time is over',
    ...simple,
    commitTimestampMs: 50,
    nowMs: 49 + RETENTION_MS,
    expires: false,
  },
  {
    what: 'a simple group',
    ...simple,
    commitTimestampMs: 50,
    nowMs: 50 + RETENTION_MS,
    expires: true,
  },
  {
    what: 'a commit with a time of its own, before the retention',
    ...simple,
    commitTimestampMs: 50,
    expireTimestampMs: 60,
    nowMs: 60,
    expires: true,
  },
  {
    what: 'a commit with a time of its own, after the retention',
    ...simple,
    commitTimestampMs: 50,
    expireTimestampMs: 5 * RETENTION_MS,
    nowMs: 5 * RETENTION_MS - 1,
    expires: false,
  },
  {
    what: 'a stable group, of a topic that it reads',
    ...stable,
    commitTimestampMs: 0,
    nowMs: 9 * RETENTION_MS,
    expires: false,
  },
  {
    what: 'a stable group, of a topic that it does not read',
    ...stable,
    topic: 'u',
    commitTimestampMs: 50,
    nowMs: 50 + RETENTION_MS,
    expires: true,
  },
  {
    what: 'a stable group of another protocol',
    ...stable,
    protocolType: 'connect',
    topic: 'u',
    commitTimestampMs: 0,
    nowMs: 9 * RETENTION_MS,
    expires: false,
  },
];

function groupOf({ protocolType, isEmpty, stateTimestampMs }: Row) {
  if (protocolType === null) return restoreClassicGroup('g', null);
  const subscription = encodeVersioned(consumerProtocolSubscription, { topics: ['t'] }, 1);
  const member = {
    memberId: 'm',
    groupInstanceId: null,
    clientId: 'c',
    clientHost: '/h',
    rebalanceTimeout: 1,
    sessionTimeout: 1,
    subscription,
    assignment: new Uint8Array(0),
    unknownTaggedFields: [],
  };
  return restoreClassicGroup('g', {
    protocolType,
    generation: 1,
    protocol: isEmpty ? null : 'range',
    leader: isEmpty ? null : 'm',
    currentStateTimestamp: stateTimestampMs,
    members: isEmpty ? [] : [member],
    unknownTaggedFields: [],
  });
}

function outcomeOf(row: Row, isUnstable = false) {
  const offsets = new CommittedOffsets(new TimelineRegistry());
  const key = { group: 'g', topic: row.topic ?? 't', partition: 0 };
  const { commitTimestampMs, expireTimestampMs } = row;
  const value = { offset: 1, leaderEpoch: -1, metadata: '', topicId: zeroUuid, recordOffset: 0 };
  const committed = { ...value, commitTimestampMs, expireTimestampMs };
  offsets.commit(key, committed);
  if (isUnstable) offsets.commitInTransaction(1, key, { ...committed, recordOffset: 1 });
  return expiredOffsets({ offsets, config }, groupOf(row), row.nowMs);
}

describe('an offset of', () => {
  for (const row of ROWS) {
    it(`${row.what} ${row.expires ? 'expires' : 'stays'}`, () => {
      const { expired, isNothingLeft } = outcomeOf(row);
      assert.equal(expired.length, row.expires ? 1 : 0);
      assert.equal(isNothingLeft, row.expires);
    });
  }

  it('any group stays while a transaction that commits it is open', () => {
    for (const row of ROWS) {
      assert.deepEqual(outcomeOf(row, true), { expired: [], isNothingLeft: false });
    }
  });
});
