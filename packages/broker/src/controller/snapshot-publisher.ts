// Writes snapshots of this node's image when they are due, and lets old ones, and the log below
// them, go. When they are due and what may go is decided by @ottla/raft's rules.

import type { Logger, World } from '@ottla/base';
import {
  imageRecords,
  type MetadataDelta,
  type MetadataImage,
  type NodeConfig,
  writeMetadataRecord,
} from '@ottla/metadata';
import {
  BOOTSTRAP_SNAPSHOT_ID,
  compareLogEnds,
  type OffsetAndEpoch,
  readSnapshot,
  retentionReason,
  snapshotReason,
  SnapshotWriter,
} from '@ottla/raft';
import type { MetadataPublisher, PublishedUpdate } from '../metadata/metadata-publisher.ts';
import type { RaftNode } from './raft-node.ts';

export interface SnapshotPublisherOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly node: RaftNode;
  readonly config: NodeConfig;
}

/** Records between two writes of a snapshot: so long the loop is kept at a time. */
const SLICE_RECORDS = 1000;
/** How often to look for snapshots that are too old, where none is written. Kafka's own. */
const CLEAN_INTERVAL_MS = 60_000;

export class SnapshotPublisher implements MetadataPublisher {
  readonly name = 'snapshots';
  readonly #options: SnapshotPublisherOptions;
  #bytes = 0;
  #sinceMs: number;
  #cleanedMs: number;
  #writing: Promise<void> | undefined;
  /** When the last record of a snapshot was written, by its path: reading it again costs much. */
  readonly #timestampsMs = new Map<string, number>();

  constructor(options: SnapshotPublisherOptions) {
    this.#options = options;
    this.#sinceMs = options.world.clock.monotonicMs();
    this.#cleanedMs = this.#sinceMs;
  }

  onUpdate(_delta: MetadataDelta, image: MetadataImage, update: PublishedUpdate): void {
    const nowMs = this.#options.world.clock.monotonicMs();
    if (update.isSnapshot) {
      this.#bytes = 0;
      this.#sinceMs = nowMs;
      return;
    }
    if (this.#bytes === 0) this.#sinceMs = nowMs;
    this.#bytes += update.bytes;
    const { config } = this.#options;
    const reason = snapshotReason(
      { bytes: this.#bytes, elapsedMs: nowMs - this.#sinceMs },
      {
        bytesMax: config.number('metadata.log.max.record.bytes.between.snapshots'),
        intervalMs: config.number('metadata.log.max.snapshot.interval.ms'),
      },
    );
    if (this.#writing !== undefined) return;
    if (reason !== undefined) {
      this.#bytes = 0;
      this.#sinceMs = nowMs;
      this.#writing = this.#write(image, reason).finally(() => {
        this.#writing = undefined;
      });
    } else if (nowMs - this.#cleanedMs >= CLEAN_INTERVAL_MS) {
      this.#clean();
    }
  }

  /** Resolves when no snapshot is being written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(image: MetadataImage, reason: string): Promise<void> {
    const { node, logger } = this.#options;
    const { lastContainedOffset, lastContainedEpoch } = image.provenance;
    const id: OffsetAndEpoch = { offset: lastContainedOffset + 1, epoch: lastContainedEpoch };
    if (node.snapshots.ids.some((each) => compareLogEnds(each, id) >= 0)) return;
    try {
      await node.snapshots.write(id, this.#chunks(image, id));
      node.snapshotWritten(id);
      logger.info('wrote a metadata snapshot', { offset: id.offset, epoch: id.epoch, reason });
      this.#clean();
    } catch (error) {
      // The log still has everything: the next one that is due is tried again.
      logger.error('writing a metadata snapshot failed', {
        offset: id.offset,
        error: String(error),
      });
    }
  }

  *#chunks(image: MetadataImage, id: OffsetAndEpoch): Generator<readonly Uint8Array[]> {
    const { node, world } = this.#options;
    const { voters, kraftVersion } = node.replica.voters.at(id.offset);
    const writer = new SnapshotWriter({
      epoch: id.epoch,
      lastContainedTimestampMs: image.provenance.lastContainedTimestampMs,
      wallMs: world.clock.wallMs(),
      kraftVersion,
      voters,
    });
    let count = 0;
    for (const record of imageRecords(image)) {
      writer.add(writeMetadataRecord(record));
      if (++count % SLICE_RECORDS === 0) yield writer.take();
    }
    yield writer.finish();
  }

  #clean(): void {
    const { node, world, logger } = this.#options;
    this.#cleanedMs = world.clock.monotonicMs();
    for (let reason = this.#oldestMayGo(); reason !== undefined; reason = this.#oldestMayGo()) {
      const [oldest, next] = node.snapshots.ids;
      if (oldest === undefined || next === undefined) return;
      node.raiseLogStart(next.offset);
      this.#timestampsMs.delete(node.snapshots.pathOf(oldest));
      node.snapshots.remove(oldest);
      const { offset, epoch } = oldest;
      logger.info('removed an old metadata snapshot', { offset, epoch, reason });
    }
  }

  #oldestMayGo(): 'size' | 'time' | undefined {
    const { node, config, world } = this.#options;
    const { snapshots, log } = node;
    const [oldest, next] = snapshots.ids;
    if (oldest === undefined || next === undefined) return undefined;
    const kept = {
      count: snapshots.ids.length,
      snapshotBytes: snapshots.ids.reduce((sum, id) => sum + snapshots.sizeBytes(id), 0),
      logBytes: log.sizeBytes,
      oldestAgeMs: world.clock.wallMs() - this.#timestampMs(oldest),
    };
    return retentionReason(kept, {
      bytesMax: config.number('metadata.max.retention.bytes'),
      ageMsMax: config.number('metadata.max.retention.ms'),
    });
  }

  /** The bootstrap snapshot contains no record, so it has no time of its own. */
  #timestampMs(id: OffsetAndEpoch): number {
    if (compareLogEnds(id, BOOTSTRAP_SNAPSHOT_ID) === 0) return 0;
    const { snapshots } = this.#options.node;
    const path = snapshots.pathOf(id);
    const known = this.#timestampsMs.get(path);
    if (known !== undefined) return known;
    const timestampMs = readSnapshot(snapshots.read(id), path).lastContainedTimestampMs;
    this.#timestampsMs.set(path, timestampMs);
    return timestampMs;
  }
}
