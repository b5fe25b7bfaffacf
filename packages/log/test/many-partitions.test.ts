// A directory of many partitions: each costs a few calls to the disk at start, and nothing while
// it is quiet.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import type { DiskOperation } from '@ottla/base';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import type { LogServices } from '../src/index.ts';
import { type Recorded, recordingLogger, servicesOf, write } from './simulated-log.ts';

const COUNT = 300;

class Calls {
  readonly #counts = new Map<DiskOperation, number>();
  note(operation: DiskOperation): undefined {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1);
    return undefined;
  }
  perPartition(...operations: readonly DiskOperation[]): number {
    const sum = operations.reduce((total, one) => total + (this.#counts.get(one) ?? 0), 0);
    return sum / COUNT;
  }
}

interface Opened {
  readonly services: LogServices;
  readonly directory: LogDirectory;
}

function open(services: LogServices): Opened {
  const directory = LogDirectory.open({ services, path: '/data' });
  const { damaged } = directory.load(() => defaultLogConfig);
  assert.deepEqual(damaged, []);
  return { services, directory };
}

function watch(universe: SimulatedUniverse): Calls {
  const calls = new Calls();
  universe.storage('broker').faults.failure = (operation) => calls.note(operation);
  return calls;
}

test('making, filling, closing and opening many partitions', async () => {
  const universe = new SimulatedUniverse({ seed: 8 });
  const { directory } = open(servicesOf(universe.createNode('broker')));
  const making = watch(universe);
  const topicId = '7xFp3HU9T76EiVUK8d7W2Q';
  for (let partition = 0; partition < COUNT; partition++) {
    directory.createLog({ topic: 'many', partition, topicId, config: defaultLogConfig });
  }
  assert.equal(making.perPartition('sync', 'sync directory'), 0);
  for (const log of directory.logs) for (let n = 0; n < 3; n++) write(log);
  await universe.resolve(directory.close({ brokerEpoch: 1 }));

  universe.kill('broker', 'process');
  const services = servicesOf(universe.restart('broker'));
  const opening = watch(universe);
  const again = open(services);
  assert.equal([...again.directory.logs].length, COUNT);
  assert.ok([...again.directory.logs].every((log) => log.logEndOffset === 3));
  const looked = opening.perPartition('list', 'stat', 'open', 'read');
  // The names, the size of the log, and its batches; topic id, leader epochs, producers.
  assert.ok(looked < 7.1, `${looked} calls for each`);
  assert.equal(opening.perPartition('write', 'sync', 'truncate', 'rename'), 0);

  const ticking = watch(universe);
  for (let second = 1; second < 60; second++) again.directory.tick(second * 1_000);
  await universe.resolve(again.directory.deleteOldSegments(1));
  assert.equal(ticking.perPartition('open', 'read', 'write', 'sync'), 0);

  const closing = watch(universe);
  await universe.resolve(again.directory.close({ brokerEpoch: 2 }));
  assert.ok(
    closing.perPartition('open', 'write', 'sync') < 0.1,
    'untouched logs are left as they are',
  );
});

const TOPIC_ID = '7xFp3HU9T76EiVUK8d7W2Q';

function make(directory: LogDirectory): void {
  for (let partition = 0; partition < COUNT; partition++) {
    const log = directory.createLog({
      topic: 'many',
      partition,
      topicId: TOPIC_ID,
      config: defaultLogConfig,
    });
    log.assignLeaderEpoch(partition % 3, 0);
  }
}

test('the clock looks at no log that wants nothing', async () => {
  const universe = new SimulatedUniverse({ seed: 10 });
  const world = universe.createNode('broker');
  const { directory } = open(servicesOf(world));
  make(directory);
  let looks = 0;
  for (const log of directory.logs) {
    log.tick = () => void (looks += 1);
    log.syncTopicId = () => Promise.resolve(void (looks += 1));
    log.removeExpiredProducers = () => void (looks += 1);
  }
  const tickFor = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      await universe.advance(1_000);
      directory.tick(world.clock.wallMs());
    }
  };
  await tickFor(5);
  assert.equal(looks, COUNT, 'the topic id of each new log is made durable, once');
  looks = 0;
  await tickFor(590);
  assert.equal(looks, 0);
  await tickFor(10);
  assert.equal(looks, COUNT, 'producers are looked at every ten minutes');
});

test('making logs durable takes a sync of each and one of their directory', async () => {
  const universe = new SimulatedUniverse({ seed: 11 });
  const { directory } = open(servicesOf(universe.createNode('broker')));
  make(directory);
  let ofParent = 0;
  universe.storage('broker').faults.failure = (operation, path) => {
    if (operation === 'sync directory' && path === '/data') ofParent += 1;
    return undefined;
  };
  directory.tick(1);
  directory.tick(2);
  await universe.drain();
  assert.equal(ofParent, 1);
  assert.ok([...directory.logs].every(({ hasFreshTopicId }) => !hasFreshTopicId));
  const closing = watch(universe);
  await universe.resolve(directory.close({ brokerEpoch: 1 }));
  const left = closing.perPartition('write', 'sync', 'sync directory', 'rename');
  assert.ok(left < 0.1, 'only the checkpoints are written');
});

test('a flush that is waited for goes before those that are due some time', async () => {
  const universe = new SimulatedUniverse({ seed: 12 });
  const { directory } = open(servicesOf(universe.createNode('broker')));
  make(directory);
  const [first, ...others] = [...directory.logs];
  assert.ok(first !== undefined);
  const done: string[] = [];
  for (const log of others) void log.syncTopicId().then(() => done.push(log.name));
  write(first);
  await universe.resolve(first.flush());
  assert.ok(done.length < 20, `${done.length} were served before`);
  await universe.drain();
  assert.equal(done.length, COUNT - 1);
});

test('empty logs cost no sync after a kill either, and open without a word', async () => {
  const universe = new SimulatedUniverse({ seed: 13 });
  const made = open(servicesOf(universe.createNode('broker')));
  make(made.directory);
  universe.kill('broker', 'process');
  const kept: Recorded[] = [];
  const logger = recordingLogger(kept);
  const again = open(servicesOf(universe.restart('broker'), { logger }));
  for (const log of again.directory.logs) log.assignLeaderEpoch(7, 0);
  const closing = watch(universe);
  await universe.resolve(again.directory.close({ brokerEpoch: 2 }));
  assert.ok(closing.perPartition('sync', 'sync directory', 'rename', 'write') < 0.1);
  universe.kill('broker', 'process');
  const third = open(servicesOf(universe.restart('broker'), { logger }));
  assert.ok([...third.directory.logs].every(({ topicId }) => topicId === TOPIC_ID));
  const names = third.services.world.disk.list('/data/many-7').map(({ name }) => name);
  assert.deepEqual(names, [
    '00000000000000000000.index',
    '00000000000000000000.log',
    '00000000000000000000.timeindex',
    'partition.metadata',
  ]);
  assert.deepEqual(kept, []);
});

test('small logs are read again after a kill with few calls, which change nothing', async () => {
  const universe = new SimulatedUniverse({ seed: 14 });
  const made = open(servicesOf(universe.createNode('broker')));
  make(made.directory);
  for (const log of made.directory.logs) write(log);
  await universe.resolve(made.directory.close({ brokerEpoch: 1 }));
  universe.kill('broker', 'process');
  const again = open(servicesOf(universe.restart('broker')));
  for (const log of again.directory.logs) write(log);
  universe.kill('broker', 'process');
  const services = servicesOf(universe.restart('broker'));
  const opening = watch(universe);
  const third = open(services);
  assert.ok([...third.directory.logs].every((log) => log.logEndOffset === 2));
  const looked = opening.perPartition('list', 'stat', 'open', 'read');
  assert.ok(looked < 6.1, `${looked} calls for each`);
  assert.ok(opening.perPartition('write', 'truncate', 'rename', 'sync', 'sync directory') < 0.1);
});

test('one damaged partition among many keeps no other from opening', async () => {
  const universe = new SimulatedUniverse({ seed: 9 });
  const { directory } = open(servicesOf(universe.createNode('broker')));
  for (let partition = 0; partition < 20; partition++) {
    const log = directory.createLog({ topic: 'many', partition, config: defaultLogConfig });
    for (let n = 0; n < 3; n++) write(log);
    await universe.resolve(log.flush());
  }
  await universe.resolve(directory.checkpoint('recoveryPoints'));
  universe.kill('broker', 'process');
  const services = servicesOf(universe.restart('broker'));
  for (const partition of [3, 11]) {
    universe.storage('broker').flipBit(`/data/many-${partition}/00000000000000000000.log`, 70, 0);
  }
  const damagedDirectory = LogDirectory.open({ services, path: '/data' });
  const report = damagedDirectory.load(() => defaultLogConfig);
  assert.equal(report.opened.length, 18);
  assert.deepEqual(report.damaged.map(({ partition }) => partition).sort((a, b) => a - b), [3, 11]);
  assert.equal(damagedDirectory.isOffline, false);
  await universe.resolve(damagedDirectory.close({ brokerEpoch: 1 }));
  const text = Buffer.from(services.world.disk.readFile('/data/recovery-point-offset-checkpoint'));
  assert.match(text.toString(), /^many 3 3$/m);
});
