// Replicas move between the log directories of a running node (AlterReplicaLogDirs, KIP-113/858),
// whatever else happens meanwhile.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  alterReplicaLogDirsApi,
  deleteRecordsApi,
  deleteTopicsApi,
  describeLogDirsApi,
  errorOf,
  incrementalAlterConfigsApi,
} from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import {
  createTopic,
  directories,
  fetch,
  leadership,
  move,
  produce,
} from './directory-client.ts';
import { SimulatedMachine, type StartedNode } from './simulated-node.ts';

const SETTINGS = { 'log.dirs': '/data,/more,/third' };
const RATE = 'replica.alter.log.dirs.io.max.bytes.per.second';
/** Slow enough to look at a move, and to do other things meanwhile. */
const SLOWLY = { ...SETTINGS, [RATE]: '10000' };

class Scene {
  readonly machine: SimulatedMachine;
  started: StartedNode;
  client: RawClient;
  records = 0;

  private constructor(machine: SimulatedMachine, started: StartedNode, client: RawClient) {
    this.machine = machine;
    this.started = started;
    this.client = client;
  }

  /** `b` lies in /more, with records of 1 kB. */
  static async start(
    title: string,
    { settings = SETTINGS, records = 20, configs = {} }: SceneOptions = {},
  ): Promise<Scene> {
    const machine = new SimulatedMachine(title);
    const started = await machine.start(settings);
    const scene = new Scene(machine, started, await machine.connect(9092));
    const all = { 'retention.ms': '-1', ...configs };
    for (const name of ['a', 'b', 'c']) await createTopic(scene.client, name, all);
    await scene.produce(records);
    await machine.universe.advance(1000);
    assert.equal((await directories(scene.client))['/more'], 'b');
    return scene;
  }

  async produce(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      assert.equal(await produce(this.client, 'b', 'x'.repeat(1000)), 'NONE');
      this.records += 1;
    }
  }

  /** Runs until the replica lies in `path`, and nowhere else. */
  async untilIn(path: string): Promise<void> {
    for (let n = 0; n < 300; n++) {
      const told = await directories(this.client);
      const places = Object.entries(told).filter(([, topics]) => /\bb\b/.test(topics));
      if (places.length === 1 && places[0]?.[0] === path && !/future/.test(places[0][1])) return;
      await this.machine.universe.advance(200);
    }
    assert.fail(`it did not come to ${path}: ${JSON.stringify(await directories(this.client))}`);
  }

  async restart(how: 'stop' | 'process' | 'power', settings = SETTINGS): Promise<void> {
    if (how === 'stop') await this.machine.stop(this.started);
    else this.machine.crash(how);
    assert.deepEqual(this.started.fatal, []);
    this.started = await this.machine.start(settings);
    this.client = await this.machine.connect(9092);
    await this.machine.universe.advance(1000);
  }

  /** Stops; nothing was lost, and nothing of the move is left on the disks. */
  async end(): Promise<void> {
    assert.equal(await leadership(this.client, 'b'), '1 NONE []');
    assert.equal(await fetch(this.client, 'b'), this.records);
    await this.produce(1);
    // file.delete.delay.ms
    await this.machine.universe.advance(61_000);
    await this.machine.stop(this.started);
    assert.deepEqual(this.started.fatal, []);
    const names = ['/data', '/more', '/third'].flatMap((path) => this.names(path));
    assert.deepEqual(names.filter((name) => name.startsWith('b-0')), ['b-0']);
  }

  names(path: string): string[] {
    return this.machine.world.disk.list(path).map(({ name }) => name);
  }
}

interface SceneOptions {
  readonly settings?: Readonly<Record<string, string>>;
  readonly records?: number;
  readonly configs?: Readonly<Record<string, string>>;
}

/** The copy's size and lag; undefined where none is under way. */
async function future(client: RawClient): Promise<[sizeBytes: number, lag: number] | undefined> {
  const { results } = await client.ask(describeLogDirsApi, 4, { topics: null });
  const found = results
    .flatMap(({ topics }) => topics.flatMap(({ partitions }) => partitions))
    .find(({ isFutureKey }) => isFutureKey);
  return found && [Number(found.partitionSize), Number(found.offsetLag)];
}

describe('a replica moves', () => {
  for (const [title, configs] of [
    ['with one segment', {}],
    ['flushed before acknowledgements', { 'flush.messages': '1' }],
  ] as const) {
    test(`${title}, with all that it has and gets`, async () => {
      const scene = await Scene.start(title, { configs });
      assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
      await scene.produce(20);
      await scene.untilIn('/third');
      await scene.produce(20);
      await scene.restart('process');
      await scene.untilIn('/third');
      await scene.end();
    });
  }

  test('over several segments, some of which are gone', async () => {
    const configs = { 'segment.bytes': '1048576' };
    const scene = await Scene.start('segments', { configs, records: 2500 });
    const partitions = [{ partitionIndex: 0, offset: 1700 }];
    const topics = [{ name: 'b', partitions }];
    const deleted = await scene.client.ask(deleteRecordsApi, 2, { topics, timeoutMs: 1000 });
    assert.equal(deleted.topics[0]?.partitions[0]?.errorCode, 0);
    assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
    await scene.untilIn('/third');
    assert.equal(await fetch(scene.client, 'b'), 'OFFSET_OUT_OF_RANGE');
    await scene.restart('process');
    assert.equal(await fetch(scene.client, 'b', 1699), 'OFFSET_OUT_OF_RANGE');
    assert.equal(await fetch(scene.client, 'b', 1700), 2500);
    await scene.machine.stop(scene.started);
  });

  test('at the pace that is allowed, as told while it goes on', async () => {
    const scene = await Scene.start('pace', { settings: SLOWLY, records: 100 });
    assert.equal(await future(scene.client), undefined);
    const before = scene.machine.universe.nowMs;
    assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
    // All of it fits in one read, which is paid for afterwards.
    await scene.machine.universe.advance(2000);
    await scene.produce(50);
    const [sizeBytes, lag] = (await future(scene.client)) ?? [0, 0];
    assert.ok(sizeBytes > 100_000 && sizeBytes < 120_000, String(sizeBytes));
    assert.equal(lag, 50);
    assert.equal((await directories(scene.client))['/third'], 'b-future c');
    await scene.untilIn('/third');
    const tookMs = scene.machine.universe.nowMs - before;
    assert.ok(tookMs > 15_000 && tookMs < 18_000, String(tookMs));
    await scene.end();
  });

  test('at another pace from the moment that it is set', async () => {
    const scene = await Scene.start('dynamic', { settings: { ...SETTINGS, [RATE]: '1' } });
    const configs = [{ name: RATE, configOperation: 0, value: '1000000' }];
    const resources = [{ resourceType: 4, resourceName: '1', configs }];
    const { responses } = await scene.client.ask(incrementalAlterConfigsApi, 1, { resources });
    assert.equal(responses[0]?.errorCode, 0);
    await scene.machine.universe.advance(100);
    assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
    await scene.untilIn('/third');
    await scene.end();
  });

  test('back and forth', async () => {
    const scene = await Scene.start('back');
    for (const path of ['/third', '/more', '/data', '/more']) {
      assert.equal(await move(scene.client, 'b', path), 'NONE');
      await scene.produce(3);
      await scene.untilIn(path);
    }
    await scene.end();
  });
});

describe('a move ends early', () => {
  test('by its own directory', async () => {
    const scene = await Scene.start('cancelled', { settings: SLOWLY, records: 100 });
    assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
    await scene.machine.universe.advance(500);
    assert.equal((await directories(scene.client))['/third'], 'b-future c');
    assert.equal(await move(scene.client, 'b', '/more'), 'NONE');
    await scene.machine.universe.advance(10);
    assert.equal(await future(scene.client), undefined);
    await scene.produce(5);
    await scene.machine.universe.advance(60_000);
    await scene.untilIn('/more');
    await scene.end();
  });

  test('by another directory', async () => {
    const scene = await Scene.start('elsewhere', { settings: SLOWLY, records: 100 });
    assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
    await scene.machine.universe.advance(500);
    assert.equal(await move(scene.client, 'b', '/data'), 'NONE');
    await scene.untilIn('/data');
    await scene.end();
  });

  test('with its topic', async () => {
    const scene = await Scene.start('deleted', { settings: SLOWLY, records: 100 });
    assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
    await scene.machine.universe.advance(500);
    const topics = [{ name: 'b' }];
    await scene.client.ask(deleteTopicsApi, 6, { topics, timeoutMs: 5000 });
    await createTopic(scene.client, 'b');
    scene.records = 0;
    await scene.produce(3);
    assert.equal(await future(scene.client), undefined);
    await scene.end();
  });

  test('when the directory that it goes to fails: the replica is served where it is', async () => {
    const scene = await Scene.start('target fails', { settings: SLOWLY, records: 100 });
    assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
    await scene.machine.universe.advance(500);
    const { faults } = scene.machine.universe.storage('broker');
    faults.failure = (_, path) => (path.startsWith('/third') ? 'EIO' : undefined);
    await scene.produce(5);
    await scene.machine.universe.advance(60_000);
    const expected = { '/data': 'a', '/more': 'b', '/third': 'KAFKA_STORAGE_ERROR' };
    assert.deepEqual(await directories(scene.client), expected);
    assert.equal(await move(scene.client, 'b', '/third'), 'KAFKA_STORAGE_ERROR');
    assert.equal(await move(scene.client, 'b', '/data'), 'KAFKA_STORAGE_ERROR');
    await scene.produce(5);
    faults.failure = () => undefined;
    // With the directory the copy is back, and the move goes on.
    await scene.restart('process');
    await scene.untilIn('/third');
    await scene.end();
  });

  test('when its own directory fails, and goes on when that returns', async () => {
    const scene = await Scene.start('source fails', { settings: SLOWLY, records: 100 });
    assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
    await scene.machine.universe.advance(500);
    const { faults } = scene.machine.universe.storage('broker');
    faults.failure = (_, path) => (path.startsWith('/more') ? 'EIO' : undefined);
    assert.equal(await produce(scene.client, 'b', 'lost'), 'KAFKA_STORAGE_ERROR');
    await scene.machine.universe.advance(30_000);
    assert.equal(await leadership(scene.client, 'b'), '-1 LEADER_NOT_AVAILABLE [1]');
    await scene.restart('process');
    assert.equal(await fetch(scene.client, 'b'), 'KAFKA_STORAGE_ERROR');
    faults.failure = () => undefined;
    await scene.restart('stop');
    await scene.untilIn('/third');
    await scene.end();
  });
});

describe('a move goes on after', () => {
  for (const how of ['stop', 'process', 'power'] as const) {
    test(how, async () => {
      const settings = { ...SETTINGS, [RATE]: '100000' };
      const scene = await Scene.start(how, { settings, records: 1500 });
      assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
      // A megabyte was copied, and is paid for.
      await scene.machine.universe.advance(500);
      await scene.restart(how, settings);
      if (how === 'power') {
        // What no flush had made durable may be gone, the beginning of the move included.
        scene.records = Number(await fetch(scene.client, 'b'));
        assert.equal(await move(scene.client, 'b', '/third'), 'NONE');
      }
      assert.ok((await future(scene.client)) !== undefined);
      await scene.produce(5);
      await scene.untilIn('/third');
      await scene.end();
    });
  }
});

test('what cannot move', async () => {
  const scene = await Scene.start('refused');
  const long = 'l'.repeat(249);
  await createTopic(scene.client, long);
  const table: readonly [topic: string, path: string, error: string][] = [
    ['b', '/nowhere', 'LOG_DIR_NOT_FOUND'],
    ['b', 'more', 'LOG_DIR_NOT_FOUND'],
    [long, '/third', 'INVALID_TOPIC_EXCEPTION'],
    [long, '/nowhere', 'INVALID_TOPIC_EXCEPTION'],
    ['nobody', '/third', 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['b', '/more', 'NONE'],
  ];
  for (const [topic, path, error] of table) {
    assert.equal(await move(scene.client, topic, path), error, `${topic} to ${path}`);
  }
  const dirs = ['/third', '/more'].map((path) => ({
    path,
    topics: [{ name: 'b', partitions: [0, 7] }],
  }));
  const { results } = await scene.client.ask(alterReplicaLogDirsApi, 1, { dirs });
  const told = results.map(({ topicName, partitions }) => [
    topicName,
    ...partitions.map((each) => `${each.partitionIndex} ${errorOf(each.errorCode).name}`),
  ]);
  assert.deepEqual(told, [['b', '0 NONE', '7 UNKNOWN_TOPIC_OR_PARTITION']]);
  const configs = [{ name: 'cordoned.log.dirs', configOperation: 0, value: '/third' }];
  const resources = [{ resourceType: 4, resourceName: '1', configs }];
  await scene.client.ask(incrementalAlterConfigsApi, 1, { resources });
  await scene.machine.universe.advance(100);
  assert.equal(await move(scene.client, 'b', '/third'), 'INVALID_REPLICA_ASSIGNMENT');
  await scene.end();
});
