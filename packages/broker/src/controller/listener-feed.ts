// What one listener of the metadata log has heard so far, and what it is to hear next: a snapshot
// where the log does not reach back, then committed batches, and a leadership of this node only
// after all before it.

import { BatchWalk } from '@ottla/protocol';
import type { OffsetAndEpoch, ReplicatedLog } from '@ottla/raft';
import type { LeaderAndEpoch, QuorumListener } from './quorum-listener.ts';

/** Read at a time, so that a long log does not lie in memory whole. */
const READ_BYTES = 1_048_576;

export interface FeedSources {
  readonly log: ReplicatedLog;
  readonly latestSnapshot: () => OffsetAndEpoch | undefined;
  readonly readSnapshot: (id: OffsetAndEpoch) => Uint8Array;
}

interface Leadership extends LeaderAndEpoch {
  /** -1 where it need not be waited for. */
  readonly epochStartOffset: number;
}

export class ListenerFeed {
  readonly listener: QuorumListener;
  readonly #sources: FeedSources;
  /** Offset of the next record to hear of; undefined before anything. */
  #nextOffset: number | undefined;
  #leadership: Leadership | undefined;

  constructor(listener: QuorumListener, sources: FeedSources) {
    this.listener = listener;
    this.#sources = sources;
  }

  /**
   * Somebody leads; where it is this node, the listener hears of it when it has heard all before.
   */
  leaderChanged(leadership: Leadership): void {
    this.#leadership = leadership;
    this.#tellLeadership();
  }

  /** Brings the listener up to the high watermark. */
  advance(highWatermark: number): void {
    if (highWatermark < 0) return;
    this.#loadSnapshot(highWatermark);
    while ((this.#nextOffset ?? 0) < highWatermark) {
      if (!this.#deliver(this.#nextOffset ?? 0, highWatermark)) break;
    }
    this.#tellLeadership();
  }

  #loadSnapshot(highWatermark: number): void {
    const { log, latestSnapshot, readSnapshot } = this.#sources;
    const isBehind = this.#nextOffset === undefined || this.#nextOffset < log.startOffset;
    const snapshot = latestSnapshot();
    if (isBehind && snapshot !== undefined && snapshot.offset <= highWatermark) {
      // The bootstrap snapshot says who votes, and nothing that a listener wants to know.
      if (snapshot.offset > 0) this.listener.onSnapshot(snapshot, readSnapshot(snapshot));
      this.#nextOffset = snapshot.offset;
    }
    this.#nextOffset ??= 0;
  }

  /**
   * Delivers one read's worth of whole batches below the high watermark; false where there is none.
   */
  #deliver(offset: number, highWatermark: number): boolean {
    const bytes = this.#sources.log.read(offset, READ_BYTES);
    const walk = new BatchWalk(bytes);
    let start = 0;
    let end = 0;
    let nextOffset = offset;
    while (walk.next() && walk.batch.nextOffset <= highWatermark) {
      // A snapshot may end inside a batch only where a foreign log was cut; what is known is passed
      // over.
      if (walk.batch.nextOffset <= offset) start = walk.position;
      else nextOffset = walk.batch.nextOffset;
      end = walk.position;
    }
    if (nextOffset === offset) return false;
    this.#nextOffset = nextOffset;
    this.listener.onCommitted(bytes.subarray(start, end));
    return true;
  }

  #tellLeadership(): void {
    const leadership = this.#leadership;
    if (leadership === undefined) return;
    if ((this.#nextOffset ?? 0) <= leadership.epochStartOffset) return;
    this.#leadership = undefined;
    this.listener.onLeaderChange({ leaderId: leadership.leaderId, epoch: leadership.epoch });
  }
}
