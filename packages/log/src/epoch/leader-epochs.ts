// Which leader epoch wrote which offsets: an ordered list of (epoch, start offset), the truth by
// which diverged replicas are truncated (KIP-101, KIP-279). Pure; the file is epoch-file.ts.

import { assertionFailed } from '@ottla/base';

import type { EpochEntry } from '../files/checkpoint-text.ts';

export interface EpochEndOffset {
  readonly leaderEpoch: number;
  readonly endOffset: number;
}

export class LeaderEpochs {
  #entries: EpochEntry[] = [];

  /** Entries in any order that the file has them; conflicts are resolved as by `assign`. */
  constructor(entries: readonly EpochEntry[] = []) {
    for (const { epoch, startOffset } of entries) this.assign(epoch, startOffset);
  }

  get entries(): readonly EpochEntry[] {
    return this.#entries;
  }

  get latest(): EpochEntry | undefined {
    return this.#entries.at(-1);
  }

  get earliest(): EpochEntry | undefined {
    return this.#entries[0];
  }

  /**
   * Records that `epoch` begins at `startOffset`. Returns whether anything changed: the newest
   * epoch once more, no earlier than before, changes nothing; other entries in the way are removed.
   */
  assign(epoch: number, startOffset: number): boolean {
    if (epoch < 0 || startOffset < 0) {
      assertionFailed(`leader epoch ${epoch} at offset ${startOffset}`);
    }
    const latest = this.latest;
    if (latest !== undefined && latest.epoch === epoch && startOffset >= latest.startOffset) {
      return false;
    }
    for (let last = this.latest; last !== undefined; last = this.latest) {
      if (last.epoch < epoch && last.startOffset < startOffset) break;
      this.#entries.pop();
    }
    this.#entries.push({ epoch, startOffset });
    return true;
  }

  /** Drops the entries that start at or after `endOffset`. Returns whether there were any. */
  truncateFromEnd(endOffset: number): boolean {
    const kept = this.#entries.filter((entry) => entry.startOffset < endOffset);
    return this.#replace(kept);
  }

  /** Drops what ended before `startOffset`; the epoch that covers it begins there now. */
  truncateFromStart(startOffset: number): boolean {
    const kept = this.#entries.filter((entry) => entry.startOffset > startOffset);
    const covering = this.#entries[this.#entries.length - kept.length - 1];
    if (covering === undefined || covering.startOffset === startOffset)
      return this.#replace(covering === undefined ? kept : [covering, ...kept]);
    this.#entries = [{ epoch: covering.epoch, startOffset }, ...kept];
    return true;
  }

  clear(): boolean {
    return this.#replace([]);
  }

  /**
   * Where `epoch` ends: the largest epoch not above it, with the start of the next one. Undefined
   * where the epoch is not known to have been.
   */
  endOffsetFor(epoch: number, logEndOffset: number): EpochEndOffset | undefined {
    const latest = this.latest;
    if (epoch < 0 || latest === undefined || epoch > latest.epoch) return undefined;
    if (epoch === latest.epoch) return { leaderEpoch: epoch, endOffset: logEndOffset };
    const higher = this.#entries.findIndex((entry) => entry.epoch > epoch);
    const endOffset = this.#entries[higher]?.startOffset ?? logEndOffset;
    return { leaderEpoch: this.#entries[higher - 1]?.epoch ?? epoch, endOffset };
  }

  /** The epoch that wrote `offset`; undefined where that is before the first entry. */
  epochForOffset(offset: number): number | undefined {
    return this.#entries.findLast((entry) => entry.startOffset <= offset)?.epoch;
  }

  #replace(kept: EpochEntry[]): boolean {
    const isChanged = kept.length !== this.#entries.length;
    this.#entries = kept;
    return isChanged;
  }
}
