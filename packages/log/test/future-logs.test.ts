// Logs that are to take the place of one in another directory: their names, what a start finds of
// them, and what is written down of them.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse, type World } from '@ottla/base';

import { defaultLogConfig, fitsFutureDirectory, LogDirectory } from '../src/index.ts';
import type { LogServices, PartitionLog } from '../src/index.ts';
import { offsetsIn, servicesOf, write } from './simulated-log.ts';

const ID = 'AAAAAAAAAAAAAAAAAAAAZA';
const NEW = { topic: 'flights', partition: 0, topicId: ID, config: defaultLogConfig };
const FUTURE = /^flights-0\.[0-9a-f]{32}-future$/;

class Scene {
  readonly universe = new SimulatedUniverse({ seed: 'futures' });
  world: World;
  services!: LogServices;
  directory!: LogDirectory;

  constructor() {
    this.world = this.universe.createNode('broker');
    this.open();
  }

  open(): void {
    this.services = servicesOf(this.world);
    this.directory = LogDirectory.open({ services: this.services, path: '/data' });
    this.directory.load(() => defaultLogConfig);
  }

  async restart(how: 'close' | 'process' | 'power'): Promise<void> {
    if (how === 'close') await this.universe.resolve(this.directory.close({ brokerEpoch: 1 }));
    this.universe.kill('broker', how === 'power' ? 'power' : 'process');
    this.world = this.universe.restart('broker');
    this.open();
  }

  /** A future log with three records, of which the first is deleted. */
  begin(): PartitionLog {
    const log = this.directory.futures.create(NEW);
    for (let n = 0; n < 3; n++) write(log);
    log.setHighWatermark(3);
    log.incrementLogStartOffset(1);
    return log;
  }

  names(): string[] {
    const entries = this.world.disk.list('/data').filter(({ kind }) => kind === 'directory');
    return entries.map(({ name }) => name);
  }

  offsets(log: PartitionLog): number[] {
    return offsetsIn({ log, services: this.services });
  }
}

describe('a future log', () => {
  for (const how of ['close', 'process'] as const) {
    test(`is there again after ${how}, and is no replica's log`, async () => {
      const scene = new Scene();
      scene.begin();
      assert.match(scene.names().join(), FUTURE);
      await scene.restart(how);
      const { directory } = scene;
      assert.deepEqual([...directory.logs], []);
      const [log] = [...directory.futures];
      assert.ok(log);
      assert.equal(directory.futures.log('flights', 0), log);
      assert.equal(log.topicId, ID);
      assert.equal(log.logEndOffset, 3);
      if (how === 'close') assert.deepEqual([log.logStartOffset, log.highWatermark], [1, 3]);
    });
  }

  test('gets its name, and is the log once it is adopted', async () => {
    const scene = new Scene();
    const { directory, universe } = scene;
    const future = scene.begin();
    const log = await universe.resolve(directory.futures.promote(future));
    assert.deepEqual(scene.names(), ['flights-0']);
    assert.equal(directory.log('flights', 0), undefined);
    assert.deepEqual([log.logStartOffset, log.highWatermark, log.flushedOffset], [1, 3, 3]);
    directory.futures.adopt(log);
    assert.equal(directory.log('flights', 0), log);
    assert.deepEqual([...directory.futures], []);
    write(log);
    assert.deepEqual(scene.offsets(log), [1, 2, 3]);
  });

  test('has what was deleted nowhere, even where the power goes with the new name', async () => {
    const scene = new Scene();
    await scene.universe.resolve(scene.directory.futures.promote(scene.begin()));
    await scene.restart('power');
    const log = scene.directory.log('flights', 0);
    assert.ok(log);
    assert.equal(log.logStartOffset, 1);
    assert.deepEqual(scene.offsets(log), [1, 2]);
  });

  test('can lose its name again', async () => {
    const scene = new Scene();
    const { directory, universe } = scene;
    const log = await universe.resolve(directory.futures.promote(scene.begin()));
    directory.futures.adopt(log);
    const future = await universe.resolve(directory.futures.demote(log));
    assert.equal(directory.log('flights', 0), undefined);
    assert.equal(directory.futures.log('flights', 0), future);
    assert.match(scene.names().join(), FUTURE);
    assert.deepEqual(scene.offsets(future), [1, 2]);
  });

  test('is deleted as any log is', async () => {
    const scene = new Scene();
    const { directory, universe } = scene;
    await universe.resolve(directory.deleteLog(scene.begin()));
    assert.match(scene.names().join(), /^flights-0\.[0-9a-f]{32}-delete$/);
    assert.deepEqual([...directory.futures], []);
    await universe.advance(61_000);
    assert.deepEqual(scene.names(), []);
  });

  test('allows gaps, and remembers it', async () => {
    const scene = new Scene();
    await scene.universe.resolve(scene.begin().allowGaps());
    await scene.restart('power');
    assert.equal([...scene.directory.futures][0]?.cleanedOffset, 0);
  });
});

test('of two of one partition the longer counts, the other is left to an operator', async () => {
  const scene = new Scene();
  scene.begin();
  const [first = ''] = scene.names();
  scene.world.disk.rename(`/data/${first}`, `/data/${first.replace(/\.\w/, '.0')}`);
  await scene.restart('process');
  const { directory } = scene;
  const long = directory.futures.log('flights', 0);
  directory.futures.create(NEW);
  await scene.restart('process');
  await scene.universe.advance(100);
  assert.equal(scene.directory.futures.log('flights', 0)?.logEndOffset, long?.logEndOffset);
  const kinds = scene.names().map((name) => name.slice(name.lastIndexOf('-') + 1));
  assert.deepEqual(kinds.toSorted(), ['future', 'stray']);
});

test('names that are too long are told before', () => {
  assert.equal(fitsFutureDirectory('t'.repeat(213), 0), true);
  assert.equal(fitsFutureDirectory('t'.repeat(214), 0), false);
  assert.equal(fitsFutureDirectory('t'.repeat(213), 10), false);
});
