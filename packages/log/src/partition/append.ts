// Appends batches: checks what their origin calls for, assigns offsets in place, and queues the
// bytes. Nothing is written here, and nothing waits. A refused append has changed nothing.

import type { Slab } from '@ottla/base';
import {
  checkProduced,
  checkQuickly,
  errorOf,
  errors,
  patchAssigned,
  patchTimestamps,
  soleBatch,
} from '@ottla/protocol';
import type { ProduceVerdict, ProtocolError, RecordBatch } from '@ottla/protocol';

import { checkDataBatch, checkMarker } from '../producer/producer-checks.ts';
import type { ProducerRefusal } from '../producer/producer-checks.ts';
import { readMarker, replayBatch } from '../producer/replay-batch.ts';
import type {
  AppendOptions,
  AppendOutcome,
  DuplicateAppend,
  LengthyAppend,
  RefusedAppend,
} from './append-outcome.ts';
import { verdictNow } from './examine-batch.ts';
import type { LogCore } from './log-core.ts';
import type { LogFlusher } from './log-flusher.ts';
import { segmentFor } from './roll-log.ts';

/** A log whose disk does not keep up takes no more than this; the client tries again. */
export const QUEUED_BYTES_MAX = 256 * 1024 * 1024;

/** The parts of a log that appending needs. */
export interface AppendTarget {
  readonly core: LogCore;
  readonly flusher: LogFlusher;
}

/** One batch whose offsets the leader assigns: origin `client` or `coordinator`. */
export function appendAssigned(
  target: AppendTarget,
  records: Uint8Array,
  options: AppendOptions,
): AppendOutcome {
  const { core } = target;
  const refusal = placeOn(core, records);
  if (refusal !== undefined) return refusal;
  const { nowMs } = options;
  const origin = options.origin === 'client' ? 'client' : 'coordinator';
  const verdict =
    options.verdict === undefined
      ? checkProduced(core.view, core.produceRules[origin], nowMs)
      : verdictNow(options.verdict, nowMs);
  return appendChecked(target, verdict, options);
}

/** A client's batch, unless its check takes long, or expands it to more than `bytesMax`. */
export function appendQuickly(
  target: AppendTarget,
  records: Uint8Array,
  options: AppendOptions,
  bytesMax: number,
): AppendOutcome | LengthyAppend {
  const { core } = target;
  const refusal = placeOn(core, records);
  if (refusal !== undefined) return refusal;
  const rules = core.produceRules.client;
  const verdict = checkQuickly(core.view, rules, options.nowMs, bytesMax);
  return verdict.kind === 'lengthy'
    ? { kind: 'lengthy', rules }
    : appendChecked(target, verdict, options);
}

/** Places the log's view on the one batch of `records`. */
function placeOn(core: LogCore, records: Uint8Array): RefusedAppend | undefined {
  const unavailable = refuseIfUnavailable(core);
  if (unavailable !== undefined) return unavailable;
  const broken = soleBatch(records, 0, records.length, core.view);
  return broken === undefined ? undefined : refusedProduce(broken);
}

/** The batch that the log's view is on. */
function appendChecked(
  { core, flusher }: AppendTarget,
  verdict: ProduceVerdict,
  options: AppendOptions,
): AppendOutcome {
  const { view } = core;
  if (verdict.kind === 'refused') return refusedProduce(verdict);
  const refusal = view.hasProducerId ? checkProducer(core, view, options) : undefined;
  if (refusal !== undefined) return refusal;
  const slab = verdict.kind === 'rewrite' ? undefined : options.slab;
  applyVerdict(view, verdict);
  const firstOffset = core.logEndOffset;
  patchAssigned(view.bytes, view.start, firstOffset, options.leaderEpoch);
  try {
    enqueue({ core, flusher }, view, slab);
  } catch (cause) {
    return storageRefusal(core.fail('appending to', cause).message);
  }
  const { maxTimestamp, logAppendTimeMs } = verdict;
  const lastOffset = core.logEndOffset - 1;
  const { sizeBytes } = view;
  return { kind: 'appended', firstOffset, lastOffset, maxTimestamp, logAppendTimeMs, sizeBytes };
}

/** Gives the batch at hand, whose offsets are set, its place in the log. Throws DiskError. */
export function enqueue(
  { core, flusher }: AppendTarget,
  batch: RecordBatch,
  slab: Slab | undefined,
): void {
  const { baseOffset, lastOffset, sizeBytes, partitionLeaderEpoch } = batch;
  if (partitionLeaderEpoch >= 0 && core.epochs.assign(partitionLeaderEpoch, baseOffset)) {
    core.areEpochsDirty = true;
  }
  const segment = segmentFor(core, flusher, batch);
  segment.place(batch, core.config.indexIntervalBytes);
  const bytes = batch.bytes.subarray(batch.start, batch.start + sizeBytes);
  core.queue.push(segment, bytes, slab, lastOffset + 1);
  core.logEndOffset = lastOffset + 1;
  core.addToTail(batch, bytes, slab);
  const completed = replayBatch(core.producers, batch);
  if (completed !== undefined) {
    if (completed.isAborted) {
      const lastStableOffset = core.producers.stableOffsetAfter(completed);
      segment.transactionIndex.append({ ...completed, lastStableOffset });
    }
    core.producers.complete(completed);
  }
  core.producers.endOffset = lastOffset + 1;
  const unflushed = core.logEndOffset - core.recoveryPoint;
  if (unflushed >= core.config.flushMessages) flusher.requestNow(core.logEndOffset);
}

export function refuseIfUnavailable(core: LogCore): RefusedAppend | undefined {
  if (core.failure !== undefined) return storageRefusal(core.failure.message);
  if (core.isClosed) return storageRefusal(`${core.name} is closed`);
  if (core.queue.queuedBytes <= QUEUED_BYTES_MAX) return undefined;
  const waiting = `${core.queue.queuedBytes} bytes wait to be written`;
  return storageRefusal(`the disk of ${core.name} does not keep up: ${waiting}`);
}

export function storageRefusal(message: string): RefusedAppend {
  return refused(errors.KAFKA_STORAGE_ERROR, message);
}

export function refused(error: ProtocolError, message: string): RefusedAppend {
  return { kind: 'refused', error, message, recordErrors: [] };
}

function refusedProduce(verdict: ProduceVerdict & { kind: 'refused' }): RefusedAppend {
  const { errorCode, message, recordErrors } = verdict;
  return { kind: 'refused', error: errorOf(errorCode), message, recordErrors };
}

function applyVerdict(view: RecordBatch, verdict: ProduceVerdict): void {
  if (verdict.kind === 'rewrite') view.at(verdict.bytes, 0);
  if (verdict.kind === 'patch') patchTimestamps(view.bytes, view.start, verdict);
}

function checkProducer(
  core: LogCore,
  view: RecordBatch,
  options: AppendOptions,
): DuplicateAppend | RefusedAppend | undefined {
  const { producerId, producerEpoch: epoch, baseSequence: firstSequence } = view;
  const entry = core.producers.entry(producerId);
  if (view.isControl) return asRefusal(checkControl(view, core, options));
  if (options.origin === 'client') {
    const duplicate = entry?.findDuplicate(epoch, firstSequence, view.lastSequence);
    if (duplicate !== undefined) {
      const { lastOffset, offsetDelta, timestamp } = duplicate;
      const firstOffset = lastOffset - offsetDelta;
      return { kind: 'duplicate', firstOffset, lastOffset, logAppendTimeMs: timestamp };
    }
  }
  const { isTransactional } = view;
  const verification = core.producers.verifications.get(producerId);
  const isVerified =
    !core.config.transactionVerification ||
    (verification !== undefined && verification.guard === options.verification);
  const checksSequence = options.origin === 'client';
  const refusal = checkDataBatch(
    { producerId, epoch, firstSequence, isTransactional },
    { entry, verification, isVerified, checksSequence },
  );
  return asRefusal(refusal);
}

function checkControl(
  view: RecordBatch,
  core: LogCore,
  options: AppendOptions,
): ProducerRefusal | undefined {
  const marker = readMarker(view);
  if (marker === undefined) return undefined;
  const { producerId, producerEpoch: epoch } = view;
  const { coordinatorEpoch } = marker;
  const transactionVersion = options.transactionVersion ?? 0;
  return checkMarker(
    { producerId, epoch, coordinatorEpoch, transactionVersion },
    core.producers.entry(producerId),
  );
}

function asRefusal(refusal: ProducerRefusal | undefined): RefusedAppend | undefined {
  return refusal === undefined ? undefined : refused(refusal.error, refusal.message);
}
