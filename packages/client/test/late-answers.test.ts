// Answers that come late: a partition has another leader by now, which has answered already. What
// the broker says that was asked before counts no more. By scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, fetchApi, type Draft, type FetchResponse } from '@ottla/protocol';

import { PartitionConsumer, Producer, TimeoutError } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const p0 = { topic: 't', partition: 0 };
const p1 = { topic: 't', partition: 1 };

interface Late {
  readonly what: string;
  readonly errorCode: number;
  /** Of the log, up to this offset. */
  readonly recordsTo: number;
}

const answers: readonly Late[] = [
  { what: 'fewer records than are known', errorCode: 0, recordsTo: 1 },
  { what: 'out of range', errorCode: errors.OFFSET_OUT_OF_RANGE.code, recordsTo: 0 },
  { what: 'a refusal', errorCode: errors.TOPIC_AUTHORIZATION_FAILED.code, recordsTo: 0 },
];

describe('the old leader answers after the new one', () => {
  for (const { what, errorCode, recordsTo } of answers) {
    test(`with ${what}: nothing comes twice, nothing is reset`, async () => {
      const cluster = await ScriptedCluster.start(2);
      const { universe, client: world, bootstrapServers } = cluster;
      cluster.addTopic('t', [1, 2]);
      const served = new ServedLogs(cluster);
      const producer = new Producer({ world, bootstrapServers });
      for (const value of ['a', 'b']) {
        await universe.resolve(producer.send({ ...p0, value }));
      }
      const held: ((answer: Draft<FetchResponse>) => void)[] = [];
      cluster.broker(1).on(fetchApi, (_incoming, respond) => {
        held.push(respond);
      });
      const consumer = new PartitionConsumer({
        world,
        bootstrapServers,
        autoOffsetReset: 'none',
        metadataMaxAgeMs: 500,
      });
      // Of the other broker, so that it is there to tell of the new leader.
      consumer.assign([{ ...p0, from: { offset: 0 } }, { ...p1, from: 'earliest' }]);
      consumer.pause([p1]);
      await universe.advance(200);
      cluster.moveLeader('t', 0, 2);
      const batch = await universe.resolve(consumer.next({ timeoutMs: 5_000 }));
      assert.equal([...batch].length, 2);
      const [first] = held;
      assert.ok(first !== undefined && held.length === 1);
      const { batches } = served.log('t');
      const records = Buffer.concat(batches.slice(0, recordsTo).map(({ bytes }) => bytes));
      const partition = { partitionIndex: 0, errorCode, highWatermark: 2, records };
      const topicId = cluster.topics.get('t')?.id ?? '';
      first({ sessionId: 9, responses: [{ topicId, partitions: [partition] }] });
      const asked = universe.resolve(consumer.next({ timeoutMs: 1_000 }));
      await assert.rejects(asked, TimeoutError);
      assert.equal(consumer.position(p0), 2);
      await consumer.close();
      await universe.resolve(producer.close());
    });
  }
});
