// Groups as a test sees them: who is in, what was committed, and what is left to read.

import {
  type Admin,
  type ConsumerGroupDescription,
  type GroupMember,
  type TopicPartition,
  valueOf,
} from '@ottla/client';

import { endsOf } from '../records/read-topic.ts';

export interface SeenGroup {
  readonly groupId: string;
  /** Kafka's word: `Stable`, `Empty`, `PreparingRebalance`, …; `Dead` where there is no group. */
  readonly state: string;
  readonly assignor: string;
  readonly members: readonly GroupMember[];
  readonly offsets: readonly SeenOffset[];
}

export interface SeenOffset extends TopicPartition {
  /** The next offset that the group will read; null where it has committed none. */
  readonly committed: number | null;
  readonly end: number;
  /** Records between the two; from the start of the partition where nothing was committed. */
  readonly lag: number;
}

/** Of one group, all partitions of the topics that it reads or has read. */
export async function seeGroup(admin: Admin, groupId: string): Promise<SeenGroup> {
  const [described, listed] = await Promise.all([
    admin.describeConsumerGroups([groupId]),
    admin.listConsumerGroupOffsets([{ groupId }]),
  ]);
  const group = described.get(groupId);
  const known = group === undefined || group instanceof Error ? NO_GROUP : group;
  const offsets = listed.get(groupId);
  const committed = offsets === undefined ? [] : valueOf(offsets);
  const assigned = known.members.flatMap(({ assignment }) => assignment);
  const topics = [...new Set([...committed, ...assigned].map(({ topic }) => topic))].toSorted();
  return {
    groupId,
    state: known.state,
    assignor: known.assignor,
    members: known.members,
    offsets: (await endsOf(admin, topics)).map(({ topic, partition, start, end }) => {
      const own = committed.find((each) => each.topic === topic && each.partition === partition);
      const offset = own?.committed?.offset ?? null;
      return { topic, partition, committed: offset, end, lag: end - (offset ?? start) };
    }),
  };
}

const NO_GROUP: Pick<ConsumerGroupDescription, 'state' | 'assignor' | 'members'> = {
  state: 'Dead',
  assignor: '',
  members: [],
};

export interface ExpectedGroup {
  readonly state?: string | undefined;
  /** How many. */
  readonly members?: number | undefined;
}

/** Throws an Error that tells how the group is. */
export function checkGroup(group: SeenGroup, { state, members }: ExpectedGroup): void {
  const isState = state === undefined || group.state === state;
  const isCount = members === undefined || group.members.length === members;
  if (isState && isCount) return;
  const wanted = [state, members === undefined ? undefined : `${members} members`];
  const expected = wanted.filter((each) => each !== undefined).join(', ');
  throw new Error(`expected ${expected}\n${describeGroup(group).join('\n')}`);
}

/** In all, or by topic. */
export type ExpectedLag = number | Readonly<Record<string, number>>;

/** Throws an Error that tells of each partition. */
export function checkLag(group: SeenGroup, expected: ExpectedLag): void {
  const lagOf = (topic?: string): number =>
    group.offsets
      .filter((each) => topic === undefined || each.topic === topic)
      .reduce((sum, { lag }) => sum + lag, 0);
  const hasCommitted = group.offsets.some(({ committed }) => committed !== null);
  const isEqual =
    typeof expected === 'number'
      ? lagOf() === expected
      : Object.entries(expected).every(([topic, lag]) => lagOf(topic) === lag);
  if (hasCommitted && isEqual) return;
  const wanted = typeof expected === 'number' ? expected : JSON.stringify(expected);
  const found = hasCommitted ? `found ${lagOf()}` : 'it has committed nothing';
  throw new Error(
    `expected a lag of ${wanted}, ${found}\n${describeGroup(group).join('\n')}`,
  );
}

export function describeGroup({ groupId, state, assignor, members, offsets }: SeenGroup): string[] {
  const by = assignor === '' ? '' : `, ${assignor}`;
  return [
    `group ${groupId}: ${state}${by}, ${members.length} members`,
    ...members.map(({ memberId, clientId, clientHost, assignment }) => {
      const has = assignment.map(({ topic, partition }) => `${topic}-${partition}`).join(' ');
      return `  member ${memberId} (${clientId} at ${clientHost}): ${has || 'nothing assigned'}`;
    }),
    ...offsets.map(({ topic, partition, committed, end, lag }) => {
      const offset = committed === null ? 'nothing committed' : `committed ${committed}`;
      return `  ${topic}-${partition}: ${offset}, end ${end}, lag ${lag}`;
    }),
  ];
}
