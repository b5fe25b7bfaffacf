// The loader on a source that a test speaks for: what it publishes, when, and what it keeps back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Logger } from '@ottla/base';
import {
  EMPTY_IMAGE,
  imageRecords,
  makeRecord,
  type MetadataDelta,
  type MetadataImage,
  type MetadataRecord,
  writeMetadataRecord,
} from '@ottla/metadata';
import { BatchBuilder, controlBatch, controlTypes } from '@ottla/protocol';
import { type OffsetAndEpoch, SnapshotWriter } from '@ottla/raft';
import type {
  LeaderAndEpoch,
  MetadataSource,
  QuorumListener,
} from '../../src/controller/quorum-listener.ts';
import { type MetadataLoader, startMetadataLoader } from '../../src/metadata/metadata-loader.ts';
import type { MetadataPublisher, PublishedUpdate } from '../../src/metadata/metadata-publisher.ts';

/** A committed log that grows as the test says. */
class Source implements MetadataSource {
  highWatermark = 0;
  #listener: QuorumListener | undefined;

  subscribe(listener: QuorumListener): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = undefined;
    };
  }

  /** One batch, or several that are committed at once. */
  commit(...batches: readonly (readonly MetadataRecord[])[]): void {
    const built = batches.map((records) => {
      const builder = new BatchBuilder({
        baseOffset: this.highWatermark,
        partitionLeaderEpoch: 1,
      });
      for (const record of records) builder.append(5000, null, writeMetadataRecord(record));
      this.highWatermark += records.length;
      return builder.finish();
    });
    this.#listener?.onCommitted(Buffer.concat(built));
  }

  commitBytes(bytes: Uint8Array): void {
    this.#listener?.onCommitted(bytes);
  }

  snapshot(id: OffsetAndEpoch, records: Iterable<MetadataRecord>): void {
    const writer = new SnapshotWriter({
      epoch: id.epoch,
      lastContainedTimestampMs: 4000,
      wallMs: 4000,
      kraftVersion: 0,
    });
    for (const record of records) writer.add(writeMetadataRecord(record));
    this.highWatermark = id.offset;
    this.#listener?.onSnapshot(id, Buffer.concat(writer.finish()));
  }

  lead(leader: LeaderAndEpoch): void {
    this.#listener?.onLeaderChange(leader);
  }
}

/** Writes down what is published. */
class Publisher implements MetadataPublisher {
  readonly name: string;
  readonly heard: string[] = [];
  readonly updates: PublishedUpdate[] = [];
  constructor(name = 'test') {
    this.name = name;
  }
  onUpdate(delta: MetadataDelta, image: MetadataImage, update: PublishedUpdate): void {
    const deltas = [...(delta.topics?.changed.values() ?? [])];
    const changed = deltas.map(({ image: { name } }) => name).toSorted();
    this.heard.push(`${image.provenance.lastContainedOffset}: ${changed.join(' ')}`);
    this.updates.push(update);
    assert.deepEqual(delta.apply(image.provenance).topics.byName.size, image.topics.byName.size);
  }
  onLeaderChange({ leaderId, epoch }: LeaderAndEpoch): void {
    this.heard.push(`leader ${leaderId}/${epoch}`);
  }
}

interface Told {
  readonly loader: MetadataLoader;
  readonly source: Source;
  readonly failures: unknown[];
  readonly logged: string[];
}

function start(): Told {
  const source = new Source();
  const failures: unknown[] = [];
  const logged: string[] = [];
  const note = (message: string): void => {
    logged.push(message);
  };
  const logger: Logger = { debug: note, info: note, warn: note, error: note, child: () => logger };
  const onFatal = (error: unknown): void => {
    failures.push(error);
  };
  return { loader: startMetadataLoader({ logger, source, onFatal }), source, failures, logged };
}

const IDS = ['AAAAAAAAAAAAAAAAAAAAAQ', 'AAAAAAAAAAAAAAAAAAAAAg', 'AAAAAAAAAAAAAAAAAAAAAw'];
const topic = (index: number): MetadataRecord =>
  makeRecord('TopicRecord', 0, { name: `t${index}`, topicId: IDS[index] ?? '' });
const begin = makeRecord('BeginTransactionRecord', 0, { name: 'test' });
const end = makeRecord('EndTransactionRecord', 0, {});
const abort = makeRecord('AbortTransactionRecord', 0, { reason: 'test' });

const topicsOf = (image: MetadataImage): readonly string[] => [...image.topics.byName.keys()];

test('each commit is one image and one update, however many batches it brings', () => {
  const { loader, source } = start();
  const publisher = new Publisher();
  loader.publish(publisher);
  source.commit([topic(0)]);
  source.commit([topic(1)], [topic(2)]);
  assert.deepEqual(publisher.heard, ['0: t0', '2: t1 t2']);
  assert.deepEqual(loader.image.provenance, {
    lastContainedOffset: 2,
    lastContainedEpoch: 1,
    lastContainedTimestampMs: 5000,
  });
});

test('who comes late hears of everything so far as one update, and of the leader', () => {
  const { loader, source } = start();
  source.lead({ leaderId: 1, epoch: 3 });
  source.commit([topic(0)], [topic(1)]);
  const publisher = new Publisher();
  loader.publish(publisher);
  assert.deepEqual(publisher.heard, ['1: t0 t1', 'leader 1/3']);
  assert.deepEqual(publisher.updates, [{ bytes: 0, isSnapshot: true }]);
});

test('who comes before there is anything hears nothing yet', () => {
  const { loader } = start();
  const publisher = new Publisher();
  loader.publish(publisher);
  assert.deepEqual(publisher.heard, []);
  assert.equal(loader.image, EMPTY_IMAGE);
});

test('a publisher that was removed hears no more', () => {
  const { loader, source } = start();
  const publisher = new Publisher();
  loader.publish(publisher);
  loader.remove(publisher);
  source.commit([topic(0)]);
  assert.deepEqual(publisher.heard, []);
});

test('a transaction is published when it ends, whole', () => {
  const { loader, source } = start();
  const publisher = new Publisher();
  loader.publish(publisher);
  source.commit([topic(0), begin, topic(1)]);
  assert.deepEqual(topicsOf(loader.image), ['t0']);
  source.commit([topic(2)]);
  assert.deepEqual(topicsOf(loader.image), ['t0']);
  source.commit([end]);
  assert.deepEqual(topicsOf(loader.image).toSorted(), ['t0', 't1', 't2']);
  assert.deepEqual(publisher.heard, ['0: t0', '4: t1 t2']);
});

test('a transaction that is aborted leaves no trace', () => {
  const { loader, source } = start();
  source.commit([topic(0), begin, topic(1)]);
  source.commit([abort]);
  assert.deepEqual(topicsOf(loader.image), ['t0']);
  assert.equal(loader.image.provenance.lastContainedOffset, 3);
  source.commit([topic(1)]);
  assert.deepEqual(topicsOf(loader.image).toSorted(), ['t0', 't1']);
});

test('a transaction within one commit is one update', () => {
  const { loader, source } = start();
  const publisher = new Publisher();
  loader.publish(publisher);
  source.commit([begin, topic(0), topic(1), end]);
  assert.deepEqual(publisher.heard, ['3: t0 t1']);
});

test('a snapshot replaces what was there, and what it lacks is deleted', () => {
  const { loader, source } = start();
  const publisher = new Publisher();
  source.commit([topic(0)], [topic(1)]);
  loader.publish(publisher);
  const other = start();
  other.source.commit([topic(1)], [topic(2)]);
  source.snapshot({ offset: 50, epoch: 4 }, imageRecords(other.loader.image));
  assert.deepEqual(topicsOf(loader.image).toSorted(), ['t1', 't2']);
  assert.deepEqual(loader.image.provenance, {
    lastContainedOffset: 49,
    lastContainedEpoch: 4,
    lastContainedTimestampMs: 4000,
  });
  assert.deepEqual(publisher.updates.at(-1), { bytes: 0, isSnapshot: true });
});

test('a snapshot ends a transaction that was open', () => {
  const { loader, source } = start();
  source.commit([begin, topic(0)]);
  source.snapshot({ offset: 10, epoch: 1 }, []);
  assert.deepEqual(topicsOf(loader.image), []);
  assert.equal(loader.image.provenance.lastContainedOffset, 9);
});

test('control batches move the offset on and change nothing', () => {
  const { loader, source } = start();
  source.commit([topic(0)]);
  const control = controlBatch([{ type: controlTypes.LEADER_CHANGE, value: new Uint8Array(4) }], {
    baseOffset: 1,
    partitionLeaderEpoch: 2,
    timestamp: 6000,
  });
  source.commitBytes(control);
  assert.equal(loader.image.provenance.lastContainedOffset, 1);
  assert.equal(loader.image.provenance.lastContainedEpoch, 2);
  assert.deepEqual(topicsOf(loader.image), ['t0']);
});

test('caughtUpTo waits for its record, and for the end of its transaction', async () => {
  const { loader, source } = start();
  const reached: number[] = [];
  for (const offset of [-1, 0, 2]) void loader.caughtUpTo(offset).then(() => reached.push(offset));
  const settle = () => new Promise<void>((resolve) => process.nextTick(resolve));
  await settle();
  assert.deepEqual(reached, [-1]);
  source.commit([topic(0)]);
  await settle();
  assert.deepEqual(reached, [-1, 0]);
  source.commit([begin, topic(1)]);
  await settle();
  assert.deepEqual(reached, [-1, 0]);
  source.commit([end]);
  await settle();
  assert.deepEqual(reached, [-1, 0, 2]);
});

test('a publisher that fails costs the others nothing', () => {
  const { loader, source, failures, logged } = start();
  const failing: MetadataPublisher = {
    name: 'failing',
    onUpdate: () => {
      throw new Error('a bug');
    },
  };
  const publisher = new Publisher();
  loader.publish(failing);
  loader.publish(publisher);
  source.commit([topic(0)]);
  source.commit([topic(1)]);
  assert.deepEqual(publisher.heard, ['0: t0', '1: t1']);
  assert.deepEqual(failures, []);
  assert.deepEqual(logged, ['a metadata publisher failed', 'a metadata publisher failed']);
});

test('a record that cannot be read ends the loader, and keeps the last good image', () => {
  const { loader, source, failures } = start();
  source.commit([topic(0)]);
  const builder = new BatchBuilder({ baseOffset: 1, partitionLeaderEpoch: 1 });
  builder.append(0, null, Uint8Array.of(1, 2, 99, 0));
  source.commitBytes(builder.finish());
  assert.equal(failures.length, 1);
  source.commit([topic(1)]);
  assert.equal(failures.length, 1);
  assert.deepEqual(topicsOf(loader.image), ['t0']);
});

test('after close nothing is heard', () => {
  const { loader, source } = start();
  const publisher = new Publisher();
  loader.publish(publisher);
  loader.close();
  source.commit([topic(0)]);
  assert.deepEqual(publisher.heard, []);
});
