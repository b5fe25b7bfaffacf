// Transactions in both protocols, as applications see them and as brokers do: what is committed is
// seen, what is aborted is not, and who comes second fences who came first.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, findCoordinatorApi } from '@ottla/protocol';

import {
  ClosedError,
  ConfigError,
  KafkaError,
  Producer,
  ProducerFencedError,
  TransactionAbortableError,
  TransactionAbortedError,
  TransactionStateError,
  UnsupportedVersionError,
} from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';
import { ID, TransactionScene } from './scripted/transaction-scene.ts';

const VERSIONS = [1, 2] as const;
const GROUP = { groupId: 'g' };

for (const version of VERSIONS) {
  describe(`transaction.version ${version}`, () => {
    test('what is committed is seen, and only then; what is aborted never', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready();
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value: 'a' }));
      await scene.run(producer.send({ topic: 't', partition: 1, value: 'b' }));
      assert.deepEqual(scene.committed(), []);
      await scene.run(producer.commitTransaction());
      assert.deepEqual(scene.committed(), ['a', 'b']);
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value: 'c' }));
      await scene.run(producer.abortTransaction());
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value: 'd' }));
      await scene.run(producer.commitTransaction());
      assert.deepEqual(scene.committed(), ['a', 'd', 'b']);
      assert.deepEqual(scene.written(), ['a', 'c', 'd', 'b']);
      await scene.end();
    });

    test('the commit waits for all that was sent, and sends it without lingering', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready({ lingerMs: 10_000 });
      producer.beginTransaction();
      const sends = ['a', 'b', 'c'].map((value, index) =>
        producer.send({ topic: 't', partition: index % 2, value }),
      );
      const startMs = scene.cluster.universe.nowMs;
      await scene.run(producer.commitTransaction());
      assert.ok(scene.cluster.universe.nowMs - startMs < 1_000);
      await scene.run(Promise.all(sends));
      assert.deepEqual(scene.committed(), ['a', 'c', 'b']);
      await scene.end();
    });

    test('an abort drops what was not sent yet', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready({ lingerMs: 10_000 });
      producer.beginTransaction();
      const sending = producer.send({ topic: 't', value: 'x' });
      const lost = assert.rejects(sending, TransactionAbortedError);
      await scene.advance(50);
      await scene.run(producer.abortTransaction());
      await scene.run(lost);
      assert.deepEqual(scene.written(), []);
      await scene.end();
    });

    test('a record that still waits for metadata does not get into the next one', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready();
      producer.beginTransaction();
      const late = producer.send({ topic: 'u', value: 'late' });
      const lost = assert.rejects(late, TransactionAbortedError);
      await scene.advance(20);
      await scene.run(producer.abortTransaction());
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value: 'a' }));
      scene.cluster.addTopic('u', [1]);
      await scene.run(lost);
      await scene.run(producer.commitTransaction());
      assert.deepEqual(scene.logs.log('u').values(), []);
      assert.deepEqual(scene.committed(), ['a']);
      await scene.end();
    });

    test('one without records asks nobody to end it', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready();
      for (const end of [() => producer.commitTransaction(), () => producer.abortTransaction()]) {
        producer.beginTransaction();
        await scene.run(end());
      }
      assert.equal(scene.count('EndTxn'), 0);
      await scene.end();
    });

    test('offsets are committed with the records, or not at all', async () => {
      const scene = await TransactionScene.start(version);
      scene.served.groupCoordinatorId = 2;
      const producer = await scene.ready();
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value: 'a' }));
      const offsets = [{ topic: 'in', partition: 3, offset: 7, leaderEpoch: 1, metadata: 'm' }];
      await scene.run(producer.sendOffsetsToTransaction(offsets, GROUP));
      assert.deepEqual(scene.served.committedOffsets(), {});
      await scene.run(producer.commitTransaction());
      assert.deepEqual(scene.served.committedOffsets(), { 'in-3': 7 });
      producer.beginTransaction();
      const later = [{ topic: 'in', partition: 3, offset: 9 }];
      await scene.run(producer.sendOffsetsToTransaction(later, GROUP));
      await scene.run(producer.abortTransaction());
      assert.deepEqual(scene.served.committedOffsets(), { 'in-3': 7 });
      assert.equal(scene.count('AddOffsetsToTxn'), version === 1 ? 2 : 0);
      await scene.end();
    });

    test('offsets of a member that the group does not know any more: abort', async () => {
      const scene = await TransactionScene.start(version);
      scene.served.generationId = 5;
      const producer = await scene.ready();
      producer.beginTransaction();
      const offsets = [{ topic: 'in', partition: 0, offset: 7 }];
      const member = { ...GROUP, memberId: 'm', generationId: 4 };
      const failing = producer.sendOffsetsToTransaction(offsets, member);
      await assert.rejects(scene.run(failing), TransactionAbortableError);
      await assert.rejects(scene.run(producer.commitTransaction()), TransactionAbortableError);
      await scene.run(producer.abortTransaction());
      producer.beginTransaction();
      const current = { ...member, generationId: 5 };
      await scene.run(producer.sendOffsetsToTransaction(offsets, current));
      await scene.run(producer.commitTransaction());
      assert.deepEqual(scene.served.committedOffsets(), { 'in-0': 7 });
      await scene.end();
    });

    test('a second producer ends what the first left open, and fences it', async () => {
      const scene = await TransactionScene.start(version);
      const first = await scene.ready();
      first.beginTransaction();
      await scene.run(first.send({ topic: 't', partition: 0, value: 'zombie' }));
      const second = await scene.ready();
      second.beginTransaction();
      await scene.run(second.send({ topic: 't', partition: 0, value: 'heir' }));
      await assert.rejects(scene.run(first.commitTransaction()), ProducerFencedError);
      assert.throws(() => first.beginTransaction(), ProducerFencedError);
      await assert.rejects(scene.run(first.abortTransaction()), ProducerFencedError);
      await scene.run(second.commitTransaction());
      assert.deepEqual(scene.committed(), ['heir']);
      await scene.end();
    });

    test('a fenced producer that only writes learns it when it aborts', async () => {
      const scene = await TransactionScene.start(version);
      const first = await scene.ready();
      first.beginTransaction();
      await scene.run(first.send({ topic: 't', partition: 0, value: 'zombie' }));
      await scene.ready();
      const refused = first.send({ topic: 't', partition: 0, value: 'more' });
      await assert.rejects(scene.run(refused), { name: 'INVALID_PRODUCER_EPOCH' });
      await assert.rejects(scene.run(first.abortTransaction()), ProducerFencedError);
      assert.deepEqual(scene.committed(), []);
      await scene.end();
    });

    test('a record that is refused leaves only the abort, after which all is well', async () => {
      const scene = await TransactionScene.start(version);
      scene.logs.batchBytesMax = 300;
      const producer = await scene.ready();
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value: 'a' }));
      const tooLarge = producer.send({ topic: 't', partition: 0, value: 'x'.repeat(500) });
      await assert.rejects(scene.run(tooLarge), { name: 'MESSAGE_TOO_LARGE' });
      await assert.rejects(scene.run(producer.commitTransaction()), (error) => {
        assert.ok(error instanceof TransactionAbortableError);
        assert.ok(error.cause instanceof KafkaError && error.cause.name === 'MESSAGE_TOO_LARGE');
        return true;
      });
      await assert.rejects(
        scene.run(producer.send({ topic: 't', value: 'b' })),
        TransactionAbortableError,
      );
      await scene.run(producer.abortTransaction());
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value: 'c' }));
      await scene.run(producer.commitTransaction());
      assert.deepEqual(scene.committed(), ['c']);
      await scene.end();
    });

    test('a record that cannot even be put in a batch leaves only the abort', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready();
      producer.beginTransaction();
      await assert.rejects(scene.run(producer.send({ topic: 't', value: 'x', timestamp: -1 })));
      await assert.rejects(scene.run(producer.commitTransaction()), TransactionAbortableError);
      await scene.run(producer.abortTransaction());
      await scene.end();
    });

    test('a producer that is closed aborts what is open', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready();
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value: 'a' }));
      await scene.run(producer.close());
      assert.equal(scene.served.ids.stateOf(ID), 'aborted');
      assert.throws(() => producer.beginTransaction(), ClosedError);
      await assert.rejects(producer.commitTransaction(), ClosedError);
      await scene.end();
    });

    test('many in a row, some aborted: sequences fit, all is seen once', async () => {
      const scene = await TransactionScene.start(version);
      const producer = await scene.ready({ batchSize: 200 });
      const expected: string[] = [];
      for (let round = 0; round < 20; round++) {
        producer.beginTransaction();
        const values = Array.from({ length: 10 }, (_, index) => `${round}.${index}`);
        const sends = values.map((value) => producer.send({ topic: 't', partition: 0, value }));
        await scene.run(Promise.all(sends));
        if (round % 3 === 2) await scene.run(producer.abortTransaction());
        else {
          await scene.run(producer.commitTransaction());
          expected.push(...values);
        }
      }
      assert.deepEqual(scene.committed(), expected);
      await scene.end();
    });
  });
}

describe('which requests are sent', () => {
  test('a new producer asks once who coordinates, and is ready without a pause', async () => {
    const scene = await TransactionScene.start(2);
    const startMs = scene.cluster.universe.nowMs;
    await scene.ready({ retryBackoffMs: 5_000, retryBackoffMaxMs: 5_000 });
    assert.ok(scene.cluster.universe.nowMs - startMs < 1_000);
    assert.equal(scene.count('FindCoordinator'), 1);
    await scene.end();
  });

  test('v1: partitions are added first, in one request for all of a turn, and once', async () => {
    const scene = await TransactionScene.start(1);
    const producer = await scene.ready();
    await scene.run(producer.partitionsFor('t'));
    producer.beginTransaction();
    const send = (partition: number): Promise<unknown> =>
      producer.send({ topic: 't', partition, value: 'x' });
    await scene.run(Promise.all([send(0), send(1)]));
    await scene.run(send(0));
    await scene.run(producer.commitTransaction());
    assert.deepEqual(scene.served.log, ['init 5000/0', 'add t-0 t-1', 'end true 5000/0']);
    const versions = scene.cluster.brokers.flatMap(({ log }) =>
      log.filter((line) => /^(Produce|EndTxn|AddPartitionsToTxn) /.test(line)),
    );
    const usual = ['AddPartitionsToTxn v3', 'EndTxn v4', 'Produce v11'];
    assert.deepEqual([...new Set(versions)].toSorted(), usual);
    await scene.end();
  });

  test('v2: none is added; each end brings an epoch; a used up one a new producer id', async () => {
    const scene = await TransactionScene.start(2);
    const producer = await scene.ready();
    const commit = async (): Promise<void> => {
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value: 'x' }));
      await scene.run(producer.commitTransaction());
    };
    await commit();
    await commit();
    assert.deepEqual(scene.served.log, ['init 5000/0', 'end true 5000/1', 'end true 5000/2']);
    assert.equal(scene.count('AddPartitionsToTxn'), 0);
    assert.equal(scene.count('InitProducerId'), 1);
    await scene.end();
  });

  test('v2: epochs that are used up', async () => {
    const scene = await TransactionScene.start(2);
    await scene.ready();
    scene.served.ids.exhaustEpochs(ID);
    const producer = await scene.ready();
    for (const value of ['a', 'b', 'c']) {
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value }));
      await scene.run(producer.commitTransaction());
    }
    assert.equal(scene.served.ids.identityOf(ID)?.producerId, 5001);
    assert.deepEqual(scene.committed(), ['a', 'b', 'c']);
    await scene.end();
  });

  test('a cluster that is upgraded: v2 from the next one on, with a new epoch', async () => {
    const scene = await TransactionScene.start(1);
    const producer = await scene.ready();
    const commit = async (value: string): Promise<void> => {
      producer.beginTransaction();
      await scene.run(producer.send({ topic: 't', partition: 0, value }));
      await scene.run(producer.commitTransaction());
    };
    await commit('a');
    scene.served.finalize(2);
    // A new connection tells.
    scene.cluster.broker(1).dropAll();
    await commit('b');
    await commit('c');
    assert.equal(scene.count('AddPartitionsToTxn'), 2);
    assert.deepEqual(scene.served.log.slice(-2), ['init 5000/1', 'end true 5000/2']);
    scene.served.finalize(1);
    scene.cluster.broker(1).dropAll();
    await commit('d');
    await commit('e');
    assert.equal(scene.count('AddPartitionsToTxn'), 3);
    assert.deepEqual(scene.committed(), ['a', 'b', 'c', 'd', 'e']);
    await scene.end();
  });
});

describe('calls that do not fit', () => {
  test('say what would', async () => {
    const scene = await TransactionScene.start(2);
    const producer = scene.producer();
    const state = TransactionStateError;
    const send = (): Promise<unknown> => producer.send({ topic: 't', value: 'x' });
    assert.throws(() => producer.beginTransaction(), /is not initialized, call initTransactions/);
    await assert.rejects(scene.run(producer.commitTransaction()), state);
    await scene.run(producer.initTransactions());
    await assert.rejects(scene.run(send()), /has no transaction, call beginTransaction first/);
    await assert.rejects(scene.run(producer.initTransactions()), state);
    await assert.rejects(scene.run(producer.abortTransaction()), state);
    producer.beginTransaction();
    assert.throws(() => producer.beginTransaction(), /is in a transaction, commit or abort it/);
    const offsets = [{ topic: 'in', partition: 0, offset: 1 }];
    const noMember = producer.sendOffsetsToTransaction(offsets, { groupId: 'g', generationId: 3 });
    await assert.rejects(scene.run(noMember), /has generation 3 but no member id/);
    const negative = [{ topic: 'in', partition: 0, offset: -1 }];
    const sending = producer.sendOffsetsToTransaction(negative, GROUP);
    await assert.rejects(scene.run(sending), ConfigError);
    await scene.run(send());
    const committing = producer.commitTransaction();
    await assert.rejects(send(), /is committing a transaction/);
    await scene.run(committing);
    await scene.end();
  });

  test('without a transactionalId', async () => {
    const scene = await TransactionScene.start(2);
    const producer = scene.producer({ transactionalId: undefined });
    assert.throws(() => producer.beginTransaction(), /needs a producer with a transactionalId/);
    await assert.rejects(producer.initTransactions(), TransactionStateError);
    await assert.rejects(producer.transaction(() => 1), TransactionStateError);
    await scene.end();
  });
});

describe('brokers that serve no transactions', () => {
  test('are named, with what they lack and what to do', async () => {
    const cluster = await ScriptedCluster.start(1);
    cluster.addTopic('t', [1]);
    const served = new ServedLogs(cluster);
    const code = errors.COORDINATOR_NOT_AVAILABLE.code;
    cluster.broker(1).on(findCoordinatorApi, ({ request }, respond) => {
      const [key = ''] = request.coordinatorKeys;
      respond({ coordinators: [{ key, nodeId: -1, host: '', port: -1, errorCode: code }] });
    });
    const { client: world, bootstrapServers } = cluster;
    const producer = new Producer({ world, bootstrapServers, transactionalId: ID });
    const run = <T>(promise: Promise<T>): Promise<T> => cluster.universe.resolve(promise);
    const startMs = cluster.universe.nowMs;
    await assert.rejects(run(producer.initTransactions()), (error) => {
      assert.ok(error instanceof UnsupportedVersionError);
      assert.equal(
        error.message,
        'transactional id tx cannot be used: b1:9092 does not serve transactions. It lacks ' +
          'AddPartitionsToTxn (versions 0 to 3), AddOffsetsToTxn (versions 0 to 4), ' +
          'TxnOffsetCommit (versions 0 to 5), EndTxn (versions 0 to 5). Leave transactionalId ' +
          'out to write without transactions (each record still once and in order), or use ' +
          'brokers that serve them: Apache Kafka from 0.11 on does, Ottla does not yet',
      );
      return true;
    });
    assert.ok(cluster.universe.nowMs - startMs < 1_000, 'at once, not after the timeout');
    await assert.rejects(run(producer.transaction(() => 1)), UnsupportedVersionError);
    await run(producer.close());
    assert.deepEqual(served.log('t').values(), []);
  });
});
