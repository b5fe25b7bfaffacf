// What administrators do in scenarios.

import {
  type DescribeGroupsResponse,
  type Draft,
  type OffsetFetchRequest,
  zeroUuid,
} from '@ottla/protocol';
import { groupCommands, groupQueries } from '../../src/index.ts';
import type { Scenario } from './scenario.ts';
import { partitionWord, type Words } from './scenario-words.ts';

type Verb = (scenario: Scenario, words: Words) => void;

function caller(apiVersion: number) {
  return { apiVersion, clientId: 'admin', clientHost: '/127.0.0.1' };
}

function describe(scenario: Scenario, words: Words): void {
  const { names, peer } = scenario;
  const groups = words.from(1).map((word) => scenario.groupId(word));
  const show = (response: DescribeGroupsResponse): void => {
    for (const group of response.groups) {
      const error = scenario.outcome('DescribeGroups', group.errorCode);
      const { groupId, groupState, protocolType, protocolData } = group;
      const told = error === 'NONE' ? '' : ` ${error} ${group.errorMessage}`;
      scenario.say(`${groupId} is ${groupState} ${protocolType}/${protocolData}${told}`);
      for (const member of group.members) {
        const instance = member.groupInstanceId === null ? '' : `(${member.groupInstanceId})`;
        const name = `${names.nameOf(member.memberId)}${instance}`;
        const says = names.wordOf(member.memberMetadata);
        const has = names.wordOf(member.memberAssignment);
        scenario.say(`  ${name} ${member.clientId}@${member.clientHost} says ${says}, has ${has}`);
      }
    }
  };
  peer.query(groupQueries.describeGroups, { groups }, words.number('v', 6), show);
}

function list(scenario: Scenario, words: Words): void {
  const statesFilter = words.list('states') ?? [];
  const typesFilter = words.list('types') ?? [];
  const request = { statesFilter, typesFilter };
  scenario.peer.query(groupQueries.listGroups, request, 5, ({ groups }) => {
    for (const { groupId, protocolType, groupState, groupType } of groups) {
      if (!groupId.startsWith(scenario.prefix)) continue;
      scenario.say(`${groupId} ${groupType} ${groupState} "${protocolType}"`);
    }
  });
}

function deleteGroups(scenario: Scenario, words: Words): void {
  const groupsNames = words.from(1).map((word) => scenario.groupId(word));
  const { deleteGroups: command } = groupCommands;
  scenario.peer.submit(command, { groupsNames }, caller(2), ({ results }) => {
    for (const { groupId, errorCode } of results) {
      scenario.say(`delete ${groupId}: ${scenario.outcome('DeleteGroups', errorCode)}`);
    }
  });
}

/** Groups and what is wanted of them: all where no partition is named. */
function fetch(scenario: Scenario, words: Words): void {
  const partitions = words.from(2).map(partitionWord);
  const topics = partitions.map(({ topic, partition }) => ({
    name: topic,
    partitionIndexes: [partition],
  }));
  const groupId = scenario.groupId(words.at(1));
  const wanted = { groupId, topics: topics.length > 0 ? topics : null };
  const request: Draft<OffsetFetchRequest> = { groups: [wanted] };
  const isStable = words.option('stable') !== undefined;
  const show = (response: { readonly groups: readonly FetchedGroup[] }): void => {
    for (const { groupId: id, topics: fetched, errorCode } of response.groups) {
      const error = scenario.outcome('OffsetFetch', errorCode);
      scenario.say(`fetch ${id}: ${error}${fetched.map(showTopic).join('')}`);
    }
  };
  const showTopic = ({ name, partitions: found }: FetchedGroup['topics'][number]): string =>
    found
      .map((each) => {
        const error = scenario.outcome('OffsetFetch', each.errorCode);
        const epoch = each.committedLeaderEpoch === -1 ? '' : ` epoch=${each.committedLeaderEpoch}`;
        const text = each.metadata === '' ? '' : ` "${each.metadata}"`;
        const told = error === 'NONE' ? '' : ` ${error}`;
        return `, ${name}:${each.partitionIndex} ${each.committedOffset}${epoch}${text}${told}`;
      })
      .join('');
  const { peer } = scenario;
  if (isStable) {
    const stable = { ...request, requireStable: true };
    peer.submit(groupCommands.offsetFetchStable, stable, caller(9), show);
  } else {
    peer.query(groupQueries.offsetFetch, request, 9, show);
  }
}

interface FetchedGroup {
  readonly groupId: string;
  readonly errorCode: number;
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly committedOffset: number | bigint;
      readonly committedLeaderEpoch: number;
      readonly metadata: string | null;
      readonly errorCode: number;
    }[];
  }[];
}

function deleteOffsets(scenario: Scenario, words: Words): void {
  const topics = words.from(2).map((word) => {
    const { topic, partition } = partitionWord(word);
    return { name: topic, partitions: [{ partitionIndex: partition }] };
  });
  const request = { groupId: scenario.groupId(words.at(1)), topics };
  scenario.peer.submit(groupCommands.offsetDelete, request, caller(0), (response) => {
    const outcomes = response.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, errorCode }) => {
        return `, ${name}:${partitionIndex} ${scenario.outcome('OffsetDelete', errorCode)}`;
      }),
    );
    const whole = scenario.outcome('OffsetDelete', response.errorCode);
    scenario.say(`offset-delete: ${whole}${outcomes.join('')}`);
  });
}

export const administratorVerbs: Readonly<Record<string, Verb | undefined>> = {
  describe,
  list,
  fetch,
  delete: deleteGroups,
  'offset-delete': deleteOffsets,
  'topic-deleted': (scenario, words) =>
    scenario.peer.deleteTopic({ id: zeroUuid, name: words.at(1) }),
};
