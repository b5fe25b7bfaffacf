// The promise of the idempotent producer: whatever the network and the brokers do, each record that
// was acknowledged is in the log once, and the records of a partition are in the order of their
// sends.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors } from '@ottla/protocol';

import { Producer, type ProducerOptions } from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs, type ProduceFault } from './scripted/serve-logs.ts';

const RECORDS = 150;

/** Sends records under faults and returns what the logs hold, by partition. */
async function sendUnderFaults(
  seed: number,
  options: Partial<ProducerOptions>,
  faults: readonly ProduceFault[],
): Promise<{ logs: string[][]; sent: string[][]; failed: number }> {
  const cluster = await ScriptedCluster.start(2, seed);
  cluster.addTopic('t', [1, 2, 1]);
  const served = new ServedLogs(cluster);
  const { prng } = cluster.universe;
  const chance = (percent: number): boolean => prng.uint32() % 100 < percent;
  let calm = false;
  served.produceFault = () => {
    if (calm || !chance(20)) return 'none';
    return faults[prng.uint32() % faults.length] ?? 'none';
  };
  served.produceDelayMs = () => prng.uint32() % 20;
  const producer = new Producer({
    world: cluster.client,
    bootstrapServers: cluster.bootstrapServers,
    requestTimeoutMs: 500,
    deliveryTimeoutMs: 60_000,
    batchSize: 200,
    ...options,
  });
  const sent: string[][] = [[], [], []];
  const outcomes: Promise<unknown>[] = [];
  let failed = 0;
  for (let number = 0; number < RECORDS; number++) {
    const partition = prng.uint32() % 3;
    sent[partition]?.push(`r${number}`);
    const sending = producer.send({ topic: 't', partition, value: `r${number}` });
    outcomes.push(sending.catch(() => (failed += 1)));
    if (chance(30)) await cluster.universe.advance(prng.uint32() % 15);
    if (chance(3)) cluster.moveLeader('t', partition, 1 + (prng.uint32() % 2));
  }
  await cluster.universe.advance(300);
  calm = true;
  await cluster.universe.resolve(Promise.all(outcomes));
  await cluster.universe.resolve(producer.close());
  return { sent, failed, logs: [0, 1, 2].map((partition) => served.log('t', partition).values()) };
}

const LOSSES: readonly ProduceFault[] = [
  'drop-before',
  'drop-after',
  'silence',
  errors.NOT_LEADER_OR_FOLLOWER.code,
  errors.NOT_ENOUGH_REPLICAS.code,
];

describe('with idempotence: every record once and in order', () => {
  for (let seed = 1; seed <= 12; seed++) {
    test(`seed ${seed}`, async () => {
      const { logs, sent, failed } = await sendUnderFaults(seed, {}, LOSSES);
      assert.equal(failed, 0);
      assert.deepEqual(logs, sent);
    });
  }

  test('also compressed, and with one request in flight', async () => {
    for (const options of [{ compressionType: 'gzip' as const }, { maxInFlightRequests: 1 }]) {
      const { logs, sent, failed } = await sendUnderFaults(99, options, LOSSES);
      assert.equal(failed, 0);
      assert.deepEqual(logs, sent);
    }
  });
});

describe('without idempotence', () => {
  test('one request in flight: in order, nothing lost; duplicates may be', async () => {
    for (const seed of [1, 2, 3]) {
      const options = { enableIdempotence: false, maxInFlightRequests: 1 };
      const { logs, sent } = await sendUnderFaults(seed, options, LOSSES);
      for (const partition of [0, 1, 2]) {
        assert.deepEqual([...new Set(logs[partition])], sent[partition]);
      }
    }
  });

  test('five in flight: nothing lost', async () => {
    const { logs, sent } = await sendUnderFaults(4, { enableIdempotence: false, acks: 1 }, LOSSES);
    for (const partition of [0, 1, 2]) {
      assert.deepEqual(new Set(logs[partition]), new Set(sent[partition]));
    }
  });
});

describe('a broker that lost the producer', () => {
  test('answers out of order: a new epoch, and nothing is lost or doubled', async () => {
    const cluster = await ScriptedCluster.start(1);
    cluster.addTopic('t', [1]);
    const served = new ServedLogs(cluster);
    const { client: world, bootstrapServers } = cluster;
    const producer = new Producer({ world, bootstrapServers });
    const send = (value: string): Promise<unknown> =>
      cluster.universe.resolve(producer.send({ topic: 't', value }));
    await send('a');
    served.log('t').forgetProducers();
    await Promise.all([send('b')]);
    await send('c');
    assert.deepEqual(served.log('t').values(), ['a', 'b', 'c']);
    await cluster.universe.resolve(producer.close());
  });
});
