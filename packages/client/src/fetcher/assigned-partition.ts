// One partition that is consumed: where it is, where the next fetch starts, and what waits for the
// application. Bookkeeping without I/O.
//
// resetting --offset found--> fetching --newer leader epoch--> validating --same log--> fetching
//     ^-------- out of range, truncated --------'     '--log cut--> resetting or fetching
// seek: → fetching (an offset) or → resetting (earliest, latest, a timestamp), dropping what waits.
// A partition that a group assigned is unset until the group's offset is known, or a seek.

import type { FetchedBatch } from './fetched-batch.ts';

/** Where to start: an offset, an end of the log, or the first record not older than a time. */
export type StartPosition =
  | 'earliest'
  | 'latest'
  | { readonly offset: number; readonly leaderEpoch?: number | undefined }
  | { readonly timestamp: number };

export interface Place {
  readonly offset: number;
  readonly leaderEpoch: number;
}

export type PartitionPhase =
  | { readonly kind: 'unset' }
  | { readonly kind: 'resetting'; readonly to: Exclude<StartPosition, { readonly offset: number }> }
  | { readonly kind: 'fetching' }
  | { readonly kind: 'validating' };

interface Waiting {
  readonly batch: FetchedBatch<unknown, unknown>;
  /** `lastFetchedEpoch` before it. */
  readonly epochBefore: number;
}

export class AssignedPartition {
  readonly topic: string;
  readonly partition: number;
  phase: PartitionPhase = { kind: 'fetching' };
  isPaused = false;
  /** Where the next fetch starts: ahead of `position` by what waits. */
  fetchOffset = 0;
  /** Where the next record for the application is; undefined until it is known. */
  position: number | undefined;
  /** Leader epoch of the record before `position`; -1 where it is not known. */
  positionEpoch = -1;
  /** Leader epoch of the last batch fetched; -1 for none. */
  lastFetchedEpoch = -1;
  /** The leader epoch under which the position was last known to be right. */
  validatedEpoch = -1;
  highWatermark = -1;
  /** As of the last fetch: high watermark, or last stable offset where only that far is read. */
  readableEnd = -1;
  logStartOffset = -1;
  /** Not asked for before this: the last answer was an error. */
  retryAtMs = 0;
  /** The replica nearer to this client that the leader named (KIP-392), and until when. */
  nearReplica: { readonly nodeId: number; readonly untilMs: number } | undefined;
  /** A lookup of this partition is under way. */
  isBusy = false;
  /** Changes with every seek: an answer to an older question is dropped. */
  generation = 0;
  /** Fetches that were sent for it: only the answer to the last one counts. */
  fetchesAsked = 0;
  /**
   * Since when so much waits that nothing more is asked for, and nothing of it was taken; undefined
   * where that was not looked at since.
   */
  fullSinceMs: number | undefined;
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;

  constructor(topic: string, partition: number, start: StartPosition | undefined) {
    this.topic = topic;
    this.partition = partition;
    if (start === undefined) this.phase = { kind: 'unset' };
    else this.seek(start);
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  seek(start: StartPosition): void {
    this.generation += 1;
    this.#clearWaiting();
    this.lastFetchedEpoch = -1;
    this.retryAtMs = 0;
    this.isBusy = false;
    this.nearReplica = undefined;
    this.positionEpoch = -1;
    this.validatedEpoch = -1;
    if (typeof start === 'object' && 'offset' in start) {
      this.foundOffset(start.offset);
      this.positionEpoch = start.leaderEpoch ?? -1;
      // What was consumed under this epoch is compared with the leader's log before it is fetched.
      this.lastFetchedEpoch = this.positionEpoch;
    } else {
      this.position = undefined;
      this.phase = { kind: 'resetting', to: start };
    }
  }

  /** Not the consumer's any more: frees what waits, and no answer on its way will count. */
  drop(): void {
    this.generation += 1;
    this.#clearWaiting();
    this.phase = { kind: 'unset' };
  }

  /**
   * Frees what waits, which is fetched again; what was handed out is not touched. A fetch that is
   * under way asks for what comes behind it, and does not count.
   */
  dropWaiting(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.fetchOffset = first.batch.fetchOffset;
    this.lastFetchedEpoch = first.epochBefore;
    this.fetchesAsked += 1;
    this.#clearWaiting();
  }

  foundOffset(offset: number): void {
    this.fetchOffset = offset;
    this.position = offset;
    this.phase = { kind: 'fetching' };
  }

  /** A fetch brought this; the next one starts behind it. */
  fetched(batch: FetchedBatch<unknown, unknown>): void {
    // Not so while a batch is handed out record by record.
    const wasHandedAll = !this.hasWaiting && this.position === this.fetchOffset;
    const epochBefore = this.lastFetchedEpoch;
    this.fetchOffset = batch.nextOffset;
    if (batch.lastLeaderEpoch >= 0) this.lastFetchedEpoch = batch.lastLeaderEpoch;
    if (batch.isEmpty) {
      // Markers only: nothing for the application, but it is past them once it has what came
      // before.
      if (wasHandedAll) this.moveTo(this.#end);
      return;
    }
    this.#waiting.push({ batch, epochBefore });
    this.#waitingBytes += batch.bytesFetched;
  }

  /** Hands out the oldest batch that waits; its records count as consumed. */
  take(): FetchedBatch<unknown, unknown> | undefined {
    const batch = this.#waiting.shift()?.batch;
    if (batch === undefined) return undefined;
    this.#waitingBytes -= batch.bytesFetched;
    this.fullSinceMs = undefined;
    const { nextOffset: offset, lastLeaderEpoch: leaderEpoch } = batch;
    this.moveTo(this.placeAfter({ offset, leaderEpoch }));
    return batch;
  }

  /**
   * Where one is who has had everything up to `end`, the end of what was handed out: past the
   * markers that came behind it, where nothing else waits.
   */
  placeAfter(end: Place): Place {
    return this.hasWaiting ? end : this.#end;
  }

  moveTo({ offset, leaderEpoch }: Place): void {
    this.position = offset;
    this.positionEpoch = leaderEpoch;
  }

  #clearWaiting(): void {
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
    this.fullSinceMs = undefined;
  }

  /** Of all that was fetched. */
  get #end(): Place {
    return { offset: this.fetchOffset, leaderEpoch: this.lastFetchedEpoch };
  }
}
