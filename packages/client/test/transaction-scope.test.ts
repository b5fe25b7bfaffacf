// `producer.transaction(work)`: hard to use wrongly. What the work forgets is awaited, what it
// throws aborts, and an error says whether the producer can go on.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors } from '@ottla/protocol';

import {
  KafkaError,
  ProducerFencedError,
  TimeoutError,
  TransactionAbortableError,
  TransactionStateError,
  type Transaction,
  type RecordBytes,
} from '../src/index.ts';
import { ID, TransactionScene } from './scripted/transaction-scene.ts';

const record = (value: string, partition = 0) => ({ topic: 't', partition, value });
const GROUP = { groupId: 'g' };

describe('the work returns', () => {
  test('all is committed, and its result handed on; nothing is to be called before', async () => {
    const scene = await TransactionScene.start(2);
    const producer = scene.producer();
    const result = await scene.run(
      producer.transaction(async (transaction) => {
        const { offset } = await transaction.send(record('a'));
        await transaction.sendBatch([record('b'), record('c', 1)]);
        await transaction.sendOffsets([{ topic: 'in', partition: 0, offset: 4 }], GROUP);
        assert.deepEqual(scene.committed(), []);
        return offset;
      }),
    );
    assert.equal(result, 0);
    assert.deepEqual(scene.committed(), ['a', 'b', 'c']);
    assert.deepEqual(scene.served.committedOffsets(), { 'in-0': 4 });
    await scene.run(producer.transaction((transaction) => void transaction.send(record('d'))));
    assert.deepEqual(scene.committed(), ['a', 'b', 'd', 'c']);
    await scene.end();
  });

  test('what it did not await is part of it', async () => {
    const scene = await TransactionScene.start(1);
    // One batch at a time fits into memory: the others wait.
    const producer = scene.producer({ bufferMemory: 2_000, batchSize: 1_000 });
    const many = Array.from({ length: 50 }, (_, index) => record(`${index}`.padEnd(100, '.')));
    await scene.run(
      producer.transaction((transaction) => {
        void transaction.sendBatch(many);
        void transaction.send(record('a', 1));
        void transaction.sendOffsets([{ topic: 'in', partition: 0, offset: 4 }], GROUP);
      }),
    );
    assert.deepEqual(scene.committed(), [...many.map(({ value }) => value), 'a']);
    assert.deepEqual(scene.served.committedOffsets(), { 'in-0': 4 });
    await scene.end();
  });

  test('what it did not await and fails is told, and all is aborted', async () => {
    const scene = await TransactionScene.start(2);
    scene.logs.batchBytesMax = 300;
    const producer = scene.producer();
    const work = producer.transaction((transaction) => {
      void transaction.send(record('a'));
      void transaction.send(record('x'.repeat(500)));
    });
    await assert.rejects(scene.run(work), TransactionAbortableError);
    assert.equal(scene.served.ids.stateOf(ID), 'aborted');
    const bad = producer.transaction((transaction) => {
      void transaction.send(record('a'));
      void transaction.sendOffsets([{ topic: 'in', partition: 0, offset: -1 }], GROUP);
    });
    await assert.rejects(scene.run(bad), /must be a whole number from 0, got -1/);
    assert.deepEqual(scene.committed(), []);
    await scene.run(producer.transaction((transaction) => transaction.send(record('b'))));
    assert.deepEqual(scene.committed(), ['b']);
    await scene.end();
  });
});

describe('the work throws', () => {
  test('all is aborted, and the same error thrown', async () => {
    const scene = await TransactionScene.start(2);
    const producer = scene.producer();
    const own = new Error('own');
    const work = producer.transaction(async (transaction) => {
      await transaction.send(record('a'));
      throw own;
    });
    await assert.rejects(scene.run(work), (error) => error === own);
    assert.equal(scene.served.ids.stateOf(ID), 'aborted');
    const sync = producer.transaction(() => {
      throw own;
    });
    await assert.rejects(scene.run(sync), (error) => error === own);
    await scene.run(producer.transaction((transaction) => transaction.send(record('b'))));
    assert.deepEqual(scene.committed(), ['b']);
    await scene.end();
  });

  test('a fenced producer says so, whatever the work made of it', async () => {
    const scene = await TransactionScene.start(2);
    const zombie = await scene.ready();
    const work = zombie.transaction(async (transaction) => {
      await transaction.send(record('zombie'));
      const heir = scene.producer();
      await heir.transaction((other) => other.send(record('heir')));
      await transaction.send(record('zombie'));
    });
    await assert.rejects(scene.run(work), (error) => {
      assert.ok(error instanceof ProducerFencedError);
      assert.ok(error.cause instanceof KafkaError);
      assert.equal(error.cause.name, 'INVALID_PRODUCER_EPOCH');
      assert.match(error.message, /PRODUCER_FENCED/);
      return true;
    });
    await assert.rejects(scene.run(zombie.transaction(() => 1)), ProducerFencedError);
    assert.deepEqual(scene.committed(), ['heir']);
    await scene.end();
  });

  test('an abort that takes too long goes on, and the next transaction waits for it', async () => {
    const scene = await TransactionScene.start(2);
    const producer = await scene.ready({ requestTimeoutMs: 500 });
    scene.served.fault = (request) => (request === 'end' ? 'silence' : 'none');
    const own = new Error('own');
    const failing = producer.transaction(
      async (transaction) => {
        await transaction.send(record('a'));
        throw own;
      },
      { timeoutMs: 700 },
    );
    await assert.rejects(scene.run(failing), (error) => error === own);
    scene.served.fault = () => 'none';
    await scene.run(producer.transaction((transaction) => transaction.send(record('b'))));
    assert.deepEqual(scene.committed(), ['b']);
    await scene.end();
  });
});

describe('the commit', () => {
  test('that takes too long has an unknown outcome, which can be asked for', async () => {
    const scene = await TransactionScene.start(2);
    const producer = await scene.ready({ requestTimeoutMs: 500 });
    scene.served.fault = (request) => (request === 'end' ? 'drop-after' : 'none');
    const work = (transaction: Transaction<RecordBytes, RecordBytes>): Promise<unknown> =>
      transaction.send(record('a'));
    await assert.rejects(scene.run(producer.transaction(work, { timeoutMs: 700 })), TimeoutError);
    await assert.rejects(scene.run(producer.transaction(work)), TransactionStateError);
    scene.served.fault = () => 'none';
    await scene.run(producer.commitTransaction());
    assert.deepEqual(scene.committed(), ['a']);
    await scene.end();
  });

  test('that is refused is aborted', async () => {
    const scene = await TransactionScene.start(2);
    const producer = await scene.ready();
    scene.served.failOnce('end', errors.TRANSACTION_ABORTABLE.code);
    const work = producer.transaction((transaction) => transaction.send(record('a')));
    await assert.rejects(scene.run(work), TransactionAbortableError);
    await scene.run(producer.transaction((transaction) => transaction.send(record('b'))));
    assert.deepEqual(scene.committed(), ['b']);
    await scene.end();
  });
});

test('one at a time, and none after its end', async () => {
  const scene = await TransactionScene.start(2);
  const producer = await scene.ready();
  let kept: Transaction<RecordBytes, RecordBytes> | undefined;
  const work = producer.transaction(async (transaction) => {
    kept = transaction;
    const inner = producer.transaction((other) => other.send(record('inner')));
    await assert.rejects(inner, /is in a transaction, commit or abort it first/);
    await transaction.send(record('outer'));
  });
  await scene.run(work);
  assert.ok(kept !== undefined);
  await assert.rejects(kept.send(record('late')), /send comes too late/);
  await assert.rejects(kept.sendOffsets([], GROUP), TransactionStateError);
  assert.deepEqual(scene.committed(), ['outer']);
  await scene.end();
});
