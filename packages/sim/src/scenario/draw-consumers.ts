// Groups and readers of a scenario.

import type { Prng } from '@ottla/base';

import type { GroupPlan, MemberPlan, ReaderPlan, TopicPlan } from './scenario.ts';

const ASSIGNORS: readonly string[] = ['range', 'roundrobin', 'sticky', 'cooperative-sticky'];

export function drawGroups(prng: Prng, topics: readonly TopicPlan[]): GroupPlan[] {
  const count = prng.pick([1, 1, 2]);
  return Array.from({ length: count }, (_, index) => {
    const groupId = `group-${index}`;
    const members = prng.pick([1, 2, 3]);
    return {
      groupId,
      topics: pickTopics(prng, topics),
      assignors: prng.pick(ASSIGNORS),
      members: Array.from({ length: members }, (_, at) => drawMember(prng, `${groupId}-${at}`)),
    };
  });
}

function drawMember(prng: Prng, name: string): MemberPlan {
  return {
    name,
    isStatic: prng.chance(0.2),
    autoCommits: prng.chance(0.4),
    isReadCommitted: prng.chance(0.5),
    sessionTimeoutMs: prng.pick([6_000, 10_000, 30_000]),
    ...drawFetching(prng),
    leaveChance: prng.pick([0, 0, 0.01]),
  };
}

export function drawReaders(prng: Prng, topics: readonly TopicPlan[]): ReaderPlan[] {
  const count = prng.pick([1, 1, 2]);
  return Array.from({ length: count }, (_, index) => ({
    name: `reader-${index}`,
    topics: pickTopics(prng, topics),
    isReadCommitted: prng.chance(0.5),
    ...drawFetching(prng),
    seekChance: prng.pick([0, 0, 0.01]),
  }));
}

function drawFetching(prng: Prng) {
  return {
    fetchMaxWaitMs: prng.pick([500, 2_000, 5_000]),
    maxPartitionFetchBytes: prng.pick([1, 2_000, 20_000, 1_048_576, 1_048_576]),
  };
}

/** Topics that come and go are left to producers: who reads them tells nothing of order. */
function pickTopics(prng: Prng, topics: readonly TopicPlan[]): string[] {
  return topics
    .filter(({ kind }, at) => kind !== 'fleeting' && (at === 0 || prng.chance(0.6)))
    .map(({ name }) => name);
}
