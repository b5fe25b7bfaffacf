// Which bytes of a log the system has probably not in memory: a disk that is asked for them may
// take its time, so they are read on the thread pool.

import type { LogCore } from '../partition/log-core.ts';
import type { Segment } from '../segment/segment.ts';

/** Written so long ago, in bytes, that the page cache may not have it any more. */
const COLD_DISTANCE_BYTES = 64 * 1024 * 1024;

export function isColdPosition({ segments }: LogCore, segment: Segment, position: number): boolean {
  const { active } = segments;
  return segment !== active || active.writtenBytes - position > COLD_DISTANCE_BYTES;
}

/** Whether the disk may have to be asked where the batch at an offset lies. */
export function isColdOffset(core: LogCore, offset: number): boolean {
  const segment = core.segments.floor(offset);
  if (segment === undefined) return false;
  if (segment !== core.segments.active || !segment.offsetIndex.file.isLoaded) return true;
  return isColdPosition(core, segment, segment.offsetIndex.positionBefore(offset));
}
