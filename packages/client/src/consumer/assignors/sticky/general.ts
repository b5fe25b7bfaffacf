// The sticky algorithm where members want different topics: everyone keeps what it had and may
// have; what is left goes to the subscribed member with the fewest partitions; then partitions move
// from members with more to members with fewer for as long as that helps, those that have just come
// first. What did not make it more even in the end is undone. Pure.

import { keyOf, type TopicPartition } from '../../../fetcher/topic-partition.ts';
import { compareText, type AssignorTopic, type MemberSubscription } from '../assignor.ts';
import type { Claims } from './claims.ts';
import type { StickyAssignment } from './constrained.ts';
import { Holdings } from './holdings.ts';
import { PartitionMovements } from './partition-movements.ts';
import type { RackMatch } from './rack-match.ts';

export interface GeneralProblem {
  readonly topics: ReadonlyMap<string, AssignorTopic>;
  readonly members: readonly MemberSubscription[];
  readonly claims: Claims;
  readonly racks: RackMatch;
}

export function assignGeneral(problem: GeneralProblem): StickyAssignment {
  const assignment = new GeneralAssignment(problem);
  assignment.build();
  return { assignments: assignment.holdings.toMap(), transferred: undefined };
}

class GeneralAssignment {
  readonly #problem: GeneralProblem;
  readonly holdings: Holdings;
  readonly #movements = new PartitionMovements();
  /** Who wants a topic, by topic. */
  readonly #wanting: ReadonlyMap<string, readonly string[]>;
  /** The last owner before the generation that counts, by partition. */
  readonly #previous: ReadonlyMap<string, string>;
  readonly #sorted: readonly TopicPartition[];
  #mustRevoke = false;

  constructor(problem: GeneralProblem) {
    this.#problem = problem;
    this.#wanting = new Map(
      [...problem.topics.keys()].map((topic) => [
        topic,
        problem.members.filter(({ topics }) => topics.includes(topic)).map((each) => each.memberId),
      ]),
    );
    this.holdings = new Holdings(problem.topics, problem.members);
    this.#previous = previousOwners(problem);
    this.#sorted = this.#sortedPartitions();
  }

  build(): void {
    this.#keepOwned();
    const unassigned = this.#sorted.filter((each) => this.holdings.ownerOf(each) === undefined);
    const isFirst = this.holdings.largest === 0;
    const { racks } = this.#problem;
    for (const withRacks of racks.isUsed ? [true, false] : [false]) {
      for (const each of unassigned) {
        if (this.holdings.ownerOf(each) === undefined) this.#giveToLeast(each, withRacks);
      }
    }
    this.#balance(unassigned, isFirst);
  }

  #keepOwned(): void {
    const { claims, members, racks } = this.#problem;
    for (const { memberId, topics } of members) {
      for (const each of claims.owned.get(memberId) ?? []) {
        const isWanted = topics.includes(each.topic);
        if (isWanted && !racks.isMismatch(memberId, each)) this.holdings.give(each, memberId);
        else this.#mustRevoke = true;
      }
    }
  }

  #giveToLeast(where: TopicPartition, withRacks: boolean): void {
    const { racks } = this.#problem;
    const least = this.holdings.least((memberId) => {
      if (withRacks && racks.isMismatch(memberId, where)) return false;
      return this.#wanting.get(where.topic)?.includes(memberId) ?? false;
    });
    if (least !== undefined) this.holdings.give(where, least);
  }

  #balance(unassigned: readonly TopicPartition[], isFirst: boolean): void {
    const isMovable = ({ topic }: TopicPartition): boolean => this.#isContested(topic);
    this.holdings.setAside((memberId) => !this.#mayTakePart(memberId));
    const before = this.holdings.copy();
    if (!this.#mustRevoke) this.#move(unassigned.filter(isMovable));
    const hasMoved = this.#move(this.#sorted.filter(isMovable));
    const isNoBetter = this.holdings.score() >= before.score();
    if (!isFirst && hasMoved && isNoBetter) this.holdings.restore(before);
    this.holdings.takeBack();
  }

  /** Again and again until nothing moves; true where something did. */
  #move(partitions: readonly TopicPartition[]): boolean {
    let hasMoved = false;
    for (;;) {
      let isChanged = false;
      for (const each of partitions) {
        if (this.holdings.isBalanced()) break;
        if (this.#moveOne(each)) isChanged = true;
      }
      if (!isChanged) return hasMoved;
      hasMoved = true;
    }
  }

  #moveOne(where: TopicPartition): boolean {
    const { holdings } = this;
    const owner = holdings.ownerOf(where);
    if (owner === undefined) return false;
    const isBetterAt = (other: string): boolean =>
      holdings.countOf(owner) > holdings.countOf(other) + 1;
    const wanting = this.#wanting.get(where.topic) ?? [];
    const previous = this.#previous.get(keyOf(where));
    if (previous !== undefined && wanting.includes(previous) && isBetterAt(previous)) {
      this.#moveTo(where, owner, previous);
      return true;
    }
    if (!wanting.some(isBetterAt)) return false;
    const least = holdings.least((memberId) => wanting.includes(memberId));
    if (least === undefined) return false;
    this.#moveTo(where, owner, least);
    return true;
  }

  #moveTo(where: TopicPartition, owner: string, to: string): void {
    const actual = this.#movements.instead(where, owner, to);
    const from = this.holdings.ownerOf(actual) ?? owner;
    this.#movements.moved(actual, from, to);
    this.holdings.move(actual, from, to);
  }

  #isContested(topic: string): boolean {
    return (this.#wanting.get(topic)?.length ?? 0) >= 2;
  }

  /** Whether a member could get more, or could lose something. */
  #mayTakePart(memberId: string): boolean {
    const { holdings } = this;
    if (holdings.countOf(memberId) < holdings.roomOf(memberId)) return true;
    return holdings.of(memberId).some(({ topic }) => this.#isContested(topic));
  }

  /** Topics that fewer members want first; then by name and number. */
  #sortedPartitions(): TopicPartition[] {
    const demand = (topic: string): number => this.#wanting.get(topic)?.length ?? 0;
    return [...this.#problem.topics]
      .toSorted(([a], [b]) => demand(a) - demand(b) || compareText(a, b))
      .flatMap(([topic, { partitionCount }]) =>
        Array.from({ length: partitionCount }, (_, partition) => ({ topic, partition })),
      );
  }
}

function previousOwners({ claims }: GeneralProblem): Map<string, string> {
  const latest = new Map<string, { readonly memberId: string; readonly generationId: number }>();
  for (const [memberId, { partitions, generationId = -1 }] of claims.told) {
    if (generationId >= claims.maxGeneration) continue;
    for (const each of partitions) {
      const known = latest.get(keyOf(each));
      if (known !== undefined && known.generationId >= generationId) continue;
      latest.set(keyOf(each), { memberId, generationId });
    }
  }
  return new Map([...latest].map(([key, { memberId }]) => [key, memberId]));
}
