// A topic is deleted and made again under its name, with another id: what the checkpoints of the
// directory still say of the former log is nothing to the new one, whenever the node dies.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import type { LoadReport, LogServices, PartitionLog } from '../src/index.ts';
import { offsetsIn, servicesOf, write } from './simulated-log.ts';

const FORMER = 'AAAAAAAAAAAAAAAAAAAAZA';
const LATER = 'BBBBBBBBBBBBBBBBBBBBBA';
const CONFIG = { ...defaultLogConfig, fileDeleteDelayMs: 5 };

class Node {
  readonly universe: SimulatedUniverse;
  services!: LogServices;
  directory!: LogDirectory;
  report!: LoadReport;

  constructor(seed: number) {
    this.universe = new SimulatedUniverse({ seed });
    this.#open(servicesOf(this.universe.createNode('broker')));
  }

  restart(death: 'process' | 'power'): void {
    this.universe.kill('broker', death);
    this.#open(servicesOf(this.universe.restart('broker')));
  }

  make(topicId: string): PartitionLog {
    return this.directory.createLog({ topic: 'flights', partition: 0, topicId, config: CONFIG });
  }

  /** A log of ten records, of which eight are deleted, in all checkpoints; then it is deleted. */
  async comeAndGo(): Promise<void> {
    const { universe, directory } = this;
    const log = this.make(FORMER);
    for (let n = 0; n < 10; n++) write(log);
    log.setHighWatermark(10);
    await universe.resolve(log.flush());
    await universe.resolve(log.allowGaps());
    await universe.resolve(directory.starts.raise(log, 8));
    for (const kind of ['recoveryPoints', 'highWatermarks'] as const) {
      await universe.resolve(directory.checkpoint(kind));
    }
    await universe.resolve(directory.deleteLog(log));
  }

  #open(services: LogServices): void {
    this.services = services;
    this.directory = LogDirectory.open({ services, path: '/data' });
    this.report = this.directory.load(() => CONFIG);
  }
}

for (const isRestarted of [false, true]) {
  const when = isRestarted ? 'after a restart' : 'at once';
  test(`the new log, made ${when}, starts at 0 and keeps its records`, async () => {
    const node = new Node(1);
    await node.comeAndGo();
    if (isRestarted) node.restart('process');
    const log = node.make(LATER);
    for (let n = 0; n < 3; n++) write(log);
    node.restart('process');
    const again = node.directory.log('flights', 0);
    assert.ok(again);
    assert.deepEqual([again.topicId, again.logStartOffset, again.logEndOffset], [LATER, 0, 3]);
    assert.deepEqual(offsetsIn({ log: again, services: node.services }), [0, 1, 2]);
    assert.deepEqual([again.highWatermark, again.cleanedOffset], [0, undefined]);
  });
}

test('what a power failure takes of the new log is no damage', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const node = new Node(seed);
    await node.comeAndGo();
    const log = node.make(LATER);
    write(log);
    await node.universe.resolve(log.flush());
    for (let n = 0; n < 3; n++) write(log, { valueBytes: 700 });
    node.restart('power');
    assert.deepEqual(node.report.damaged, [], `seed ${seed}`);
    const again = node.directory.log('flights', 0);
    assert.ok(again !== undefined && again.logEndOffset >= 1, `seed ${seed}`);
    assert.equal(again.logStartOffset, 0);
  }
});

test('a copy that comes to the directory takes nothing from the former log', async () => {
  const node = new Node(1);
  await node.comeAndGo();
  const of = { topic: 'flights', partition: 0, topicId: LATER, config: CONFIG };
  const future = node.directory.futures.create(of);
  for (let n = 0; n < 3; n++) write(future);
  node.restart('process');
  const again = node.directory.futures.log('flights', 0);
  assert.ok(again);
  assert.deepEqual([again.topicId, again.logStartOffset, again.logEndOffset], [LATER, 0, 3]);
});

test('a checkpoint that is being written when the log goes does not bring it back', async () => {
  const node = new Node(3);
  const { universe, directory } = node;
  const log = node.make(FORMER);
  for (let n = 0; n < 10; n++) write(log);
  log.setHighWatermark(10);
  await universe.resolve(log.flush());
  // Under way while the log is deleted, and its successor made.
  const raised = directory.starts.raise(log, 8);
  await universe.resolve(directory.deleteLog(log));
  const later = node.make(LATER);
  for (let n = 0; n < 3; n++) write(later);
  await universe.resolve(raised.catch(() => undefined));
  node.restart('process');
  const again = node.directory.log('flights', 0);
  assert.deepEqual([again?.logStartOffset, again?.logEndOffset], [0, 3]);
});
