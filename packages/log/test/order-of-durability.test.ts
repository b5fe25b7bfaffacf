// In which order things become durable, call by call: the orders that the crash states showed to
// matter, so that a change of one is
// seen here first.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { defaultLogConfig, LogDirectory } from '../src/index.ts';
import type { LogConfig, PartitionLog } from '../src/index.ts';
import { SimulatedUniverse } from '@ottla/base';
import { servicesOf, write } from './simulated-log.ts';

/** So many entries in the indexes that their files have bytes to sync. */
const INDEX_INTERVAL_BYTES = 1;
const CONFIG: LogConfig = {
  ...defaultLogConfig,
  segmentBytes: 400,
  retentionMs: 1_000,
  indexIntervalBytes: INDEX_INTERVAL_BYTES,
};
const TOPIC_ID = '7xFp3HU9T76EiVUK8d7W2Q';

interface Watched {
  readonly universe: SimulatedUniverse;
  readonly directory: LogDirectory;
  readonly log: PartitionLog;
  /** Calls to the disk that have to do with durability, as `operation file`. */
  readonly calls: string[];
}

function watched(config: Partial<LogConfig> = {}): Watched {
  const universe = new SimulatedUniverse({ seed: 5 });
  const services = servicesOf(universe.createNode('broker'));
  const directory = LogDirectory.open({ services, path: '/data' });
  directory.load(() => CONFIG);
  const calls: string[] = [];
  universe.storage('broker').faults.failure = (operation, path) => {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/^0{17}/, '');
    const tells = ['sync', 'sync directory', 'rename', 'truncate'].includes(operation);
    if (tells) calls.push(`${operation} ${name}`);
    return undefined;
  };
  const log = directory.createLog({
    topic: 'flights',
    partition: 0,
    topicId: TOPIC_ID,
    config: { ...CONFIG, ...config },
  });
  return { universe, directory, log, calls };
}

function before(calls: readonly string[], first: string, second: string): void {
  const [a, b] = [calls.indexOf(first), calls.lastIndexOf(second)];
  assert.ok(a >= 0 && b >= 0, `${first} and ${second} in ${calls.join(', ')}`);
  assert.ok(a < b, `${first} comes before ${second}: ${calls.join(', ')}`);
}

test('making a partition syncs nothing', () => {
  const { calls } = watched();
  assert.deepEqual(calls, ['rename partition.metadata.tmp']);
});

test('a first flush: the topic id, the epochs, the data, the names', async () => {
  const { universe, log, calls } = watched();
  write(log);
  calls.length = 0;
  await universe.resolve(log.flush());
  assert.deepEqual(calls, [
    'sync partition.metadata',
    'sync leader-epoch-checkpoint.tmp',
    'rename leader-epoch-checkpoint.tmp',
    'sync 000.log',
    'sync directory flights-0',
    'sync directory data',
  ]);
});

test('a later flush syncs the data alone', async () => {
  const { universe, log, calls } = watched();
  write(log);
  await universe.resolve(log.flush());
  calls.length = 0;
  write(log);
  await universe.resolve(log.flush());
  assert.deepEqual(calls, ['sync 000.log']);
  calls.length = 0;
  await universe.resolve(log.flush());
  assert.deepEqual(calls, [], 'nothing new, nothing to do');
});

test('a rolled segment is flushed with its indexes, then its successor’s name', async () => {
  const { universe, log, calls } = watched();
  write(log);
  await universe.resolve(log.flush());
  calls.length = 0;
  while (log.segments.length === 1) write(log, { valueBytes: 60 });
  await universe.advance(100);
  const base = log.segments[1]?.baseOffset;
  const wanted = [
    `sync 00${base}.snapshot`,
    'sync 000.log',
    'sync 000.index',
    'sync 000.timeindex',
  ];
  // Its files come in any order, its successor's name after them.
  assert.deepEqual(calls.slice(0, -1).sort(), wanted.sort());
  assert.equal(calls.at(-1), 'sync directory flights-0');
  assert.equal(log.flushedOffset, base);
});

test('the first segment’s name is durable before its successor is made', () => {
  const { log, calls } = watched();
  calls.length = 0;
  while (log.segments.length === 1) write(log, { valueBytes: 60 });
  assert.equal(calls[0], 'sync directory flights-0');
});

test('later names become durable with the next flush: rolling waits for none', async () => {
  const { universe, log, calls } = watched();
  while (log.segments.length === 1) write(log, { valueBytes: 60 });
  calls.length = 0;
  while (log.segments.length < 5) write(log, { valueBytes: 60 });
  assert.deepEqual(calls, []);
  await universe.resolve(log.flush());
  before(calls, 'sync 000.log', 'sync directory flights-0');
  calls.length = 0;
  await universe.resolve(log.flush());
  assert.deepEqual(calls, []);
});

test('before the first segment goes, the name of the next one is durable', async () => {
  const { universe, directory, log, calls } = watched({ retentionMs: -1 });
  while (log.segments.length < 4) write(log, { valueBytes: 60 });
  log.setHighWatermark(log.writtenOffset);
  // The flush that would make it durable comes late.
  universe.storage('broker').faults.delayMs = (operation, path) =>
    operation === 'sync' && path.endsWith('.log') ? 1_000 : 0;
  const first = log.segments[1]?.baseOffset ?? -1;
  log.incrementLogStartOffset(first);
  calls.length = 0;
  assert.equal(await universe.resolve(directory.deleteOldSegments(1_000)), 1);
  before(calls, 'sync directory data', 'sync directory flights-0');
  before(calls, 'sync directory flights-0', 'rename 000.log');
});

test('where all is flushed already, indexes are synced before a segment begins', async () => {
  const { universe, log, calls } = watched();
  for (let n = 0; n < 3; n++) write(log, { valueBytes: 60 });
  await universe.resolve(log.flush());
  calls.length = 0;
  log.roll();
  const files = ['sync 000.log', 'sync 000.index', 'sync 000.timeindex'];
  assert.deepEqual(calls, [...files, 'sync directory flights-0']);
});

test('a cut: the recovery point is lowered before, and it is durable before all else', async () => {
  const { universe, log, calls } = watched();
  for (let n = 0; n < 10; n++) write(log, { valueBytes: 60 });
  await universe.resolve(log.flush());
  calls.length = 0;
  await universe.resolve(log.truncateTo(1));
  before(calls, 'rename recovery-point-offset-checkpoint.tmp', 'truncate 000.log');
  before(calls, 'sync directory data', 'truncate 000.log');
  before(calls, 'rename 003.log', 'sync directory flights-0');
  before(calls, 'sync directory flights-0', 'truncate 000.log');
  before(calls, 'truncate 000.log', 'sync 000.log');
});

test('before segments lose their files, the log start offset is durable', async () => {
  const { universe, directory, log, calls } = watched();
  for (let n = 0; n < 10; n++) write(log, { valueBytes: 60 });
  log.setHighWatermark(10);
  await universe.advance(1_000);
  calls.length = 0;
  assert.ok((await universe.resolve(directory.deleteOldSegments(1_000_000))) > 0);
  before(calls, 'sync log-start-offset-checkpoint.tmp', 'rename log-start-offset-checkpoint.tmp');
  before(calls, 'rename log-start-offset-checkpoint.tmp', 'sync directory data');
  before(calls, 'sync directory data', 'rename 000.log');
});

test('a close: everything, and the clean mark last', async () => {
  const { universe, directory, log, calls } = watched();
  for (let n = 0; n < 5; n++) write(log, { valueBytes: 60 });
  calls.length = 0;
  await universe.resolve(directory.close({ brokerEpoch: 1 }));
  const files = ['partition.metadata', '003.log', '003.index', '003.timeindex', '005.snapshot'];
  for (const file of files) before(calls, `sync ${file}`, 'sync directory flights-0');
  before(calls, 'rename leader-epoch-checkpoint.tmp', 'sync directory flights-0');
  before(calls, 'sync directory flights-0', 'rename recovery-point-offset-checkpoint.tmp');
  assert.deepEqual(calls.slice(-3), [
    'sync .kafka_cleanshutdown.tmp',
    'rename .kafka_cleanshutdown.tmp',
    'sync directory data',
  ]);
});

test('closing what nobody touched syncs no log', async () => {
  const { universe, directory, log } = watched();
  write(log);
  await universe.resolve(directory.close({ brokerEpoch: 1 }));
  universe.kill('broker', 'process');
  const services = servicesOf(universe.restart('broker'));
  const again = LogDirectory.open({ services, path: '/data' });
  again.load(() => CONFIG);
  const synced: string[] = [];
  universe.storage('broker').faults.failure = (operation, path) => {
    if (operation === 'sync' && path.includes('flights-0')) synced.push(path);
    return undefined;
  };
  await universe.resolve(again.close({ brokerEpoch: 2 }));
  assert.deepEqual(synced, []);
});

test('topic ids become durable by the clock too, once no more logs are made', async () => {
  const { universe, directory, calls } = watched();
  calls.length = 0;
  directory.tick(1);
  await universe.advance(10);
  assert.deepEqual(calls, []);
  directory.tick(2);
  await universe.advance(10);
  assert.deepEqual(calls, [
    'sync partition.metadata',
    'sync directory flights-0',
    'sync directory data',
  ]);
  calls.length = 0;
  directory.tick(3);
  await universe.advance(10);
  assert.deepEqual(calls, []);
});

test('after a kill the topic id is made durable with what is written next', async () => {
  const { universe, calls } = watched();
  universe.kill('broker', 'process');
  const services = servicesOf(universe.restart('broker'));
  const again = LogDirectory.open({ services, path: '/data' });
  again.load(() => CONFIG);
  const log = again.log('flights', 0);
  assert.ok(log !== undefined);
  write(log);
  calls.length = 0;
  await universe.resolve(log.flush());
  before(calls, 'sync partition.metadata', 'sync 000.log');
  before(calls, 'sync 000.log', 'sync directory flights-0');
});

test('a leader that writes nothing changes no file', async () => {
  const { universe, directory, log, calls } = watched();
  write(log);
  log.assignLeaderEpoch(7, log.logEndOffset);
  await universe.resolve(directory.close({ brokerEpoch: 1 }));
  universe.kill('broker', 'process');
  const services = servicesOf(universe.restart('broker'));
  const again = LogDirectory.open({ services, path: '/data' });
  const [opened] = again.load(() => CONFIG).opened;
  assert.ok(opened !== undefined);
  assert.notEqual(opened.latestEpoch, 7, 'no batch is of that epoch');
  opened.assignLeaderEpoch(9, opened.logEndOffset);
  calls.length = 0;
  await universe.resolve(again.close({ brokerEpoch: 2 }));
  assert.deepEqual(calls.filter((call) => call.includes('leader-epoch')), []);
});
