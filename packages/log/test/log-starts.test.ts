// Records that are deleted by request: gone for good once that was answered, and nobody is shown a
// start that an unclean end takes back.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { defaultLogConfig, LogDirectory, type PartitionLog } from '../src/index.ts';
import { servicesOf, write } from './simulated-log.ts';

const ROOT = '/data';
const CONFIG = { ...defaultLogConfig, segmentBytes: 400 };

class Trimmed {
  readonly universe: SimulatedUniverse;
  readonly directory: LogDirectory;
  readonly log: PartitionLog;

  constructor(seed = 5) {
    this.universe = new SimulatedUniverse({ seed });
    this.directory = this.#open(this.universe.createNode('broker'));
    this.log = this.directory.createLog({ topic: 'flights', partition: 0, config: CONFIG });
    for (let n = 0; n < 20; n++) write(this.log, { valueBytes: 60 });
    this.log.setHighWatermark(18);
  }

  /** The log as the next process finds it. */
  readonly restart = (how: 'process' | 'power'): PartitionLog => {
    this.universe.kill('broker', how);
    const log = this.#open(this.universe.restart('broker')).log('flights', 0);
    assert.ok(log);
    return log;
  };

  #open(world: Parameters<typeof servicesOf>[0]): LogDirectory {
    const directory = LogDirectory.open({ services: servicesOf(world), path: ROOT });
    directory.load(() => CONFIG);
    return directory;
  }
}

for (const how of ['process', 'power'] as const) {
  test(`a start that was raised outlives the end of the ${how}`, async () => {
    const { universe, directory, log, restart } = new Trimmed();
    await universe.resolve(log.flush());
    await universe.resolve(directory.starts.raise(log, 8));
    assert.equal(log.logStartOffset, 8);
    const again = restart(how);
    assert.deepEqual([again.logStartOffset, again.logEndOffset], [8, 20]);
  });
}

test('a node that fails before its logs are loaded leaves what was written', async () => {
  const { universe, directory, log, restart } = new Trimmed();
  await universe.resolve(directory.starts.raise(log, 8));
  universe.kill('broker', 'process');
  const services = servicesOf(universe.restart('broker'));
  const unloaded = LogDirectory.open({ services, path: ROOT });
  await universe.resolve(unloaded.close({ brokerEpoch: 1 }));
  assert.equal(restart('process').logStartOffset, 8);
});

test('a loss of power that takes all above the start leaves an empty log there', async () => {
  let emptied = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const { universe, directory, log, restart } = new Trimmed(seed);
    await universe.resolve(log.flush());
    for (let n = 0; n < 20; n++) write(log, { valueBytes: 60 });
    log.setHighWatermark(39);
    await universe.resolve(directory.starts.raise(log, 39));
    const again = restart('power');
    assert.equal(again.logStartOffset, 39);
    if (again.logEndOffset === 39) emptied += 1;
  }
  assert.ok(emptied > 0);
});

test('a start is shown once it is durable, and not before', async () => {
  const { universe, directory, log, restart } = new Trimmed();
  const raising = directory.starts.raise(log, 8);
  assert.equal(log.logStartOffset, 0);
  await universe.resolve(raising);
  assert.equal(log.logStartOffset, 8);
  assert.equal(restart('process').logStartOffset, 8);
});

test('several requests at a time, none of which moves it back', async () => {
  const { universe, directory, log, restart } = new Trimmed();
  const raising = [8, 15, 3, 15].map((offset) => directory.starts.raise(log, offset));
  await universe.resolve(Promise.all(raising));
  assert.equal(log.logStartOffset, 15);
  assert.equal(restart('power').logStartOffset, 15);
});

test('above the high watermark nothing is deleted, and nothing written', async () => {
  const { directory, log, restart } = new Trimmed();
  await assert.rejects(directory.starts.raise(log, 19), { code: 'OFFSET_OUT_OF_RANGE' });
  assert.equal(restart('process').logStartOffset, 0);
});

test('a disk that does not take it: the start stays, and the directory is offline', async () => {
  const { universe, directory, log } = new Trimmed();
  universe.storage('broker').faults.failure = (operation) =>
    operation === 'rename' ? 'EIO' : undefined;
  const raising = universe.resolve(directory.starts.raise(log, 8));
  await assert.rejects(raising, { name: 'KafkaStorageError' });
  assert.equal(log.logStartOffset, 0);
  assert.ok(directory.isOffline);
});
