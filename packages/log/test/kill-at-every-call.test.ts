// The same work, dying at its first call to the disk, at its second, and so on to the last:
// whatever call it was, the log that
// is opened next keeps what was durable and shows nothing that was not written.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import type { World } from '@ottla/base';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import type { LogConfig, LogServices, PartitionLog } from '../src/index.ts';
import { checkAgainstBatches } from './prove/log-invariants.ts';
import { Worker } from './prove/random-work.ts';
import { servicesOf } from './simulated-log.ts';

const CONFIG: LogConfig = {
  ...defaultLogConfig,
  segmentBytes: 1_500,
  indexIntervalBytes: 300,
  transactionVerification: false,
  producerIdExpirationMs: Infinity,
  fileDeleteDelayMs: 5,
};
const STEPS = 50;

class Died extends Error {}

interface Opened {
  readonly services: LogServices;
  readonly directory: LogDirectory;
  readonly log: PartitionLog;
}

function open(world: World): Opened {
  const services = servicesOf(world);
  const directory = LogDirectory.open({ services, path: '/data' });
  assert.deepEqual(directory.load(() => CONFIG).damaged, []);
  const log = directory.createLog({ topic: 'flights', partition: 0, config: CONFIG });
  return { services, directory, log };
}

/** Works until the disk is called for the `fatal`th time; false where the work ended before. */
async function proveDeath(
  seed: number,
  fatal: number,
  death: 'power' | 'process',
): Promise<boolean> {
  const universe = new SimulatedUniverse({ seed });
  const opened = open(universe.createNode('broker'));
  const { faults } = universe.storage('broker');
  const worker = new Worker(universe, opened.log);
  worker.directory = opened.directory;
  worker.lives(opened.log);
  let calls = 0;
  let hasDied = false;
  faults.failure = () => {
    calls += 1;
    if (calls < fatal) return undefined;
    hasDied = true;
    throw new Died();
  };
  try {
    for (let step = 0; step < STEPS; step++) await worker.step();
    await universe.resolve(opened.directory.close({ brokerEpoch: 1 }));
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  }
  faults.failure = () => undefined;
  const durable = worker.dies({ isClosed: !hasDied });
  universe.kill('broker', death);
  const next = open(universe.restart('broker'));
  worker.verify(next.log, next.services, durable);
  checkAgainstBatches(next.log, next.services, worker.deletedTo);
  return hasDied;
}

for (const [seed, death] of [[1, 'power'], [2, 'process'], [3, 'power']] as const) {
  test(`work of seed ${seed}, loss of ${death}`, async () => {
    let fatal = 1;
    while (await proveDeath(seed, fatal, death)) fatal += 1;
    assert.ok(fatal > 200, `only ${fatal} calls`);
  });
}
