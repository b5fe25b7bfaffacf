// The fetch sessions of a broker, up to a limit. When it is reached, the session that nobody has
// used for two minutes goes, else the least valuable of those that are older: a consumer's before
// a follower's, a small one before a large one, and only for one that is worth more.

import { assert, type Clock, type Random } from '@ottla/base';
import { FetchSession, NO_SESSION, type SessionOptions } from './fetch-session.ts';

/** Kafka's MIN_INCREMENTAL_FETCH_SESSION_EVICTION_MS. */
const EVICTION_MS = 120_000;

export interface FetchSessionCacheOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** max.incremental.fetch.session.cache.slots */
  readonly slots: number;
}

export class FetchSessionCache {
  /** Sessions that had to give way to another. */
  evictions = 0;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #slots: number;
  /** Least recently used first. */
  readonly #sessions = new Map<number, FetchSession>();

  constructor({ clock, random, slots }: FetchSessionCacheOptions) {
    assert(slots >= 0, `the cache of fetch sessions has ${slots} slots`);
    this.#clock = clock;
    this.#random = random;
    this.#slots = slots;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Of all sessions. */
  get partitionCount(): number {
    let count = 0;
    for (const { partitions } of this.#sessions.values()) count += partitions.size;
    return count;
  }

  get(id: number): FetchSession | undefined {
    return this.#sessions.get(id);
  }

  /** Opens a session for partitions as given; undefined where there is no room for one. */
  open(wanted: Omit<SessionOptions, 'id' | 'nowMs'>): FetchSession | undefined {
    const nowMs = this.#clock.monotonicMs();
    if (!this.#makeRoom(wanted.isPrivileged, wanted.partitions.size, nowMs)) return undefined;
    const session = new FetchSession({ ...wanted, id: this.#newId(), nowMs });
    this.#sessions.set(session.id, session);
    return session;
  }

  /** The session is used. */
  touch(session: FetchSession): void {
    session.lastUsedMs = this.#clock.monotonicMs();
    this.#sessions.delete(session.id);
    this.#sessions.set(session.id, session);
  }

  close(id: number): boolean {
    return this.#sessions.delete(id);
  }

  #makeRoom(isPrivileged: boolean, size: number, nowMs: number): boolean {
    if (this.#sessions.size < this.#slots) return true;
    const [oldest] = this.#sessions.values();
    if (oldest === undefined) return false;
    if (nowMs - oldest.lastUsedMs > EVICTION_MS) return this.#evict(oldest);
    const victim = this.#leastValuable(isPrivileged, nowMs);
    if (victim === undefined) return false;
    const isWorthMore = Number(victim.isPrivileged) - Number(isPrivileged);
    const difference = isWorthMore === 0 ? victim.partitions.size - size : isWorthMore;
    return difference < 0 && this.#evict(victim);
  }

  #evict({ id }: FetchSession): boolean {
    this.evictions += 1;
    return this.close(id);
  }

  /** A follower may displace any consumer's session, a consumer only one that is old enough. */
  #leastValuable(isPrivileged: boolean, nowMs: number): FetchSession | undefined {
    let least: FetchSession | undefined;
    for (const session of this.#sessions.values()) {
      const isOld = nowMs - session.createdMs > EVICTION_MS;
      if (!isOld && !(isPrivileged && !session.isPrivileged)) continue;
      if (least === undefined || isLess(session, least)) least = session;
    }
    return least;
  }

  #newId(): number {
    for (;;) {
      const id = this.#random.uint32() >>> 1;
      if (id !== NO_SESSION && !this.#sessions.has(id)) return id;
    }
  }
}

function isLess(one: FetchSession, other: FetchSession): boolean {
  if (one.isPrivileged !== other.isPrivileged) return other.isPrivileged;
  if (one.partitions.size !== other.partitions.size) {
    return one.partitions.size < other.partitions.size;
  }
  return one.id < other.id;
}
