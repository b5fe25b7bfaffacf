// Plans a read: from the tail in memory where that reaches back far enough, else a range of one
// segment's file. Bytes above the bound, or not yet in the file, are never part of a plan.

import { assert } from '@ottla/base';
import { errors } from '@ottla/protocol';
import type { ProtocolError } from '@ottla/protocol';

import type { LogCore } from '../partition/log-core.ts';
import type { AbortedEntry } from '../segment/transaction-index.ts';
import type { BatchPosition, Segment } from '../segment/segment.ts';
import { isColdOffset, isColdPosition } from './cold.ts';
import { ColdRead } from './cold-read.ts';
import type { FoundPlace } from './cold-read.ts';
import { offsetsOf, Plan } from './plan.ts';
import type {
  AbortedTransaction,
  ColdPlace,
  FileRange,
  ReadBound,
  ReadOptions,
  ReadOutcome,
} from './read-plan.ts';

/**
 * Views that one plan may hold. Many small batches are cheaper read from the file in one piece than
 * sent as so many views.
 */
const MEMORY_PIECES_MAX = 512;
/** How a place in a file is found: the disk may be waited for, or not; or it is found already. */
type Finding = 'at once' | 'quickly' | FoundPlace;

export function readLog(core: LogCore, startOffset: number, options: ReadOptions): ReadOutcome {
  const outcome = read(core, startOffset, options, 'at once');
  assert(outcome.kind !== 'cold', 'a read that may wait did not');
  return outcome;
}

/** As `readLog`, unless the disk may have to be waited for. */
export function readQuickly(
  core: LogCore,
  startOffset: number,
  options: ReadOptions,
): ReadOutcome | ColdPlace {
  return read(core, startOffset, options, 'quickly');
}

function read(
  core: LogCore,
  startOffset: number,
  options: ReadOptions,
  finding: Finding,
): ReadOutcome | ColdPlace {
  if (!core.isUsable) {
    const message = core.failure?.message ?? `${core.name} is closed`;
    return refuse(core, errors.KAFKA_STORAGE_ERROR, message);
  }
  const { logStartOffset, logEndOffset } = core;
  if (startOffset < logStartOffset || startOffset > logEndOffset) {
    const range = `${logStartOffset} to ${logEndOffset}`;
    const message = `offset ${startOffset} of ${core.name} is out of range, it has ${range}`;
    return refuse(core, errors.OFFSET_OUT_OF_RANGE, message);
  }
  const plan = new Plan(core);
  const isCommitted = options.upTo === 'last-stable';
  if (isCommitted) plan.abortedTransactions = [];
  const limit = boundOf(core, options.upTo);
  if (startOffset >= limit) {
    core.tail.wasRead();
    return plan;
  }
  if (options.maxBytes <= 0 && !options.minOneMessage) {
    plan.isFirstBatchIncomplete = true;
    return plan;
  }
  const request: Request = { startOffset, limit, options };
  try {
    const isFound = typeof finding === 'object';
    const inMemory = isFound ? undefined : planMemory(core, plan, request);
    if (inMemory === undefined && finding === 'quickly' && isColdOffset(core, startOffset)) {
      plan.release();
      return coldRead(core, request);
    }
    const upperBound = inMemory ?? planFile(core, plan, request, finding);
    if (isCommitted) plan.abortedTransactions = findAborted(core, startOffset, upperBound);
  } catch (cause) {
    plan.release();
    return refuse(core, errors.KAFKA_STORAGE_ERROR, core.fail('reading', cause).message);
  }
  return plan;
}

function coldRead(core: LogCore, { startOffset, limit, options }: Request): ColdPlace {
  const plan = (found: FoundPlace | undefined): ReadOutcome => {
    const outcome = read(core, startOffset, options, found ?? 'at once');
    assert(outcome.kind !== 'cold', 'what was found is cold');
    return outcome;
  };
  return new ColdRead(core, { startOffset, limit, upTo: options.upTo, plan });
}

function refuse(core: LogCore, error: ProtocolError, message: string): ReadOutcome {
  return { kind: 'refused', error, message, ...offsetsOf(core) };
}

function boundOf(core: LogCore, upTo: ReadBound): number {
  if (upTo === 'log-end') return core.writtenOffset;
  return upTo === 'high-watermark' ? core.highWatermark : core.lastStableOffset;
}

interface Request {
  readonly startOffset: number;
  /** Batches wholly below it may be read. */
  readonly limit: number;
  readonly options: ReadOptions;
}

/** Returns the offset after the plan's bytes; undefined where the file has to serve. */
function planMemory(core: LogCore, plan: Plan, request: Request): number | undefined {
  const { tail } = core;
  const { maxBytes, minOneMessage } = request.options;
  const first = tail.find(request.startOffset);
  if (first === undefined) return undefined;
  tail.wasRead();
  let sizeBytes = 0;
  let end = first;
  for (; end < tail.end && tail.lastOffsetOf(end) < request.limit; end++) {
    const size = tail.sizeOf(end);
    if (sizeBytes + size > maxBytes && !(end === first && minOneMessage)) {
      plan.isFirstBatchIncomplete = end === first;
      break;
    }
    if (end - first === MEMORY_PIECES_MAX) return undefined;
    sizeBytes += size;
  }
  for (let entry = first; entry < end; entry++) {
    plan.addMemory({ kind: 'memory', bytes: tail.bytesOf(entry), slab: tail.slabOf(entry) });
  }
  return end === first ? request.startOffset : tail.lastOffsetOf(end - 1) + 1;
}

/** Returns an offset that lies after the plan's bytes. Throws DiskError, CorruptBatchError. */
function planFile(core: LogCore, plan: Plan, request: Request, finding: Finding): number {
  const range =
    typeof finding === 'object'
      ? finding.range
      : core.withBuffer((buffer) => findRange(core, { ...request, buffer }));
  return range === undefined ? request.startOffset : planRange(core, plan, request, range);
}

/** Undefined where there is nothing at or after the offset. */
function findRange(
  core: LogCore,
  request: Request & { readonly buffer: Uint8Array },
): FileRange | undefined {
  const { startOffset, buffer } = request;
  let segment = core.segments.floor(startOffset);
  let first: BatchPosition | undefined;
  for (; segment !== undefined; segment = core.segments.after(segment)) {
    first = segment.positionOf(startOffset, buffer);
    // Compaction may have left nothing at or after the offset in this segment.
    if (first !== undefined) break;
  }
  if (segment === undefined || first === undefined) return undefined;
  return { segment, first, end: endPosition(core, segment, request) };
}

/** Returns an offset that lies after the plan's bytes. Throws DiskError. */
function planRange(
  core: LogCore,
  plan: Plan,
  { startOffset, limit, options }: Request,
  { segment, first, end }: FileRange,
): number {
  const { maxBytes, minOneMessage } = options;
  const { position } = first;
  if (end <= position) return startOffset;
  plan.isFirstBatchIncomplete = first.sizeBytes > maxBytes && !minOneMessage;
  if (plan.isFirstBatchIncomplete) return startOffset;
  const sizeBytes = Math.min(end - position, Math.max(maxBytes, first.sizeBytes));
  const isCold = isColdPosition(core, segment, position);
  // It is about to catch up with the end.
  if (!isCold) core.tail.wasRead();
  plan.addFile({ kind: 'file', segment, position, sizeBytes, isCold });
  const indexed = segment.offsetIndex.offsetFromPosition(position + sizeBytes);
  return indexed ?? core.segments.after(segment)?.baseOffset ?? Math.min(limit, core.logEndOffset);
}

/** Where reading ends in `segment`: at the batch that `limit` lies in, or at the end. */
function endPosition(
  core: LogCore,
  segment: Segment,
  { limit, buffer }: Request & { buffer: Uint8Array },
): number {
  const next = core.segments.after(segment);
  const isWhole = limit >= (next?.baseOffset ?? core.writtenOffset);
  if (isWhole) return segment.writtenBytes;
  return segment.positionOf(limit, buffer)?.position ?? segment.writtenBytes;
}

/** The aborted transactions that touch [startOffset, upperBound). */
export function findAborted(
  core: LogCore,
  startOffset: number,
  upperBound: number,
): AbortedTransaction[] {
  const found: AbortedEntry[] = [];
  let segment = core.segments.floor(startOffset);
  for (; segment !== undefined; segment = core.segments.after(segment)) {
    if (segment.transactionIndex.collect(startOffset, upperBound, found)) break;
  }
  return found.map(({ producerId, firstOffset }) => ({ producerId, firstOffset }));
}
