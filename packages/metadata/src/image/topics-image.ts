// Topics and their partitions, as committed: the image, immutable, and the change that makes the
// next one. A topic is one by its id; its name may be given to another topic within the same delta.

import { assert } from '@ottla/base';
import type {
  ClearElrRecord,
  PartitionChangeRecord,
  PartitionRecord,
  RemoveTopicRecord,
  TopicRecord,
  Uuid,
} from '@ottla/protocol';
import { PersistentMap } from './persistent-map.ts';
import { TopicDelta, type TopicImage } from './topic-image.ts';

export interface TopicsImage {
  readonly byId: ReadonlyMap<Uuid, TopicImage>;
  readonly byName: ReadonlyMap<string, TopicImage>;
}

interface PersistentTopics extends TopicsImage {
  readonly byId: PersistentMap<Uuid, TopicImage>;
  readonly byName: PersistentMap<string, TopicImage>;
}

export const EMPTY_TOPICS: TopicsImage = {
  byId: PersistentMap.empty<Uuid, TopicImage>(),
  byName: PersistentMap.empty<string, TopicImage>(),
};

function persistent(image: TopicsImage): PersistentTopics {
  const { byId, byName } = image;
  return {
    byId: byId instanceof PersistentMap ? byId : PersistentMap.from(byId),
    byName: byName instanceof PersistentMap ? byName : PersistentMap.from(byName),
  };
}

export class TopicsDelta {
  readonly image: TopicsImage;
  /** Topics that are new or have changed partitions, by id; never one that is deleted. */
  readonly changed = new Map<Uuid, TopicDelta>();
  /** Topics of `image` that are gone, by id. */
  readonly deleted = new Map<Uuid, TopicImage>();
  /** Ids of the new topics of this delta by name. */
  readonly created = new Map<string, Uuid>();

  constructor(image: TopicsImage) {
    this.image = image;
  }

  replayTopic(record: TopicRecord): void {
    const topic: TopicImage = { name: record.name, id: record.topicId, partitions: [] };
    this.changed.set(record.topicId, new TopicDelta(topic));
    this.created.set(record.name, record.topicId);
  }

  replayPartition(record: PartitionRecord): void {
    this.#topicDelta(record.topicId).replayPartition(record);
  }

  replayPartitionChange(record: PartitionChangeRecord): void {
    this.#topicDelta(record.topicId).replayPartitionChange(record);
  }

  /** Returns the name of the topic removed. */
  replayRemoveTopic(record: RemoveTopicRecord): string {
    const before = this.image.byId.get(record.topicId);
    const topic = this.changed.get(record.topicId)?.image ?? before;
    assert(topic !== undefined, `RemoveTopicRecord names topic ${record.topicId}: there is none`);
    this.changed.delete(record.topicId);
    if (this.created.get(topic.name) === record.topicId) this.created.delete(topic.name);
    if (before !== undefined) this.deleted.set(record.topicId, before);
    return topic.name;
  }

  replayClearElr(record: ClearElrRecord): void {
    if (record.topicName !== '') {
      const created = this.created.get(record.topicName);
      const id = created ?? this.image.byName.get(record.topicName)?.id;
      assert(id !== undefined, `ClearElrRecord names topic ${record.topicName}: there is none`);
      if (!this.deleted.has(id)) this.#topicDelta(id).clearElr();
      return;
    }
    for (const id of [...this.image.byId.keys(), ...this.created.values()]) {
      if (!this.deleted.has(id)) this.#topicDelta(id).clearElr();
    }
  }

  /** A snapshot names all that exists: what it has not named is gone. */
  finishSnapshot(): void {
    for (const [id, topic] of this.image.byId) {
      if (!this.changed.has(id)) this.deleted.set(id, topic);
    }
  }

  apply(): TopicsImage {
    let { byId, byName } = persistent(this.image);
    for (const [id, topic] of this.deleted) {
      byId = byId.delete(id);
      if (byName.get(topic.name)?.id === id) byName = byName.delete(topic.name);
    }
    for (const [id, delta] of this.changed) {
      const topic = delta.apply();
      byId = byId.set(id, topic);
      byName = byName.set(topic.name, topic);
    }
    return { byId, byName };
  }

  #topicDelta(id: Uuid): TopicDelta {
    const known = this.changed.get(id);
    if (known !== undefined) return known;
    const topic = this.image.byId.get(id);
    assert(topic !== undefined, `a record names topic ${id}: there is none`);
    const delta = new TopicDelta(topic);
    this.changed.set(id, delta);
    return delta;
  }
}
