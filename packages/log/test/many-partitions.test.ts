// A directory of many partitions: each costs a few calls to the disk at start, and nothing while
// it is quiet.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import type { DiskOperation } from '@ottla/base';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import type { LogServices } from '../src/index.ts';
import { servicesOf, write } from './simulated-log.ts';

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
  assert.ok(opening.perPartition('open', 'read') <= 8, `${opening.perPartition('open', 'read')}`);
  assert.equal(opening.perPartition('write', 'sync', 'truncate', 'rename'), 0);

  const ticking = watch(universe);
  for (const log of again.directory.logs) log.tick(1);
  again.directory.deleteOldSegments(1);
  assert.equal(ticking.perPartition('open', 'read', 'write', 'sync'), 0);

  const closing = watch(universe);
  await universe.resolve(again.directory.close({ brokerEpoch: 2 }));
  assert.ok(
    closing.perPartition('open', 'write', 'sync') < 0.1,
    'untouched logs are left as they are',
  );
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
