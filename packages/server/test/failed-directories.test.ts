// A node with several log directories, one of which fails: what lies there is offline, the
// controller and clients are told, all else is served; and the directory's return (KIP-112/858).

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { DiskOperation } from '@ottla/base';
import { deleteTopicsApi } from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import {
  createTopic,
  directories,
  fetch,
  leadership,
  produce,
  sendRecord,
} from './directory-client.ts';
import { SimulatedMachine, type StartedNode } from './simulated-node.ts';

const SETTINGS = { 'log.dirs': '/data,/more,/third' };
const OFFLINE = '-1 LEADER_NOT_AVAILABLE [1]';

/** `a` lies in /data, beside the metadata; `b` in /more; `c` in /third. */
async function prepare(
  machine: SimulatedMachine,
  configs: Readonly<Record<string, string>> = {},
): Promise<[StartedNode, RawClient]> {
  const started = await machine.start(SETTINGS);
  const client = await machine.connect(9092);
  for (const name of ['a', 'b', 'c']) {
    await createTopic(client, name, configs);
    assert.equal(await produce(client, name, 'one'), 'NONE');
  }
  assert.deepEqual(await directories(client), { '/data': 'a', '/more': 'b', '/third': 'c' });
  return [started, client];
}

type Fails = (operation: DiskOperation, path: string) => boolean;

function fail(machine: SimulatedMachine, fails: Fails): void {
  machine.universe.storage('broker').faults.failure = (operation, path) =>
    fails(operation, path) ? 'EIO' : undefined;
}

function heal(machine: SimulatedMachine): void {
  machine.universe.storage('broker').faults.failure = () => undefined;
}

const inMore: Fails = (_operation, path) => path.startsWith('/more');

/** What holds after /more has failed, whatever the reason was. */
async function assertMoreIsOffline(machine: SimulatedMachine, client: RawClient): Promise<void> {
  await machine.universe.advance(5000);
  assert.equal(await produce(client, 'b', 'lost'), 'KAFKA_STORAGE_ERROR');
  assert.equal(await fetch(client, 'b'), 'KAFKA_STORAGE_ERROR');
  assert.equal(await leadership(client, 'b'), OFFLINE);
  const expected = { '/data': 'a', '/more': 'KAFKA_STORAGE_ERROR', '/third': 'c' };
  assert.deepEqual(await directories(client), expected);
  for (const name of ['a', 'c']) {
    assert.equal(await produce(client, name, 'more'), 'NONE');
    assert.equal(await leadership(client, name), '1 NONE []');
  }
}

describe('one directory of several fails while', () => {
  type Case = readonly [
    title: string,
    configs: Readonly<Record<string, string>>,
    fails: Fails,
    act: (client: RawClient, machine: SimulatedMachine) => Promise<unknown>,
    recordsThen: number,
  ];
  const lost = async (client: RawClient): Promise<void> => {
    assert.equal(await produce(client, 'b', 'refused'), 'KAFKA_STORAGE_ERROR');
  };
  const table: readonly Case[] = [
    ['appending', {}, (operation, path) => operation === 'write' && /^\/more/.test(path), lost, 1],
    [
      'flushing before an acknowledgement',
      { 'flush.messages': '1' },
      (operation, path) => operation === 'sync' && path.startsWith('/more/b-0/'),
      lost,
      // It was written, and never acknowledged: it may be there.
      2,
    ],
    [
      'rolling',
      { 'segment.bytes': '1048576' },
      (operation, path) => operation === 'open' && /^\/more\/b-0\/0*[1-9]\.log$/.test(path),
      async (client) => {
        const half = 'x'.repeat(600_000);
        assert.equal(await produce(client, 'b', half), 'NONE');
        assert.equal(await produce(client, 'b', half), 'KAFKA_STORAGE_ERROR');
      },
      2,
    ],
    [
      'checkpointing',
      {},
      (operation, path) => operation === 'write' && /^\/more\/.*checkpoint\.tmp$/.test(path),
      (_client, machine) => machine.universe.advance(120_000),
      1,
    ],
    [
      'making a log',
      {},
      (operation, path) => operation === 'make directory' && inMore(operation, path),
      async (client) => {
        // Every directory has one log: the first ones in order get the next ones.
        for (const name of ['d', 'e']) {
          await createTopic(client, name);
          assert.equal(await produce(client, name, 'x'), 'NONE');
        }
        const expected = { '/data': 'a d', '/more': 'KAFKA_STORAGE_ERROR', '/third': 'c e' };
        assert.deepEqual(await directories(client), expected);
        const ids = [{ name: 'd' }, { name: 'e' }];
        await client.ask(deleteTopicsApi, 6, { topics: ids, timeoutMs: 5000 });
      },
      1,
    ],
    [
      'removing a deleted topic',
      { 'retention.ms': '-1' },
      (operation, path) => operation === 'remove' && path.includes('-delete'),
      async (client, machine) => {
        for (const name of ['d', 'e']) await createTopic(client, name);
        const topics = [{ name: 'e' }];
        await client.ask(deleteTopicsApi, 6, { topics, timeoutMs: 5000 });
        // file.delete.delay.ms
        await machine.universe.advance(60_000);
        await client.ask(deleteTopicsApi, 6, { topics: [{ name: 'd' }], timeoutMs: 5000 });
        // The directory of d is the metadata log's.
        fail(machine, inMore);
        await machine.universe.advance(60_000);
      },
      1,
    ],
  ];
  for (const [title, configs, fails, act, recordsThen] of table) {
    test(title, async () => {
      const machine = new SimulatedMachine(title);
      const [started, client] = await prepare(machine, configs);
      fail(machine, fails);
      await act(client, machine);
      fail(machine, inMore);
      await assertMoreIsOffline(machine, client);
      assert.deepEqual(started.fatal, []);
      await machine.stop(started);
      heal(machine);
      const again = await machine.start(SETTINGS);
      const later = await machine.connect(9092);
      await machine.universe.advance(3000);
      assert.equal(await leadership(later, 'b'), '1 NONE []');
      assert.equal(await fetch(later, 'b'), recordsThen);
      assert.equal(await produce(later, 'b', 'again'), 'NONE');
      await machine.stop(again);
      assert.deepEqual(again.fatal, []);
    });
  }
});

describe('a directory that fails before the start', () => {
  const table: readonly [title: string, fails: Fails][] = [
    ['is not even readable', inMore],
    ['cannot be listed', (operation, path) => operation === 'list' && path === '/more'],
    ['cannot be locked', (operation, path) => operation === 'lock' && inMore(operation, path)],
    ['has an unreadable identity', (_, path) => path === '/more/meta.properties'],
    ['has an unreadable checkpoint', (_, path) => path === '/more/log-start-offset-checkpoint'],
    ['has an unreadable log', (_, path) => path.startsWith('/more/b-0/')],
  ];
  for (const [title, fails] of table) {
    test(`${title}: what lies there is nowhere else, and comes back with it`, async () => {
      const machine = new SimulatedMachine(title);
      const [first] = await prepare(machine);
      await machine.universe.advance(1000);
      await machine.stop(first);
      fail(machine, fails);
      const second = await machine.start(SETTINGS);
      const client = await machine.connect(9092);
      await assertMoreIsOffline(machine, client);
      await createTopic(client, 'd');
      assert.equal(await produce(client, 'd', 'x'), 'NONE');
      await machine.stop(second);
      assert.deepEqual(second.fatal, []);
      heal(machine);
      await assertAllIsBack(machine);
    });
  }

  test('holds replicas of which the controller has not heard', async () => {
    const machine = new SimulatedMachine('unassigned');
    const started = await machine.start(SETTINGS);
    const client = await machine.connect(9092);
    for (const name of ['a', 'b', 'c']) await createTopic(client, name);
    assert.equal(await produce(client, 'b', 'one'), 'NONE');
    machine.crash('process');
    assert.deepEqual(started.fatal, []);
    fail(machine, inMore);
    const again = await machine.start(SETTINGS);
    const later = await machine.connect(9092);
    await machine.universe.advance(3000);
    const expected = { '/data': 'a', '/more': 'KAFKA_STORAGE_ERROR', '/third': 'c' };
    assert.deepEqual(await directories(later), expected);
    assert.equal(await fetch(later, 'b'), 'KAFKA_STORAGE_ERROR');
    await machine.stop(again);
    heal(machine);
    await assertAllIsBack(machine);
  });

  test('is the last one, or that of the metadata log: the node does not start', async () => {
    const machine = new SimulatedMachine('last');
    const [first] = await prepare(machine);
    await machine.stop(first);
    fail(machine, (_, path) => path.startsWith('/data'));
    await assert.rejects(machine.start(SETTINGS), { name: 'StartError', message: /EIO/ });
    heal(machine);
    await assertAllIsBack(machine);
    const alone = new SimulatedMachine('alone');
    const settings = { 'log.dirs': '/more,/third', 'metadata.log.dir': '/metadata' };
    await alone.stop(await alone.start(settings));
    fail(alone, (_, path) => !path.startsWith('/metadata'));
    await assert.rejects(alone.start(settings), { name: 'StartError', message: /EIO/ });
    fail(alone, (operation, path) => operation === 'list' && !path.startsWith('/metadata'));
    const message = /^all log directories have failed/;
    await assert.rejects(alone.start(settings), { name: 'StartError', message });
    heal(alone);
    const sound = await alone.start(settings);
    await alone.stop(sound);
  });
});

/** After a start, with what `prepare` has produced to b. */
async function assertAllIsBack(machine: SimulatedMachine): Promise<void> {
  const started = await machine.start(SETTINGS);
  const client = await machine.connect(9092);
  await machine.universe.advance(3000);
  assert.equal(await leadership(client, 'b'), '1 NONE []');
  assert.equal(await fetch(client, 'b'), 1);
  assert.match((await directories(client))['/more'] ?? '', /^b/);
  await machine.stop(started);
  assert.deepEqual(started.fatal, []);
}

describe('a node ends', () => {
  const settings = { 'log.dirs': '/more,/third', 'metadata.log.dir': '/metadata' };
  const table: readonly [title: string, fails: RegExp, message: RegExp][] = [
    ['without its metadata log', /^\/metadata/, /^the directory of the metadata log has failed/],
    ['without any directory for logs', /^\/(more|third)/, /^all log directories have failed/],
  ];
  for (const [title, paths, message] of table) {
    test(title, async () => {
      const machine = new SimulatedMachine(title);
      const started = await machine.start(settings);
      const client = await machine.connect(9092);
      for (const name of ['a', 'b']) await createTopic(client, name);
      fail(machine, (operation, path) => operation === 'write' && paths.test(path));
      const nothing = { topics: [], timeoutMs: 1000 };
      client.send(deleteTopicsApi, 6, { ...nothing, topics: [{ name: 'c' }] });
      for (const name of ['a', 'b']) sendRecord(client, name);
      client.send(deleteTopicsApi, 6, { ...nothing, topics: [{ name: 'a' }] });
      await machine.universe.runUntil(() => started.fatal.length > 0);
      assert.equal(started.fatal.length, 1);
      assert.match(started.fatal[0] ?? '', message);
      await machine.stop(started);
    });
  }
});

test('a topic deleted meanwhile is set aside when its directory returns', async () => {
  const machine = new SimulatedMachine('deleted meanwhile');
  const [started, client] = await prepare(machine);
  fail(machine, inMore);
  assert.equal(await produce(client, 'b', 'lost'), 'KAFKA_STORAGE_ERROR');
  const topics = [{ name: 'b' }];
  await client.ask(deleteTopicsApi, 6, { topics, timeoutMs: 5000 });
  // Anew, with the same name: it has nothing to do with what lies in /more.
  await createTopic(client, 'b');
  for (const value of ['x', 'y', 'z']) assert.equal(await produce(client, 'b', value), 'NONE');
  await machine.stop(started);
  heal(machine);
  const again = await machine.start(SETTINGS);
  const later = await machine.connect(9092);
  await machine.universe.advance(3000);
  assert.equal(await fetch(later, 'b'), 3);
  assert.deepEqual(await directories(later), { '/data': 'a b', '/more': '', '/third': 'c' });
  const entries = machine.world.disk.list('/more').map(({ name }) => name);
  assert.equal(entries.filter((name) => /^b-0\.[0-9a-f]{32}-stray$/.test(name)).length, 1);
  await machine.stop(again);
  assert.deepEqual([...started.fatal, ...again.fatal], []);
});
