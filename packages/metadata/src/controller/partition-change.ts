// How a partition changes when its replicas, ISR or brokers change: who leads next, what becomes of
// the eligible leader replicas (KIP-966), whether a reassignment is complete. It decides one
// record, or that there is nothing to write (replication.md §1, §10, §11).

import { assert } from '@ottla/base';
import type { Draft, PartitionChangeRecord, Uuid } from '@ottla/protocol';
import { metadataVersionGates as gates } from '../features/metadata-versions.ts';
import {
  leaderRecoveryStates,
  NO_LEADER,
  NO_LEADER_CHANGE,
  type PartitionRegistration,
} from '../image/partition-registration.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import { makeRecord } from '../records/metadata-record-codec.ts';
import { recordVersion } from '../records/record-versions.ts';
import { completedReassignment } from './reassignment.ts';

/** `online` keeps a leader that can stay; `unclean` takes any replica rather than none. */
export type Election = 'online' | 'preferred' | 'unclean';

/** What holds for the whole cluster while the change is decided. */
export interface PartitionRules {
  readonly metadataVersion: number;
  readonly isElrEnabled: boolean;
  /** Whether that replica could lead now: its broker is active and its directory online. */
  readonly isAcceptableLeader: (brokerId: number) => boolean;
  readonly defaultDirectory: (brokerId: number) => Uuid;
  /** min.insync.replicas, but not more than there are replicas. */
  readonly minIsr: number;
}

export interface PartitionToChange {
  readonly topicId: Uuid;
  readonly partitionId: number;
  readonly partition: PartitionRegistration;
}

/** What is to be different; what is left out stays. */
export interface PartitionTarget {
  readonly isr?: readonly number[];
  readonly replicas?: readonly number[];
  readonly removing?: readonly number[];
  readonly adding?: readonly number[];
  readonly leaderRecoveryState?: number;
  /** Directories of single replicas. */
  readonly directories?: ReadonlyMap<number, Uuid>;
  /** Replicas that came back without having shut down cleanly: they may have lost records. */
  readonly uncleanReplicas?: readonly number[];
  readonly election?: Election;
}

interface Elected {
  readonly leader: number;
  readonly isUnclean: boolean;
}

/** The fields of the record while they are being decided. */
type Change = {
  -readonly [Key in keyof Draft<PartitionChangeRecord>]: Draft<PartitionChangeRecord>[Key];
};

function equal<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function without<T>(list: readonly T[], gone: readonly T[]): readonly T[] {
  return list.filter((each) => !gone.includes(each));
}

class PartitionChange {
  readonly #before: PartitionRegistration;
  readonly #rules: PartitionRules;
  readonly #target: PartitionTarget;
  readonly #election: Election;
  #isr: readonly number[];
  #replicas: readonly number[];
  #removing: readonly number[];
  #adding: readonly number[];
  #elr: readonly number[];
  readonly change: Change;

  constructor(what: PartitionToChange, rules: PartitionRules, target: PartitionTarget) {
    const { partition, topicId, partitionId } = what;
    this.#before = partition;
    this.#rules = rules;
    this.#target = target;
    this.#election = target.election ?? 'online';
    this.#isr = target.isr ?? partition.isr;
    this.#replicas = target.replicas ?? partition.replicas;
    this.#removing = target.removing ?? partition.removingReplicas;
    this.#adding = target.adding ?? partition.addingReplicas;
    this.#elr = partition.elr;
    this.change = { topicId, partitionId };
  }

  decide(): void {
    this.#completeReassignment();
    this.#updateElr();
    this.#elect();
    this.#bumpLeaderEpochForRemovedReplica();
    this.#writeElr();
    this.#writeIsr();
    this.#bumpLeaderEpochForShrink();
    this.#writeLastKnownLeader();
    this.#writeAssignment();
    const recoveryState = this.#target.leaderRecoveryState ?? this.#before.leaderRecoveryState;
    if (recoveryState !== this.#before.leaderRecoveryState) {
      this.change.leaderRecoveryState = recoveryState;
    }
  }

  #completeReassignment(): void {
    const done = completedReassignment(
      { replicas: this.#replicas, removing: this.#removing, adding: this.#adding },
      this.#isr,
    );
    if (done === undefined) return;
    this.#replicas = done.replicas;
    this.#isr = done.isr;
    this.#removing = [];
    this.#adding = [];
  }

  /** With a full ISR nobody else is eligible; below it those that leave stay eligible. */
  #updateElr(): void {
    if (!this.#rules.isElrEnabled) return;
    if (this.#isr.length >= this.#rules.minIsr) {
      this.#elr = [];
      return;
    }
    const candidates = new Set([...this.#elr, ...this.#before.isr]);
    const gone = [...this.#isr, ...(this.#target.uncleanReplicas ?? [])];
    this.#elr = without([...candidates], gone).toSorted((a, b) => a - b);
  }

  #isValidLeader(replica: number): boolean {
    const isInSync = this.#isr.includes(replica);
    const isEligible = this.#isr.length === 0 && this.#elr.includes(replica);
    return (isInSync || isEligible) && this.#rules.isAcceptableLeader(replica);
  }

  #choose(): Elected {
    const { leader } = this.#before;
    const isPreferred = this.#election === 'preferred';
    const [preferred, ...others] = this.#replicas;
    const first = isPreferred ? preferred : leader;
    const second = isPreferred ? leader : preferred;
    for (const replica of [first, second, ...others]) {
      if (replica !== undefined && this.#isValidLeader(replica)) {
        return { leader: replica, isUnclean: false };
      }
    }
    const lastKnown = this.#lastKnownLeader();
    if (lastKnown !== undefined) return { leader: lastKnown, isUnclean: true };
    if (this.#election === 'unclean') {
      const any = this.#replicas.find((each) => this.#rules.isAcceptableLeader(each));
      if (any !== undefined) return { leader: any, isUnclean: true };
    }
    return { leader: NO_LEADER, isUnclean: false };
  }

  /**
   * With neither ISR nor ELR left, the last leader is the best guess, if it is alone in being one.
   */
  #lastKnownLeader(): number | undefined {
    if (!this.#rules.isElrEnabled || this.#elr.length > 0 || this.#isr.length > 0) return undefined;
    const [lastKnown, another] = this.#before.lastKnownElr;
    if (lastKnown === undefined || another !== undefined) return undefined;
    return this.#rules.isAcceptableLeader(lastKnown) ? lastKnown : undefined;
  }

  #elect(): void {
    const { leader, isUnclean } = this.#choose();
    if (leader === this.#before.leader) return;
    this.change.leader = leader;
    if (this.#elr.includes(leader)) {
      this.#isr = [leader];
      this.#elr = without(this.#elr, [leader]);
    }
    if (!isUnclean) return;
    this.change.isr = [leader];
    if (this.#before.leaderRecoveryState !== leaderRecoveryStates.RECOVERING) {
      this.change.leaderRecoveryState = leaderRecoveryStates.RECOVERING;
    }
  }

  #bumpLeaderEpochForRemovedReplica(): void {
    if (this.change.leader !== undefined) return;
    const isRemoved = this.#before.replicas.some((each) => !this.#replicas.includes(each));
    if (isRemoved) this.change.leader = this.#before.leader;
  }

  #writeElr(): void {
    const isUnclean = this.change.isr !== undefined;
    if (isUnclean || !this.#rules.isElrEnabled) this.#elr = [];
    if (!equal(this.#elr, this.#before.elr)) this.change.eligibleLeaderReplicas = this.#elr;
  }

  #writeIsr(): void {
    if (this.change.isr !== undefined || equal(this.#isr, this.#before.isr)) return;
    // Without ELR a partition keeps its last ISR, so that somebody stays eligible.
    if (this.#isr.length > 0 || this.#rules.isElrEnabled) this.change.isr = this.#isr;
  }

  #bumpLeaderEpochForShrink(): void {
    const needsBump = this.#rules.metadataVersion < gates.NO_LEADER_EPOCH_BUMP_ON_ISR_SHRINK;
    const { isr, leader } = this.change;
    if (!needsBump || leader !== undefined || isr === undefined || isr === null) return;
    if (this.#before.isr.some((each) => !isr.includes(each)))
      this.change.leader = this.#before.leader;
  }

  #writeLastKnownLeader(): void {
    if (!this.#rules.isElrEnabled) return;
    const { leader } = this.change;
    const { lastKnownElr } = this.#before;
    if (leader === NO_LEADER && lastKnownElr.length === 0) {
      this.change.lastKnownElr = [this.#before.leader];
    } else if (leader !== undefined && leader >= 0 && lastKnownElr.length > 0) {
      this.change.lastKnownElr = [];
    }
  }

  #writeAssignment(): void {
    const before = this.#before;
    if (this.#rules.metadataVersion >= gates.DIRECTORIES) {
      const directories = this.#replicas.map((replica) => this.#directoryOf(replica));
      if (!equal(directories, before.directories)) this.change.directories = directories;
    }
    if (!equal(this.#replicas, before.replicas)) this.change.replicas = this.#replicas;
    if (!equal(this.#removing, before.removingReplicas))
      this.change.removingReplicas = this.#removing;
    if (!equal(this.#adding, before.addingReplicas)) this.change.addingReplicas = this.#adding;
  }

  #directoryOf(replica: number): Uuid {
    const chosen = this.#target.directories?.get(replica);
    if (chosen !== undefined) return chosen;
    const known = this.#before.directories[this.#before.replicas.indexOf(replica)];
    return known ?? this.#rules.defaultDirectory(replica);
  }
}

/** The record of the change; undefined where nothing changes. */
export function partitionChange(
  what: PartitionToChange,
  rules: PartitionRules,
  target: PartitionTarget,
): MetadataRecord | undefined {
  const decision = new PartitionChange(what, rules, target);
  decision.decide();
  const { change } = decision;
  const isNothing = Object.keys(change).length === 2;
  if (isNothing) return undefined;
  assert(change.leader !== NO_LEADER_CHANGE, 'a change names a leader or leaves it out');
  const version = recordVersion('PartitionChangeRecord', rules.metadataVersion);
  return makeRecord('PartitionChangeRecord', version, change);
}
