// Makes a log durable in the background: one run at a time, up to what was asked for and is
// written. The recovery point moves only when data, indexes, snapshots, leader epochs and the
// directory's entries are all durable, so that what lies below it need never be looked at again.

import { writeEpochFile } from '../epoch/epoch-file.ts';
import { allSettled } from '../files/all-settled.ts';
import { surface } from '../files/surface.ts';
import type { Turn } from '../files/turns.ts';
import type { Segment } from '../segment/segment.ts';
import type { LogCore } from './log-core.ts';
import { syncTopicId } from './partition-metadata.ts';

interface Waiter {
  readonly offset: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export class LogFlusher {
  readonly #core: LogCore;
  #target = 0;
  /** What is under way, or waits for its turn. */
  #running: Turn | undefined;
  #waiters: Waiter[] = [];
  /** Acknowledgements wait for everything below, if not by way of `flush`. */
  #hurriedTarget = 0;
  /** Makes the partition's directory itself durable, where that is new. */
  #ownName: (() => Promise<void>) | undefined;
  #isBroken = false;
  #isTopicIdDue = false;
  /** Files were renamed into the directory since it was synced. */
  #hasNewEntries = false;

  constructor(core: LogCore, ownName: (() => Promise<void>) | undefined) {
    this.#core = core;
    this.#ownName = ownName;
    core.subscribe({
      onWritten: () => this.#start(),
      onFailed: (error) => this.#settle(error),
    });
  }

  /** Asks for everything below `offset` to become durable, some time. */
  request(offset: number): void {
    if (offset > this.#target) this.#target = offset;
    this.#start();
  }

  /** As `request`, where somebody waits for it. */
  requestNow(offset: number): void {
    if (offset > this.#hurriedTarget) this.#hurriedTarget = offset;
    this.request(offset);
  }

  /** Resolves when everything below `offset` is durable. Rejects with KafkaStorageError. */
  flush(offset: number): Promise<void> {
    const core = this.#core;
    if (core.failure !== undefined) return Promise.reject(core.failure);
    if (offset <= core.recoveryPoint) return Promise.resolve();
    const done = new Promise<void>((resolve, reject) => {
      this.#waiters.push({ offset, resolve, reject });
    });
    this.requestNow(offset);
    return done;
  }

  /** Resolves when the topic id in `partition.metadata` is durable, or will not be. */
  async syncTopicId(): Promise<void> {
    this.#isTopicIdDue = true;
    this.#start();
    await this.#running?.done;
  }

  /**
   * Everything, indexes included, is durable when it resolves; but the files of a log that is as
   * empty as it was made, which a start makes again. Nothing may be queued or in flight. In which
   * order does not matter, and the file system makes many durable at once: without the mark of a
   * clean end that follows none of it is believed. Rejects with DiskError.
   */
  async flushForClose(): Promise<void> {
    const core = this.#core;
    const isChanged = core.isChanged || core.areEpochsDue;
    if (isChanged) {
      const segments = this.#segmentsUpTo(Infinity).map((segment) => segment.sync(true));
      const small = [this.#syncTopicId(), this.#persistEpochs(), core.snapshots.sync()];
      await allSettled([...segments, ...small]);
      // The snapshot of the end is new too.
      this.#hasNewEntries = true;
    } else {
      core.segments.active.persistIndexes();
      if (core.topicIdState === 'written') await this.#syncTopicId();
    }
    if (this.#hasNewEntries) await this.#syncDirectories();
    core.flushed(core.writtenOffset);
    this.#settle();
  }

  /** Resolves when no run is in flight. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) {
      this.#running.hurry();
      await this.#running.done;
    }
  }

  /** Cut-off bytes will never be flushed: who waited for them waits for nothing. */
  truncated(): void {
    const { logEndOffset } = this.#core;
    this.#target = Math.min(this.#target, logEndOffset);
    this.#hurriedTarget = Math.min(this.#hurriedTarget, logEndOffset);
    this.#settle();
  }

  #start(): void {
    const core = this.#core;
    const canAdvance = Math.min(this.#target, core.writtenOffset) > core.recoveryPoint;
    const isDue = canAdvance || (this.#isTopicIdDue && core.topicIdState !== 'durable');
    if (this.#isBroken || !isDue || !core.isUsable) return;
    const isHurried = this.#hurriedTarget > core.recoveryPoint;
    if (this.#running === undefined) this.#take(isHurried);
    else if (isHurried) this.#running.hurry();
  }

  #take(isHurried: boolean): void {
    const { openFiles, world } = this.#core.services;
    const turn = openFiles.flushes.take(() => this.#run(), isHurried);
    const ended = turn.done.then(
      () => {
        this.#running = undefined;
        this.#start();
      },
      (bug: unknown) => {
        this.#running = undefined;
        this.#isBroken = true;
        // Not a failing disk: let it surface where it ends the process, instead of going on.
        surface(world.timers, bug);
      },
    );
    this.#running = { done: ended, hurry: turn.hurry };
  }

  async #run(): Promise<void> {
    const core = this.#core;
    if (!core.isUsable) return;
    const upTo = Math.min(this.#target, core.writtenOffset);
    const { truncationCount } = core;
    try {
      await this.#syncTopicId();
      if (!core.isUsable) return;
      await this.#persistEpochs();
      if (!core.isUsable) return;
      await core.snapshots.sync();
      await this.#syncSegments(this.#segmentsUpTo(upTo));
      if (!core.isUsable) return;
    } catch (cause) {
      // A log that was closed or removed meanwhile has no files to be at fault.
      if (core.isUsable) core.fail('flushing', cause);
      return;
    }
    // What was flushed may be gone by now; the next run tells.
    if (truncationCount === core.truncationCount) core.flushed(upTo);
    this.#settle();
  }

  /**
   * With their names. Segments that are sealed while we wait get their indexes synced after all:
   * once the recovery point lies behind a segment, nobody looks whether its indexes are right.
   */
  async #syncSegments(segments: readonly Segment[]): Promise<void> {
    const core = this.#core;
    const done = new Map<Segment, 'data' | 'all'>();
    const isDue = (segment: Segment): boolean => {
      const state = done.get(segment);
      const isWanted = state === undefined || (state === 'data' && this.#isSealed(segment));
      return isWanted && core.segments.all.includes(segment);
    };
    do {
      for (let next = segments.find(isDue); next !== undefined; next = segments.find(isDue)) {
        const isSealed = this.#isSealed(next);
        await this.#syncSegment(next, isSealed);
        if (!core.isUsable) return;
        done.set(next, isSealed ? 'all' : 'data');
      }
      await this.#syncDirectories();
    } while (core.isUsable && segments.some(isDue));
  }

  async #syncSegment(segment: Segment, withIndexes: boolean): Promise<void> {
    const { world, onFlushed } = this.#core.services;
    const startMs = world.clock.monotonicMs();
    await segment.sync(withIndexes);
    onFlushed?.(world.clock.monotonicMs() - startMs);
  }

  #segmentsUpTo(offset: number): Segment[] {
    return this.#core.segments.between(this.#core.recoveryPoint, offset);
  }

  /** The active segment is recovered after a kill anyway, so its indexes need no sync. */
  #isSealed(segment: Segment): boolean {
    return segment !== this.#core.segments.active;
  }

  /** Data that nobody can attribute is lost, so the topic id comes before it. */
  async #syncTopicId(): Promise<void> {
    const core = this.#core;
    this.#isTopicIdDue = false;
    if (core.topicIdState === 'durable') return;
    core.topicIdState = 'durable';
    this.#hasNewEntries = true;
    await syncTopicId(core.disk, core.path);
  }

  /** What changes while it is written is due again afterwards. */
  async #persistEpochs(): Promise<void> {
    const core = this.#core;
    if (!core.areEpochsDue) return;
    core.areEpochsDirty = false;
    core.epochsInFile = [...core.epochs.entries];
    this.#hasNewEntries = true;
    const isThere = (): boolean => core.failure === undefined;
    await writeEpochFile(core.disk, core.path, core.epochsInFile, isThere);
  }

  /** Names that come while it runs are not its business. */
  async #syncDirectories(): Promise<void> {
    const core = this.#core;
    const isFresh = core.segments.all.some((segment) => !segment.isEntryDurable);
    if (isFresh || this.#hasNewEntries) {
      this.#hasNewEntries = false;
      await core.syncNames();
    }
    await this.#ownName?.();
    this.#ownName = undefined;
  }

  #settle(error?: Error): void {
    const waiting = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiting) {
      if (error !== undefined) waiter.reject(error);
      else if (waiter.offset <= this.#core.recoveryPoint) waiter.resolve();
      else if (waiter.offset > this.#core.logEndOffset) waiter.reject(new TruncatedWhileFlushing());
      else this.#waiters.push(waiter);
    }
  }
}

/** The bytes that were to become durable were cut off first. */
export class TruncatedWhileFlushing extends Error {
  override readonly name = 'TruncatedWhileFlushing';
  readonly code = 'TRUNCATED';
  readonly retriable = false;

  constructor() {
    super('the log was truncated below what was to be flushed');
  }
}
