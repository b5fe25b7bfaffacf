// The APIs of groups at each of their versions, over a connection: what the edge makes of requests
// and answers. What the coordinator decides has its own tests.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import {
  type Api,
  deleteGroupsApi,
  describeGroupsApi,
  type Draft,
  errorOf,
  heartbeatApi,
  joinGroupApi,
  leaveGroupApi,
  listGroupsApi,
  offsetCommitApi,
  offsetDeleteApi,
  offsetFetchApi,
  syncGroupApi,
} from '@ottla/protocol';
import { topicId } from '../metadata-images.ts';
import { GroupPlane } from './group-plane.ts';

let world: GroupPlane;

before(async () => {
  world = await GroupPlane.start();
  world.createOffsetsTopic({ partitions: 5 });
  for (const [offset, group] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
    assert.equal(await world.commit(group, offset, group), 'NONE');
  }
});

after(() => world.stop());

function ask<Request, Response>(
  api: Api<Request, Response>,
  version: number,
  request: Draft<Request>,
): Promise<Response> {
  return world.client.ask(api, version, request);
}

function nameOf(errorCode: number | undefined): string {
  return errorOf(errorCode ?? -1).name;
}

function eachVersion<Request, Response>(
  api: Api<Request, Response>,
  check: (version: number) => Promise<void>,
): void {
  describe(api.name, () => {
    for (let version = api.request.minVersion; version <= api.request.maxVersion; version++) {
      test(`v${version}`, () => check(version));
    }
  });
}

const T = topicId('t');
const UNKNOWN = topicId('unknown');

eachVersion(offsetCommitApi, async (version) => {
  const hasIds = version >= 10;
  const unknownTopic = hasIds ? 'UNKNOWN_TOPIC_ID' : 'UNKNOWN_TOPIC_OR_PARTITION';
  const offsets = (...indexes: number[]) =>
    indexes.map((partitionIndex) => {
      return { partitionIndex, committedOffset: 7, committedMetadata: '' };
    });
  const named = (name: string, id: string) => (hasIds ? { topicId: id } : { name });
  const topics = [
    { ...named('t', T), partitions: offsets(0, 9, 2) },
    { ...named('unknown', UNKNOWN), partitions: offsets(0) },
  ];
  const response = await ask(offsetCommitApi, version, { groupId: `commit${version}`, topics });
  const told = response.topics.map((each) => [
    hasIds ? each.topicId : each.name,
    Object.fromEntries(each.partitions.map((p) => [p.partitionIndex, nameOf(p.errorCode)])),
  ]);
  assert.deepEqual(Object.fromEntries(told), {
    [hasIds ? T : 't']: { 0: 'NONE', 2: 'NONE', 9: 'UNKNOWN_TOPIC_OR_PARTITION' },
    [hasIds ? UNKNOWN : 'unknown']: { 0: unknownTopic },
  });
  assert.equal(await world.fetch(`commit${version}`), 7);
});

/** `group: topic partition=offset/metadata` or errors. */
function shown(
  groupId: string,
  errorCode: number,
  topics: readonly {
    readonly name: string;
    readonly topicId?: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly committedOffset: number | bigint;
      readonly metadata: string | null;
      readonly errorCode: number;
    }[];
  }[],
): string {
  if (errorCode !== 0) return `${groupId} ${nameOf(errorCode)}`;
  const texts = topics.flatMap(({ name, topicId: id, partitions }) =>
    partitions.map((each) => {
      const place = `${name === '' ? id : name}-${each.partitionIndex}`;
      return `${place}=${each.committedOffset}/${each.metadata} ${nameOf(each.errorCode)}`;
    }),
  );
  return [groupId, ...texts].join(' ');
}

eachVersion(offsetFetchApi, async (version) => {
  const name = version >= 10 ? T : 't';
  if (version < 8) {
    const request = { groupId: 'b', topics: [{ name: 't', partitionIndexes: [0, 1] }] };
    const { errorCode, topics } = await ask(offsetFetchApi, version, request);
    assert.equal(shown('b', errorCode, topics), 'b t-0=1/b NONE t-1=-1/ NONE');
    if (version < 2) return;
    const all = await ask(offsetFetchApi, version, { groupId: 'c', topics: null });
    assert.equal(shown('c', all.errorCode, all.topics), 'c t-0=2/c NONE');
    return;
  }
  const topic = version >= 10 ? { topicId: T } : { name: 't' };
  const unknown = version >= 10 ? { topicId: UNKNOWN } : { name: 'unknown' };
  const groups = [
    { groupId: 'd', topics: [{ ...topic, partitionIndexes: [0] }] },
    { groupId: 'nobody', topics: [{ ...topic, partitionIndexes: [1] }] },
    { groupId: 'e', topics: null },
    { groupId: 'f', topics: [{ ...unknown, partitionIndexes: [3] }] },
  ];
  for (const requireStable of [false, true]) {
    const response = await ask(offsetFetchApi, version, { groups, requireStable });
    const told = response.groups.map((each) => shown(each.groupId, each.errorCode, each.topics));
    const last = version >= 10 ? `${UNKNOWN}-3=-1/ UNKNOWN_TOPIC_ID` : 'unknown-3=-1/ NONE';
    const first = [`d ${name}-0=3/d NONE`, `nobody ${name}-1=-1/ NONE`, `e ${name}-0=4/e NONE`];
    assert.deepEqual(told, [...first, `f ${last}`]);
  }
});

eachVersion(joinGroupApi, async (version) => {
  const request = { groupId: '', protocolType: 'consumer', sessionTimeoutMs: 10_000 };
  const refused = await ask(joinGroupApi, version, { ...request, memberId: 'm' });
  assert.equal(nameOf(refused.errorCode), 'INVALID_GROUP_ID');
  assert.equal(refused.protocolName, version >= 7 ? null : '');
  const protocols = [{ name: 'range', metadata: Buffer.of(1) }];
  const asked = { ...request, groupId: `join${version}`, protocols };
  const rebalance = version === 0 ? {} : { rebalanceTimeoutMs: 10_000 };
  const first = await ask(joinGroupApi, version, { ...asked, ...rebalance });
  if (version < 4) {
    assert.deepEqual([nameOf(first.errorCode), first.generationId], ['NONE', 1]);
    assert.equal(first.leader, first.memberId);
    return;
  }
  assert.equal(nameOf(first.errorCode), 'MEMBER_ID_REQUIRED');
  const { memberId } = first;
  const joined = await ask(joinGroupApi, version, { ...asked, ...rebalance, memberId });
  assert.deepEqual([nameOf(joined.errorCode), joined.protocolName], ['NONE', 'range']);
});

eachVersion(syncGroupApi, async (version) => {
  const names = version >= 5 ? { protocolType: 'consumer', protocolName: 'range' } : {};
  const request = { memberId: 'm', generationId: 1 };
  const empty = await ask(syncGroupApi, version, { ...request, ...names, groupId: '' });
  assert.equal(nameOf(empty.errorCode), 'INVALID_GROUP_ID');
  const unknown = await ask(syncGroupApi, version, { ...request, ...names, groupId: 'nobody' });
  assert.equal(nameOf(unknown.errorCode), 'UNKNOWN_MEMBER_ID');
  if (version < 5) return;
  const unnamed = await ask(syncGroupApi, version, { ...request, groupId: 'nobody' });
  assert.equal(nameOf(unnamed.errorCode), 'INCONSISTENT_GROUP_PROTOCOL');
});

eachVersion(heartbeatApi, async (version) => {
  const beat = async (groupId: string) =>
    nameOf((await ask(heartbeatApi, version, { groupId, memberId: 'm' })).errorCode);
  assert.deepEqual([await beat(''), await beat('a')], ['INVALID_GROUP_ID', 'UNKNOWN_MEMBER_ID']);
});

eachVersion(leaveGroupApi, async (version) => {
  const leaving = version < 3 ? { memberId: 'm' } : { members: [{ memberId: 'm' }] };
  const leave = (groupId: string) => ask(leaveGroupApi, version, { ...leaving, groupId });
  assert.equal(nameOf((await leave('')).errorCode), 'INVALID_GROUP_ID');
  const { errorCode, members } = await leave('a');
  const told = [nameOf(errorCode), ...members.map((each) => nameOf(each.errorCode))];
  assert.deepEqual(told, version < 3 ? ['UNKNOWN_MEMBER_ID'] : ['NONE', 'UNKNOWN_MEMBER_ID']);
});

eachVersion(describeGroupsApi, async (version) => {
  const request = { groups: ['a', 'nobody', 'b'], includeAuthorizedOperations: version >= 3 };
  const { groups } = await ask(describeGroupsApi, version, request);
  const told = groups.map((each) => `${each.groupId} ${each.groupState} ${nameOf(each.errorCode)}`);
  const missing = version >= 6 ? 'GROUP_ID_NOT_FOUND' : 'NONE';
  assert.deepEqual(told.toSorted(), ['a Empty NONE', 'b Empty NONE', `nobody Dead ${missing}`]);
  const { authorizedOperations } = groups.find(({ groupId }) => groupId === 'a') ?? {};
  // READ, DELETE, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS
  const all = (1 << 3) | (1 << 6) | (1 << 8) | (1 << 10) | (1 << 11);
  assert.equal(authorizedOperations, version >= 3 ? all : -2147483648);
});

eachVersion(listGroupsApi, async (version) => {
  const { errorCode, groups } = await ask(listGroupsApi, version, {});
  const ids = new Set(groups.map(({ groupId }) => groupId));
  assert.deepEqual([errorCode, ids.has('a'), ids.has('f')], [0, true, true]);
  if (version < 4) return;
  const dead = await ask(listGroupsApi, version, { statesFilter: ['Dead'] });
  assert.deepEqual(dead.groups, []);
});

eachVersion(deleteGroupsApi, async (version) => {
  const names = ['x', 'y', 'z'].map((each) => `delete-${each}${version}`);
  for (const name of names) assert.equal(await world.commit(name, 1), 'NONE');
  const groupsNames = [...names, 'nobody', names[0] ?? ''];
  const { results } = await ask(deleteGroupsApi, version, { groupsNames });
  const told = results.map((each) => [each.groupId, nameOf(each.errorCode)]);
  assert.equal(told.length, 4);
  const expected = { ...Object.fromEntries(names.map((each) => [each, 'NONE'])) };
  assert.deepEqual(Object.fromEntries(told), { ...expected, nobody: 'GROUP_ID_NOT_FOUND' });
  assert.equal(await world.fetch(names[1] ?? ''), -1);
});

eachVersion(offsetDeleteApi, async (version) => {
  const partitions = [{ partitionIndex: 0 }, { partitionIndex: 9 }];
  const topics = [{ name: 't', partitions }, { name: 'unknown', partitions }];
  assert.equal(await world.commit('deleted-from', 5), 'NONE');
  const response = await ask(offsetDeleteApi, version, { groupId: 'deleted-from', topics });
  const told = response.topics.map(({ name, partitions: each }) => [
    name,
    Object.fromEntries(each.map((p) => [p.partitionIndex, nameOf(p.errorCode)])),
  ]);
  const unknown = 'UNKNOWN_TOPIC_OR_PARTITION';
  assert.deepEqual(Object.fromEntries(told), {
    t: { 0: 'NONE', 9: unknown },
    unknown: { 0: unknown, 9: unknown },
  });
  assert.equal(await world.fetch('deleted-from'), -1);
  const nobody = await ask(offsetDeleteApi, version, { groupId: 'nobody', topics });
  assert.deepEqual([nameOf(nobody.errorCode), nobody.topics], ['GROUP_ID_NOT_FOUND', []]);
});
