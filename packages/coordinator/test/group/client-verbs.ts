// What clients do in scenarios: members of groups, and consumers that only commit.

import { groupCommands } from '../../src/index.ts';
import type { Scenario } from './scenario.ts';
import { partitionWord, type Words } from './scenario-words.ts';

export interface Client {
  readonly name: string;
  memberId: string;
  generationId: number;
  protocolType: string;
  protocolName: string;
}

export function newClient(name: string): Client {
  const protocol = { protocolType: 'consumer', protocolName: 'range' };
  return { name, memberId: '', generationId: -1, ...protocol };
}

type ClientVerb = (scenario: Scenario, client: Client, words: Words) => void;

const HOST = '/127.0.0.1';

/** Who it says that it is: what it remembers, unless the line says otherwise. */
function identity(scenario: Scenario, client: Client, words: Words) {
  const member = words.option('member');
  return {
    groupId: scenario.groupId(words.at(2)),
    memberId: member === undefined ? client.memberId : scenario.names.idOf(member),
    groupInstanceId: words.option('instance') ?? null,
    generationId: words.number('gen', client.generationId),
  };
}

function caller(client: Client, words: Words, latestVersion: number) {
  const apiVersion = words.number('v', latestVersion);
  return { apiVersion, clientId: client.name, clientHost: HOST };
}

/** `name:word` for each protocol. */
function protocolsOf({ names }: Scenario, words: Words) {
  return (words.list('protocols') ?? ['range:t/']).map((word) => {
    const [name = '', metadata = ''] = word.split(':');
    return { name, metadata: names.bytesOf(metadata) };
  });
}

function join(scenario: Scenario, client: Client, words: Words): void {
  const { names, peer } = scenario;
  const { generationId: _, ...who } = identity(scenario, client, words);
  const request = {
    ...who,
    sessionTimeoutMs: words.number('session', scenario.sessionTimeoutMs),
    rebalanceTimeoutMs: words.number('rebalance', 60_000),
    protocolType: words.option('type') ?? 'consumer',
    protocols: protocolsOf(scenario, words),
  };
  peer.submit(groupCommands.joinGroup, request, caller(client, words, 9), (response) => {
    const { memberId, generationId, protocolType, protocolName, leader, members } = response;
    const error = scenario.outcome('JoinGroup', response.errorCode);
    if (memberId !== '') client.memberId = memberId;
    if (error !== 'NONE') {
      scenario.say(`${client.name} join: ${error} ${names.nameOf(memberId)}`);
      return;
    }
    client.generationId = generationId;
    client.protocolType = request.protocolType;
    client.protocolName = protocolName ?? '';
    const listed = members.map((each) => {
      const instance = each.groupInstanceId === null ? '' : `(${each.groupInstanceId})`;
      return `${names.nameOf(each.memberId)}${instance}=${names.wordOf(each.metadata)}`;
    });
    const whole = [
      `${client.name} join: generation=${generationId} ${protocolType}/${protocolName}`,
      `${names.nameOf(memberId)} of leader ${names.nameOf(leader)} [${listed.join(' ')}]`,
    ];
    scenario.say(whole.join(' ') + (response.skipAssignment ? ' skip-assignment' : ''));
  });
}

function sync(scenario: Scenario, client: Client, words: Words): void {
  const { names, peer } = scenario;
  const assignments = (words.list('assign') ?? []).map((word) => {
    const [member = '', assignment = ''] = word.split(':');
    return { memberId: names.idOf(member), assignment: names.bytesOf(assignment) };
  });
  const request = {
    ...identity(scenario, client, words),
    protocolType: words.option('type') ?? client.protocolType,
    protocolName: words.option('protocol') ?? client.protocolName,
    assignments,
  };
  peer.submit(groupCommands.syncGroup, request, caller(client, words, 5), (response) => {
    const { protocolType, protocolName, assignment } = response;
    const error = scenario.outcome('SyncGroup', response.errorCode);
    const told = `${protocolType}/${protocolName} ${names.wordOf(assignment)}`;
    scenario.say(`${client.name} sync: ${error === 'NONE' ? told : error}`);
  });
}

function heartbeat(scenario: Scenario, client: Client, words: Words): void {
  const request = identity(scenario, client, words);
  const { peer } = scenario;
  peer.submit(groupCommands.heartbeat, request, caller(client, words, 4), ({ errorCode }) => {
    scenario.say(`${client.name} heartbeat: ${scenario.outcome('Heartbeat', errorCode)}`);
  });
}

/** `member`, `instance` options for oneself; else words, `(instance)` for a static member. */
function leave(scenario: Scenario, client: Client, words: Words): void {
  const { names, peer } = scenario;
  const { groupId, memberId, groupInstanceId } = identity(scenario, client, words);
  const others = words.from(3).map((word) => {
    const [, name = '', instance] = /^([^(]*)(?:\((.*)\))?$/.exec(word) ?? [];
    return { memberId: names.idOf(name), groupInstanceId: instance ?? null };
  });
  const members = others.length > 0 ? others : [{ memberId, groupInstanceId }];
  const request = { groupId, members };
  peer.submit(groupCommands.leaveGroup, request, caller(client, words, 5), (response) => {
    const whole = scenario.outcome('LeaveGroup', response.errorCode);
    const each = response.members.map((member) => {
      const instance = member.groupInstanceId === null ? '' : `(${member.groupInstanceId})`;
      const name = member.memberId === '' ? '' : names.nameOf(member.memberId);
      return `${name}${instance} ${scenario.outcome('LeaveGroup', member.errorCode)}`;
    });
    scenario.say(`${client.name} leave: ${whole === 'NONE' ? each.join(', ') : whole}`);
  });
}

/** `topic:partition@offset` or `topic:partition@offset/epoch/metadata`. */
function commit(scenario: Scenario, client: Client, words: Words): void {
  const { generationId, ...who } = identity(scenario, client, words);
  const topics = words.from(3).map((word) => {
    const { topic, partition, rest } = partitionWord(word);
    const [offset, epoch = '-1', committedMetadata = ''] = rest.split('/');
    const committed = {
      partitionIndex: partition,
      committedOffset: Number(offset),
      committedLeaderEpoch: Number(epoch),
      committedMetadata,
    };
    return { name: topic, partitions: [committed] };
  });
  const retention = words.option('retention');
  const request = {
    ...who,
    generationIdOrMemberEpoch: generationId,
    ...(retention === undefined ? {} : { retentionTimeMs: Number(retention) }),
    topics,
  };
  const from = caller(client, words, 9);
  scenario.peer.submit(groupCommands.offsetCommit, request, from, (response) => {
    const outcomes = response.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, errorCode }) => {
        return `${name}:${partitionIndex} ${scenario.outcome('OffsetCommit', errorCode)}`;
      }),
    );
    scenario.say(`${client.name} commit: ${outcomes.join(', ')}`);
  });
}

export const clientVerbs: Readonly<Record<string, ClientVerb | undefined>> = {
  join,
  sync,
  heartbeat,
  leave,
  commits: commit,
};
