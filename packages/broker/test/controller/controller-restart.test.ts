// What a controller finds again: after an orderly stop, after the process was killed, after the
// power was lost, and with a log whose beginning lies in a snapshot.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ControllerWorld, DIRECTORY } from './controller-world.ts';

/** Of every snapshot that is written, only the newest stays. */
const OFTEN = {
  'metadata.log.max.record.bytes.between.snapshots': '4000',
  'metadata.max.retention.ms': '1',
};

/** A broker may be silent for the minutes that these tests let go by. */
const PATIENT = { 'broker.session.timeout.ms': '600000' };

const topicsOf = (it: ControllerWorld): readonly string[] =>
  [...it.image.topics.byName.keys()].toSorted();

const snapshotsOf = (it: ControllerWorld): readonly string[] =>
  it.files().filter((name) => name.endsWith('.checkpoint'));

test('after a stop it leads in the next epoch and has everything', async () => {
  const it = new ControllerWorld({ seed: 1 });
  await it.start();
  await it.withBroker();
  await it.createTopic('a', 'b');
  const { topics, cluster } = it.image;
  await it.stop();
  await it.start();
  assert.equal(it.node.leader.epoch, 2);
  assert.deepEqual([...it.image.topics.byName], [...topics.byName]);
  assert.deepEqual(it.image.cluster.brokers.get(1)?.epoch, cluster.brokers.get(1)?.epoch);
  assert.deepEqual(it.failures, []);
});

for (const death of ['process', 'power'] as const) {
  for (const seed of [1, 2, 3, 4, 5]) {
    test(`what was acknowledged outlives a death of the ${death} (seed ${seed})`, async () => {
      const it = new ControllerWorld({ seed });
      await it.start();
      await it.withBroker();
      const acknowledged: string[] = [];
      for (let round = 0; round < 4; round++) {
        for (const index of [0, 1, 2]) {
          const name = `t${round}-${index}`;
          await it.createTopic(name);
          acknowledged.push(name);
        }
        // One that is on its way, and may or may not be there afterwards.
        const late = { name: `late-${round}`, numPartitions: 1, replicationFactor: 1 };
        void it.sendTopics([late]);
        await it.universe.advance(seed);
        await it.die(death);
        const found = new Set(topicsOf(it));
        for (const name of acknowledged) assert.ok(found.has(name), `${name} is lost`);
        assert.equal(it.node.leader.epoch, round + 2);
        for (const name of found) {
          assert.ok(acknowledged.includes(name) || name.startsWith('late-'), name);
        }
      }
      assert.deepEqual(it.failures, []);
    });
  }
}

test('snapshots are written as the log grows, and a start uses the newest', async () => {
  const it = new ControllerWorld({
    seed: 7,
    config: { 'metadata.log.max.record.bytes.between.snapshots': '2000' },
  });
  await it.start();
  await it.withBroker();
  for (let index = 0; index < 60; index++) await it.createTopic(`t${index}`);
  const written = snapshotsOf(it);
  assert.ok(written.length > 2, written.join(' '));
  const before = it.image;
  await it.stop();
  await it.start();
  assert.deepEqual(topicsOf(it), [...before.topics.byName.keys()].toSorted());
  assert.deepEqual([...it.image.features.finalizedLevels], [...before.features.finalizedLevels]);
  assert.deepEqual(it.image.cluster.brokers.get(1), before.cluster.brokers.get(1));
});

test('old snapshots go, and the segments below the newest with them', async () => {
  const it = new ControllerWorld({ seed: 8, config: { ...OFTEN, ...PATIENT }, segmentBytes: 8000 });
  await it.start();
  await it.withBroker();
  for (let index = 0; index < 100; index++) {
    await it.createTopic(`t${index}`);
    await it.universe.advance(10);
  }
  // Between the writing of two snapshots, one that has grown old is found at the next record.
  await it.universe.advance(60_000);
  await it.createTopic('last');
  const [newest, ...others] = snapshotsOf(it);
  assert.deepEqual(others, []);
  assert.equal(it.log.logStartOffset, Number(newest?.slice(0, 20)));
  await it.universe.advance(120_000);
  assert.ok(!it.files().includes('00000000000000000000.log'), it.files().join(' '));
  await it.die('power');
  assert.equal(it.image.topics.byName.size, 101);
  await it.createTopic('after');
  assert.deepEqual(it.failures, []);
});

test('a log that is behind its snapshot goes on where the snapshot ends', async () => {
  const it = new ControllerWorld({ seed: 9, config: OFTEN });
  await it.start();
  await it.withBroker();
  for (let index = 0; index < 40; index++) await it.createTopic(`t${index}`);
  await it.stop();
  const snapshot = snapshotsOf(it).at(-1);
  assert.ok(snapshot !== undefined);
  const snapshotOffset = Number(snapshot.slice(0, 20));
  for (const name of it.files()) {
    const isOfLog = !name.endsWith('.checkpoint') && name !== 'quorum-state';
    if (isOfLog) it.world.disk.remove(`${DIRECTORY}/${name}`);
  }
  await it.start();
  assert.equal(it.log.logStartOffset, snapshotOffset);
  assert.ok(it.image.topics.byName.size > 0);
  await it.createTopic('after');
  await it.stop();
  await it.start();
  assert.ok(it.image.topics.byName.has('after'));
});

test('a log whose beginning is in no snapshot is refused', async () => {
  const it = new ControllerWorld({ seed: 10, config: OFTEN, segmentBytes: 8000 });
  await it.start();
  await it.withBroker();
  for (let index = 0; index < 100; index++) {
    await it.createTopic(`t${index}`);
    await it.universe.advance(10);
  }
  await it.universe.advance(120_000);
  await it.stop();
  for (const name of snapshotsOf(it)) it.world.disk.remove(`${DIRECTORY}/${name}`);
  await assert.rejects(it.start(), /begins at offset \d+, and no snapshot reaches beyond 0/);
});

test('a snapshot that was cut short is never used', async () => {
  const it = new ControllerWorld({ seed: 11, config: OFTEN });
  await it.start();
  await it.withBroker();
  for (let index = 0; index < 40; index++) await it.createTopic(`t${index}`);
  await it.stop();
  const path = `${DIRECTORY}/${snapshotsOf(it).at(-1)}`;
  const bytes = it.world.disk.readFile(path);
  it.write(path, bytes.subarray(0, bytes.length - 50));
  await assert.rejects(it.start(), { code: 'SNAPSHOT_CORRUPT' });
});

test('leftovers of a snapshot that was never finished are removed', async () => {
  const it = new ControllerWorld({ seed: 12 });
  const leftover = '00000000000000000099-0000000001.checkpoint.part';
  it.write(`${DIRECTORY}/${leftover}`, new Uint8Array(10));
  await it.start();
  assert.ok(!it.files().includes(leftover));
});
