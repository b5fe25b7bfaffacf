// Which neighbouring segments become one, so that cleaning does not leave ever smaller files: as
// many as stay within the sizes that a segment and its indexes may have. Pure. Segments come one
// after the other, each looked at once, so that whoever asks can rest in between.

import { RELATIVE_OFFSET_MAX } from '../segment/offset-index.ts';

export interface GroupedSegment {
  readonly baseOffset: number;
  /** All its offsets lie below. */
  readonly endOffset: number;
  readonly sizeBytes: number;
  readonly offsetIndexBytes: number;
  readonly timeIndexBytes: number;
}

export interface GroupLimits {
  readonly segmentBytes: number;
  readonly segmentIndexBytes: number;
}

export class SegmentGrouping<S> {
  readonly #limits: GroupLimits;
  #group: S[] = [];
  #baseOffset = 0;
  #sizeBytes = 0;
  #offsetIndexBytes = 0;
  #timeIndexBytes = 0;

  constructor(limits: GroupLimits) {
    this.#limits = limits;
  }

  /** The next segment, in order. Returns the group before it where it does not fit into that. */
  add(segment: S, measures: GroupedSegment): readonly S[] | undefined {
    const { sizeBytes, offsetIndexBytes, timeIndexBytes } = measures;
    const full = this.#group.length > 0 && !this.#fits(measures) ? this.takeRest() : undefined;
    if (this.#group.length === 0) this.#baseOffset = measures.baseOffset;
    this.#group.push(segment);
    this.#sizeBytes += sizeBytes;
    this.#offsetIndexBytes += offsetIndexBytes;
    this.#timeIndexBytes += timeIndexBytes;
    return full;
  }

  /** The last group; empty where no segment came. */
  takeRest(): readonly S[] {
    const group = this.#group;
    this.#group = [];
    this.#sizeBytes = 0;
    this.#offsetIndexBytes = 0;
    this.#timeIndexBytes = 0;
    return group;
  }

  #fits(next: GroupedSegment): boolean {
    const { segmentBytes, segmentIndexBytes } = this.#limits;
    const { sizeBytes, endOffset } = next;
    return (
      this.#sizeBytes + sizeBytes <= segmentBytes &&
      this.#offsetIndexBytes + next.offsetIndexBytes <= segmentIndexBytes &&
      this.#timeIndexBytes + next.timeIndexBytes <= segmentIndexBytes &&
      (sizeBytes === 0 || endOffset - 1 - this.#baseOffset <= RELATIVE_OFFSET_MAX)
    );
  }
}
