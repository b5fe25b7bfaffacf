import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMemoryDisk } from '@ottla/base';

import { markCleanShutdown, takeCleanShutdown } from './clean-shutdown.ts';
import { formatMetaProperties, parseMetaProperties } from './meta-properties.ts';
import { OffsetCheckpoint } from './offset-checkpoint.ts';

test('meta.properties as Kafka writes it', () => {
  const text = [
    '#',
    '#Sat Nov 21 12:02:21 UTC 2026',
    'node.id=1',
    'directory.id=fc2d-qN1TPZ9e2K8xqZneQ',
    'version=1',
    'cluster.id=MkU3OEVBNTcwNTJENDM2Qg',
    '',
  ].join('\n');
  assert.deepEqual(parseMetaProperties(text), {
    version: 1,
    clusterId: 'MkU3OEVBNTcwNTJENDM2Qg',
    nodeId: 1,
    directoryId: 'fc2d-qN1TPZ9e2K8xqZneQ',
  });
});

test('meta.properties of ours is read as it was written', () => {
  const properties = { clusterId: 'a-_b', nodeId: 7, directoryId: 'x'.repeat(22) };
  const parsed = parseMetaProperties(formatMetaProperties(properties));
  assert.deepEqual(parsed, { ...properties, version: 1 });
});

test('meta.properties of ZooKeeper’s time, and with other spellings', () => {
  assert.deepEqual(parseMetaProperties('version=0\nbroker.id=3\ncluster.id=abc\n'), {
    version: 0,
    clusterId: 'abc',
    nodeId: 3,
    directoryId: undefined,
  });
  assert.equal(parseMetaProperties('').version, 0);
  const odd = '! a comment\r\n  version : 1 \r\ncluster.id\tabc\r\nnode.id = 5\r\nother=1\r\n';
  assert.deepEqual(parseMetaProperties(odd).nodeId, 5);
});

const MALFORMED: readonly (readonly [string, RegExp])[] = [
  ['version=2\n', /version is 2, expected 0 or 1/],
  ['version=1\nnode.id=1\n', /cluster.id is missing/],
  ['version=1\ncluster.id=a\n', /node.id is missing/],
  ['version=1\ncluster.id=a\nnode.id=x\n', /node.id must be a whole number, got "x"/],
  ['version\n', /malformed line "version"/],
];

for (const [text, message] of MALFORMED) {
  test(`meta.properties: ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseMetaProperties(text), message);
  });
}

test('the mark of a clean shutdown is taken once', () => {
  const disk = createMemoryDisk();
  disk.makeDirectory('/d');
  assert.deepEqual(takeCleanShutdown(disk, '/d'), { wasClean: false, brokerEpoch: -1 });
  markCleanShutdown(disk, '/d', 42);
  const text = Buffer.from(disk.readFile('/d/.kafka_cleanshutdown')).toString();
  assert.equal(text, '{"version":0,"brokerEpoch":42}');
  assert.deepEqual(takeCleanShutdown(disk, '/d'), { wasClean: true, brokerEpoch: 42 });
  assert.deepEqual(takeCleanShutdown(disk, '/d'), { wasClean: false, brokerEpoch: -1 });
});

test('a mark that cannot be read is a mark without an epoch', () => {
  for (const text of ['', '{', '[]', '{"brokerEpoch":"x"}', 'null']) {
    const disk = createMemoryDisk();
    disk.makeDirectory('/d');
    disk.writeFile('/d/.kafka_cleanshutdown', Buffer.from(text));
    assert.deepEqual(takeCleanShutdown(disk, '/d'), { wasClean: true, brokerEpoch: -1 });
  }
});

test('a checkpoint that says nothing new is not written again', async () => {
  const disk = createMemoryDisk();
  disk.makeDirectory('/d');
  const checkpoint = new OffsetCheckpoint(disk, '/d', 'replication-offset-checkpoint');
  assert.equal(checkpoint.read().size, 0);
  const entries = [{ topic: 'a-b', partition: 1, offset: 5 }];
  await checkpoint.write(() => entries);
  assert.deepEqual([...checkpoint.read()], [['a-b-1', 5]]);
  disk.remove(checkpoint.path);
  await checkpoint.write(() => entries);
  checkpoint.writeNow(entries);
  assert.equal(disk.stat(checkpoint.path), undefined);
  disk.writeFile(checkpoint.path, Buffer.from('nonsense'));
  assert.throws(() => checkpoint.read(), { name: 'CorruptFileError' });
});

test('a checkpoint on the thread pool gives way to one written at once meanwhile', async () => {
  const disk = createMemoryDisk();
  disk.makeDirectory('/d');
  const checkpoint = new OffsetCheckpoint(disk, '/d', 'recovery-point-offset-checkpoint');
  const at = (offset: number) => [{ topic: 'a', partition: 0, offset }];
  checkpoint.writeNow(at(100));
  const slow = checkpoint.write(() => at(200));
  // A truncation: nothing above 100 is durable any more, whatever was on its way to the file.
  checkpoint.writeNow(at(100));
  await slow;
  assert.deepEqual([...checkpoint.read()], [['a-0', 100]]);
  await checkpoint.write(() => at(300));
  assert.deepEqual([...checkpoint.read()], [['a-0', 300]]);
});

test('who asks while a checkpoint is written gets one more, as things are by then', async () => {
  const disk = createMemoryDisk();
  disk.makeDirectory('/d');
  const checkpoint = new OffsetCheckpoint(disk, '/d', 'log-start-offset-checkpoint');
  let offset = 1;
  let asked = 0;
  const current = () => {
    asked += 1;
    return [{ topic: 'a', partition: 0, offset }];
  };
  const writes = [checkpoint.write(current), checkpoint.write(current), checkpoint.write(current)];
  offset = 2;
  await Promise.all(writes);
  assert.deepEqual([[...checkpoint.read()], asked], [[['a-0', 2]], 2]);
  await checkpoint.settled();
});

test('a checkpoint that cannot be written says so, and the next one is tried', async () => {
  const disk = createMemoryDisk();
  const checkpoint = new OffsetCheckpoint(disk, '/d', 'log-start-offset-checkpoint');
  const current = () => [{ topic: 'a', partition: 0, offset: 1 }];
  await assert.rejects(checkpoint.write(current), { name: 'DiskError', code: 'ENOENT' });
  await checkpoint.settled();
  disk.makeDirectory('/d');
  await checkpoint.write(current);
  assert.deepEqual([...checkpoint.read()], [['a-0', 1]]);
});
