// What must hold of a group that reads one topic, whoever its members are. Of the broker: no
// partition has two owners in one generation; a fetch of offsets never answers below a commit that
// was acknowledged before it was sent, nor, within a generation, below a commit of an earlier one;
// no commit is accepted once a later generation has been handed out; and committed offsets go back
// only where a member of the present generation says so. No broker can know better than such a
// member: that is counted apart, by its name. Of all together: no record is skipped, and once the
// group has settled every partition has an owner. Fed by the wiretap and by what members print.

import type { Asked, Committed, Fetched, GroupEvents, Synced } from './wiretap.ts';

const VIOLATIONS_MAX = 20;

interface Generation {
  readonly number: number;
  readonly owners: Map<number, string>;
  /** Client ids that were given their part, if only an empty one. */
  readonly clients: Set<string>;
}

/** A commit that went back though the broker could not know better. */
export interface ClientFault {
  readonly clientId: string;
  readonly text: string;
}

interface Told {
  readonly offset: number;
  /** The generation of the member that asked. */
  readonly generation: number;
}

export class GroupChecks implements GroupEvents {
  readonly violations: string[] = [];
  readonly clientFaults: ClientFault[] = [];
  /** By client id and partition. */
  readonly #told = new Map<string, Told>();
  /** The last generation in which a client id was given its part. */
  readonly #generationOf = new Map<string, number>();
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
    this.#generationOf.set(clientId, generation);
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

  committed(event: Committed, { generation }: Asked): void {
    this.commits += 1;
    const isOfMember = event.generation >= 0;
    if (isOfMember && event.generation < generation) {
      this.#complain(`accepted in generation ${generation}: ${show(event)}`);
    }
    const last = this.#committed.get(event.partition) ?? event;
    // Answers on two connections pass in any order; generations do not.
    const isLate = isOfMember && event.generation < last.generation;
    const [earlier, later] = isLate ? [event, last] : [last, event];
    if (later.offset < earlier.offset) this.#wentBack(earlier, later);
    this.#committed.set(event.partition, later);
  }

  #wentBack(earlier: Committed, later: Committed): void {
    const { clientId, partition } = later;
    const told = this.#told.get(`${clientId} ${partition}`);
    const hasAsked = told !== undefined && told.generation >= later.generation;
    const what = `partition ${partition} went back: ${show(earlier)}, then ${show(later)}`;
    const text = `${what}, who ${hasAsked ? `had been told ${told.offset}` : this.#whyNot(later)}`;
    const isToldLess = hasAsked && told.offset < earlier.offset;
    // Whoever asks in its generation sees what was committed in those before.
    if (isToldLess && earlier.generation < later.generation) this.#complain(text);
    else this.clientFaults.push({ clientId, text });
  }

  /** Of a commit by somebody who had not asked in its generation. */
  #whyNot({ generation, partition, member }: Committed): string {
    const { number, owners } = this.#generation;
    const isOwner = generation !== number || owners.get(partition) === member;
    return isOwner ? 'had not asked in this generation' : 'did not own it in this generation';
  }

  asks(clientId: string): Asked {
    return {
      committed: this.committedOffsets(),
      generation: this.#generation.number,
      clientGeneration: this.#generationOf.get(clientId) ?? -1,
    };
  }

  fetched({ clientId, partition, offset }: Fetched, whenAsked: Asked): void {
    this.#told.set(`${clientId} ${partition}`, { offset, generation: whenAsked.clientGeneration });
    const acknowledged = whenAsked.committed.get(partition) ?? -1;
    // A member may have gone back while the answer was on its way.
    const now = this.#committed.get(partition)?.offset ?? -1;
    if (offset < Math.min(acknowledged, now)) {
      this.#complain(`${clientId} was told ${offset} of ${partition}, committed ${acknowledged}`);
    }
  }

  /** How many commits went back through each kind of client: its ids end in a number. */
  countClientFaults(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { clientId } of this.clientFaults) {
      const name = clientId.replace(/-\d+$/, '');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
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
