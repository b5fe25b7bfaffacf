// What all logs of one node share: the World, the logger, the memory for reads and the tail cache.
// Made once by the composition root; a log keeps no other connection to the outside.

import type { Logger, SlabPool, World } from '@ottla/base';

import type { OpenFiles } from './files/open-files.ts';
import type { TailCache } from './tail/tail-cache.ts';

export interface LogServices {
  readonly world: World;
  readonly logger: Logger;
  /** Buffers that file reads and scans land in; 1 MB each is right (DESIGN.md §5.7). */
  readonly readPool: SlabPool;
  readonly tailCache: TailCache;
  /** The descriptors of all segment files. */
  readonly openFiles: OpenFiles;
  /** A write call longer than this makes its log write asynchronously. Default 50 ms. */
  readonly slowWriteMs?: number;
  /** Told how many milliseconds it took to make a segment durable, for metrics. */
  readonly onFlushed?: (tookMs: number) => void;
}
