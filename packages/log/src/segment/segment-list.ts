// The segments of one log in order of their base offsets, the last one active. Look-ups only.

import { assert } from '@ottla/base';

import type { Segment } from './segment.ts';

export class SegmentList {
  /** Moves whenever segments come or go. */
  version = 0;
  #segments: Segment[] = [];

  get all(): readonly Segment[] {
    return this.#segments;
  }

  get count(): number {
    return this.#segments.length;
  }

  get first(): Segment {
    const first = this.#segments[0];
    assert(first !== undefined, 'a log without segments');
    return first;
  }

  /** The one that is appended to. */
  get active(): Segment {
    const last = this.#segments.at(-1);
    assert(last !== undefined, 'a log without segments');
    return last;
  }

  get sizeBytes(): number {
    let sizeBytes = 0;
    for (const segment of this.#segments) sizeBytes += segment.sizeBytes;
    return sizeBytes;
  }

  /** Becomes the active segment. */
  add(segment: Segment): void {
    const last = this.#segments.at(-1);
    assert(
      last === undefined || segment.baseOffset > last.baseOffset,
      `segment ${segment.baseOffset} does not follow ${last?.baseOffset}`,
    );
    this.#segments.push(segment);
    this.version += 1;
  }

  remove(segments: readonly Segment[]): void {
    const gone = new Set(segments);
    this.#segments = this.#segments.filter((segment) => !gone.has(segment));
    this.version += 1;
  }

  /** `by`, which cover the same offsets, take the place of `segments`, which are neighbours. */
  replace(segments: readonly Segment[], by: readonly Segment[]): void {
    const [first] = segments;
    const at = first === undefined ? -1 : this.#segments.indexOf(first);
    assert(at >= 0, 'the segments to replace are not there');
    this.#segments = this.#segments.toSpliced(at, segments.length, ...by);
    this.version += 1;
  }

  /** The segment with the largest base offset that is not above `offset`. */
  floor(offset: number): Segment | undefined {
    return this.#segments[this.#floorSlot(offset)];
  }

  /** The segment after `segment`. */
  after(segment: Segment): Segment | undefined {
    return this.#segments[this.#floorSlot(segment.baseOffset) + 1];
  }

  /** The segments that can hold offsets of [from, to), in order. */
  between(from: number, to: number): Segment[] {
    const start = Math.max(0, this.#floorSlot(from));
    return this.#segments.slice(start).filter((segment) => segment.baseOffset < to);
  }

  #floorSlot(offset: number): number {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      // `middle` lies inside the array.
      if ((this.#segments[middle] as Segment).baseOffset <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
