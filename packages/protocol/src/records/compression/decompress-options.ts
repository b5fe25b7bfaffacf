// What whoever decompresses may ask for.

import type { ScratchMemory } from './scratch-memory.ts';

export interface DecompressOptions {
  /** Magic 0 producers hashed the frame's magic too; their header checksum is not looked at. */
  readonly hasBrokenLz4Checksum?: boolean;
  /**
   * Where what comes out may lie, until this memory is used again; the library's codecs, gzip and
   * zstd, make their own. By default nobody else writes to what comes out, and it takes no more
   * memory than it needs.
   */
  readonly memory?: ScratchMemory | undefined;
}
