// Topics with cleanup.policy=compact on a whole node: they shrink while they are served, by the
// settings that Kafka has for it, and give way to whoever stops the node or deletes them.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { deleteRecordsApi, deleteTopicsApi, errors } from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import { alterConfigs, createTopic, type Left, put, readAll } from './compacted-client.ts';
import { SimulatedMachine, type StartedNode } from './simulated-node.ts';

const COMPACT = { 'cleanup.policy': 'compact', 'internal.segment.bytes': '5000' };
const QUICK = { 'log.cleaner.backoff.ms': '1000' };

/** What was put under each key last, in the order of offsets. */
type Model = Map<string, Left>;

/** So many records of `keys` keys, ten to a batch; the offset of the first is `from`. */
async function fill(
  client: RawClient,
  topic: string,
  { from = 0, count = 2000, keys = 50 }: { from?: number; count?: number; keys?: number } = {},
): Promise<Model> {
  const model: Model = new Map();
  for (let offset = from; offset < from + count; offset += 10) {
    const records = Array.from({ length: 10 }, (_, index): [string, string] => {
      const at = offset + index;
      const [key, value] = [`key-${at % keys}`, `value-${at}`];
      model.delete(key);
      model.set(key, { offset: at, key, value });
      return [key, value];
    });
    await put(client, topic, records);
  }
  return model;
}

/** Runs until the cleaner has said so often that it cleaned a log. */
async function cleaned(machine: SimulatedMachine, { lines }: StartedNode, times = 1) {
  const said = () => lines.filter(({ message }) => message === 'cleaned a log').length;
  await machine.universe.runUntil(() => said() >= times, 600_000);
}

function checkLast(left: readonly Left[], model: Model, cleanTo: number): void {
  const below = left.filter(({ offset }) => offset < cleanTo);
  assert.equal(new Set(below.map(({ key }) => key)).size, below.length, 'each key once');
  const last = new Map(left.map((record) => [record.key, record]));
  assert.deepEqual([...last.values()].toSorted((a, b) => a.offset - b.offset), [...model.values()]);
}

describe('a compacted topic', () => {
  type End = (machine: SimulatedMachine, started: StartedNode) => Promise<void>;
  const ends: readonly [string, End][] = [
    ['a clean stop', (machine, started) => machine.stop(started)],
    ['kill -9', (machine) => Promise.resolve(machine.crash('process'))],
    ['a loss of power', (machine) => Promise.resolve(machine.crash('power'))],
  ];
  for (const [title, end] of ends) {
    test(`keeps the last value of each key at its offset, also over ${title}`, async () => {
      const machine = new SimulatedMachine(`compacted ${title}`);
      const started = await machine.start(QUICK);
      const client = await machine.connect(9092);
      await createTopic(client, 'c', { ...COMPACT, 'flush.messages': '1' });
      const model = await fill(client, 'c');
      await cleaned(machine, started);
      const [left, highWatermark] = await readAll(client, 'c');
      assert.equal(highWatermark, 2000);
      assert.ok(left.length < 500, `${left.length} left`);
      checkLast(left, model, 1700);
      assert.deepEqual(started.lines.filter(({ level }) => level === 'warn'), []);
      await end(machine, started);
      const again = await machine.start(QUICK);
      await machine.universe.advance(100);
      assert.deepEqual(await readAll(await machine.connect(9092), 'c'), [left, highWatermark]);
      await machine.stop(again);
    });
  }

  test('loses deleted keys after delete.retention.ms', async () => {
    const machine = new SimulatedMachine('tombstones');
    const started = await machine.start(QUICK);
    const client = await machine.connect(9092);
    const own = { 'delete.retention.ms': '60000', 'min.cleanable.dirty.ratio': '0' };
    await createTopic(client, 'c', { ...COMPACT, ...own });
    await fill(client, 'c', { count: 100, keys: 10 });
    await put(client, 'c', [['key-3', null]]);
    await fill(client, 'c', { from: 101, count: 500, keys: 2 });
    await cleaned(machine, started);
    const ofKey = async (): Promise<(string | null)[]> => {
      const [left] = await readAll(client, 'c');
      return left.filter(({ key }) => key === 'key-3').map(({ value }) => value);
    };
    assert.deepEqual(await ofKey(), [null]);
    await machine.universe.advance(61_000);
    await fill(client, 'c', { from: 601, count: 500, keys: 2 });
    await cleaned(machine, started, 2);
    assert.deepEqual(await ofKey(), []);
    await machine.stop(started);
  });

  test('with delete loses what is older than retention.ms as well', async () => {
    const machine = new SimulatedMachine('both');
    const started = await machine.start({ ...QUICK, 'connections.max.idle.ms': '-1' });
    const client = await machine.connect(9092);
    const both = { 'cleanup.policy': 'compact,delete', 'retention.ms': '3600000' };
    await createTopic(client, 'c', { ...COMPACT, ...both });
    const nowMs = machine.world.clock.wallMs();
    const old: [string, string][] = Array.from({ length: 400 }, (_, i) => [`old-${i}`, 'v']);
    for (let at = 0; at < 400; at += 20) await put(client, 'c', old.slice(at, at + 20), nowMs);
    await machine.universe.advance(3_700_000);
    const recent = machine.world.clock.wallMs();
    for (let i = 0; i < 100; i++) await put(client, 'c', [[`new-${i}`, 'v'.repeat(100)]], recent);
    await machine.universe.advance(2_000);
    const [left] = await readAll(client, 'c');
    // What shares a segment with newer records stays with them.
    assert.ok(left.filter(({ key }) => key.startsWith('old')).length < 200);
    assert.equal(left.filter(({ key }) => key.startsWith('new')).length, 100);
    assert.ok(started.lines.some(({ fields }) => fields['reason'] === 'time'));
    await machine.stop(started);
  });
});

describe('settings', () => {
  test('log.cleaner.enable=false leaves all as it is, also what retention would take', async () => {
    const machine = new SimulatedMachine('disabled');
    const settings = { ...QUICK, 'log.cleaner.enable': 'false' };
    const started = await machine.start(settings);
    const client = await machine.connect(9092);
    const both = { 'cleanup.policy': 'compact,delete', 'retention.ms': '1000' };
    await createTopic(client, 'c', { ...COMPACT, ...both });
    await fill(client, 'c');
    await machine.universe.advance(600_000);
    assert.equal((await readAll(client, 'c'))[0].length, 2000);
    await machine.stop(started);
  });

  const changed: readonly [name: string, value: string, isTopic: boolean, before: object][] = [
    ['log.cleaner.backoff.ms', '1000', false, { 'log.cleaner.backoff.ms': '86400000' }],
    ['log.cleaner.min.cleanable.ratio', '0.1', false, { 'log.cleaner.min.cleanable.ratio': '1' }],
    ['min.cleanable.dirty.ratio', '0.1', true, { 'log.cleaner.min.cleanable.ratio': '1' }],
    ['cleanup.policy', 'compact', true, { 'log.cleanup.policy': 'delete' }],
    [
      'log.cleaner.min.compaction.lag.ms',
      '0',
      false,
      { 'log.cleaner.min.compaction.lag.ms': '86400000' },
    ],
    [
      'log.cleaner.io.max.bytes.per.second',
      '1e9',
      false,
      {
        'log.cleaner.io.max.bytes.per.second': '100',
        'log.cleaner.io.buffer.size': '1024',
      },
    ],
  ];
  for (const [name, value, isTopic, before] of changed) {
    test(`${name} is followed while the node runs`, async () => {
      const machine = new SimulatedMachine(`changed ${name}`);
      const started = await machine.start({ ...QUICK, 'log.cleanup.policy': 'compact', ...before });
      const client = await machine.connect(9092);
      await createTopic(client, 't', { 'internal.segment.bytes': '5000', 'retention.ms': '-1' });
      const nowMs = machine.world.clock.wallMs();
      for (let i = 0; i < 200; i++) await put(client, 't', [[`${i % 5}`, 'v'.repeat(50)]], nowMs);
      await machine.universe.advance(60_000);
      assert.equal((await readAll(client, 't'))[0].length, 200, 'not yet');
      const resource = isTopic ? ([2, 't'] as const) : ([4, ''] as const);
      assert.equal(await alterConfigs(client, resource, { [name]: value }), 'NONE');
      await machine.universe.advance(60_000);
      assert.ok((await readAll(client, 't'))[0].length < 100);
      await machine.stop(started);
    });
  }

  test('max.compaction.lag.ms has a log cleaned that is hardly dirty', async () => {
    const machine = new SimulatedMachine('overdue');
    const started = await machine.start({ ...QUICK, 'log.cleaner.min.cleanable.ratio': '1' });
    const client = await machine.connect(9092);
    await createTopic(client, 'c', { ...COMPACT, 'max.compaction.lag.ms': '600000' });
    const nowMs = machine.world.clock.wallMs();
    for (let i = 0; i < 200; i++) await put(client, 'c', [[`${i % 5}`, 'v'.repeat(50)]], nowMs);
    await machine.universe.advance(500_000);
    assert.equal((await readAll(client, 'c'))[0].length, 200);
    await machine.universe.advance(200_000);
    assert.ok((await readAll(client, 'c'))[0].length < 100);
    await machine.stop(started);
  });

  for (const [name, value] of [
    ['log.cleaner.io.buffer.load.factor', '0'],
    ['log.cleaner.io.buffer.load.factor', '7'],
    ['log.cleaner.io.buffer.size', '0'],
    ['log.cleaner.backoff.ms', '0'],
    ['log.cleaner.dedupe.buffer.size', '9223372036854775807'],
    ['log.cleaner.threads', '7'],
  ] as const) {
    test(`${name}=${value} is taken, as by Kafka, and compacts`, async () => {
      const machine = new SimulatedMachine(`odd ${name} ${value}`);
      const started = await machine.start({ ...QUICK, [name]: value });
      const client = await machine.connect(9092);
      await createTopic(client, 'c', COMPACT);
      const model = await fill(client, 'c');
      await cleaned(machine, started);
      await machine.universe.advance(1_000);
      const [left] = await readAll(client, 'c');
      assert.ok(left.length < 500, `${left.length} left`);
      checkLast(left, model, 0);
      await machine.stop(started);
    });
  }
});

test('a log of more keys than the dedupe buffer holds is gone through several times', async () => {
  const machine = new SimulatedMachine('many keys');
  // As small as Kafka takes it: for 39,321 keys.
  const settings = { ...QUICK, 'log.cleaner.dedupe.buffer.size': '1048577' };
  const started = await machine.start(settings);
  const client = await machine.connect(9092);
  const own = { 'internal.segment.bytes': '200000', 'min.cleanable.dirty.ratio': '0.01' };
  await createTopic(client, 'c', { 'cleanup.policy': 'compact', ...own });
  const keys = 50_000;
  for (let from = 0; from < 2 * keys; from += 500) {
    const at = Array.from({ length: 500 }, (_, index) => from + index);
    await put(client, 'c', at.map((offset) => [`${offset % keys}`, `${offset}`]));
  }
  await machine.universe.advance(30_000);
  const passes = started.lines.filter(({ message }) => message === 'cleaned a log');
  assert.ok(passes.length > 2, `${passes.length} passes`);
  for (const { fields } of passes) assert.ok(Number(fields['keys']) <= 39_321);
  const [left] = await readAll(client, 'c');
  const last = new Map(left.map(({ key, offset }) => [key, offset]));
  assert.equal(last.size, keys);
  for (const [key, offset] of last) assert.equal(offset, Number(key) + keys);
  // What the newest segment has replaced is still there.
  assert.ok(left.length < keys + 12_000, `${left.length} left`);
  await machine.stop(started);
});

describe('a log that is being cleaned', () => {
  /** At a rate at which the cleaning takes hours. */
  const SLOW = { ...QUICK, 'log.cleaner.io.max.bytes.per.second': '1' };

  async function beingCleaned(seed: string) {
    const machine = new SimulatedMachine(seed);
    const started = await machine.start(SLOW);
    const client = await machine.connect(9092);
    await createTopic(client, 'c', COMPACT);
    const model = await fill(client, 'c');
    await machine.universe.advance(30_000);
    return { machine, started, client, model };
  }

  test('does not hold the node up when it stops', async () => {
    const { machine, started, model } = await beingCleaned('stop');
    const { nowMs } = machine.universe;
    await machine.stop(started);
    assert.ok(machine.universe.nowMs - nowMs < 1_500, `${machine.universe.nowMs - nowMs} ms`);
    const files = machine.world.disk.list('/data/c-0').map(({ name }) => name);
    assert.deepEqual(files.filter((name) => /cleaned|swap/.test(name)), []);
    const again = await machine.start(QUICK);
    const client = await machine.connect(9092);
    await cleaned(machine, again);
    checkLast((await readAll(client, 'c'))[0], model, 1700);
    await machine.stop(again);
  });

  test('takes records meanwhile', async () => {
    const { machine, started, client, model } = await beingCleaned('append');
    const more = await fill(client, 'c', { from: 2000, count: 100 });
    const [left] = await readAll(client, 'c');
    checkLast(left, new Map([...[...model].filter(([key]) => !more.has(key)), ...more]), 0);
    await machine.stop(started);
  });

  test('gives its oldest records up where they are deleted', async () => {
    const { machine, started, client } = await beingCleaned('records deleted');
    const both = { 'cleanup.policy': 'compact,delete', 'retention.ms': '-1' };
    assert.equal(await alterConfigs(client, [2, 'c'], both), 'NONE');
    const topics = [{ name: 'c', partitions: [{ partitionIndex: 0, offset: 1500 }] }];
    const deleted = await client.ask(deleteRecordsApi, 2, { topics, timeoutMs: 5000 });
    assert.equal(deleted.topics[0]?.partitions[0]?.errorCode, errors.NONE.code);
    const quick = { 'log.cleaner.io.max.bytes.per.second': '1e9' };
    assert.equal(await alterConfigs(client, [4, ''], quick), 'NONE');
    const [left] = await readAll(client, 'c');
    assert.deepEqual(left.map(({ offset }) => offset), [...Array(500).keys()].map((n) => 1500 + n));
    await machine.stop(started);
    const again = await machine.start(QUICK);
    const reader = await machine.connect(9092);
    await cleaned(machine, again);
    const [kept] = await readAll(reader, 'c');
    assert.ok(kept.length < 200 && kept.every(({ offset }) => offset >= 1500), `${kept.length}`);
    assert.equal(new Set(kept.map(({ key }) => key)).size, 50);
    await machine.stop(again);
  });

  test('goes with its topic, and one of the same name begins anew', async () => {
    const { machine, started, client } = await beingCleaned('deleted');
    const gone = await client.ask(deleteTopicsApi, 5, { topicNames: ['c'], timeoutMs: 5000 });
    assert.equal(gone.responses[0]?.errorCode, errors.NONE.code);
    await createTopic(client, 'c', COMPACT);
    await machine.universe.advance(1_000);
    await put(client, 'c', [['k', 'v']]);
    assert.deepEqual(await readAll(client, 'c'), [[{ offset: 0, key: 'k', value: 'v' }], 1]);
    await machine.universe.advance(120_000);
    const directories = machine.world.disk.list('/data').map(({ name }) => name);
    assert.deepEqual(directories.filter((name) => name.startsWith('c-')), ['c-0']);
    assert.deepEqual(started.fatal, []);
    await machine.stop(started);
  });

  test('is left alone once its topic is compacted no more', async () => {
    const { machine, started, client } = await beingCleaned('policy');
    assert.equal(await alterConfigs(client, [2, 'c'], { 'cleanup.policy': 'delete' }), 'NONE');
    await put(client, 'c', [['k', 'v']]);
    assert.equal((await readAll(client, 'c'))[1], 2001);
    await machine.stop(started);
  });
});
