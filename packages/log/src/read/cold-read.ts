// A read whose place is looked for off the event loop: the index is not in memory, or the batches
// around the place are cold. Once it is found, the read is planned like any other.

import type { LogCore } from '../partition/log-core.ts';
import type { BatchPosition, Segment } from '../segment/segment.ts';
import { LookupScan } from './lookup-scan.ts';
import type { LookupSteps } from './lookup-steps.ts';
import type { ColdPlace, FileRange, ReadBound, ReadOutcome } from './read-plan.ts';

/** For headers; a batch that is walked past is not loaded. */
const BUFFER_BYTES = 65_536;

export interface ColdReadOptions {
  readonly startOffset: number;
  /** Batches wholly below it may be read. */
  readonly limit: number;
  readonly upTo: ReadBound;
  /** Plans the read: with what was found, or anew where the log was cut meanwhile. */
  readonly plan: (found: FoundPlace | undefined) => ReadOutcome;
}

export interface FoundPlace {
  readonly kind: 'found';
  /** Undefined where there is nothing at or after the offset. */
  readonly range: FileRange | undefined;
}

export class ColdRead implements ColdPlace {
  readonly kind = 'cold';
  readonly #core: LogCore;
  readonly #options: ColdReadOptions;
  readonly #truncationCount: number;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  /** Their files stay open, and their indexes in memory, until the read is planned. */
  readonly #held: Segment[] = [];

  constructor(core: LogCore, options: ColdReadOptions) {
    this.#core = core;
    this.#options = options;
    this.#truncationCount = core.truncationCount;
  }

  async plan(): Promise<ReadOutcome> {
    try {
      const range = await this.#find();
      return this.#options.plan(this.#isAsItWas ? { kind: 'found', range } : undefined);
    } catch (cause) {
      // Of a log that is closed, or has failed before, that is what is told.
      if (this.#core.isUsable) this.#core.fail('reading', cause);
      return this.#options.plan(undefined);
    } finally {
      for (const segment of this.#held) segment.file.letGo();
    }
  }

  /** Bytes from before a cut and after it do not make batches together. */
  get #isAsItWas(): boolean {
    return this.#core.isUsable && this.#core.truncationCount === this.#truncationCount;
  }

  async #find(): Promise<FileRange | undefined> {
    const { segments } = this.#core;
    let segment = segments.floor(this.#options.startOffset);
    for (; segment !== undefined; segment = segments.after(segment)) {
      const range = await this.#findIn(segment);
      // Compaction may have left nothing at or after the offset in this segment.
      if (range !== undefined || !this.#isAsItWas) return range;
    }
    return undefined;
  }

  async #findIn(segment: Segment): Promise<FileRange | undefined> {
    const { segments } = this.#core;
    const { startOffset, limit, upTo } = this.#options;
    // Its file may be gone by now.
    if (segments.floor(segment.baseOffset) !== segment) return undefined;
    segment.file.hold();
    this.#held.push(segment);
    await segment.offsetIndex.file.loadSoon();
    if (upTo === 'last-stable') await segment.transactionIndex.file.loadSoon();
    const first = await this.#take(positionOf(segment, startOffset, this.#buffer));
    if (first === undefined) return undefined;
    const end = segments.after(segment)?.baseOffset ?? this.#core.writtenOffset;
    if (limit >= end) return { segment, first, end: segment.writtenBytes };
    const last = await this.#take(positionOf(segment, limit, this.#buffer));
    return { segment, first, end: last?.position ?? segment.writtenBytes };
  }

  async #take(
    steps: LookupSteps<BatchPosition | undefined>,
  ): Promise<BatchPosition | undefined> {
    for (;;) {
      const next = this.#isAsItWas ? steps.next() : undefined;
      if (next === undefined || next.done === true) return next?.value;
      const step = next.value;
      if (step.kind !== 'read') continue;
      step.gotBytes = await step.segment.file.open().readAsync(step.into, step.position);
    }
  }
}

/** As the segment's own, step by step. */
function* positionOf(
  segment: Segment,
  offset: number,
  buffer: Uint8Array,
): LookupSteps<BatchPosition | undefined> {
  const start = Math.min(segment.offsetIndex.positionBefore(offset), segment.writtenBytes);
  const scan = new LookupScan(segment, start, buffer);
  while (yield* scan.next()) {
    const { lastOffset, baseOffset } = scan.batch;
    const { position, sizeBytes } = scan;
    if (lastOffset >= offset) return { position, sizeBytes, baseOffset, lastOffset };
  }
  return undefined;
}
