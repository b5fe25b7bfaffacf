// The prefix of a frame: int32, big-endian, the size of what follows.

export const frameSizeBytes = 4;

/** What is wrong with a declared size, for the log and the peer's reader; undefined: nothing. */
export function frameSizeFault(size: number, frameBytesMax: number): string | undefined {
  if (size < 0) return `frame size ${size} is negative`;
  if (size === 0) return 'frame size 0: a frame holds at least a header';
  if (size > frameBytesMax) return `frame size ${size} is larger than the limit ${frameBytesMax}`;
  return undefined;
}
