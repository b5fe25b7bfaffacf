// The epochs of a log and where each begins: what decides whose log is up to date and where two
// logs part. Immutable; the empty history belongs to an empty log.

import { assert } from '@ottla/base';
import type { OffsetAndEpoch } from './offset-and-epoch.ts';

export interface EpochStart {
  readonly epoch: number;
  readonly startOffset: number;
}

export class EpochHistory {
  readonly starts: readonly EpochStart[];

  constructor(starts: readonly EpochStart[]) {
    this.starts = starts;
  }

  /** Epoch of the last record; 0 for an empty log, as Kafka has it. */
  get lastEpoch(): number {
    return this.starts.at(-1)?.epoch ?? 0;
  }

  /** With records of `epoch` from `startOffset` on; nothing changes where the epoch goes on. */
  with(epoch: number, startOffset: number): EpochHistory {
    const last = this.starts.at(-1);
    if (last !== undefined && last.epoch === epoch) return this;
    assert(
      last === undefined || (epoch > last.epoch && startOffset >= last.startOffset),
      `epoch ${epoch} from offset ${startOffset} cannot follow epoch ${last?.epoch} ` +
        `from offset ${last?.startOffset}`,
    );
    return new EpochHistory([...this.starts, { epoch, startOffset }]);
  }

  /** Without the epochs that begin at `endOffset` or later. */
  cutTo(endOffset: number): EpochHistory {
    return new EpochHistory(this.starts.filter((each) => each.startOffset < endOffset));
  }

  /** Without the epochs that end below `startOffset`; the one that holds it begins there. */
  cutFrom(startOffset: number): EpochHistory {
    const next = this.starts.findIndex((each) => each.startOffset > startOffset);
    const first = (next === -1 ? this.starts.length : next) - 1;
    if (first < 0) return this;
    const [head, ...rest] = this.starts.slice(first);
    assert(head !== undefined, 'the slice begins with an epoch that is there');
    return new EpochHistory([{ epoch: head.epoch, startOffset }, ...rest]);
  }

  /** Epoch of the record at `offset`; undefined outside the history. */
  epochAt(offset: number): number | undefined {
    return this.starts.findLast((each) => each.startOffset <= offset)?.epoch;
  }

  /**
   * The largest epoch not above `epoch` and the offset where it ends in a log that ends at
   * `logEnd`; undefined where every epoch here is above.
   */
  endOf(epoch: number, logEnd: number): OffsetAndEpoch | undefined {
    const index = this.starts.findLastIndex((each) => each.epoch <= epoch);
    const found = this.starts[index];
    if (found === undefined) return undefined;
    return { epoch: found.epoch, offset: this.starts[index + 1]?.startOffset ?? logEnd };
  }
}
