// Our own client's transactions on Apache Kafka, at each level of transaction.version: what foreign
// readers see of what was committed and aborted, fencing, and a copy from topic to topic with
// offsets whose copier is killed again and again. And what an Ottla broker, which serves no
// transactions yet, makes the client say.

import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';

import {
  Admin,
  Producer,
  ProducerFencedError,
  TransactionAbortableError,
  UnsupportedVersionError,
} from '@ottla/client';

import { until, wait } from '../groups/until.ts';
import { interopRoot, whenDone } from '../paths.ts';
import { startApacheKafka, type ApacheKafka } from '../peers/apache-kafka.ts';
import { startBroker } from '../peers/broker.ts';
import { runJavaTool } from '../peers/java.ts';
import { runProgram } from '../peers/process.ts';

const isCi = process.env['OTTLA_INTEROP_CI'] === '1';
const LEVELS = isCi ? [2, 1] : [2, 1, 0];
const RECORDS = isCi ? 800 : 5_000;
const KILLS = isCi ? 2 : 8;
/** So that the copiers have enough to do until the last of them is killed. */
const WORK_MS = 200;
const BATCH_RECORDS = 20;
const PARTITIONS = 4;
const COPIED_MS = 120_000;
const COPIER = join(interopRoot, 'drivers', 'transactional-copier.ts');
const OVERRIDES = {
  'offsets.topic.num.partitions': 1,
  'transaction.state.log.num.partitions': 1,
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': 1_000,
};

type Isolation = 'read_committed' | 'read_uncommitted';

let apache: ApacheKafka;
let admin: Admin;

before(async () => {
  apache = await startApacheKafka({ overrides: OVERRIDES });
  admin = new Admin({ bootstrapServers: apache.bootstrap });
});

after(async () => {
  await admin.close();
  await apache.stop();
});

/** By kcat, in the order of each partition: `PARTITION KEY VALUE`. */
async function read(topic: string, isolation: Isolation): Promise<string[]> {
  const from = ['-C', '-q', '-e', '-b', apache.bootstrap, '-t', topic, '-o', 'beginning'];
  const settings = ['-X', `isolation.level=${isolation}`, '-f', '%p %k %s\n'];
  const run = await runProgram('kcat', [...from, ...settings]);
  assert.equal(run.code, 0, run.stderr);
  return run.stdout.split('\n').filter((line) => line !== '');
}

async function setLevel(level: number): Promise<void> {
  const described = await admin.describeFeatures();
  const now = described.finalized.get('transaction.version')?.maxLevel ?? 0;
  if (now === level) return;
  const upgradeType = level > now ? 'upgrade' : 'safe-downgrade';
  const update = { feature: 'transaction.version', maxLevel: level, upgradeType } as const;
  const outcome = (await admin.updateFeatures([update])).get('transaction.version');
  assert.equal(outcome, true, String(outcome));
}

async function create(topic: string, partitions: number): Promise<void> {
  await admin.createTopics([{ name: topic, partitions, replicationFactor: 1 }]);
}

function producerOf(transactionalId: string): Producer {
  return new Producer({ bootstrapServers: apache.bootstrap, transactionalId });
}

async function visibility(topic: string): Promise<void> {
  await create(topic, 2);
  await using producer = producerOf(`${topic}-id`);
  await producer.initTransactions();
  producer.beginTransaction();
  await producer.send({ topic, partition: 0, key: 'a', value: 'committed' });
  await producer.send({ topic, partition: 1, key: 'a', value: 'committed' });
  assert.deepEqual(await read(topic, 'read_committed'), []);
  assert.equal((await read(topic, 'read_uncommitted')).length, 2);
  await producer.commitTransaction();
  const first = ['0 a committed', '1 a committed'];
  await untilRead(topic, first);
  producer.beginTransaction();
  await producer.send({ topic, partition: 0, key: 'b', value: 'aborted' });
  await producer.abortTransaction();
  await producer.transaction((transaction) => {
    void transaction.send({ topic, partition: 0, key: 'c', value: 'committed' });
  });
  await untilRead(topic, [...first, '0 c committed']);
  assert.equal((await read(topic, 'read_uncommitted')).length, 4);
}

/** Markers are written after the commit is answered. */
async function untilRead(topic: string, expected: readonly string[]): Promise<void> {
  let found: string[] = [];
  for (let looks = 0; looks < 40; looks++) {
    found = (await read(topic, 'read_committed')).toSorted();
    if (found.length >= expected.length) break;
    await wait(100);
  }
  assert.deepEqual(found, expected.toSorted());
}

async function fencing(topic: string): Promise<void> {
  await create(topic, 1);
  await using zombie = producerOf(`${topic}-id`);
  await zombie.initTransactions();
  zombie.beginTransaction();
  await zombie.send({ topic, key: 'z', value: 'zombie' });
  await using heir = producerOf(`${topic}-id`);
  await heir.transaction((transaction) => {
    void transaction.send({ topic, key: 'h', value: 'heir' });
  });
  await assert.rejects(zombie.commitTransaction(), ProducerFencedError);
  await untilRead(topic, ['0 h heir']);
  // One that only writes on is told when it aborts; the scope says it at once.
  await using late = producerOf(`${topic}-id`);
  const work = heir.transaction(async (transaction) => {
    await transaction.send({ topic, key: 'x', value: 'zombie too' });
    await late.transaction((other) => void other.send({ topic, key: 'l', value: 'late' }));
    await transaction.send({ topic, key: 'x', value: 'zombie too' });
  });
  await assert.rejects(work, ProducerFencedError);
  await untilRead(topic, ['0 h heir', '0 l late']);
}

async function refusals(topic: string): Promise<void> {
  const configs = { 'max.message.bytes': '1000' };
  await admin.createTopics([{ name: topic, partitions: 1, replicationFactor: 1, configs }]);
  await using producer = producerOf(`${topic}-id`);
  const work = producer.transaction((transaction) => {
    void transaction.send({ topic, key: 'a', value: 'fine' });
    void transaction.send({ topic, key: 'b', value: 'x'.repeat(5_000) });
  });
  await assert.rejects(work, TransactionAbortableError);
  const gone = producer.transaction((transaction) => {
    const member = { groupId: 'none', memberId: 'nobody', generationId: 7 };
    void transaction.send({ topic, key: 'c', value: 'fine' });
    void transaction.sendOffsets([{ topic, partition: 0, offset: 1 }], member);
  });
  await assert.rejects(gone, TransactionAbortableError);
  await producer.transaction((transaction) => {
    void transaction.send({ topic, key: 'd', value: 'fine' });
  });
  await untilRead(topic, ['0 d fine']);
}

interface Copier {
  readonly child: ChildProcess;
  isReady: boolean;
  copies: number;
  aborts: number;
  said: string;
}

function startCopier(settings: object): Copier {
  const args = [...process.execArgv, COPIER, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  whenDone(() => child.kill('SIGKILL'));
  const copier: Copier = { child, isReady: false, copies: 0, aborts: 0, said: '' };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (copier.said += text));
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready') copier.isReady = true;
      if (line.startsWith('copied')) copier.copies += 1;
      if (line.startsWith('aborted')) copier.aborts += 1;
    });
  }
  return copier;
}

async function end(copier: Copier, signal: NodeJS.Signals): Promise<void> {
  const { child } = copier;
  assert.equal(child.exitCode, null, copier.said);
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

async function fill(topic: string): Promise<void> {
  await using producer = new Producer({ bootstrapServers: apache.bootstrap });
  for (let number = 0; number < RECORDS; number += BATCH_RECORDS) {
    const partition = (number / BATCH_RECORDS) % PARTITIONS;
    const records = Array.from({ length: BATCH_RECORDS }, (_, index) => ({
      topic,
      partition,
      key: `k${number + index}`,
      value: `${number + index}`,
    }));
    await producer.sendBatch(records);
  }
}

async function committedCount(group: string): Promise<number> {
  const outcome = (await admin.listConsumerGroupOffsets([{ groupId: group }])).get(group);
  if (!Array.isArray(outcome)) return 0;
  return outcome.reduce((sum, { committed }) => sum + (committed?.offset ?? 0), 0);
}

/** Returns how many transactions were seen to be committed and aborted. */
async function copyUnderKills(level: number): Promise<{ copies: number; aborts: number }> {
  const [from, to, group] = [`in-${level}`, `out-${level}`, `copiers-${level}`];
  await create(from, PARTITIONS);
  await create(to, PARTITIONS);
  await fill(from);
  const { bootstrap } = apache;
  const settings = { bootstrap, from, to, group, abortPercent: 10, workMs: WORK_MS };
  const ids = ['a', 'b'].map((name) => `${group}-${name}`);
  const all: Copier[] = [];
  const start = (id: string): Copier => {
    const copier = startCopier({ ...settings, id });
    all.push(copier);
    return copier;
  };
  const running = ids.map(start);
  for (let kill = 0; kill < KILLS; kill++) {
    const at = kill % running.length;
    const victim = running[at];
    if (victim === undefined) break;
    const hasCopied = await until(() => victim.copies > 0, 20_000);
    assert.ok(hasCopied, `killed ${kill} times, then nothing was copied: ${victim.said}`);
    await wait(Math.random() * 300);
    await end(victim, 'SIGKILL');
    running[at] = start(ids[at] ?? '');
  }
  const endMs = Date.now() + COPIED_MS;
  while ((await committedCount(group)) < RECORDS && Date.now() < endMs) await wait(200);
  for (const copier of running) {
    await until(() => copier.isReady, 20_000);
    await end(copier, 'SIGTERM');
    assert.equal(copier.child.exitCode, 0, copier.said);
  }
  assert.equal(await committedCount(group), RECORDS);
  const source = await read(from, 'read_uncommitted');
  const expected = source.map((line) => line.replace(/^(\d+ \S+) (.*)$/, '$1 copy of $2'));
  assert.deepEqual(byPartition(await read(to, 'read_committed')), byPartition(expected));
  return {
    copies: all.reduce((sum, { copies }) => sum + copies, 0),
    aborts: all.reduce((sum, { aborts }) => sum + aborts, 0),
  };
}

function byPartition(lines: readonly string[]): Record<string, readonly string[]> {
  const grouped = Map.groupBy(lines, (line) => line.slice(0, line.indexOf(' ')));
  return Object.fromEntries([...grouped].toSorted(([a], [b]) => a.localeCompare(b)));
}

async function readByJava(topic: string): Promise<string[]> {
  const target = ['--bootstrap-server', apache.bootstrap, '--topic', topic, '--from-beginning'];
  const args = [...target, '--isolation-level', 'read_committed', '--timeout-ms', '5000'];
  const run = await runJavaTool('console-consumer', args);
  return run.stdout.split('\n').filter((line) => line !== '');
}

for (const level of LEVELS) {
  describe(`transaction.version ${level}`, () => {
    before(() => setLevel(level));

    test('what is committed is seen, and only then; what is aborted never', () =>
      visibility(`seen-${level}`));

    test('who comes second fences who came first', () => fencing(`fenced-${level}`));

    test('what the broker refuses leaves only the abort', () => refusals(`refused-${level}`));

    test('a copy with offsets, its copiers killed: each record once, in order', async () => {
      const { copies, aborts } = await copyUnderKills(level);
      assert.ok(copies > KILLS && aborts > 0, `${copies} commits and ${aborts} aborts were seen`);
      if (level !== 2 || isCi) return;
      const values = Array.from({ length: RECORDS }, (_, index) => `copy of ${index}`);
      assert.deepEqual((await readByJava(`out-${level}`)).toSorted(), values.toSorted());
    });
  });
}

test('on an Ottla broker: what it lacks and what to do', async () => {
  const broker = await startBroker();
  const { bootstrap: bootstrapServers } = broker;
  const producer = new Producer({ bootstrapServers, transactionalId: 'id' });
  await assert.rejects(producer.initTransactions(), (error) => {
    assert.ok(error instanceof UnsupportedVersionError);
    assert.match(error.message, /^transactional id id cannot be used: .* does not serve transact/);
    assert.match(error.message, /EndTxn \(versions 0 to 5\)\. Leave transactionalId out/);
    return true;
  });
  await producer.close();
  await broker.stop();
});
