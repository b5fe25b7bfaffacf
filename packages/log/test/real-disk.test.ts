// The same log on the machine's own disk: the simulated one is only as good as its likeness.
// Written, killed (that is: left as it
// is), opened, closed, opened.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { createNodeWorld } from '@ottla/base';
import type { Offload, World } from '@ottla/base';
import { BatchBuilder } from '@ottla/protocol';

import {
  CleanerMemory,
  defaultLogConfig,
  isCold,
  LogDirectory,
  resolve,
  Throttle,
} from '../src/index.ts';
import type { LogServices, PartitionLog } from '../src/index.ts';
import { checkAgainstBatches } from './prove/log-invariants.ts';
import { AS_CLIENT, offsetsIn, planOf, servicesOf, write } from './simulated-log.ts';

const root = mkdtempSync(join(tmpdir(), 'ottla-log-'));
after(() => rmSync(root, { recursive: true, force: true }));

const CONFIG = {
  ...defaultLogConfig,
  segmentBytes: 20_000,
  producerIdExpirationMs: Infinity,
  fileDeleteDelayMs: 1,
};

interface Opened {
  readonly services: LogServices;
  readonly directory: LogDirectory;
  readonly log: PartitionLog;
}

function open(path: string, world: World = createNodeWorld()): Opened {
  const services = servicesOf(world, { tailBytesMax: 0 });
  const directory = LogDirectory.open({ services, path });
  directory.load(() => CONFIG);
  const log = directory.createLog({ topic: 'flights', partition: 0, config: CONFIG });
  return { services, directory, log };
}

function fill(log: PartitionLog, from: number, to: number): void {
  for (let n = from; n < to; n++) {
    write(log, { valueBytes: n % 700, producer: { id: 3, epoch: 0, sequence: n } });
  }
}

const ALL = Array.from({ length: 400 }, (_, n) => n);

test('a log on a real disk', async () => {
  const path = join(root, 'a');
  const first = open(path);
  fill(first.log, 0, 300);
  await first.log.flush();
  assert.equal(first.log.flushedOffset, 300);
  assert.deepEqual(offsetsIn(first), ALL.slice(0, 300));
  await first.log.truncateTo(250);
  fill(first.log, 250, 400);
  await first.directory.close({ brokerEpoch: 3 });

  const second = open(path);
  assert.deepEqual(second.directory.lastShutdown, { wasClean: true, brokerEpoch: 3 });
  assert.deepEqual(offsetsIn(second), ALL);
  checkAgainstBatches(second.log, second.services);
  assert.equal(second.log.activeProducers()[0]?.lastSequence, 399);
  second.log.setHighWatermark(400);
  second.log.incrementLogStartOffset(350);
  assert.ok((await second.directory.deleteOldSegments(2_000)) > 0);
  await second.directory.deleteLog(second.log);
  const names = readdirSync(path).filter((name) => name.startsWith('flights'));
  assert.equal(names.length, 1);
  assert.match(names[0] ?? '', /-delete$/);
  await second.directory.close({ brokerEpoch: 4 });
});

test('cold ranges are read off the event loop', async () => {
  const { log, services, directory } = open(join(root, 'b'));
  fill(log, 0, 400);
  const cold = planOf(log, 0, { maxBytes: 15_000 });
  assert.equal(isCold(cold), true);
  const resolved = await resolve(services, cold);
  assert.ok(resolved.sizeBytes > 1_000);
  assert.equal(Buffer.concat(resolved.chunks).readBigInt64BE(0), 0n);
  resolved.release();
  const warm = planOf(log, 399);
  assert.equal(isCold(warm), false);
  warm.release();
  assert.equal(services.readPool.leasedSlabs, 0);
  await directory.close({ brokerEpoch: 1 });
});

/** The machine's own workers; how often each job goes to them. */
function counted(offload: Offload): Offload & { jobs: Map<string, number> } {
  const jobs = new Map<string, number>();
  return {
    jobs,
    run: (job, input) => {
      jobs.set(job.name, (jobs.get(job.name) ?? 0) + 1);
      // Here it would be on the event loop.
      const run = () => assert.fail(`${job.name} was not done by a worker`);
      return offload.run({ ...job, run }, input);
    },
  };
}

test('a log is compacted by a worker, from files and to files', async () => {
  const world = createNodeWorld();
  const offload = counted(world.offload);
  const { log, services, directory } = open(join(root, 'd'), { ...world, offload });
  for (let n = 0; n < 400; n++) {
    const builder = new BatchBuilder({ codec: n % 2 === 0 ? 'none' : 'zstd' });
    builder.append(1_000, Buffer.from(`k${n % 7}`), Buffer.alloc(300, n));
    builder.append(1_000, Buffer.from(`only ${n}`), Buffer.alloc(300, n));
    assert.equal(log.append(builder.finish(), AS_CLIENT).kind, 'appended');
  }
  log.roll();
  await log.flush();
  log.setHighWatermark(log.logEndOffset);
  const limits = { dedupeBufferBytes: 1_000_000, loadFactor: 0.9, ioBufferBytes: 10_000 };
  const means = { throttle: new Throttle(Infinity), memory: new CleanerMemory() };
  const outcome = await log.clean(log.cleanableRange(2_000), limits, means);
  assert.equal(outcome.kind, 'cleaned', JSON.stringify(outcome));
  const expected = Array.from({ length: 800 }, (_, n) => n).filter((n) => n % 2 === 1 || n >= 786);
  assert.deepEqual(offsetsIn({ log, services }), expected);
  const { mapChunk = 0, filterChunk = 0 } = Object.fromEntries(offload.jobs);
  assert.ok(mapChunk > 5 && filterChunk > 5, JSON.stringify([...offload.jobs]));
  await directory.close({ brokerEpoch: 1 });
});

test('a second owner on the same machine is refused', async () => {
  const path = join(root, 'c');
  const { directory } = open(path);
  assert.throws(() => open(path), { code: 'LOCKED' });
  await directory.close({ brokerEpoch: 1 });
  await open(path).directory.close({ brokerEpoch: 2 });
});
