// What a node tells monitoring of compaction.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { deleteTopicsApi } from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import { createTopic, put } from './compacted-client.ts';
import { Lookout } from './lookout.ts';
import { SimulatedMachine } from './simulated-node.ts';

const ADDRESS = { 'ottla.http.address': '127.0.0.1:9644' };
const QUICK = { ...ADDRESS, 'log.cleaner.backoff.ms': '10000' };
const NEVER = { ...ADDRESS, 'log.cleaner.backoff.ms': '86400000' };
const COMPACT = { 'cleanup.policy': 'compact', 'internal.segment.bytes': '5000' };

/** A thousand records of fifty keys. */
async function fill(client: RawClient, topic: string): Promise<void> {
  for (let from = 0; from < 1000; from += 10) {
    const keys = Array.from({ length: 10 }, (_, index) => `key-${(from + index) % 50}`);
    await put(client, topic, keys.map((key) => [key, `value of ${key}`]));
  }
}

async function start(machine: SimulatedMachine, settings: Readonly<Record<string, string>>) {
  const lookout = new Lookout();
  const started = await machine.start(settings, { operations: lookout });
  const of = async (name: string): Promise<number | undefined> =>
    (await lookout.samples()).get(`kafka_log_${name}`);
  return { started, of, client: await machine.connect(9092) };
}

test('the last compaction is told, and how dirty logs are', async () => {
  const machine = new SimulatedMachine('cleaner told');
  const { started, of, client } = await start(machine, QUICK);
  await machine.universe.advance(5_000);
  const since = async (): Promise<number> =>
    (await of('logcleanermanager_time_since_last_run_ms')) ?? -1;
  const first = await since();
  assert.ok(first >= 5_000 && first < 10_000, String(first));
  assert.equal(await of('logcleaner_cleaner_recopy_percent'), 0);
  await createTopic(client, 'c', { ...COMPACT, 'max.compaction.lag.ms': '1000' });
  await fill(client, 'c');
  await machine.universe.advance(15_000);
  const recopied = (await of('logcleaner_cleaner_recopy_percent')) ?? -1;
  assert.ok(recopied > 0 && recopied < 50, String(recopied));
  assert.ok(((await of('logcleaner_max_compaction_delay_secs')) ?? 0) > 1);
  assert.equal(await of('logcleaner_max_clean_time_secs'), 0);
  assert.equal(await of('logcleaner_deadthreadcount'), 0);
  const second = await since();
  assert.ok(second < 10_000, String(second));
  const uncleanable = 'logcleanermanager_uncleanable_partitions_count{logDirectory="/data"}';
  assert.equal(await of(uncleanable), 0);
  await machine.stop(started);
});

test('the dirtiest log is told while it may not be compacted yet', async () => {
  const machine = new SimulatedMachine('dirty');
  const { started, of, client } = await start(machine, QUICK);
  await createTopic(client, 'c', { ...COMPACT, 'min.cleanable.dirty.ratio': '1' });
  await fill(client, 'c');
  await machine.universe.advance(15_000);
  assert.equal(await of('logcleanermanager_max_dirty_percent'), 100);
  await machine.stop(started);
});

test('what cannot be compacted is counted by directory, until it is deleted', async () => {
  const machine = new SimulatedMachine('rotten');
  const before = await start(machine, NEVER);
  await createTopic(before.client, 'c', COMPACT);
  await fill(before.client, 'c');
  await machine.stop(before.started);
  const path = '/data/c-0/00000000000000000000.log';
  const bytes = Buffer.from(machine.world.disk.readFile(path));
  bytes[2000] = (bytes[2000] ?? 0) ^ 1;
  machine.world.disk.writeFile(path, bytes);
  const { started, of, client } = await start(machine, QUICK);
  await machine.universe.advance(15_000);
  const directory = '{logDirectory="/data"}';
  const count = () => of(`logcleanermanager_uncleanable_partitions_count${directory}`);
  assert.equal(await count(), 1);
  assert.ok(((await of(`logcleanermanager_uncleanable_bytes${directory}`)) ?? 0) > 20_000);
  await client.ask(deleteTopicsApi, 5, { topicNames: ['c'], timeoutMs: 5000 });
  await machine.universe.advance(2_000);
  assert.equal(await count(), 0);
  assert.equal(await of(`logcleanermanager_uncleanable_bytes${directory}`), 0);
  await machine.stop(started);
});
