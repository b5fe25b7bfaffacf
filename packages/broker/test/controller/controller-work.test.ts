// What an active controller does by itself and how it gathers work: one batch for what comes in one
// turn, no-op records while nothing happens, fencing of brokers that fall silent.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OffsetAndEpoch } from '@ottla/raft';
import { batchesIn, brokerHeartbeatApi, errorOf } from '@ottla/protocol';
import type { LeaderAndEpoch, QuorumListener } from '../../src/controller/quorum-listener.ts';
import { ControllerWorld } from './controller-world.ts';

/** Writes down what it hears. */
class Listener implements QuorumListener {
  readonly heard: string[] = [];
  onCommitted(batches: Uint8Array): void {
    for (const { baseOffset, lastOffset } of batchesIn(batches)) {
      this.heard.push(`${baseOffset}-${lastOffset}`);
    }
  }
  onSnapshot({ offset, epoch }: OffsetAndEpoch): void {
    this.heard.push(`snapshot ${offset}/${epoch}`);
  }
  onLeaderChange({ leaderId, epoch }: LeaderAndEpoch): void {
    this.heard.push(`leader ${leaderId}/${epoch}`);
  }
}

const topic = (name: string) => ({ name, numPartitions: 1, replicationFactor: 1 });

test('requests of one turn become one batch', async () => {
  const it = new ControllerWorld({ seed: 1 });
  await it.start();
  await it.withBroker();
  const listener = new Listener();
  it.node.source.subscribe(listener);
  const known = listener.heard.length;
  const names = ['a', 'b', 'c', 'd'];
  const answers = names.map((name) => it.sendTopics([topic(name)]));
  await it.universe.resolve(Promise.all(answers));
  const batches = listener.heard.slice(known);
  assert.equal(batches.length, 1, batches.join(' '));
  assert.equal(it.image.topics.byName.size, 4);
});

test('requests see what those before them wrote, committed or not', async () => {
  const it = new ControllerWorld({ seed: 2 });
  await it.start();
  await it.withBroker();
  const [first, second] = await it.universe.resolve(
    Promise.all([it.sendTopics([topic('a')]), it.sendTopics([topic('a')])]),
  );
  assert.equal(errorOf(first?.topics[0]?.errorCode ?? -1).name, 'NONE');
  assert.equal(errorOf(second?.topics[0]?.errorCode ?? -1).name, 'TOPIC_ALREADY_EXISTS');
});

test('an answer comes when its records are committed and the broker half sees them', async () => {
  const it = new ControllerWorld({ seed: 3 });
  await it.start();
  await it.withBroker();
  const { universe } = it;
  universe.storage('node').faults.delayMs = (operation, path) =>
    operation === 'sync' && path.includes('.log') ? 500 : 0;
  let isAnswered = false;
  const answer = it.sendTopics([topic('slow')]).then(() => {
    isAnswered = true;
    assert.ok(it.image.topics.byName.has('slow'));
  });
  await universe.advance(400);
  assert.equal(isAnswered, false);
  assert.equal(it.image.topics.byName.has('slow'), false);
  await universe.resolve(answer);
});

test('while nothing happens, a no-op record shows that the controller lives', async () => {
  const it = new ControllerWorld({
    seed: 4,
    config: { 'metadata.max.idle.interval.ms': '500' },
  });
  await it.start();
  await it.universe.runUntil(() => it.image.cluster.controllers.size === 1);
  const before = it.log.logEndOffset;
  await it.universe.advance(10_250);
  assert.equal(it.log.logEndOffset, before + 20);
  await it.withBroker();
  assert.equal(it.image.provenance.lastContainedOffset, it.log.logEndOffset - 1);
});

test('a broker that falls silent is fenced, and its partitions lose their leader', async () => {
  const it = new ControllerWorld({ seed: 5 });
  await it.start();
  const brokerEpoch = await it.withBroker();
  await it.createTopic('a');
  const heartbeat = { brokerId: 1, brokerEpoch, currentMetadataOffset: 1, wantFence: false };
  for (let second = 0; second < 20; second++) {
    await it.universe.advance(1000);
    await it.call(brokerHeartbeatApi, 1, heartbeat);
  }
  assert.equal(it.image.cluster.brokers.get(1)?.fenced, false);
  await it.universe.advance(8900);
  assert.equal(it.image.cluster.brokers.get(1)?.fenced, false);
  await it.universe.advance(200);
  assert.equal(it.image.cluster.brokers.get(1)?.fenced, true);
  assert.equal(it.image.topics.byName.get('a')?.partitions[0]?.leader, -1);
  await it.unfence(brokerEpoch);
  assert.equal(it.image.topics.byName.get('a')?.partitions[0]?.leader, 1);
});

test('a broker that says it goes down is fenced with the permission to go', async () => {
  const it = new ControllerWorld({ seed: 6 });
  await it.start();
  const brokerEpoch = await it.withBroker();
  await it.createTopic('a');
  const shutDown = {
    brokerId: 1,
    brokerEpoch,
    currentMetadataOffset: it.image.provenance.lastContainedOffset,
    wantShutDown: true,
  };
  const answers = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    const answer = await it.call(brokerHeartbeatApi, 1, shutDown);
    answers.push(answer.shouldShutDown);
    if (answer.shouldShutDown) break;
    shutDown.currentMetadataOffset = it.image.provenance.lastContainedOffset;
    await it.universe.advance(100);
  }
  assert.equal(answers.at(-1), true, answers.join(' '));
  assert.equal(it.image.cluster.brokers.get(1)?.fenced, true);
});

test('who subscribes late hears everything in order, and of the leadership last', async () => {
  const it = new ControllerWorld({ seed: 7 });
  await it.start();
  await it.withBroker();
  const listener = new Listener();
  const unsubscribe = it.node.source.subscribe(listener);
  assert.equal(listener.heard.at(-1), 'leader 1/1');
  const offsets = listener.heard.slice(0, -1).map((each) => each.split('-').map(Number));
  let next = 0;
  for (const [base = -1, last = -1] of offsets) {
    assert.equal(base, next);
    next = last + 1;
  }
  assert.equal(next, it.node.source.highWatermark);
  unsubscribe();
  const { length } = listener.heard;
  await it.createTopic('a');
  assert.equal(listener.heard.length, length);
});

test('who subscribes when the beginning is gone hears of a snapshot first', async () => {
  const config = {
    'metadata.log.max.record.bytes.between.snapshots': '4000',
    'metadata.max.retention.ms': '1',
  };
  const it = new ControllerWorld({ seed: 8, config, segmentBytes: 8000 });
  await it.start();
  await it.withBroker();
  for (let index = 0; index < 60; index++) {
    await it.createTopic(`t${index}`);
    await it.universe.advance(10);
  }
  const listener = new Listener();
  it.node.source.subscribe(listener);
  const snapshot = listener.heard[0]?.match(/^snapshot (\d+)\/1$/);
  assert.ok(snapshot, listener.heard[0]);
  assert.match(listener.heard[1] ?? '', new RegExp(`^${snapshot[1]}-`));
});

test('ready() resolves at once for an active controller, also while requests wait', async () => {
  const it = new ControllerWorld({ seed: 9 });
  await it.start();
  await it.withBroker();
  const waiting = it.sendTopics([topic('a')]);
  const order: string[] = [];
  await it.universe.resolve(
    Promise.all([
      it.node.ready().then(() => order.push('ready')),
      waiting.then(() => order.push('answered')),
    ]),
  );
  assert.deepEqual(order, ['ready', 'answered']);
});
