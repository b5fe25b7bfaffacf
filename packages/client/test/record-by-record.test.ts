// Records handed out one by one: markers that come meanwhile, loops that are left and begun again,
// records that are damaged. Nothing is skipped and nothing waits for ever. By scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { CorruptBatchError, type ConsumedRecord } from '../src/index.ts';
import { GroupScene, p0 } from './scripted/group-scene.ts';
import { MARKER, pause, readerKinds, within } from './scripted/reader-kinds.ts';

/** Reads on from where the loop before was left. */
async function readOn(
  records: AsyncIterable<ConsumedRecord>,
  seen: string[],
  isOver: () => boolean | Promise<boolean>,
): Promise<void> {
  for await (const { value } of records) {
    seen.push(Buffer.from(value ?? []).toString());
    if (await isOver()) break;
  }
}

for (const { name, make, end } of readerKinds) {
  describe(name, () => {
    test('a marker that comes while a record is in hand: the rest is not skipped', async () => {
      const scene = await GroupScene.start([1]);
      await scene.produce(0, 'a', 'b', 'c');
      const reader = make(scene);
      const seen: string[] = [];
      const first = readOn(reader.records(within(scene, 10_000)), seen, async () => {
        scene.served.log('t').mark(MARKER, 0);
        await pause(scene, 1_000);
        assert.equal(reader.position(p0), 1);
        return true;
      });
      await scene.run(first);
      const rest = reader.records(within(scene, 5_000));
      await scene.run(readOn(rest, seen, () => seen.length === 3));
      assert.deepEqual(seen, ['a', 'b', 'c']);
      await scene.run(end(reader));
      await scene.end();
    });

    test('once all before a marker was read, the position is past it', async () => {
      const scene = await GroupScene.start([1]);
      await scene.produce(0, 'a', 'b');
      const reader = make(scene);
      const seen: string[] = [];
      const reading = readOn(reader.records(within(scene, 10_000)), seen, async () => {
        if (seen.length === 1) scene.served.log('t').mark(MARKER, 0);
        await pause(scene, 1_000);
        return false;
      });
      await scene.run(reading);
      assert.deepEqual([seen, reader.position(p0)], [['a', 'b'], 3]);
      await scene.run(end(reader));
      await scene.end();
    });

    test('a loop that is left goes on with the record after, whatever was read ahead', async () => {
      const scene = await GroupScene.start([1]);
      const values = Array.from({ length: 40 }, (_, index) => `${index}`.padEnd(400, '.'));
      for (const value of values) await scene.produce(0, value);
      const reader = make(scene, { maxPartitionFetchBytes: 1_000 });
      const seen: string[] = [];
      const first = readOn(reader.records(within(scene, 10_000)), seen, async () => {
        // As much is read ahead as may be: no fetch is under way.
        await pause(scene, 1_000);
        return true;
      });
      await scene.run(first);
      assert.equal(reader.position(p0), 1);
      const rest = reader.records(within(scene, 5_000));
      await scene.run(readOn(rest, seen, () => seen.length === values.length));
      assert.deepEqual(seen, values);
      await scene.run(end(reader));
      await scene.end();
    });

    test('a damaged first record is told of at each ask, and skipped by a seek only', async () => {
      const scene = await GroupScene.start([1]);
      await scene.produce(0, 'a', 'b');
      await scene.produce(0, 'c');
      const bytes = scene.served.log('t').batches[0]?.bytes ?? Buffer.alloc(1);
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
      const reader = make(scene);
      const seen: string[] = [];
      for (let round = 0; round < 2; round++) {
        const reading = readOn(reader.records(within(scene, 5_000)), seen, () => false);
        await assert.rejects(scene.run(reading), CorruptBatchError);
      }
      reader.seek(p0, { offset: 2 });
      const rest = reader.records(within(scene, 5_000));
      await scene.run(readOn(rest, seen, () => true));
      assert.deepEqual(seen, ['c']);
      await scene.run(end(reader));
      await scene.end();
    });
  });
}

test('a commit in the loop counts what was handed out, whatever came meanwhile', async () => {
  const scene = await GroupScene.start([1]);
  await scene.produce(0, 'a', 'b', 'c');
  const consumer = scene.consumer({ enableAutoCommit: false });
  consumer.subscribe('t');
  const reading = readOn(consumer.records(within(scene, 10_000)), [], async () => {
    scene.served.log('t').mark(MARKER, 0);
    await pause(scene, 1_000);
    await consumer.commit();
    return true;
  });
  await scene.run(reading);
  assert.deepEqual(scene.committed(), { 't-0': 1 });
  await scene.end();
});
