// Exactly once under faults of all kinds: whatever gets lost, moves or is refused for a while, what
// the producer has committed is seen once and in order, and nothing else is.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors } from '@ottla/protocol';

import { TransactionAbortableError } from '../src/index.ts';
import type { TransactionFault } from './scripted/serve-transactions.ts';
import type { ProduceFault } from './scripted/serve-logs.ts';
import { TransactionScene } from './scripted/transaction-scene.ts';

const SEEDS = 8;
const TRANSACTIONS = 25;
const RECORDS = 8;
const FAULTS: readonly TransactionFault[] = [
  'drop-before',
  'drop-after',
  'silence',
  errors.NOT_COORDINATOR.code,
  errors.COORDINATOR_LOAD_IN_PROGRESS.code,
  errors.CONCURRENT_TRANSACTIONS.code,
];
const PRODUCE_FAULTS: readonly ProduceFault[] = [
  'drop-before',
  'drop-after',
  'silence',
  errors.NOT_LEADER_OR_FOLLOWER.code,
  errors.NOT_ENOUGH_REPLICAS.code,
  // For good: the transaction must be aborted.
  errors.INVALID_RECORD.code,
];

async function live(version: 1 | 2, seed: number): Promise<{ aborted: number }> {
  const scene = await TransactionScene.start(version, seed);
  const { prng } = scene.cluster.universe;
  const chance = (percent: number): boolean => prng.uint32() % 100 < percent;
  const oneOf = <T>(all: readonly T[], usual: T): T => all[prng.uint32() % all.length] ?? usual;
  scene.served.fault = () => (chance(10) ? oneOf(FAULTS, 'none') : 'none');
  scene.logs.produceFault = () => (chance(8) ? oneOf(PRODUCE_FAULTS, 'none') : 'none');
  const options = { requestTimeoutMs: 300, deliveryTimeoutMs: 30_000, batchSize: 150 };
  const producer = await scene.ready(options);
  const expected: string[][] = [[], []];
  let aborted = 0;
  for (let number = 0; number < TRANSACTIONS; number++) {
    const sent: string[][] = [[], []];
    const group = { groupId: 'g' };
    const work = producer.transaction(async (transaction) => {
      for (let index = 0; index < RECORDS; index++) {
        const partition = prng.uint32() % 2;
        const value = `${number}.${index}`;
        sent[partition]?.push(value);
        void transaction.send({ topic: 't', partition, value });
        if (chance(20)) await pause(scene, prng.uint32() % 20);
        if (chance(5)) scene.cluster.moveLeader('t', partition, 1 + (prng.uint32() % 2));
      }
      if (chance(5)) scene.served.coordinatorId = 1 + (prng.uint32() % 2);
      const offset = number + 1;
      void transaction.sendOffsets([{ topic: 'in', partition: 0, offset }], group);
      if (chance(15)) throw new Error('the work went wrong');
    });
    const outcome = await scene.run(work.then(() => 'committed', (error: unknown) => error));
    if (outcome === 'committed') {
      sent.forEach((values, partition) => expected[partition]?.push(...values));
    } else {
      const isFine = outcome instanceof TransactionAbortableError || isOwn(outcome);
      assert.ok(isFine, `seed ${seed}, transaction ${number}: ${String(outcome)}`);
      aborted += 1;
    }
  }
  const seen = [0, 1].map((partition) => scene.logs.log('t', partition).committedValues());
  assert.deepEqual(seen, expected, `seed ${seed}`);
  await scene.end();
  return { aborted };
}

function pause(scene: TransactionScene, ms: number): Promise<void> {
  return new Promise((resolve) => {
    scene.cluster.client.timers.after(ms, () => resolve());
  });
}

function isOwn(error: unknown): boolean {
  return error instanceof Error && error.message === 'the work went wrong';
}

for (const version of [1, 2] as const) {
  describe(`transaction.version ${version}`, () => {
    const aborted: number[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      test(`seed ${seed}`, async () => {
        aborted.push((await live(version, seed)).aborted);
      });
    }
    // One seed alone may have none of the one kind.
    test('of all seeds some transactions were aborted, and some committed', () => {
      const sum = aborted.reduce((before, each) => before + each, 0);
      assert.ok(sum > 0 && sum < aborted.length * TRANSACTIONS, `${sum} aborted`);
    });
  });
}
