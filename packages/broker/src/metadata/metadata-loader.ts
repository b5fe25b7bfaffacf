// The loader: committed records of the metadata log become deltas and images, and publishers hear
// of them. It reads through `MetadataSource`, as a broker far from the controller will, and never
// asks the controller for its state. Records of a metadata transaction are kept back until it ends.

import type { Logger } from '@ottla/base';
import {
  EMPTY_IMAGE,
  imageRecords,
  MetadataDelta,
  type MetadataImage,
  type MetadataProvenance,
  readMetadataRecord,
} from '@ottla/metadata';
import { type OffsetAndEpoch, readSnapshot } from '@ottla/raft';
import type {
  LeaderAndEpoch,
  MetadataSource,
  QuorumListener,
} from '../controller/quorum-listener.ts';
import type { MetadataPublisher, PublishedUpdate } from './metadata-publisher.ts';
import { type LoggedBatch, loggedBatches } from './record-batches.ts';

export interface MetadataLoader {
  /** The newest image published. */
  readonly image: MetadataImage;
  /** Adds a publisher; it hears of the present image at once, and then of each new one. */
  publish(publisher: MetadataPublisher): void;
  remove(publisher: MetadataPublisher): void;
  /** Resolves when the image contains the record at `offset`; at once for one that is there. */
  caughtUpTo(offset: number): Promise<void>;
  close(): void;
}

export interface MetadataLoaderOptions {
  readonly logger: Logger;
  readonly source: MetadataSource;
  /**
   * A record contradicts what was before it, or cannot be read: this node's metadata is worthless.
   */
  readonly onFatal: (error: unknown) => void;
}

export function startMetadataLoader(options: MetadataLoaderOptions): MetadataLoader {
  const loader = new Loader(options);
  loader.start();
  return loader;
}

interface Waiting {
  readonly offset: number;
  readonly resolve: () => void;
}

class Loader implements MetadataLoader, QuorumListener {
  readonly #options: MetadataLoaderOptions;
  readonly #logger: Logger;
  #image: MetadataImage = EMPTY_IMAGE;
  /** What was replayed since the image, and is to be published with the next. */
  #delta: MetadataDelta | undefined;
  #provenance: MetadataProvenance = EMPTY_IMAGE.provenance;
  #bytes = 0;
  /** A metadata transaction is open: nothing is published before it ends. */
  #isInTransaction = false;
  #publishers: readonly MetadataPublisher[] = [];
  #leader: LeaderAndEpoch | undefined;
  #waiting: Waiting[] = [];
  #unsubscribe: (() => void) | undefined;
  #hasFailed = false;

  constructor(options: MetadataLoaderOptions) {
    this.#options = options;
    this.#logger = options.logger.child('metadata');
  }

  get image(): MetadataImage {
    return this.#image;
  }

  start(): void {
    this.#unsubscribe = this.#options.source.subscribe(this);
  }

  publish(publisher: MetadataPublisher): void {
    this.#publishers = [...this.#publishers, publisher];
    const isEmpty = this.#image === EMPTY_IMAGE;
    if (!isEmpty) {
      const update = { bytes: 0, isSnapshot: true };
      this.#tell(publisher, this.#deltaFromNothing(), this.#image, update);
    }
    if (this.#leader !== undefined) publisher.onLeaderChange?.(this.#leader);
  }

  remove(publisher: MetadataPublisher): void {
    this.#publishers = this.#publishers.filter((each) => each !== publisher);
  }

  caughtUpTo(offset: number): Promise<void> {
    if (this.#image.provenance.lastContainedOffset >= offset) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ offset, resolve }));
  }

  close(): void {
    this.#unsubscribe?.();
    this.#publishers = [];
  }

  onCommitted(batches: Uint8Array): void {
    this.#guard(() => {
      for (const batch of loggedBatches(batches)) this.#replay(batch);
      this.#bytes += batches.length;
      this.#publishNews({ bytes: this.#bytes, isSnapshot: false });
    });
  }

  onSnapshot(id: OffsetAndEpoch, bytes: Uint8Array): void {
    this.#guard(() => {
      const snapshot = readSnapshot(bytes, `snapshot ${id.offset}-${id.epoch}`);
      const delta = new MetadataDelta(this.#image);
      for (const value of snapshot.values) delta.replay(readMetadataRecord(value));
      delta.finishSnapshot();
      this.#delta = delta;
      this.#isInTransaction = false;
      this.#provenance = {
        lastContainedOffset: id.offset - 1,
        lastContainedEpoch: id.epoch,
        lastContainedTimestampMs: snapshot.lastContainedTimestampMs,
      };
      this.#publishNews({ bytes: 0, isSnapshot: true });
    });
  }

  onLeaderChange(leader: LeaderAndEpoch): void {
    this.#leader = leader;
    for (const publisher of this.#publishers) publisher.onLeaderChange?.(leader);
  }

  /**
   * Records before a transaction's begin are published first, so that an abort drops just its own.
   */
  #replay(batch: LoggedBatch): void {
    const { records, baseOffset, epoch, timestampMs } = batch;
    records.forEach((record, index) => {
      if (record.name === 'BeginTransactionRecord') {
        this.#publishNews({ bytes: this.#bytes, isSnapshot: false });
        this.#isInTransaction = true;
      } else if (record.name === 'EndTransactionRecord') {
        this.#isInTransaction = false;
      } else if (record.name === 'AbortTransactionRecord') {
        this.#isInTransaction = false;
        this.#delta = undefined;
      } else {
        this.#delta ??= new MetadataDelta(this.#image);
        this.#delta.replay(record);
      }
      this.#provenance = {
        lastContainedOffset: baseOffset + index,
        lastContainedEpoch: epoch,
        lastContainedTimestampMs: timestampMs,
      };
    });
    this.#provenance = {
      lastContainedOffset: batch.endOffset - 1,
      lastContainedEpoch: epoch,
      lastContainedTimestampMs: timestampMs,
    };
  }

  #publishNews(update: PublishedUpdate): void {
    const { lastContainedOffset } = this.#provenance;
    if (this.#isInTransaction) return;
    if (lastContainedOffset === this.#image.provenance.lastContainedOffset) return;
    const delta = this.#delta ?? new MetadataDelta(this.#image);
    this.#delta = undefined;
    this.#bytes = 0;
    this.#image = delta.apply(this.#provenance);
    for (const publisher of this.#publishers) this.#tell(publisher, delta, this.#image, update);
    const waiting = this.#waiting.filter((each) => each.offset <= lastContainedOffset);
    this.#waiting = this.#waiting.filter((each) => each.offset > lastContainedOffset);
    for (const { resolve } of waiting) resolve();
  }

  /** One publisher's failure is its own: the others, and the metadata, go on. */
  #tell(
    publisher: MetadataPublisher,
    delta: MetadataDelta,
    image: MetadataImage,
    update: PublishedUpdate,
  ): void {
    try {
      publisher.onUpdate(delta, image, update);
    } catch (error) {
      this.#logger.error('a metadata publisher failed', {
        publisher: publisher.name,
        offset: image.provenance.lastContainedOffset,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }

  #deltaFromNothing(): MetadataDelta {
    const delta = new MetadataDelta(EMPTY_IMAGE);
    for (const record of imageRecords(this.#image)) delta.replay(record);
    return delta;
  }

  #guard(action: () => void): void {
    if (this.#hasFailed) return;
    try {
      action();
    } catch (error) {
      this.#hasFailed = true;
      this.#options.onFatal(error);
    }
  }
}
