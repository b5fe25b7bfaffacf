// The voters of the quorum with their endpoints. Immutable. It comes from the configuration in a
// static quorum (kraft.version 0), else from the VotersRecord last seen in snapshot or log.

import type { Uuid } from '@ottla/protocol';
import { type ReplicaKey, replicaKeyOf, writtenDirectoryId } from './replica-key.ts';

export interface VoterEndpoint {
  /** Name of the controller listener. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export interface Voter {
  readonly key: ReplicaKey;
  readonly endpoints: readonly VoterEndpoint[];
  /** The kraft.version levels that the voter can work with. */
  readonly kraftVersions: { readonly min: number; readonly max: number };
}

/**
 * The part of a VotersRecord that a voter set is made of; its other fields are tagged and unused.
 */
export interface VotersRecordVoter {
  readonly voterId: number;
  readonly voterDirectoryId: Uuid;
  readonly endpoints: readonly VoterEndpoint[];
  readonly kRaftVersionFeature: {
    readonly minSupportedVersion: number;
    readonly maxSupportedVersion: number;
  };
}

export class VoterSet {
  readonly #byId: ReadonlyMap<number, Voter>;

  constructor(voters: readonly Voter[]) {
    const sorted = voters.toSorted((a, b) => a.key.id - b.key.id);
    this.#byId = new Map(sorted.map((voter) => [voter.key.id, voter]));
  }

  static ofRecord(voters: readonly VotersRecordVoter[]): VoterSet {
    return new VoterSet(
      voters.map((each) => ({
        key: replicaKeyOf(each.voterId, each.voterDirectoryId),
        endpoints: each.endpoints.map(({ name, host, port }) => ({ name, host, port })),
        kraftVersions: {
          min: each.kRaftVersionFeature.minSupportedVersion,
          max: each.kRaftVersionFeature.maxSupportedVersion,
        },
      })),
    );
  }

  /** Voters of a static quorum, of whom only the ids matter here. */
  static ofIds(ids: readonly number[]): VoterSet {
    return new VoterSet(
      ids.map((id) => ({
        key: { id, directoryId: undefined },
        endpoints: [],
        kraftVersions: { min: 0, max: 0 },
      })),
    );
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Ascending. */
  get ids(): readonly number[] {
    return [...this.#byId.keys()];
  }

  get voters(): readonly Voter[] {
    return [...this.#byId.values()];
  }

  /** Whether the set names this id, whatever its directory. */
  hasId(id: number): boolean {
    return this.#byId.has(id);
  }

  voter(id: number): Voter | undefined {
    return this.#byId.get(id);
  }

  /** Whether this very replica is a voter: a recorded directory id must fit too. */
  isVoter(key: ReplicaKey): boolean {
    const voter = this.#byId.get(key.id);
    if (voter === undefined) return false;
    const { directoryId } = voter.key;
    return directoryId === undefined || directoryId === key.directoryId;
  }

  isOnlyVoter(key: ReplicaKey): boolean {
    return this.size === 1 && this.isVoter(key);
  }

  /** The set with a voter's new endpoints and versions; undefined where it is no voter. */
  withUpdated(voter: Voter): VoterSet | undefined {
    if (!this.isVoter(voter.key)) return undefined;
    const others = this.voters.filter((each) => each.key.id !== voter.key.id);
    return new VoterSet([...others, voter]);
  }

  /** Whether the set says of this voter something else than the voter itself does. */
  needsUpdate(voter: Voter): boolean {
    const known = this.#byId.get(voter.key.id);
    if (known === undefined || !this.isVoter(voter.key)) return false;
    return (
      JSON.stringify([known.endpoints, known.kraftVersions]) !==
      JSON.stringify([voter.endpoints, voter.kraftVersions])
    );
  }

  toRecord(): VotersRecordVoter[] {
    return this.voters.map((voter) => ({
      voterId: voter.key.id,
      voterDirectoryId: writtenDirectoryId(voter.key),
      endpoints: voter.endpoints.map(({ name, host, port }) => ({ name, host, port })),
      kRaftVersionFeature: {
        minSupportedVersion: voter.kraftVersions.min,
        maxSupportedVersion: voter.kraftVersions.max,
      },
    }));
  }
}
