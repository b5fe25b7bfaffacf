// What must hold of a group that reads one topic, whoever its members are: no partition has two
// owners in one generation, committed offsets never go back, no record is skipped, and once it has
// settled every partition has an owner. Fed by the wiretap and by what members print. A member that
// commits less than what the broker had told it to go on from is counted apart: no broker can
// know better than a member of the generation.

import type { Committed, Fetched, GroupEvents, Synced } from './wiretap.ts';

const VIOLATIONS_MAX = 20;

interface Generation {
  readonly number: number;
  readonly owners: Map<number, string>;
  /** Client ids that were given their part, if only an empty one. */
  readonly clients: Set<string>;
}

export class GroupChecks implements GroupEvents {
  readonly violations: string[] = [];
  /** Commits that went back although the broker had told the member the higher offset. */
  readonly ownFaults: string[] = [];
  readonly #told = new Map<string, number>();
  readonly #partitions: number;
  readonly #committed: Map<number, Committed> = new Map();
  readonly #seen: Uint8Array[];
  #generation: Generation = { number: -1, owners: new Map(), clients: new Set() };
  generations = 0;
  commits = 0;
  records = 0;
  duplicates = 0;

  constructor(partitions: number) {
    this.#partitions = partitions;
    this.#seen = Array.from({ length: partitions }, () => new Uint8Array(64));
  }

  synced({ generation, member, clientId, partitions }: Synced): void {
    if (generation < this.#generation.number) return;
    if (generation > this.#generation.number) {
      this.#generation = { number: generation, owners: new Map(), clients: new Set() };
      this.generations += 1;
    }
    const { owners, clients } = this.#generation;
    clients.add(clientId);
    for (const partition of partitions) {
      const other = owners.get(partition);
      if (other !== undefined && other !== member) {
        this.#complain(`generation ${generation}: ${partition} owned by ${other} and ${member}`);
      }
      owners.set(partition, member || clientId);
    }
  }

  committed(event: Committed): void {
    this.commits += 1;
    const last = this.#committed.get(event.partition);
    if (last !== undefined && event.offset < last.offset) {
      const told = this.#told.get(`${event.clientId} ${event.partition}`);
      const text = `partition ${event.partition} went back: ${show(last)}, then ${show(event)}`;
      if ((told ?? -1) >= last.offset) this.ownFaults.push(`${text}, who was told ${told}`);
      else this.#complain(`${text}, who was told ${told}`);
    }
    this.#committed.set(event.partition, event);
  }

  asks(): ReadonlyMap<number, number> {
    return this.committedOffsets();
  }

  fetched({ clientId, partition, offset }: Fetched, whenAsked: ReadonlyMap<number, number>): void {
    this.#told.set(`${clientId} ${partition}`, offset);
    const acknowledged = whenAsked.get(partition) ?? -1;
    if (offset < acknowledged) {
      this.#complain(`${clientId} was told ${offset} of ${partition}, committed ${acknowledged}`);
    }
  }

  /** A member has printed it. */
  record(partition: number, offset: number): void {
    let seen = this.#seen[partition];
    if (seen === undefined) return this.#complain(`a record of partition ${partition}`);
    if (offset >= seen.length) {
      const larger = new Uint8Array(Math.max(offset + 1, seen.length * 2));
      larger.set(seen);
      this.#seen[partition] = seen = larger;
    }
    this.records += 1;
    if (seen[offset] === 1) this.duplicates += 1;
    seen[offset] = 1;
  }

  committedOffsets(): ReadonlyMap<number, number> {
    return new Map([...this.#committed].map(([partition, { offset }]) => [partition, offset]));
  }

  /** Who is in the last generation. */
  clients(): ReadonlySet<string> {
    return this.#generation.clients;
  }

  /** Partitions without an owner in the last generation. */
  unowned(): readonly number[] {
    const all = Array.from({ length: this.#partitions }, (_, partition) => partition);
    return all.filter((partition) => !this.#generation.owners.has(partition));
  }

  /** How many records below `ends` nobody has seen yet. */
  missing(ends: ReadonlyMap<number, number>): number {
    let count = 0;
    for (const [partition, end] of ends) {
      const seen = this.#seen[partition] ?? new Uint8Array();
      for (let offset = 0; offset < end; offset += 1) if (seen[offset] !== 1) count += 1;
    }
    return count;
  }

  /** Records that nobody saw although a commit lies behind them: they would never be seen. */
  checkSkipped(): void {
    for (const [partition, event] of this.#committed) {
      const seen = this.#seen[partition];
      for (let offset = 0; offset < event.offset; offset += 1) {
        if (seen?.[offset] === 1) continue;
        this.#complain(`partition ${partition}: ${offset} was skipped, ${show(event)}`);
        break;
      }
    }
  }

  #complain(text: string): void {
    if (this.violations.length < VIOLATIONS_MAX) this.violations.push(text);
  }
}

function show({ offset, generation, member, clientId }: Committed): string {
  return `${offset} by ${clientId} (${member || 'no member'}) in generation ${generation}`;
}
