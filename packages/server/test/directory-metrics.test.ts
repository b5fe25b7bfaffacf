// The room of log directories, as monitoring sees it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createTopic, produce } from './directory-client.ts';
import { Lookout } from './lookout.ts';
import { SimulatedMachine } from './simulated-node.ts';

const SETTINGS = { 'log.dirs': '/data,/more', 'ottla.http.address': '127.0.0.1:9644' };
const CAPACITY_BYTES = 1e9;

async function start(seed: string) {
  const machine = new SimulatedMachine(seed);
  machine.universe.storage('broker').faults.capacityBytes = CAPACITY_BYTES;
  const lookout = new Lookout();
  const started = await machine.start(SETTINGS, { operations: lookout });
  const client = await machine.connect(9092);
  const sample = async (name: string, path: string): Promise<number | undefined> => {
    // What is served is up to a second old.
    await machine.universe.advance(1100);
    return (await lookout.samples()).get(`${name}{logDirectory="${path}"}`);
  };
  const room = (kind: 'free' | 'total', path: string) =>
    sample(`ottla_log_directory_${kind}_bytes`, path);
  const isOffline = (path: string) => sample('kafka_log_logmanager_logdirectoryoffline', path);
  return { machine, started, client, room, isOffline };
}

test('the room of a directory falls by what is written', async () => {
  const { machine, started, client, room } = await start('room');
  const before = (await room('free', '/data')) ?? NaN;
  assert.equal(await room('total', '/data'), CAPACITY_BYTES);
  assert.ok(before > 0 && before < CAPACITY_BYTES, String(before));
  await createTopic(client, 'a');
  assert.equal(await produce(client, 'a', 'x'.repeat(100_000)), 'NONE');
  const after = (await room('free', '/data')) ?? NaN;
  assert.ok(before - after >= 100_000, `${before} ${after}`);
  await machine.stop(started);
});

test('a directory that cannot be asked has no room to tell, and the rest is served', async () => {
  const { machine, started, room, isOffline } = await start('unknown room');
  assert.equal(await room('total', '/more'), CAPACITY_BYTES);
  machine.world.disk.removeDirectory('/more');
  assert.equal(await room('free', '/more'), undefined);
  assert.equal(await isOffline('/more'), 0);
  assert.equal(await room('total', '/data'), CAPACITY_BYTES);
  await machine.stop(started);
});
