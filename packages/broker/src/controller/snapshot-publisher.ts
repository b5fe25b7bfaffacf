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
  snapshotReason,
  snapshotsToDelete,
  SnapshotWriter,
  type StoredSnapshot,
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
    const { node, config, world, logger } = this.#options;
    const { snapshots, log } = node;
    this.#cleanedMs = world.clock.monotonicMs();
    if (snapshots.ids.length < 2) return;
    const stored = snapshots.ids.map((id): StoredSnapshot => ({
      id,
      sizeBytes: snapshots.sizeBytes(id),
      timestampMs: this.#timestampMs(id),
    }));
    const old = snapshotsToDelete(
      stored,
      { sizeBytes: log.sizeBytes, nowMs: world.clock.wallMs() },
      {
        bytesMax: config.number('metadata.max.retention.bytes'),
        ageMsMax: config.number('metadata.max.retention.ms'),
      },
    );
    for (const { id } of old) {
      this.#timestampsMs.delete(snapshots.pathOf(id));
      snapshots.remove(id);
      logger.info('removed an old metadata snapshot', { offset: id.offset, epoch: id.epoch });
    }
    const oldest = snapshots.ids[0];
    if (old.length > 0 && oldest !== undefined) node.raiseLogStart(oldest.offset);
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
