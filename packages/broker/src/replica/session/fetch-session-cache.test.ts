// Which fetch session gives way to which, as a table.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { FetchSessionCache } from './fetch-session-cache.ts';
import { FINAL_EPOCH, nextEpoch } from './fetch-session.ts';
import { FetchedPartition } from './fetched-partition.ts';

interface Opened {
  readonly isPrivileged: boolean;
  readonly size: number;
}

function partitions(count: number): Map<string, FetchedPartition> {
  const topic = { name: 't', topicId: 'AAAAAAAAAAAAAAAAAAAAAA' };
  const entries = Array.from({ length: count }, (_, partition) => {
    const wanted = {
      partition,
      currentLeaderEpoch: -1,
      fetchOffset: 0,
      lastFetchedEpoch: -1,
      logStartOffset: -1,
      partitionMaxBytes: 1,
      replicaDirectoryId: '',
      highWatermark: 0,
      unknownTaggedFields: [],
    };
    return [`${partition}`, new FetchedPartition(topic, wanted)] as const;
  });
  return new Map(entries);
}

const follower = (size: number): Opened => ({ isPrivileged: true, size });
const consumer = (size: number): Opened => ({ isPrivileged: false, size });

const CASES: readonly {
  readonly name: string;
  readonly there: readonly Opened[];
  readonly waitMs: number;
  /** The sessions there go on being used. */
  readonly used?: boolean;
  readonly comes: Opened;
  /** Index of the session that goes; undefined: the new one gets no place. */
  readonly goes: number | undefined;
}[] = [
  {
    name: 'young ones stay',
    there: [consumer(1), consumer(1)],
    waitMs: 1,
    comes: consumer(9),
    goes: undefined,
  },
  {
    name: 'an unused one goes',
    there: [consumer(9), consumer(9)],
    waitMs: 120_001,
    comes: consumer(1),
    goes: 0,
  },
  {
    name: 'used ones stay',
    there: [consumer(3), consumer(4)],
    waitMs: 120_001,
    used: true,
    comes: consumer(2),
    goes: undefined,
  },
  {
    name: 'equal ones stay',
    there: [consumer(3), consumer(4)],
    waitMs: 120_001,
    used: true,
    comes: consumer(3),
    goes: undefined,
  },
  {
    name: 'a small one goes for a larger',
    there: [consumer(5), consumer(4)],
    waitMs: 120_001,
    used: true,
    comes: consumer(6),
    goes: 1,
  },
  {
    name: 'followers displace young consumers',
    there: [consumer(9), follower(1)],
    waitMs: 1,
    comes: follower(1),
    goes: 0,
  },
  {
    name: 'consumers displace no followers',
    there: [follower(1), follower(1)],
    waitMs: 120_001,
    used: true,
    comes: consumer(9),
    goes: undefined,
  },
];

for (const { name, there, waitMs, used = false, comes, goes } of CASES) {
  test(`cache: ${name}`, async () => {
    const universe = new SimulatedUniverse({ seed: 1 });
    const { clock, random } = universe.createNode('node');
    const cache = new FetchSessionCache({ clock, random, slots: there.length });
    const open = ({ isPrivileged, size }: Opened) =>
      cache.open({ isPrivileged, usesTopicIds: false, partitions: partitions(size) });
    const sessions = there.map((each) => {
      const session = open(each);
      assert.ok(session !== undefined);
      return session;
    });
    await universe.advance(waitMs);
    if (used) for (const session of sessions) cache.touch(session);
    const fresh = open(comes);
    assert.equal(fresh !== undefined, goes !== undefined);
    const gone = sessions.findIndex(({ id }) => cache.get(id) === undefined);
    assert.equal(gone, goes ?? -1);
    assert.equal(cache.size, there.length);
    assert.equal(cache.evictions, goes === undefined ? 0 : 1);
    const left = there.filter((_, index) => index !== goes);
    const sizes = [...left, ...(goes === undefined ? [] : [comes])].map(({ size }) => size);
    assert.equal(cache.partitionCount, sizes.reduce((sum, size) => sum + size, 0));
  });
}

test('epochs go round without meeting the ones that have a meaning', () => {
  assert.equal(nextEpoch(0), 1);
  assert.equal(nextEpoch(1), 2);
  assert.equal(nextEpoch(2_147_483_647), 1);
  assert.equal(nextEpoch(FINAL_EPOCH), FINAL_EPOCH);
});
