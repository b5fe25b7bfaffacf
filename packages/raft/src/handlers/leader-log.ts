// What a leader does with its own log: takes records in, writes batches when they may wait no
// longer, and counts itself for the high watermark only as far as its disk has them.

import { assert } from '@ottla/base';
import { BatchBuilder } from '@ottla/protocol';
import { batchBytesBound, type PendingBatch } from '../batch-accumulator.ts';
import type { ReplicaCore } from '../replica-core.ts';
import type { LeaderState } from '../states/leader-state.ts';
import { commit, wakeFetches } from './fetch.ts';

/**
 * Takes the records in; the next `tick` writes them, so that what is proposed in one turn goes
 * together.
 */
export function propose(core: ReplicaCore, epoch: number, values: readonly Uint8Array[]): void {
  const { state } = core;
  assert(
    state.kind === 'leader' && state.epoch === epoch,
    `a ${state.kind} replica in epoch ${state.epoch} cannot append for epoch ${epoch}`,
  );
  state.accumulator.add(values, core.moment.nowMs);
}

/**
 * Until when the records that wait may wait; without linger they go as soon as the disk is free.
 */
export function drainDeadlineMs(core: ReplicaCore, leader: LeaderState): number {
  const { accumulator } = leader;
  if (accumulator.isEmpty) return Number.POSITIVE_INFINITY;
  const isDiskBusy = core.flushedOffset < core.endOffset;
  if (core.options.appendLingerMs === 0 && isDiskBusy) return Number.POSITIVE_INFINITY;
  return accumulator.lingerEndMs;
}

export function writeWhatIsDue(core: ReplicaCore, leader: LeaderState): void {
  if (drainDeadlineMs(core, leader) > core.moment.nowMs) return;
  for (const batch of leader.accumulator.drain()) writeBatch(core, leader, batch);
  core.flush();
  wakeFetches(core, false);
}

function writeBatch(core: ReplicaCore, leader: LeaderState, batch: PendingBatch): void {
  const { baseOffset, values } = batch;
  assert(baseOffset === core.endOffset, `batch at ${baseOffset} for a log end ${core.endOffset}`);
  const builder = new BatchBuilder({
    baseOffset,
    partitionLeaderEpoch: leader.epoch,
    initialBytes: batchBytesBound(values),
  });
  for (const value of values) builder.append(core.moment.wallMs, null, value);
  core.append(builder.finish(), leader.epoch, baseOffset + values.length);
}

/** The disk has all below `endOffset`. */
export function flushed(core: ReplicaCore, endOffset: number): void {
  core.flushedOffset = Math.max(core.flushedOffset, Math.min(endOffset, core.endOffset));
  const { state } = core;
  if (state.kind !== 'leader') return;
  if (state.updateLocal(core.flushedOffset)) commit(core, state);
  writeWhatIsDue(core, state);
}
