// Which voters, and which kraft.version, hold at the end of the log: a record of them takes effect
// as soon as it is in the log, committed or not, and is undone when the log is cut below it.
// Immutable.

import { VoterSet } from './voter-set.ts';

interface At<Value> {
  /** Offset of the record; -1 for what came from a snapshot's control records. */
  readonly offset: number;
  readonly value: Value;
}

/** A KRaftVersion or Voters control record with its place. */
export type QuorumControl =
  | { readonly kind: 'kraft-version'; readonly offset: number; readonly level: number }
  | { readonly kind: 'voters'; readonly offset: number; readonly voters: VoterSet };

export class VoterHistory {
  readonly #staticVoters: VoterSet;
  readonly #voters: readonly At<VoterSet>[];
  readonly #kraftVersions: readonly At<number>[];

  constructor(
    staticVoters: VoterSet,
    voters: readonly At<VoterSet>[] = [],
    kraftVersions: readonly At<number>[] = [],
  ) {
    this.#staticVoters = staticVoters;
    this.#voters = voters;
    this.#kraftVersions = kraftVersions;
  }

  get voters(): VoterSet {
    return this.#voters.at(-1)?.value ?? this.#staticVoters;
  }

  /** Offset of the record that names the voters; undefined where none does. */
  get votersOffset(): number | undefined {
    return this.#voters.at(-1)?.offset;
  }

  get kraftVersion(): number {
    return this.#kraftVersions.at(-1)?.value ?? 0;
  }

  with(control: QuorumControl): VoterHistory {
    const { offset } = control;
    if (control.kind === 'voters') {
      const voters = [...this.#voters, { offset, value: control.voters }];
      return new VoterHistory(this.#staticVoters, voters, this.#kraftVersions);
    }
    const kraftVersions = [...this.#kraftVersions, { offset, value: control.level }];
    return new VoterHistory(this.#staticVoters, this.#voters, kraftVersions);
  }

  /** Without what records at `endOffset` or later have said. */
  cutTo(endOffset: number): VoterHistory {
    return new VoterHistory(
      this.#staticVoters,
      this.#voters.filter((each) => each.offset < endOffset),
      this.#kraftVersions.filter((each) => each.offset < endOffset),
    );
  }

  /** Nothing but the static voters: before a snapshot is read. */
  cleared(): VoterHistory {
    return new VoterHistory(this.#staticVoters);
  }

  /** The voters and kraft.version that hold for a snapshot of all records below `endOffset`. */
  at(endOffset: number): { readonly voters: VoterSet; readonly kraftVersion: number } {
    const cut = this.cutTo(endOffset);
    return { voters: cut.voters, kraftVersion: cut.kraftVersion };
  }
}
