// A directory is gone for good when the process starts again, in the middle of a move, or of
// nothing: which of the logs that are left may be the replica's.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MovingNode, ONE, TWO } from './moving-node.ts';

const CONFIG = { segmentBytes: 1500, indexIntervalBytes: 300, fileDeleteDelayMs: 5 };

async function begin(seed: string): Promise<MovingNode> {
  const node = new MovingNode(seed, CONFIG);
  await node.until(() => node.assigned === ONE, 1000);
  for (let n = 0; n < 5; n++) node.append();
  await node.universe.advance(20);
  return node;
}

test('a copy that is not finished is no log, however long it is', async () => {
  const node = await begin('unfinished');
  node.move('/two');
  // It has all, and the controller has not been asked yet.
  await node.universe.advance(50);
  assert.equal(node.life.directories[1]?.futures.log('t', 0)?.logEndOffset, 15);
  assert.equal(node.assigned, ONE);
  node.lost.add('/one');
  await node.restart('process');
  await node.universe.advance(1000);
  assert.equal(node.trouble, 'KAFKA_STORAGE_ERROR');
  node.lost.clear();
  await node.restart('process');
  node.verify();
  assert.ok(await node.until(() => node.path === '/two', 2000), 'the move went on');
  node.verify();
});

test('a copy of which the controller knows is the log when the old one is gone', async () => {
  const node = await begin('agreed');
  node.move('/two');
  await node.until(() => node.assigned === TWO, 1000);
  // From here on nothing reaches the disks: the copy keeps its name.
  node.faults.failure = () => 'EIO';
  node.lost.add('/one');
  await node.restart('process');
  assert.ok(await node.until(() => node.trouble === undefined, 1000), node.trouble);
  assert.equal(node.path, '/two');
  node.verify();
  node.append();
  await node.universe.advance(100);
  // When the old one is found again it has less, and is of no use any more.
  node.lost.clear();
  await node.restart('process');
  assert.equal(node.path, '/two');
  node.verify();
  await node.universe.advance(400);
  assert.deepEqual(node.names(), ['/two/t-0']);
});

test('a damaged log is neither cut nor replaced by an empty one', async () => {
  const node = await begin('damaged');
  const { universe, life } = node;
  await universe.resolve(node.log.flush());
  for (const each of life.directories) await universe.resolve(each.checkpoint('recoveryPoints'));
  const { disk } = life.world;
  const log = disk.list('/one/t-0').find(({ name }) => name.endsWith('.log'))?.name ?? '';
  universe.storage('broker').flipBit(`/one/t-0/${log}`, 8, 7);
  // Its indexes have to be built anew, from bytes that are not what was durable.
  for (const { name } of disk.list('/one/t-0')) {
    if (name.endsWith('index')) disk.remove(`/one/t-0/${name}`);
  }
  const before = disk.readFile(`/one/t-0/${log}`);
  // Nobody waits for the replica to come back.
  node.lost.add('nothing');
  await node.restart('process');
  await node.universe.advance(1000);
  assert.equal(node.trouble, 'KAFKA_STORAGE_ERROR');
  assert.deepEqual(node.names(), ['/one/t-0']);
  const after = node.life.world.disk.readFile(`/one/t-0/${log}`);
  assert.deepEqual(Buffer.from(after), Buffer.from(before), 'its files are as they were');
});
