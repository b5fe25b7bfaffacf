// Which neighbouring segments become one, so that cleaning does not leave ever smaller files: as
// many as stay within the sizes that a segment and its indexes may have. Pure.

import { RELATIVE_OFFSET_MAX } from '../segment/offset-index.ts';

export interface GroupedSegment {
  readonly baseOffset: number;
  readonly sizeBytes: number;
  readonly offsetIndexBytes: number;
  readonly timeIndexBytes: number;
}

export interface GroupLimits {
  readonly segmentBytes: number;
  readonly segmentIndexBytes: number;
  /** All offsets of the segments lie below it. */
  readonly firstUncleanableOffset: number;
}

/** The segments in order, cut into groups that are never empty. */
export function groupSegments<S extends GroupedSegment>(
  segments: readonly S[],
  limits: GroupLimits,
): S[][] {
  const groups: S[][] = [];
  let group: S[] = [];
  for (const [index, segment] of segments.entries()) {
    // The next base offset bounds the last offset without a look into the file.
    const end = segments[index + 1]?.baseOffset ?? limits.firstUncleanableOffset;
    if (group.length > 0 && !fits(group, segment, end, limits)) {
      groups.push(group);
      group = [];
    }
    group.push(segment);
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

function fits(
  group: readonly GroupedSegment[],
  next: GroupedSegment,
  end: number,
  limits: GroupLimits,
): boolean {
  const sum = (of: (segment: GroupedSegment) => number): number =>
    group.reduce((total, segment) => total + of(segment), of(next));
  return (
    sum(({ sizeBytes }) => sizeBytes) <= limits.segmentBytes &&
    sum(({ offsetIndexBytes }) => offsetIndexBytes) <= limits.segmentIndexBytes &&
    sum(({ timeIndexBytes }) => timeIndexBytes) <= limits.segmentIndexBytes &&
    (next.sizeBytes === 0 || end - 1 - (group[0]?.baseOffset ?? 0) <= RELATIVE_OFFSET_MAX)
  );
}
