// Our own client's transactions on Apache Kafka, at each level of transaction.version: what foreign
// readers see of what was committed and aborted, fencing, and a copy from topic to topic with
// offsets whose copiers are killed. And what an Ottla broker, which serves no transactions yet,
// makes the client say.
//
// The broker itself is not killed: Apache Kafka 4.3.1 that is killed (-9) alone right after it has
// answered a commit may complete it after its restart without having written the markers, so that
// the records stay open and the offsets are lost (seen in its __transaction_state).

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import {
  Admin,
  Producer,
  ProducerFencedError,
  TransactionAbortableError,
  UnsupportedVersionError,
} from '@ottla/client';

import { wait } from '../groups/until.ts';
import { startApacheKafka, type ApacheKafka } from '../peers/apache-kafka.ts';
import { startBroker } from '../peers/broker.ts';
import { runJavaTool } from '../peers/java.ts';
import { runProgram } from '../peers/process.ts';
import { Copiers } from '../transactions/copiers.ts';

const isCi = process.env['OTTLA_INTEROP_CI'] === '1';
const LEVELS = isCi ? [2, 1] : [2, 1, 0];
const RECORDS = isCi ? 800 : 5_000;
const KILLS = isCi ? 2 : 8;
/** So that the copiers have enough to do until the last of them is killed. */
const WORK_MS = 200;
const BATCH_RECORDS = 20;
const PARTITIONS = 4;
const COPIED_MS = 120_000;
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
  await admin.updateFeatures([update]);
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

/**
 * Copies while `disrupt` does its worst; returns how many transactions were seen to be committed
 * and aborted.
 */
async function copyUnder(
  name: string,
  disrupt: (copiers: Copiers) => Promise<void>,
): Promise<{ copies: number; aborts: number }> {
  const [from, to, group] = [`in-${name}`, `out-${name}`, `copiers-${name}`];
  await create(from, PARTITIONS);
  await create(to, PARTITIONS);
  await fill(from);
  const { bootstrap } = apache;
  const work = { abortPercent: 10, workMs: WORK_MS };
  const copiers = new Copiers({ bootstrap, from, to, group, ...work });
  try {
    await disrupt(copiers);
    const endMs = Date.now() + COPIED_MS;
    while ((await committedCount(group)) < RECORDS && Date.now() < endMs) {
      copiers.check();
      await wait(200);
    }
    await copiers.stop();
  } finally {
    copiers.abandon();
  }
  assert.equal(await committedCount(group), RECORDS);
  const source = await read(from, 'read_uncommitted');
  const expected = source.map((line) => line.replace(/^(\d+ \S+) (.*)$/, '$1 copy of $2'));
  compare(await read(to, 'read_committed'), expected);
  const { copies, aborts } = copiers;
  return { copies, aborts };
}

async function killCopiers(copiers: Copiers): Promise<void> {
  for (let turn = 0; turn < KILLS; turn++) await copiers.killOne(turn);
}

/** What is lacking and what is too much by partition; in order, where neither is. */
function compare(found: readonly string[], expected: readonly string[]): void {
  const surplus = [...found];
  const lacking = expected.filter((line) => {
    const at = surplus.indexOf(line);
    if (at >= 0) surplus.splice(at, 1);
    return at < 0;
  });
  assert.deepEqual({ lacking, surplus }, { lacking: [], surplus: [] });
  const inOrder = (lines: readonly string[]): string[] =>
    lines.toSorted((a, b) => Number(a[0]) - Number(b[0]));
  assert.deepEqual(inOrder(found), inOrder(expected));
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

    const copying = 'a copy with offsets, its copiers killed: each record once, in order';
    // The longest of the suite: in CI under the newest level alone, by name under all.
    test(copying, { skip: isCi && level !== 2 }, async () => {
      const { copies, aborts } = await copyUnder(String(level), killCopiers);
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
