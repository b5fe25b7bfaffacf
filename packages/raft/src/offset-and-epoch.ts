// A place in the metadata log: how far, and under which leader. It names snapshots, ends of logs
// and points where logs part.

export interface OffsetAndEpoch {
  readonly offset: number;
  readonly epoch: number;
}

/** Whose log is further: the later epoch first, then the longer log (negative: `a` is behind). */
export function compareLogEnds(a: OffsetAndEpoch, b: OffsetAndEpoch): number {
  return a.epoch === b.epoch ? a.offset - b.offset : a.epoch - b.epoch;
}
