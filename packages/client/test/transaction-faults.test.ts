// Transactions while coordinators move, answers get lost and requests fail: every error at every
// request of the protocol, and what the application is told.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, type ErrorName } from '@ottla/protocol';

import {
  ApplicationRecoverableError,
  Producer,
  ProducerFencedError,
  TimeoutError,
  TransactionAbortableError,
  TransactionFatalError,
  TransactionStateError,
} from '../src/index.ts';
import type { TransactionFault, TransactionRequestName } from './scripted/serve-transactions.ts';
import { ID, TransactionScene } from './scripted/transaction-scene.ts';

type Version = 1 | 2;

const VERSIONS: readonly Version[] = [1, 2];
/** What a transaction with records and offsets sends, in both protocols. */
const REQUESTS: Readonly<Record<Version, readonly TransactionRequestName[]>> = {
  1: ['find', 'init', 'addPartitions', 'addOffsets', 'findGroup', 'offsets', 'end'],
  2: ['find', 'init', 'findGroup', 'offsets', 'end'],
};
const OFFSETS = [{ topic: 'in', partition: 0, offset: 5 }];
const TIMEOUTS = { requestTimeoutMs: 500, deliveryTimeoutMs: 2_000 };

/** A transaction with records on both brokers and with offsets. */
async function fill(scene: TransactionScene, producer: Producer, value: string): Promise<void> {
  producer.beginTransaction();
  const sends = [0, 1].map((partition) => producer.send({ topic: 't', partition, value }));
  await scene.run(Promise.all(sends));
  await scene.run(producer.sendOffsetsToTransaction(OFFSETS, { groupId: 'g' }));
}

async function commitOne(
  scene: TransactionScene,
  producer: Producer,
  value: string,
): Promise<void> {
  await fill(scene, producer, value);
  await scene.run(producer.commitTransaction());
}

function code(name: ErrorName): number {
  return errors[name].code;
}

const PASSING: readonly (readonly [string, TransactionFault])[] = [
  ['NOT_COORDINATOR', code('NOT_COORDINATOR')],
  ['COORDINATOR_NOT_AVAILABLE', code('COORDINATOR_NOT_AVAILABLE')],
  ['COORDINATOR_LOAD_IN_PROGRESS', code('COORDINATOR_LOAD_IN_PROGRESS')],
  ['CONCURRENT_TRANSACTIONS', code('CONCURRENT_TRANSACTIONS')],
  ['a request that is lost', 'drop-before'],
  ['an answer that is lost', 'drop-after'],
  ['no answer', 'silence'],
];

for (const version of VERSIONS) {
  describe(`v${version}: what passes is not felt`, () => {
    for (const request of REQUESTS[version]) {
      for (const [name, fault] of PASSING) {
        test(`${request}: ${name}`, async () => {
          const scene = await TransactionScene.start(version);
          scene.served.failOnce(request, fault);
          const producer = await scene.ready(TIMEOUTS);
          await commitOne(scene, producer, 'a');
          await commitOne(scene, producer, 'b');
          assert.deepEqual(scene.committed(), ['a', 'b', 'a', 'b']);
          assert.deepEqual(scene.written(), ['a', 'b', 'a', 'b']);
          assert.deepEqual(scene.served.committedOffsets(), { 'in-0': 5 });
          await scene.end();
        });
      }
    }
  });

  describe(`v${version}: another producer has taken over`, () => {
    for (const request of REQUESTS[version].filter((name) => !name.startsWith('find'))) {
      for (const name of ['PRODUCER_FENCED', 'INVALID_PRODUCER_EPOCH'] as const) {
        test(`${request}: ${name}`, async () => {
          const scene = await TransactionScene.start(version);
          scene.served.failOnce(request, code(name));
          const producer = scene.producer();
          const all = async (): Promise<void> => {
            await scene.run(producer.initTransactions());
            await commitOne(scene, producer, 'a');
          };
          await assert.rejects(all(), ProducerFencedError);
          assert.throws(() => producer.beginTransaction(), ProducerFencedError);
          assert.deepEqual(scene.committed(), []);
          await scene.end();
        });
      }
    }
  });

  describe(`v${version}: what leaves only the abort`, () => {
    const cases = REQUESTS[version]
      .filter((name) => name !== 'find' && name !== 'init')
      .map((request) => [request, 'TRANSACTION_ABORTABLE'] as const);
    const groups = (['findGroup', 'offsets'] as const).map(
      (request) => [request, 'GROUP_AUTHORIZATION_FAILED'] as const,
    );
    const v1 = [
      ['addPartitions', 'TOPIC_AUTHORIZATION_FAILED'],
      ['addPartitions', 'UNKNOWN_PRODUCER_ID'],
      ['addOffsets', 'GROUP_AUTHORIZATION_FAILED'],
      ['end', 'UNKNOWN_PRODUCER_ID'],
    ] as const;
    for (const [request, name] of [...cases, ...groups, ...(version === 1 ? v1 : [])]) {
      test(`${request}: ${name}`, async () => {
        const scene = await TransactionScene.start(version);
        const producer = await scene.ready();
        scene.served.failOnce(request, code(name));
        await assert.rejects(commitOne(scene, producer, 'a'), TransactionAbortableError);
        await scene.run(producer.abortTransaction());
        await commitOne(scene, producer, 'b');
        assert.deepEqual(scene.committed(), ['b', 'b']);
        await scene.end();
      });
    }
  });

  describe(`v${version}: what leaves nothing`, () => {
    for (const [request, name, type] of [
      ['find', 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED', TransactionFatalError],
      ['init', 'INVALID_TRANSACTION_TIMEOUT', TransactionFatalError],
      ['end', 'INVALID_TXN_STATE', ApplicationRecoverableError],
      ['end', 'INVALID_PRODUCER_ID_MAPPING', ApplicationRecoverableError],
      ['end', 'UNKNOWN_SERVER_ERROR', TransactionFatalError],
      ['offsets', 'UNSUPPORTED_FOR_MESSAGE_FORMAT', TransactionFatalError],
    ] as const) {
      test(`${request}: ${name}`, async () => {
        const scene = await TransactionScene.start(version);
        scene.served.failOnce(request, code(name));
        const producer = scene.producer();
        const all = async (): Promise<void> => {
          await scene.run(producer.initTransactions());
          await commitOne(scene, producer, 'a');
        };
        await assert.rejects(all(), type);
        await assert.rejects(scene.run(producer.abortTransaction()), type);
        await assert.rejects(scene.run(producer.initTransactions()), type);
        await scene.end();
      });
    }

    test('an abort that cannot be done', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready();
      await fill(scene, producer, 'a');
      scene.served.failOnce('end', code('TRANSACTION_ABORTABLE'));
      await assert.rejects(scene.run(producer.abortTransaction()), TransactionFatalError);
      await scene.end();
    });
  });

  describe(`v${version}: who coordinates changes`, () => {
    test('between all phases of a transaction', async () => {
      const scene = await TransactionScene.start(version);
      const { served } = scene;
      const move = (): void => {
        served.coordinatorId = 3 - served.coordinatorId;
        served.groupCoordinatorId = 3 - served.groupCoordinatorId;
      };
      const producer = await scene.ready();
      for (const value of ['a', 'b']) {
        move();
        producer.beginTransaction();
        await scene.run(producer.send({ topic: 't', partition: 0, value }));
        move();
        await scene.run(producer.sendOffsetsToTransaction(OFFSETS, { groupId: 'g' }));
        move();
        await scene.run(producer.commitTransaction());
      }
      assert.deepEqual(scene.committed(), ['a', 'b']);
      await scene.end();
    });

    test('and the old one is gone', async () => {
      const scene = await TransactionScene.start(version);
      scene.served.coordinatorId = 2;
      const producer = await scene.ready();
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value: 'a' }));
      await scene.run(scene.cluster.broker(2).goAway());
      scene.served.coordinatorId = 1;
      await scene.run(producer.commitTransaction());
      assert.deepEqual(scene.committed(), ['a']);
      await scene.end();
    });
  });

  describe(`v${version}: time`, () => {
    test('a commit without answer: its outcome is asked for by the same call', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready(TIMEOUTS);
      await fill(scene, producer, 'a');
      scene.served.fault = (request) => (request === 'end' ? 'drop-after' : 'none');
      await assert.rejects(scene.run(producer.commitTransaction({ timeoutMs: 700 })), (error) => {
        assert.ok(error instanceof TimeoutError);
        assert.match(error.message, /commitTransaction of transactional id tx: call it again/);
        return true;
      });
      assert.throws(() => producer.beginTransaction(), TransactionStateError);
      await assert.rejects(scene.run(producer.abortTransaction()), TransactionStateError);
      scene.served.fault = () => 'none';
      await scene.run(producer.commitTransaction());
      assert.deepEqual(scene.committed(), ['a', 'a']);
      await commitOne(scene, producer, 'b');
      await scene.end();
    });

    test('a signal ends the wait, not the commit', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready(TIMEOUTS);
      await fill(scene, producer, 'a');
      scene.served.failOnce('end', 'silence');
      const stop = new AbortController();
      const committing = producer.commitTransaction({ signal: stop.signal });
      const stopped = assert.rejects(committing, (error) => error === stop.signal.reason);
      await scene.advance(10);
      stop.abort();
      await scene.run(stopped);
      await scene.run(producer.commitTransaction());
      assert.deepEqual(scene.committed(), ['a', 'a']);
      const aborted = AbortSignal.abort();
      producer.beginTransaction();
      await assert.rejects(producer.commitTransaction({ signal: aborted }));
      await scene.run(producer.abortTransaction());
      await scene.end();
    });

    test('initTransactions goes on after its time', async () => {
      const scene = await TransactionScene.start(version);
      const producer = scene.producer(TIMEOUTS);
      scene.served.fault = (request) =>
        request === 'find' ? code('COORDINATOR_NOT_AVAILABLE') : 'none';
      const waiting = producer.initTransactions({ timeoutMs: 1_000 });
      await assert.rejects(scene.run(waiting), TimeoutError);
      assert.throws(() => producer.beginTransaction(), TransactionStateError);
      scene.served.fault = () => 'none';
      await scene.run(producer.initTransactions());
      await commitOne(scene, producer, 'a');
      assert.equal(scene.count('InitProducerId'), 1);
      await scene.end();
    });

    test('records that expire leave only the abort; the next epoch is a clean one', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready(TIMEOUTS);
      await commitOne(scene, producer, 'a');
      scene.logs.produceFault = () => 'silence';
      producer.beginTransaction();
      const expired = ['x', 'y'].map((value) =>
        assert.rejects(producer.send({ topic: 't', partition: 0, value }), TimeoutError),
      );
      await assert.rejects(scene.run(producer.commitTransaction()), TransactionAbortableError);
      await scene.run(Promise.all(expired));
      scene.logs.produceFault = () => 'none';
      await scene.run(producer.abortTransaction());
      const epoch = scene.served.ids.identityOf(ID)?.epoch;
      assert.ok(epoch !== undefined && epoch > 0);
      await commitOne(scene, producer, 'b');
      assert.deepEqual(scene.committed(), ['a', 'b', 'a', 'b']);
      await scene.end();
    });

    test('a transaction that takes too long is ended by the coordinator', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready();
      await fill(scene, producer, 'a');
      scene.served.ids.timeOut(ID);
      const committing = producer.commitTransaction();
      await assert.rejects(scene.run(committing), ApplicationRecoverableError);
      const next = await scene.ready();
      await commitOne(scene, next, 'b');
      assert.deepEqual(scene.committed(), ['b', 'b']);
      await scene.end();
    });
  });

  describe(`v${version}: a producer dies`, () => {
    const phases = ['records are written', 'offsets are sent', 'the commit is asked for'] as const;
    for (const phase of phases) {
      test(`when ${phase}: its heir sees to it that all or nothing is seen`, async () => {
        const scene = await TransactionScene.start(version);
        const producer = await scene.ready();
        producer.beginTransaction();
        await scene.run(producer.send({ topic: 't', partition: 0, value: 'a' }));
        await scene.run(producer.send({ topic: 't', partition: 1, value: 'a' }));
        if (phase !== 'records are written') {
          await scene.run(producer.sendOffsetsToTransaction(OFFSETS, { groupId: 'g' }));
        }
        if (phase === 'the commit is asked for') {
          producer.commitTransaction().catch(() => undefined);
          await scene.cluster.universe.runUntil(() => scene.count('EndTxn') > 0);
        }
        const { universe, bootstrapServers } = scene.cluster;
        universe.kill('client', 'process');
        const world = universe.createNode('heir');
        const heir = new Producer({ world, bootstrapServers, transactionalId: ID });
        await scene.run(heir.initTransactions());
        const isCommitted = phase === 'the commit is asked for';
        assert.deepEqual(scene.committed(), isCommitted ? ['a', 'a'] : []);
        assert.deepEqual(scene.served.committedOffsets(), isCommitted ? { 'in-0': 5 } : {});
        heir.beginTransaction();
        await scene.run(heir.send({ topic: 't', partition: 0, value: 'b' }));
        await scene.run(heir.commitTransaction());
        assert.ok(scene.committed().includes('b'));
        await scene.run(heir.close());
      });
    }
  });
}

test('v1: an abort finds out whether a partition was added when the answer got lost', async () => {
  for (const fault of ['drop-after', 'silence', 'drop-before'] as const) {
    const scene = await TransactionScene.start(1);
    const producer = await scene.ready(TIMEOUTS);
    await scene.run(producer.partitionsFor('t'));
    scene.served.failOnce('addPartitions', fault);
    producer.beginTransaction();
    const lost = assert.rejects(producer.send({ topic: 't', partition: 0, value: 'x' }));
    await scene.cluster.universe.runUntil(() => scene.count('AddPartitionsToTxn') > 0);
    await scene.run(producer.abortTransaction());
    await scene.run(lost);
    assert.equal(scene.served.ids.stateOf(ID), 'aborted', fault);
    await commitOne(scene, producer, 'a');
    assert.deepEqual(scene.committed(), ['a', 'a']);
    await scene.end();
  }
});

test('v1: after an abort for a record that failed, the epoch is bumped (KIP-360)', async () => {
  const scene = await TransactionScene.start(1);
  const producer = await scene.ready();
  producer.beginTransaction();
  scene.logs.produceFault = () => code('INVALID_RECORD');
  await assert.rejects(scene.run(producer.send({ topic: 't', partition: 0, value: 'x' })));
  scene.logs.produceFault = () => 'none';
  await scene.run(producer.abortTransaction());
  assert.deepEqual(scene.served.log.slice(-2), ['end false 5000/0', 'init 5000/1']);
  await commitOne(scene, producer, 'a');
  assert.deepEqual(scene.committed(), ['a', 'a']);
  await scene.end();
});

test('v2: once the coordinator has ended it for its time, an abort makes all well', async () => {
  const scene = await TransactionScene.start(2);
  const producer = await scene.ready();
  await fill(scene, producer, 'a');
  scene.served.ids.timeOut(ID);
  const late = producer.send({ topic: 't', partition: 0, value: 'late' });
  await assert.rejects(scene.run(late), { name: 'INVALID_PRODUCER_EPOCH' });
  await scene.run(producer.abortTransaction());
  await commitOne(scene, producer, 'b');
  assert.deepEqual(scene.committed(), ['b', 'b']);
  await scene.end();
});

test('v2: an EndTxn that comes late does not end the next transaction', async () => {
  const scene = await TransactionScene.start(2);
  const producer = await scene.ready(TIMEOUTS);
  await fill(scene, producer, 'a');
  scene.served.failOnce('end', 'late');
  await scene.run(producer.commitTransaction());
  await fill(scene, producer, 'x');
  scene.served.deliverLate();
  assert.equal(scene.served.ids.stateOf(ID), 'ongoing');
  assert.deepEqual(scene.committed(), ['a', 'a']);
  await scene.run(producer.abortTransaction());
  await commitOne(scene, producer, 'b');
  assert.deepEqual(scene.committed(), ['a', 'b', 'a', 'b']);
  await scene.end();
});

test('without permission on the id: initTransactions may be called again', async () => {
  const scene = await TransactionScene.start(2);
  const producer = scene.producer();
  scene.served.failOnce('init', code('TRANSACTIONAL_ID_AUTHORIZATION_FAILED'));
  await assert.rejects(scene.run(producer.initTransactions()), TransactionFatalError);
  await scene.run(producer.initTransactions());
  await commitOne(scene, producer, 'a');
  await scene.end();
});
