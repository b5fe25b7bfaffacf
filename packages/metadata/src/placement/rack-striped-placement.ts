// Where the replicas of new partitions go: striped over racks, and over the brokers of each rack,
// so that leaders and replicas spread evenly and each partition spans as many racks as it can.
// Fenced brokers come after unfenced ones and never lead. Chance only decides where the stripes
// begin.

import type { Random } from '@ottla/base';

export interface PlaceableBroker {
  readonly id: number;
  readonly rack: string | null;
  readonly fenced: boolean;
}

/** Either an assignment for each partition, or why there is none, in Kafka's words. */
export type Placement =
  | { readonly kind: 'placed'; readonly assignments: readonly (readonly number[])[] }
  | { readonly kind: 'refused'; readonly message: string };

class Ring {
  #ids: number[];
  #next = 0;
  #start = 0;
  #round = 0;

  constructor(ids: readonly number[], random: Random) {
    this.#ids = ids.toSorted((a, b) => a - b);
    this.#start = below(this.#ids.length, random);
  }

  /**
   * The next broker of this round; undefined where all have been taken. Each round begins one
   * later.
   */
  take(round: number): number | undefined {
    if (this.#ids.length === 0) return undefined;
    if (this.#round !== round) {
      this.#round = round;
      this.#next = 0;
      this.#start = (this.#start + 1) % this.#ids.length;
    }
    if (this.#next >= this.#ids.length) return undefined;
    const id = this.#ids[(this.#next + this.#start) % this.#ids.length];
    this.#next++;
    return id;
  }

  shuffle(random: Random): void {
    this.#ids = shuffled(this.#ids, random);
  }
}

class Rack {
  readonly unfenced: Ring;
  readonly fenced: Ring;

  constructor(brokers: readonly PlaceableBroker[], random: Random) {
    const idsOf = (fenced: boolean): number[] =>
      brokers.filter((each) => each.fenced === fenced).map((each) => each.id);
    this.unfenced = new Ring(idsOf(false), random);
    this.fenced = new Ring(idsOf(true), random);
  }

  take(round: number): number | undefined {
    return this.unfenced.take(round) ?? this.fenced.take(round);
  }
}

class RackStripes {
  readonly #random: Random;
  readonly #unfencedCount: number;
  #racks: Rack[];
  #offset: number;
  /** Counts partitions, and never goes back: a ring gives each broker once a round. */
  #round = 0;
  #sinceShuffle = 0;

  constructor(brokers: readonly PlaceableBroker[], random: Random) {
    const byRack = Map.groupBy(brokers, (each) => each.rack ?? '');
    const names = [...byRack.keys()].toSorted((a, b) => (a < b ? -1 : 1));
    this.#random = random;
    this.#racks = names.map((name) => new Rack(byRack.get(name) ?? [], random));
    this.#unfencedCount = brokers.filter((each) => !each.fenced).length;
    this.#offset = below(this.#racks.length, random);
  }

  place(replicationFactor: number): readonly number[] {
    // After as many partitions as there are brokers the pattern would repeat itself.
    if (this.#sinceShuffle === this.#unfencedCount && this.#unfencedCount > 1) {
      this.#racks = shuffled(this.#racks, this.#random);
      for (const rack of this.#racks) {
        rack.unfenced.shuffle(this.#random);
        rack.fenced.shuffle(this.#random);
      }
      this.#sinceShuffle = 0;
    }
    const replicas = this.#takeFrom(this.#offset % this.#racks.length, replicationFactor);
    this.#round++;
    this.#sinceShuffle++;
    this.#offset = (this.#offset % this.#racks.length) + 1;
    return replicas;
  }

  #takeFrom(start: number, replicationFactor: number): readonly number[] {
    const count = this.#racks.length;
    let leaderRack = start;
    let leader = this.#racks[leaderRack]?.unfenced.take(this.#round);
    while (leader === undefined) {
      leaderRack = (leaderRack + 1) % count;
      leader = this.#racks[leaderRack]?.unfenced.take(this.#round);
    }
    const replicas = [leader];
    // The leader's rack is passed over once: it has had its turn.
    let skipsLeaderRack = true;
    for (let rack = start; replicas.length < replicationFactor; rack = (rack + 1) % count) {
      if (rack === leaderRack && skipsLeaderRack) {
        skipsLeaderRack = false;
        continue;
      }
      const replica = this.#racks[rack]?.take(this.#round);
      if (replica !== undefined) replicas.push(replica);
    }
    return replicas;
  }
}

function below(limit: number, random: Random): number {
  return limit === 0 ? 0 : random.uint32() % limit;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const keyed = items.map((item) => ({ item, key: random.uint32() }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

export interface PlacementRequest {
  readonly partitionCount: number;
  readonly replicationFactor: number;
  readonly brokers: readonly PlaceableBroker[];
}

export function placeReplicas(request: PlacementRequest, random: Random): Placement {
  const { partitionCount, replicationFactor, brokers } = request;
  const message = refusalMessage(request);
  if (message !== undefined) return { kind: 'refused', message };
  const stripes = new RackStripes(brokers, random);
  const assignments: (readonly number[])[] = [];
  for (let index = 0; index < partitionCount; index++) {
    assignments.push(stripes.place(replicationFactor));
  }
  return { kind: 'placed', assignments };
}

function refusalMessage({ replicationFactor, brokers }: PlacementRequest): string | undefined {
  if (replicationFactor <= 0) {
    return (
      `Invalid replication factor ${replicationFactor}: the replication factor must be ` +
      `positive.`
    );
  }
  if (brokers.every((each) => each.fenced)) {
    return 'All brokers are currently fenced, or have all their log directories cordoned.';
  }
  if (replicationFactor > brokers.length) {
    return (
      `The target replication factor of ${replicationFactor} cannot be reached because only ` +
      `${brokers.length} broker(s) are registered or some brokers have all their log directories ` +
      'cordoned.'
    );
  }
  return undefined;
}
