// One topic as committed, and its change: partitions that are new or different.

import { assert } from '@ottla/base';
import type { PartitionChangeRecord, PartitionRecord, Uuid } from '@ottla/protocol';
import {
  changedPartition,
  type PartitionRegistration,
  partitionOfRecord,
} from './partition-registration.ts';

export interface TopicImage {
  readonly name: string;
  readonly id: Uuid;
  /**
   * By partition id: always dense, as Kafka numbers partitions from 0 and never removes one alone.
   */
  readonly partitions: readonly PartitionRegistration[];
}

export class TopicDelta {
  /** The topic before the change; without partitions where the topic is new. */
  readonly image: TopicImage;
  /** Partitions after the change, by partition id. */
  readonly partitions = new Map<number, PartitionRegistration>();

  constructor(image: TopicImage) {
    this.image = image;
  }

  replayPartition(record: PartitionRecord): void {
    this.partitions.set(record.partitionId, partitionOfRecord(record));
  }

  replayPartitionChange(record: PartitionChangeRecord): void {
    const before = this.#partition(record.partitionId);
    assert(
      before !== undefined,
      `PartitionChangeRecord names ${this.image.name}-${record.partitionId}: there is none`,
    );
    this.partitions.set(record.partitionId, changedPartition(before, record));
  }

  clearElr(): void {
    // Also those that this delta has added behind the image's.
    for (const id of new Set([...this.image.partitions.keys(), ...this.partitions.keys()])) {
      const partition = this.#partition(id);
      if (partition === undefined) continue;
      if (partition.elr.length === 0 && partition.lastKnownElr.length === 0) continue;
      const { partitionEpoch } = partition;
      const cleared = {
        ...partition,
        elr: [],
        lastKnownElr: [],
        partitionEpoch: partitionEpoch + 1,
      };
      this.partitions.set(id, cleared);
    }
  }

  apply(): TopicImage {
    const partitions = this.image.partitions.slice();
    for (const [id, partition] of this.partitions) partitions[id] = partition;
    for (let id = 0; id < partitions.length; id++) {
      assert(partitions[id] !== undefined, `${this.image.name} has no partition ${id}`);
    }
    return { name: this.image.name, id: this.image.id, partitions };
  }

  #partition(id: number): PartitionRegistration | undefined {
    return this.partitions.get(id) ?? this.image.partitions[id];
  }
}
