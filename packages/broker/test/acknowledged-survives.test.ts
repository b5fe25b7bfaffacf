// A broker that is killed at any moment has, when it comes back, what it acknowledged: after a
// kill all of it, after a loss of power what was asked to be durable (flush.messages=1).

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Death, SlabPool } from '@ottla/base';
import { LogDirectory, OpenFiles, resolveNow, TailCache, defaultLogConfig } from '@ottla/log';
import { produceApi } from '@ottla/protocol';
import { batchOf, recordsOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';
import { recordingLogger } from './recording-logger.ts';

interface Case {
  readonly death: Death;
  readonly configs: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  { death: 'process', configs: {} },
  { death: 'process', configs: { 'flush.messages': '1' } },
  { death: 'power', configs: { 'flush.messages': '1' } },
];
const SEEDS = 8;

/**
 * A disk whose writes are slow now and then, so that they go on beyond a turn, and its syncs
 * always.
 */
function slowDown(plane: DataPlane): void {
  const { prng } = plane.universe;
  plane.universe.storage('broker').faults.delayMs = (operation) => {
    if (operation === 'sync') return 15;
    return operation === 'write' && prng.uint32() % 4 === 0 ? 60 : 0;
  };
}

/** What a new process finds in the log of `t-0`. */
async function recordsAfterRestart(plane: DataPlane): Promise<string[]> {
  plane.universe.storage('broker').faults.delayMs = () => 0;
  const world = plane.universe.restart('broker');
  const { logger } = recordingLogger();
  const readPool = new SlabPool({ slabBytes: 1024 * 1024 });
  const tailCache = new TailCache({ bytesMax: 0 });
  const openFiles = new OpenFiles({ limit: 64 });
  const services = { world, logger, readPool, tailCache, openFiles };
  const directory = LogDirectory.open({ services, path: '/logs' });
  directory.load(() => defaultLogConfig);
  const log = directory.log('t', 0);
  if (log === undefined) return [];
  const options = { maxBytes: 100_000_000, minOneMessage: true, upTo: 'log-end' } as const;
  const found: string[] = [];
  while (found.length < log.logEndOffset) {
    const plan = log.read(found.length, options);
    assert.equal(plan.kind, 'plan');
    if (plan.kind !== 'plan') break;
    const read = resolveNow(services, plan);
    const records = recordsOf(Buffer.concat(read.chunks));
    assert.ok(records.length > 0);
    found.push(...records);
    read.release();
  }
  await plane.universe.resolve(directory.close({ brokerEpoch: 1 }));
  return found;
}

for (const { death, configs } of CASES) {
  test(`after ${death} with ${JSON.stringify(configs)}`, async () => {
    let acknowledged = 0;
    for (let seed = 0; seed < SEEDS; seed++) {
      const plane = await DataPlane.start({ seed: `${death} ${seed}` });
      plane.createTopic('t', { configs });
      const { universe } = plane;
      slowDown(plane);
      const client = await plane.connect();
      for (let i = 0; i < 200; i++) {
        const partitionData = [{ index: 0, records: batchOf([`${i}`]) }];
        client.send(produceApi, 9, { acks: 1, topicData: [{ name: 't', partitionData }] });
        if (i % 10 === 0) await universe.advance(universe.prng.uint32() % 30);
        if (i > 50 && universe.prng.uint32() % 50 === 0) break;
      }
      await universe.advance(universe.prng.uint32() % 40);
      universe.kill('broker', death);
      await universe.advance(10);
      const told = client.responses.length;
      acknowledged += told;
      const found = await recordsAfterRestart(plane);
      assert.ok(found.length >= told, `seed ${seed}: ${told} acknowledged, ${found.length} there`);
      const expected = found.map((_, offset) => `${offset}:${offset}`);
      assert.deepEqual(found, expected, `seed ${seed}`);
    }
    assert.ok(acknowledged > 0, 'nothing was ever acknowledged');
  });
}
