// The plan object: pieces with their leases, and the log's offsets as they were. Made by the
// readers only.

import { assert } from '@ottla/base';

import type { LogCore } from '../partition/log-core.ts';
import type {
  AbortedTransaction,
  FilePiece,
  LogOffsets,
  MemoryPiece,
  ReadPiece,
  ReadPlan,
} from './read-plan.ts';

export function offsetsOf(core: LogCore): LogOffsets {
  const { logStartOffset, logEndOffset, highWatermark, lastStableOffset } = core;
  return { logStartOffset, logEndOffset, highWatermark, lastStableOffset };
}

export class Plan implements ReadPlan {
  readonly kind = 'plan';
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  readonly pieces: ReadPiece[] = [];
  sizeBytes = 0;
  isFirstBatchIncomplete = false;
  abortedTransactions: readonly AbortedTransaction[] | null = null;
  readonly #core: LogCore;
  #isReleased = false;

  constructor(core: LogCore) {
    this.#core = core;
    this.logStartOffset = core.logStartOffset;
    this.logEndOffset = core.logEndOffset;
    this.highWatermark = core.highWatermark;
    this.lastStableOffset = core.lastStableOffset;
  }

  addMemory(piece: MemoryPiece): void {
    piece.slab.retain();
    this.pieces.push(piece);
    this.sizeBytes += piece.bytes.length;
  }

  addFile(piece: FilePiece): void {
    piece.segment.file.hold();
    this.pieces.push(piece);
    this.sizeBytes += piece.sizeBytes;
  }

  failed(cause: unknown): Error {
    return this.#core.fail('reading', cause);
  }

  release(): void {
    assert(!this.#isReleased, 'a read plan was released twice');
    this.#isReleased = true;
    for (const piece of this.pieces) {
      if (piece.kind === 'memory') piece.slab.release();
      else piece.segment.file.letGo();
    }
  }
}
