// The sticky algorithm where all members want the same topics: everyone ends with the floor or the
// ceiling of the mean, and keeps of what it had as much as that allows.
//
// 1. Each keeps what it owned up to its quota (with racks: only what is near it).
// 2. With racks: what is unassigned goes round robin to members near it that are not full.
// 3. The rest goes round robin to members below the floor, then one each to those at it. Pure.

import { keyOf, type TopicPartition } from '../../../fetcher/topic-partition.ts';
import { compareText, type AssignorTopic } from '../assignor.ts';
import type { Claims } from './claims.ts';
import type { RackMatch } from './rack-match.ts';

export interface StickyAssignment {
  readonly assignments: Map<string, TopicPartition[]>;
  /** Member that got a partition, by its key, while another still has it; undefined: not known. */
  readonly transferred: ReadonlyMap<string, string> | undefined;
}

export function assignConstrained(
  topics: ReadonlyMap<string, AssignorTopic>,
  claims: Claims,
  racks: RackMatch,
): StickyAssignment {
  const assignment = new ConstrainedAssignment(topics, claims, racks);
  assignment.keepOwned();
  return assignment.shareOutRest();
}

class ConstrainedAssignment {
  readonly #topics: ReadonlyMap<string, AssignorTopic>;
  readonly #claims: Claims;
  readonly #racks: RackMatch;
  readonly #floor: number;
  readonly #ceiling: number;
  /** How many members will have the ceiling where it is above the floor. */
  readonly #fullMax: number;
  #full = 0;
  readonly #assignments: Map<string, TopicPartition[]>;
  readonly #kept = new Set<string>();
  readonly #transferred = new Map<string, string>();
  /** Partitions that a member had and could not keep. */
  readonly #revoked = new Map<string, string>();
  #below: string[] = [];
  #atFloor: string[] = [];

  constructor(
    topics: ReadonlyMap<string, AssignorTopic>,
    claims: Claims,
    racks: RackMatch,
  ) {
    this.#topics = topics;
    this.#claims = claims;
    this.#racks = racks;
    let total = 0;
    for (const { partitionCount } of topics.values()) total += partitionCount;
    const members = claims.owned.size;
    this.#floor = Math.floor(total / members);
    this.#ceiling = Math.ceil(total / members);
    this.#fullMax = total % members;
    this.#assignments = new Map([...claims.owned.keys()].map((memberId) => [memberId, []]));
  }

  keepOwned(): void {
    for (const [memberId, owned] of this.#claims.owned) {
      const near = owned.filter((each) => {
        const isMismatch = this.#racks.isMismatch(memberId, each);
        if (isMismatch) this.#revoked.set(keyOf(each), memberId);
        return !isMismatch && !this.#claims.contested.has(keyOf(each));
      });
      this.#keep(memberId, near.toSorted(byNumber));
    }
  }

  shareOutRest(): StickyAssignment {
    this.#below = this.#below.toSorted(compareText);
    this.#atFloor = this.#atFloor.toSorted(compareText);
    const unassigned = this.#racks.fewestNearbyFirst(this.#unassigned());
    const rest = this.#racks.isUsed ? this.#shareOutNear(unassigned) : unassigned;
    this.#shareOut(rest);
    return { assignments: this.#assignments, transferred: this.#transferred };
  }

  #keep(memberId: string, owned: readonly TopicPartition[]): void {
    let quota = this.#floor;
    if (owned.length < this.#floor) {
      quota = owned.length;
      this.#below.push(memberId);
    } else if (owned.length >= this.#ceiling && this.#full < this.#fullMax) {
      quota = this.#ceiling;
      this.#full += 1;
      if (this.#full === this.#fullMax) this.#atFloor = [];
    } else if (this.#full < this.#fullMax) this.#atFloor.push(memberId);
    for (const each of owned.slice(0, quota)) {
      this.#assignments.get(memberId)?.push(each);
      this.#kept.add(keyOf(each));
    }
    for (const each of owned.slice(quota)) this.#revoked.set(keyOf(each), memberId);
  }

  #unassigned(): TopicPartition[] {
    const unassigned: TopicPartition[] = [];
    for (const topic of [...this.#topics.keys()].toSorted(compareText)) {
      const count = this.#topics.get(topic)?.partitionCount ?? 0;
      for (let partition = 0; partition < count; partition++) {
        const where = { topic, partition };
        if (!this.#kept.has(keyOf(where))) unassigned.push(where);
      }
    }
    return unassigned;
  }

  /** Returns what found no member near it. */
  #shareOutNear(unassigned: readonly TopicPartition[]): TopicPartition[] {
    let turn = 0;
    return unassigned.filter((where) => {
      const index = this.#racks.nextNear(where, this.#below, turn);
      if (index >= 0) {
        turn = this.#giveNear(where, index);
        return false;
      }
      return !this.#giveNearAtFloor(where);
    });
  }

  /** To a member below the floor; returns whose turn is next. */
  #giveNear(where: TopicPartition, index: number): number {
    const memberId = this.#below[index] ?? '';
    const count = this.#give(where, memberId);
    let next = index;
    if (count >= this.#floor) {
      this.#below.splice(index, 1);
      if (count < this.#ceiling && this.#full < this.#fullMax) this.#atFloor.push(memberId);
    } else next += 1;
    return this.#below.length === 0 ? 0 : next % this.#below.length;
  }

  #giveNearAtFloor(where: TopicPartition): boolean {
    const index = this.#racks.nextNear(where, this.#atFloor, 0);
    if (index < 0) return false;
    const memberId = this.#atFloor[index] ?? '';
    if (this.#give(where, memberId) === this.#ceiling) {
      this.#atFloor.splice(index, 1);
      this.#full += 1;
      if (this.#full === this.#fullMax) this.#atFloor = [];
    }
    return true;
  }

  #shareOut(unassigned: readonly TopicPartition[]): void {
    let turn = 0;
    for (const where of unassigned) {
      if (turn >= this.#below.length) turn = 0;
      const isBelow = this.#below.length > 0;
      const memberId = isBelow ? this.#below[turn] : this.#atFloor.shift();
      if (memberId === undefined) throw new Error('more partitions than the members have room for');
      turn += 1;
      const count = this.#give(where, memberId);
      if (isBelow && count === this.#floor) {
        turn -= 1;
        this.#below.splice(turn, 1);
        this.#atFloor.push(memberId);
      }
    }
  }

  #give(where: TopicPartition, memberId: string): number {
    const key = keyOf(where);
    const assigned = this.#assignments.get(memberId) ?? [];
    assigned.push(where);
    const before = this.#revoked.get(key);
    const isOthers = before !== undefined && before !== memberId;
    if (isOthers || this.#claims.contested.has(key)) this.#transferred.set(key, memberId);
    return assigned.length;
  }
}

function byNumber(a: TopicPartition, b: TopicPartition): number {
  return a.partition - b.partition || compareText(a.topic, b.topic);
}
