// The partitions that this broker has a replica of, by topic id, and how a request's topic and
// partition become one of them, or the error that Kafka has for its absence.

import type { MetadataImage } from '@ottla/metadata';
import { errors, type ProtocolError, type Uuid } from '@ottla/protocol';
import type { Partition } from './partition.ts';

/** `offline`: its log, or the directory of its log, has failed. */
type Hosted = Partition | 'offline' | undefined;

export class HostedTopics {
  /** Sparse arrays by partition index. */
  readonly #byId = new Map<Uuid, Hosted[]>();
  /** Where the image is now; set before partitions follow it. */
  image: MetadataImage;

  constructor(image: MetadataImage) {
    this.image = image;
  }

  get(topicId: Uuid, index: number): Hosted {
    return this.#byId.get(topicId)?.[index];
  }

  set(topicId: Uuid, index: number, hosted: Partition | 'offline'): void {
    const partitions = this.#byId.get(topicId) ?? [];
    partitions[index] = hosted;
    this.#byId.set(topicId, partitions);
  }

  delete(topicId: Uuid, index: number): void {
    const partitions = this.#byId.get(topicId);
    if (partitions === undefined) return;
    partitions[index] = undefined;
    if (partitions.every((each) => each === undefined)) this.#byId.delete(topicId);
  }

  /** All partitions whose logs are usable. */
  *online(): Generator<Partition> {
    for (const partitions of this.#byId.values()) {
      for (const each of partitions) {
        if (each !== undefined && each !== 'offline') yield each;
      }
    }
  }

  /** Partitions whose logs have failed. */
  get offlineCount(): number {
    let count = 0;
    for (const partitions of this.#byId.values()) {
      for (const each of partitions) if (each === 'offline') count += 1;
    }
    return count;
  }

  /** The topic's id, or undefined where the cluster has no such topic. */
  idOf(topic: string): Uuid | undefined {
    return this.image.topics.byName.get(topic)?.id;
  }

  /** A partition that may be served from, or why there is none. */
  find(topicId: Uuid, index: number): Partition | ProtocolError {
    const hosted = this.get(topicId, index);
    if (hosted === 'offline') return errors.KAFKA_STORAGE_ERROR;
    if (hosted !== undefined) return hosted;
    const isKnown = this.image.topics.byId.get(topicId)?.partitions[index] !== undefined;
    return isKnown ? errors.NOT_LEADER_OR_FOLLOWER : errors.UNKNOWN_TOPIC_OR_PARTITION;
  }

  /** As `find`, for versions that name topics. */
  findByName(topic: string, index: number): Partition | ProtocolError {
    const topicId = this.idOf(topic);
    if (topicId === undefined) return errors.UNKNOWN_TOPIC_OR_PARTITION;
    return this.find(topicId, index);
  }
}
