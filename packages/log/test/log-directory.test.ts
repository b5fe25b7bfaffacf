// A log directory: whose it is, what it keeps between starts, what it does with partitions that
// come and go, and what remains of it when its disk fails.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import type { KafkaStorageError, LoadReport, LogConfig, LogServices } from '../src/index.ts';
import {
  batchOf,
  AS_CLIENT,
  errorOf,
  offsetsIn,
  recordingLogger,
  servicesOf,
  write,
} from './simulated-log.ts';
import type { Recorded } from './simulated-log.ts';

const ROOT = '/data/kafka-logs';
const CONFIG: LogConfig = { ...defaultLogConfig, segmentBytes: 400, fileDeleteDelayMs: 500 };

class Node {
  readonly universe = new SimulatedUniverse({ seed: 3 });
  readonly said: Recorded[] = [];
  readonly failures: KafkaStorageError[] = [];
  services: LogServices;
  directory: LogDirectory;
  report: LoadReport;

  constructor() {
    this.services = this.#services(this.universe.createNode('broker'));
    this.directory = this.#open();
    this.report = this.directory.load(() => CONFIG);
  }

  async restart(how: 'close' | 'process' | 'power'): Promise<LoadReport> {
    if (how === 'close') await this.universe.resolve(this.directory.close({ brokerEpoch: 7 }));
    this.universe.kill('broker', how === 'power' ? 'power' : 'process');
    this.services = this.#services(this.universe.restart('broker'));
    this.directory = this.#open();
    this.report = this.directory.load(() => CONFIG);
    return this.report;
  }

  names(path = ROOT): string[] {
    return this.services.world.disk.list(path).map(({ name }) => name);
  }

  text(name: string): string {
    return Buffer.from(this.services.world.disk.readFile(`${ROOT}/${name}`)).toString();
  }

  #services(world: LogServices['world']): LogServices {
    return servicesOf(world, { logger: recordingLogger(this.said) });
  }

  #open(): LogDirectory {
    const onOffline = (error: KafkaStorageError): void => void this.failures.push(error);
    return LogDirectory.open({ services: this.services, path: ROOT, onOffline });
  }
}

function create(
  node: Node,
  topic: string,
  partition = 0,
  topicId?: string,
): ReturnType<LogDirectory['createLog']> {
  return node.directory.createLog({ topic, partition, topicId, config: CONFIG });
}

const TOPIC_ID = '7xFp3HU9T76EiVUK8d7W2Q';

test('a directory is formatted once and knows whose it is', async () => {
  const node = new Node();
  assert.equal(node.directory.meta, undefined);
  node.directory.writeMeta({ clusterId: 'cluster', nodeId: 4, directoryId: 'directory' });
  await node.restart('power');
  assert.deepEqual(node.directory.meta, {
    version: 1,
    clusterId: 'cluster',
    nodeId: 4,
    directoryId: 'directory',
  });
});

test('a directory has one owner', () => {
  const node = new Node();
  const world = node.universe.createNode('second', { host: 'broker', diskOf: 'broker' });
  const second = servicesOf(world);
  assert.throws(() => LogDirectory.open({ services: second, path: ROOT }), {
    name: 'LogDirectoryError',
    code: 'LOCKED',
    message: /another process/,
  });
});

test('malformed meta.properties are named, and the lock is let go', async () => {
  const node = new Node();
  await node.universe.resolve(node.directory.close({ brokerEpoch: 1 }));
  node.services.world.disk.writeFile(`${ROOT}/meta.properties`, Buffer.from('version=9\n'));
  for (let n = 0; n < 2; n++) {
    assert.throws(() => LogDirectory.open({ services: node.services, path: ROOT }), {
      code: 'MALFORMED_META_PROPERTIES',
      message: /meta.properties: version is 9/,
    });
  }
});

for (const how of ['close', 'process'] as const) {
  test(`logs, offsets and topic ids outlive ${how}`, async () => {
    const node = new Node();
    const log = create(node, 'flights', 3, TOPIC_ID);
    for (let n = 0; n < 10; n++) write(log, { valueBytes: 60 });
    log.setHighWatermark(8);
    log.incrementLogStartOffset(2);
    await node.universe.resolve(node.directory.checkpoint('recoveryPoints'));
    await node.universe.resolve(node.directory.checkpoint('highWatermarks'));
    await node.universe.resolve(node.directory.checkpoint('logStartOffsets'));
    const report = await node.restart(how);
    assert.deepEqual(node.directory.lastShutdown, {
      wasClean: how === 'close',
      brokerEpoch: how === 'close' ? 7 : -1,
    });
    assert.deepEqual(report.opened.map(({ name }) => name), ['flights-3']);
    const again = node.directory.log('flights', 3);
    assert.ok(again);
    assert.deepEqual(
      [again.logStartOffset, again.highWatermark, again.logEndOffset, again.topicId],
      [2, 8, 10, TOPIC_ID],
    );
    assert.equal(create(node, 'flights', 3, TOPIC_ID), again);
  });
}

test('checkpoints are Kafka’s text', async () => {
  const node = new Node();
  for (const [topic, count] of [['b', 1], ['a', 3]] as const) {
    const log = create(node, topic);
    for (let n = 0; n < count; n++) write(log);
    log.setHighWatermark(count);
  }
  await node.universe.resolve(node.directory.close({ brokerEpoch: 12 }));
  // A leading zero is ours, and the same number to Kafka.
  assert.equal(node.text('recovery-point-offset-checkpoint'), '0\n02\nb 0 1\na 0 3\n');
  assert.equal(node.text('replication-offset-checkpoint'), '0\n02\nb 0 1\na 0 3\n');
  assert.equal(node.text('log-start-offset-checkpoint'), '0\n00\n');
  assert.equal(node.text('.kafka_cleanshutdown'), '{"version":0,"brokerEpoch":12}');
});

test('another topic of the same name is not taken for this one', () => {
  const node = new Node();
  create(node, 'flights', 0, TOPIC_ID);
  const other = 'v9Fhjbk9SNCJI0JrckCvBQ';
  assert.throws(() => create(node, 'flights', 0, other), {
    code: 'INCONSISTENT_TOPIC_ID',
    message: new RegExp(`${TOPIC_ID}, not ${other}`),
  });
  assert.equal(node.text('flights-0/partition.metadata'), `version: 0\ntopic_id: ${TOPIC_ID}`);
});

test('a deleted replica is renamed at once and removed later', async () => {
  const node = new Node();
  const log = create(node, 'flights');
  write(log);
  await node.universe.resolve(node.directory.deleteLog(log));
  assert.equal(node.directory.log('flights', 0), undefined);
  assert.equal(errorOf(log.append(batchOf(), AS_CLIENT)), 'KAFKA_STORAGE_ERROR');
  assert.match(node.names().join(' '), /flights-0\.[0-9a-f]{32}-delete/);
  write(create(node, 'flights'));
  await node.universe.advance(600);
  assert.doesNotMatch(node.names().join(' '), /-delete/);
  assert.ok(node.names().includes('flights-0'), 'the new one stays');
});

test('removing a large replica stalls nobody', async () => {
  const node = new Node();
  const log = create(node, 'flights');
  for (let n = 0; n < 30; n++) write(log, { valueBytes: 60 });
  await node.universe.resolve(node.directory.deleteLog(log));
  const { clock, timers } = node.services.world;
  const { faults } = node.universe.storage('broker');
  faults.delayMs = (operation) => (operation === 'remove' ? 50 : 0);
  const startMs = clock.monotonicMs();
  const late: number[] = [];
  for (let ms = 1; ms < 2_000; ms += 10) {
    timers.after(ms, () => late.push(clock.monotonicMs() - startMs - ms));
  }
  await node.universe.advance(20_000);
  assert.deepEqual(node.names().filter((name) => name.endsWith('-delete')), []);
  // The directory itself, which is empty by then.
  assert.ok(Math.max(...late) <= 60, `${Math.max(...late)} ms late`);
});

test('a restart goes on removing what was being deleted', async () => {
  const node = new Node();
  await node.universe.resolve(node.directory.deleteLog(create(node, 'flights')));
  const report = await node.restart('process');
  assert.deepEqual(report.opened, []);
  assert.match(node.names().join(' '), /-delete/);
  await node.universe.advance(600);
  assert.doesNotMatch(node.names().join(' '), /-delete/);
});

test('a stray replica is set aside and kept', async () => {
  const node = new Node();
  const log = create(node, 'flights');
  write(log);
  await node.universe.resolve(node.directory.markStray(log));
  await node.restart('close');
  await node.universe.advance(10_000);
  assert.match(node.names().join(' '), /flights-0\.[0-9a-f]{32}-stray/);
  assert.equal(node.directory.log('flights', 0), undefined);
});

test('what is no partition is an error that says so', async () => {
  const node = new Node();
  node.services.world.disk.makeDirectory(`${ROOT}/holiday pictures`);
  await assert.rejects(
    node.restart('process'),
    /holiday pictures: it is not named <topic>-<partition>/,
  );
});

test('the metadata log is opened apart, and is in no checkpoint', async () => {
  const node = new Node();
  const raft = node.directory.openMetadataLog(CONFIG);
  const made = { origin: 'raft', leaderEpoch: 1, nowMs: 0 } as const;
  raft.append(batchOf({ baseOffset: 0, leaderEpoch: 1 }), made);
  raft.flushAppends();
  node.services.world.disk.writeFile(
    `${ROOT}/__cluster_metadata-0/00000000000000000000-0000000001.checkpoint.deleted`,
    new Uint8Array(1),
  );
  const report = await node.restart('close');
  assert.deepEqual(report.opened, []);
  const again = node.directory.openMetadataLog(CONFIG);
  assert.equal(again.logEndOffset, 1);
  assert.doesNotMatch(node.text('recovery-point-offset-checkpoint'), /metadata/);
  const names = node.names(`${ROOT}/__cluster_metadata-0`);
  const kept = names.filter((name) => name.includes('checkpoint'));
  assert.deepEqual(
    kept,
    ['00000000000000000000-0000000001.checkpoint.deleted', 'leader-epoch-checkpoint'],
  );
});

test('one log’s failure takes the directory offline, and nothing is marked clean', async () => {
  const node = new Node();
  const [a, b] = [create(node, 'a'), create(node, 'b')];
  write(a);
  node.universe.storage('broker').faults.failure = (operation, path) =>
    operation === 'write' && path.includes('a-0') ? 'EIO' : undefined;
  a.append(batchOf(), AS_CLIENT);
  a.flushAppends();
  assert.deepEqual([a.isOffline, b.isOffline, node.directory.isOffline], [true, true, true]);
  assert.equal(node.failures.length, 1);
  assert.throws(() => create(node, 'c'), { code: 'KAFKA_STORAGE_ERROR' });
  const refused = { code: 'KAFKA_STORAGE_ERROR' };
  await assert.rejects(node.directory.checkpoint('highWatermarks'), refused);
  await node.universe.resolve(node.directory.close({ brokerEpoch: 1 }));
  assert.ok(!node.names().includes('.kafka_cleanshutdown'));
});

test('a directory that cannot be closed in order is not marked clean', async () => {
  const node = new Node();
  write(create(node, 'a'));
  node.universe.storage('broker').faults.failure = (operation) =>
    operation === 'sync' ? 'EIO' : undefined;
  await node.universe.resolve(node.directory.close({ brokerEpoch: 1 }));
  assert.ok(!node.names().includes('.kafka_cleanshutdown'));
  assert.ok(node.said.some(({ level }) => level === 'error'));
});

test('damage below the recovery point is reported, not cut off', async () => {
  const node = new Node();
  const log = create(node, 'flights');
  for (let n = 0; n < 20; n++) write(log, { valueBytes: 60 });
  write(create(node, 'sound'));
  await node.universe.resolve(log.flush());
  await node.universe.resolve(node.directory.checkpoint('recoveryPoints'));
  node.universe.kill('broker', 'process');
  const baseOffset = String(log.segments.at(-1)?.baseOffset).padStart(20, '0');
  const active = `${ROOT}/flights-0/${baseOffset}.log`;
  node.universe.storage('broker').flipBit(active, 100, 3);
  const before = node.universe.storage('broker').tree.file(active, 'look at').contents();
  const report = await node.restart('process').catch((error: unknown) => error);
  assert.ok(report === node.report, String(report));
  assert.deepEqual(node.report.opened.map(({ name }) => name), ['sound-0']);
  const [damage] = node.report.damaged;
  assert.equal(damage?.path, `${ROOT}/flights-0`);
  assert.match(damage?.error.message ?? '', /no sound batch at byte 0.*all below 20 was durable/);
  const after = node.universe.storage('broker').tree.file(active, 'look at').contents();
  assert.ok(after.equals(before), 'the file is as it was');
  await node.universe.resolve(node.directory.checkpoint('recoveryPoints'));
  assert.match(node.text('recovery-point-offset-checkpoint'), /^flights 0 20$/m);
});

test('damaged checkpoints cost time, not data', async () => {
  const node = new Node();
  const log = create(node, 'flights');
  for (let n = 0; n < 10; n++) write(log);
  await node.universe.resolve(node.directory.checkpoint('recoveryPoints'));
  for (const name of ['recovery-point', 'replication', 'log-start']) {
    node.services.world.disk.writeFile(`${ROOT}/${name}-offset-checkpoint`, Buffer.from('0\n7\n'));
  }
  await node.restart('process');
  const again = node.directory.log('flights', 0);
  assert.ok(again);
  assert.equal(offsetsIn({ log: again, services: node.services }).length, 10);
});

test('retention over all logs writes one checkpoint', async () => {
  const node = new Node();
  const logs = ['a', 'b', 'c'].map((topic) => create(node, topic));
  for (const log of logs) {
    for (let n = 0; n < 20; n++) write(log, { valueBytes: 60 });
    log.setHighWatermark(log.writtenOffset);
  }
  let syncs = 0;
  node.universe.storage('broker').faults.failure = (operation, path) => {
    if (operation === 'sync' && path.includes('log-start-offset-checkpoint')) syncs += 1;
    return undefined;
  };
  const deleting = node.directory.deleteOldSegments(1_000 + CONFIG.retentionMs + 1);
  const count = await node.universe.resolve(deleting);
  assert.ok(count >= 3 * 3, `${count} segments`);
  assert.deepEqual(logs.map(({ logStartOffset }) => logStartOffset), [20, 20, 20]);
  assert.equal(node.text('log-start-offset-checkpoint'), '0\n03\na 0 20\nb 0 20\nc 0 20\n');
  assert.equal(syncs, 1);
});
