// Replicas follow the metadata: topics come, go and come again, strays are set aside, retention
// works.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EMPTY_IMAGE } from '@ottla/metadata';
import { errorOf, fetchApi, produceApi } from '@ottla/protocol';
import { LogUpkeep, setStraysAside } from '../src/index.ts';
import { batchOf, recordsOf } from './batches.ts';
import { DataPlane, record } from './data-plane.ts';
import type { RawClient } from './raw-client.ts';

async function produce(client: RawClient, value: string) {
  const partitionData = [{ index: 0, records: batchOf([value]) }];
  const request = { acks: 1, topicData: [{ name: 't', partitionData }] };
  const { responses } = await client.ask(produceApi, 9, request);
  const result = responses[0]?.partitionResponses[0];
  return [errorOf(result?.errorCode ?? -1).name, result?.baseOffset];
}

async function consume(client: RawClient): Promise<string[]> {
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1_000_000 }];
  const request = { maxWaitMs: 0, maxBytes: 1_000_000, topics: [{ topic: 't', partitions }] };
  const { responses } = await client.ask(fetchApi, 12, request);
  return recordsOf(responses[0]?.partitions[0]?.records ?? null);
}

function directories(plane: DataPlane): string[] {
  return plane.world.disk
    .list('/logs')
    .filter(({ kind }) => kind === 'directory')
    .map(({ name }) => name.replace(/\.[0-9a-f]{32}-/, '.ID-'));
}

test('a topic that is deleted and made anew is another topic', async () => {
  const plane = await DataPlane.start();
  const first = plane.createTopic('t');
  const client = await plane.connect();
  assert.deepEqual(await produce(client, 'old'), ['NONE', 0]);
  plane.apply([
    record('RemoveTopicRecord', { topicId: first }),
  ]);
  plane.createTopic('t', { id: 'anotherxxxxxxxxxxxxxxA' });
  await plane.universe.advance(100);
  assert.deepEqual(await consume(client), []);
  assert.deepEqual(await produce(client, 'new'), ['NONE', 0]);
  assert.deepEqual(await consume(client), ['0:new']);
  assert.deepEqual(directories(plane), ['t-0', 't-0.ID-delete']);
  await plane.universe.advance(60_000);
  assert.deepEqual(directories(plane), ['t-0'], 'gone after file.delete.delay.ms');
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0);
});

test('strays are set aside, and what belongs here stays', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('kept');
  plane.createTopic('gone');
  const { byId, byName } = plane.image.topics;
  const kept = (name: string) => name === 'kept';
  const topics = {
    byId: new Map([...byId].filter(([, topic]) => kept(topic.name))),
    byName: new Map([...byName].filter(([name]) => kept(name))),
  };
  setStraysAside(plane.replicas, { ...EMPTY_IMAGE, topics });
  await plane.universe.resolve(plane.replicas.placement.settled());
  assert.deepEqual(directories(plane), ['gone-0.ID-stray', 'kept-0']);
  await plane.stop();
});

test('configs take effect while a topic is in use', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t');
  const client = await plane.connect();
  assert.deepEqual(await produce(client, 'v'.repeat(2000)), ['NONE', 0]);
  plane.apply([
    record('ConfigRecord', {
      resourceType: 2,
      resourceName: 't',
      name: 'max.message.bytes',
      value: '1000',
    }),
  ]);
  assert.deepEqual(await produce(client, 'v'.repeat(2000)), ['MESSAGE_TOO_LARGE', -1]);
  await plane.stop();
});

test('a topic with flush.messages=1 is acknowledged once it is durable', async () => {
  const plane = await DataPlane.start();
  plane.createTopic('t', { configs: { 'flush.messages': '1' } });
  const client = await plane.connect();
  for (let i = 0; i < 5; i++) {
    assert.deepEqual(await produce(client, `${i}`), ['NONE', i]);
    const [partition] = [...plane.replicas.hosted.online()];
    assert.equal(partition?.log.flushedOffset, i + 1);
    assert.equal(partition.log.highWatermark, i + 1);
  }
  await plane.stop();
});

test('upkeep deletes old segments and writes checkpoints', async () => {
  const plane = await DataPlane.start();
  const configs = { 'retention.ms': '1000', 'segment.bytes': '1048576' };
  plane.createTopic('t', { configs });
  const { clock, timers } = plane.world;
  const client = await plane.connect();
  for (let i = 0; i < 3; i++) {
    const builder = batchOf(['v'.repeat(700_000)]);
    const partitionData = [{ index: 0, records: builder }];
    await client.ask(produceApi, 9, { acks: 1, topicData: [{ name: 't', partitionData }] });
  }
  const upkeep = new LogUpkeep(plane.replicas, plane.log.logger, timers);
  upkeep.start({
    initialDelayMs: 2000,
    retentionCheckMs: 10_000,
    highWatermarkCheckpointMs: 5000,
    recoveryPointCheckpointMs: 5000,
    logStartCheckpointMs: 5000,
  });
  assert.ok(clock.wallMs() > 0);
  const [partition] = [...plane.replicas.hosted.online()];
  assert.equal(partition?.log.segments.length, 3);
  await plane.universe.advance(20_000);
  assert.equal(partition.log.segments.length, 1);
  assert.equal(partition.log.logStartOffset, 3);
  const checkpoint = (name: string) =>
    Buffer.from(plane.world.disk.readFile(`/logs/${name}`)).toString();
  // Ours are marked by the zero before the count.
  assert.equal(checkpoint('replication-offset-checkpoint'), '0\n01\nt 0 3\n');
  upkeep.close();
  await plane.stop();
});

test('all partitions that lose segments at a time are told of in one checkpoint', async () => {
  const plane = await DataPlane.start();
  const partitions = 4;
  const configs = { 'retention.ms': '1000', 'segment.bytes': '1048576' };
  plane.createTopic('t', { partitions, configs });
  const client = await plane.connect();
  const indexes = Array.from({ length: partitions }, (_, index) => index);
  for (let n = 0; n < 2; n++) {
    const value = 'v'.repeat(700_000);
    const partitionData = indexes.map((index) => ({ index, records: batchOf([value]) }));
    await client.ask(produceApi, 9, { acks: 1, topicData: [{ name: 't', partitionData }] });
  }
  const checkpoints: string[] = [];
  plane.universe.storage('broker').faults.failure = (operation, path) => {
    const isWritten = operation === 'rename' && path.includes('log-start-offset-checkpoint');
    if (isWritten) checkpoints.push(path);
    return undefined;
  };
  await plane.universe.advance(2_000);
  const upkeep = new LogUpkeep(plane.replicas, plane.log.logger, plane.world.timers);
  // A second look, while the first waits for the disk, finds nothing to do.
  const looks = [upkeep.deleteOldSegments('never compacted')];
  looks.push(upkeep.deleteOldSegments('never compacted'));
  looks.push(upkeep.deleteOldSegments('compacted'));
  await plane.universe.resolve(Promise.all(looks));
  const starts = [...plane.replicas.hosted.online()].map(({ log }) => log.logStartOffset);
  assert.deepEqual(starts, Array(partitions).fill(2));
  assert.equal(checkpoints.length, 1);
  await plane.stop();
});
