// Starts after a kill: what is read again, what is left alone, and what is known afterwards.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkAgainstBatches } from './prove/log-invariants.ts';
import { makeLog, offsetsIn, openLog, write } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

const CONFIG = { segmentBytes: 400, indexIntervalBytes: 100, producerIdExpirationMs: Infinity };

async function filled(batches = 20): Promise<SimulatedLog> {
  const made = makeLog({ tailBytesMax: 0, config: CONFIG });
  for (let n = 0; n < batches; n++) {
    const producer = { id: n % 3, epoch: 0, sequence: Math.floor(n / 3) };
    write(made.log, { valueBytes: 60, producer, timestamp: 1_000 + n });
  }
  await made.universe.resolve(made.log.flush());
  return made;
}

/** Files of the log that are opened or read while it is opened again. */
async function touched(made: SimulatedLog, recoveryPoint: number): Promise<Set<string>> {
  const files = new Set<string>();
  made.universe.storage('broker').faults.failure = (operation, path) => {
    if (operation === 'open' || operation === 'read') files.add(path.slice(-12).replace(/^0+/, ''));
    return undefined;
  };
  await made.reopen({ end: 'process', recoveryPoint });
  made.universe.storage('broker').faults.failure = () => undefined;
  return files;
}

test('what lies below the recovery point is not read', async () => {
  const made = await filled();
  const bases = made.log.segments.map(({ baseOffset }) => baseOffset);
  const last = bases.at(-1) ?? 0;
  const files = await touched(made, 20);
  const logs = [...files].filter((file) => file.endsWith('.log'));
  assert.deepEqual(logs, [`${last}.log`]);
  assert.equal(made.log.flushedOffset, 20);
  checkAgainstBatches(made.log, made.services);
});

test('from the recovery point on everything is read', async () => {
  const made = await filled();
  const bases = made.log.segments.map(({ baseOffset }) => baseOffset);
  const from = (bases[2] ?? 0) + 1;
  const files = await touched(made, from);
  const logs = [...files].filter((file) => file.endsWith('.log')).length;
  assert.equal(logs, bases.filter((base) => base >= (bases[2] ?? 0)).length);
  assert.equal(made.log.flushedOffset, from);
});

test('after a clean end only the end is looked at', async () => {
  const made = await filled();
  await made.universe.resolve(made.log.close());
  const read: string[] = [];
  made.universe.storage('broker').faults.failure = (operation, path) => {
    if (operation === 'read' && path.endsWith('.log')) read.push(path);
    return undefined;
  };
  made.log = openLog(made.services, made.config, { wasClean: true });
  assert.ok(new Set(read).size <= 1 && read.length <= 2, read.join(' '));
  assert.deepEqual([made.log.logEndOffset, made.log.flushedOffset], [20, 20]);
  assert.equal(made.log.activeProducers().length, 3);
});

test('a recovery point beyond the end is the end', async () => {
  const made = await filled(6);
  await made.reopen({ end: 'process', recoveryPoint: 1_000 });
  assert.deepEqual([made.log.flushedOffset, made.log.logEndOffset], [6, 6]);
});

test('lost indexes are rebuilt, also below the recovery point', async () => {
  for (const suffix of ['.index', '.timeindex', '.txnindex', '.snapshot']) {
    const made = await filled();
    await made.universe.resolve(made.log.close());
    const { disk } = made.world;
    for (const { name } of disk.list(made.log.path)) {
      if (name.endsWith(suffix)) disk.remove(`${made.log.path}/${name}`);
    }
    made.log = openLog(made.services, made.config, { wasClean: true });
    assert.equal(offsetsIn(made).length, 20, suffix);
    assert.equal(made.log.logEndOffset, 20);
    if (suffix === '.index') checkAgainstBatches(made.log, made.services);
  }
});

test('rebuilt indexes below the recovery point are made durable by the next flush', async () => {
  const made = await filled();
  await made.universe.resolve(made.log.close());
  const first = `${made.log.path}/00000000000000000000.index`;
  made.world.disk.remove(first);
  made.log = openLog(made.services, made.config, { wasClean: true });
  assert.equal(made.log.flushedOffset, 0);
  await made.universe.resolve(made.log.flush());
  made.universe.kill('broker', 'power');
  const world = made.universe.restart('broker');
  assert.ok((world.disk.stat(first)?.sizeBytes ?? 0) > 0);
});

test('recovery is told of, and says where it cut', async () => {
  const made = await filled(6);
  made.universe.kill('broker', 'process');
  made.world = made.universe.restart('broker');
  const said: string[] = [];
  const logger = {
    ...made.services.logger,
    warn: (message: string, fields?: object) => said.push(`${message} ${JSON.stringify(fields)}`),
  };
  const services = { ...made.services, world: made.world, logger };
  const base = String(made.log.segments.at(-1)?.baseOffset).padStart(20, '0');
  const path = `${made.log.path}/${base}.log`;
  const file = made.world.disk.open(path, 'read-write');
  const size = file.sizeBytes();
  file.truncate(size - 1);
  file.close();
  openLog(services, made.config);
  assert.match(said.join('\n'), /the log has lost its end and was cut.*"cutBytes":\d+/);
});

test('a log of one torn batch is an empty log that can be used', async () => {
  const made = makeLog();
  write(made.log);
  const path = `${made.log.path}/00000000000000000000.log`;
  const bytes = Buffer.from(made.world.disk.readFile(path));
  for (let size = 0; size < bytes.length; size++) {
    made.world.disk.writeFile(path, bytes.subarray(0, size));
    made.log = openLog(made.services, made.config);
    assert.deepEqual([made.log.logEndOffset, made.log.sizeBytes], [0, 0]);
  }
  assert.equal(write(made.log), 0);
});

test('the high watermark is not known after a start, and starts low', async () => {
  const made = await filled(6);
  made.log.setHighWatermark(6);
  await made.reopen({ end: 'close' });
  assert.equal(made.log.highWatermark, 0);
  made.log.setHighWatermark(99);
  assert.equal(made.log.highWatermark, 6);
});

test('a log that is opened and killed over and over stays as it is', async () => {
  const made = await filled();
  const wanted = offsetsIn(made);
  for (let n = 0; n < 10; n++) {
    await made.reopen({ end: n % 2 === 0 ? 'process' : 'power', recoveryPoint: 20 });
    assert.deepEqual(offsetsIn(made), wanted);
    checkAgainstBatches(made.log, made.services);
  }
});
