// A consumer of partitions: every record once and in order, whatever leaders and sessions do;
// positions, resets, and no more memory than allowed.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, fetchApi, metadataApi } from '@ottla/protocol';

import {
  ClosedError,
  LogTruncationError,
  NoOffsetError,
  PartitionConsumer,
  Producer,
  TimeoutError,
  type ConsumerOptions,
} from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

class Scene {
  readonly cluster: ScriptedCluster;
  readonly served: ServedLogs;
  readonly producer: Producer;
  readonly consumer: PartitionConsumer;

  private constructor(cluster: ScriptedCluster, options: Partial<ConsumerOptions>) {
    this.cluster = cluster;
    this.served = new ServedLogs(cluster);
    const { client: world, bootstrapServers } = cluster;
    this.producer = new Producer({ world, bootstrapServers });
    this.consumer = new PartitionConsumer({ world, bootstrapServers, ...options });
  }

  static async start(
    leaders: readonly number[],
    options: Partial<ConsumerOptions> = {},
  ): Promise<Scene> {
    const cluster = await ScriptedCluster.start(Math.max(...leaders));
    cluster.addTopic('t', leaders);
    return new Scene(cluster, { autoOffsetReset: 'earliest', ...options });
  }

  run<T>(promise: Promise<T>): Promise<T> {
    return this.cluster.universe.resolve(promise);
  }

  async produce(partition: number, ...values: readonly string[]): Promise<void> {
    const records = values.map((value) => ({ topic: 't', partition, value }));
    await this.run(this.producer.sendBatch(records));
  }

  /** The next `count` values, as `partition:value`. */
  async read(count: number): Promise<string[]> {
    const values: string[] = [];
    while (values.length < count) {
      for (const { partition, value } of await this.run(this.consumer.next({ timeoutMs: 5_000 }))) {
        values.push(`${partition}:${Buffer.from(value ?? []).toString()}`);
      }
    }
    return values;
  }

  async end(): Promise<void> {
    await this.consumer.close();
    await this.run(this.producer.close());
  }
}

const p0 = { topic: 't', partition: 0 };
const p1 = { topic: 't', partition: 1 };

describe('reading', () => {
  test('from the earliest record, several partitions of several brokers', async () => {
    const scene = await Scene.start([1, 2]);
    await scene.produce(0, 'a', 'b');
    await scene.produce(1, 'x', 'y');
    scene.consumer.assign([p0, p1]);
    const values = await scene.read(4);
    assert.deepEqual(values.toSorted(), ['0:a', '0:b', '1:x', '1:y']);
    assert.deepEqual([scene.consumer.position(p0), scene.consumer.position(p1)], [2, 2]);
    await scene.end();
  });

  test('from the latest, a timestamp of no record, or an offset', async () => {
    for (const from of ['latest', { offset: 2 }] as const) {
      const scene = await Scene.start([1]);
      await scene.produce(0, 'a', 'b');
      scene.consumer.assign([{ ...p0, from }]);
      await scene.cluster.universe.advance(100);
      await scene.produce(0, 'c');
      assert.deepEqual(await scene.read(1), ['0:c']);
      await scene.end();
    }
  });

  test('record by record, until the loop is left', async () => {
    const scene = await Scene.start([1]);
    await scene.produce(0, 'a', 'b', 'c');
    scene.consumer.assign([p0]);
    const seen: string[] = [];
    const loop = async (): Promise<void> => {
      for await (const record of scene.consumer) {
        seen.push(Buffer.from(record.value ?? []).toString());
        if (seen.length === 3) break;
      }
    };
    await scene.run(loop());
    assert.deepEqual(seen, ['a', 'b', 'c']);
    await scene.end();
  });

  test('a record arrives at once, although other brokers have nothing to tell', async () => {
    const scene = await Scene.start([1, 2], { fetchMaxWaitMs: 5_000 });
    scene.consumer.assign([p0, p1]);
    await scene.produce(0, 'warm');
    await scene.read(1);
    await scene.cluster.universe.advance(200);
    for (const partition of [0, 1]) {
      const startMs = scene.cluster.universe.nowMs;
      await scene.produce(partition, 'now');
      await scene.read(1);
      assert.ok(scene.cluster.universe.nowMs - startMs <= 10, 'within 10 ms');
    }
    await scene.end();
  });
});

describe('leaders and sessions', () => {
  test('a new leader: no record is missed or read twice', async () => {
    const scene = await Scene.start([1, 2]);
    scene.consumer.assign([p0]);
    const seen: string[] = [];
    for (let round = 0; round < 8; round++) {
      await scene.produce(0, `r${round}`);
      if (round % 2 === 1) scene.cluster.moveLeader('t', 0, 1 + ((round >> 1) % 2));
      seen.push(...(await scene.read(1)));
    }
    assert.deepEqual(seen, Array.from({ length: 8 }, (_, i) => `0:r${i}`));
    await scene.end();
  });

  test('lost connections and forgotten sessions are made anew', async () => {
    const scene = await Scene.start([1]);
    scene.consumer.assign([p0]);
    for (let round = 0; round < 6; round++) {
      await scene.produce(0, `r${round}`);
      assert.deepEqual(await scene.read(1), [`0:r${round}`]);
      if (round % 2 === 0) scene.cluster.broker(1).dropAll();
      else for (const drop of scene.served.dropSessions) drop();
    }
    await scene.end();
  });

  test('an incremental request names only what changed', async () => {
    const scene = await Scene.start([1, 1, 1], { fetchMaxWaitMs: 50 });
    scene.consumer.assign([p0, p1, { topic: 't', partition: 2 }]);
    await scene.cluster.universe.advance(300);
    await scene.produce(1, 'x');
    await scene.read(1);
    await scene.cluster.universe.advance(300);
    const named = scene.served.fetches.map(({ topics }) =>
      topics.flatMap(({ partitions }) => partitions.map(({ partition }) => partition)),
    );
    assert.deepEqual(named[0], [0, 1, 2]);
    assert.deepEqual(named.slice(1).filter(({ length }) => length > 0), [[1]]);
    await scene.end();
  });
});

describe('positions', () => {
  test('seek, in both directions, drops what was read ahead', async () => {
    const scene = await Scene.start([1]);
    await scene.produce(0, 'a', 'b', 'c');
    scene.consumer.assign([p0]);
    await scene.cluster.universe.advance(100);
    scene.consumer.seek(p0, { offset: 2 });
    assert.deepEqual(await scene.read(1), ['0:c']);
    scene.consumer.seek(p0, 'earliest');
    assert.deepEqual(await scene.read(3), ['0:a', '0:b', '0:c']);
    await scene.end();
  });

  test('pause hands out nothing, resume goes on', async () => {
    const scene = await Scene.start([1, 1]);
    await scene.produce(0, 'a');
    await scene.produce(1, 'x');
    scene.consumer.assign([p0, p1]);
    scene.consumer.pause([p0]);
    assert.deepEqual(await scene.read(1), ['1:x']);
    await assert.rejects(scene.run(scene.consumer.next({ timeoutMs: 500 })), TimeoutError);
    scene.consumer.resume([p0]);
    assert.deepEqual(await scene.read(1), ['0:a']);
    await scene.end();
  });

  for (const [policy, expected] of [
    ['earliest', ['0:c']],
    ['latest', ['0:d']],
  ] as const) {
    test(`out of range goes to the ${policy}`, async () => {
      const scene = await Scene.start([1], { autoOffsetReset: policy });
      await scene.produce(0, 'a', 'b');
      await scene.produce(0, 'c');
      const log = scene.served.log('t');
      log.batches.shift();
      log.startOffset = 2;
      scene.consumer.assign([{ ...p0, from: { offset: 0 } }]);
      await scene.cluster.universe.advance(200);
      await scene.produce(0, 'd');
      assert.deepEqual((await scene.read(1)).slice(0, 1), expected);
      await scene.end();
    });
  }

  test('out of range without a policy is an error that names partition and offset', async () => {
    const scene = await Scene.start([1], { autoOffsetReset: 'none' });
    scene.consumer.assign([{ ...p0, from: { offset: 5 } }]);
    await assert.rejects(scene.run(scene.consumer.next()), (error) => {
      assert.ok(error instanceof NoOffsetError);
      assert.match(error.message, /offset 5 of t-0 is out of range/);
      return true;
    });
    await scene.end();
  });

  test('out of range without a policy is told at each ask, until a seek mends it', async () => {
    const scene = await Scene.start([1], { autoOffsetReset: 'none' });
    await scene.produce(0, 'a');
    scene.consumer.assign([{ ...p0, from: { offset: 5 } }]);
    for (let round = 0; round < 2; round++) {
      await assert.rejects(scene.run(scene.consumer.next({ timeoutMs: 5_000 })), NoOffsetError);
    }
    scene.consumer.seek(p0, { offset: 0 });
    assert.deepEqual(await scene.read(1), ['0:a']);
    await scene.end();
  });

  test('a topic that may not be read is told of at each ask, and read once it may be', async () => {
    const scene = await Scene.start([1]);
    await scene.produce(0, 'a');
    const { cluster, consumer } = scene;
    const refused = [{ name: 't', errorCode: errors.TOPIC_AUTHORIZATION_FAILED.code }];
    let mayRead = false;
    cluster.broker(1).on(metadataApi, ({ request, version }, respond) => {
      const answer = cluster.metadataFor(request.topics?.map(({ name }) => name ?? ''), version);
      respond(mayRead ? answer : { ...answer, topics: refused });
    });
    consumer.assign([p0]);
    for (let round = 0; round < 3; round++) {
      await cluster.universe.advance(1_000);
      await assert.rejects(scene.run(consumer.next({ timeoutMs: 5_000 })), /Not authorized/);
    }
    // Who was told asks anew.
    mayRead = true;
    assert.deepEqual(await scene.read(1), ['0:a']);
    await scene.end();
  });

  test('a seek that names a leader epoch is compared with the log, too', async () => {
    const scene = await Scene.start([1, 2]);
    await scene.produce(0, 'a');
    await scene.produce(0, 'b');
    scene.consumer.assign([p0]);
    await scene.read(2);
    scene.cluster.moveLeader('t', 0, 2);
    await scene.produce(0, 'c');
    await scene.read(1);
    // Epoch 0 ended at offset 2: who had come to 9 in it had read what was cut off since.
    scene.consumer.seek(p0, { offset: 9, leaderEpoch: 0 });
    assert.deepEqual(await scene.read(1), ['0:c']);
    await scene.end();
  });

  for (const [policy, expected] of [
    ['earliest', ['0:B']],
    ['none', undefined],
  ] as const) {
    test(`a log cut by a new leader (KIP-320), policy ${policy}`, async () => {
      const scene = await Scene.start([1, 2], { autoOffsetReset: policy });
      await scene.produce(0, 'a');
      await scene.produce(0, 'b');
      scene.consumer.assign([{ ...p0, from: 'earliest' }]);
      await scene.read(2);
      scene.served.log('t').truncateTo(1);
      scene.served.log('t').forgetProducers();
      scene.cluster.moveLeader('t', 0, 2);
      if (expected === undefined) {
        for (let round = 0; round < 2; round++) {
          const asked = scene.run(scene.consumer.next({ timeoutMs: 5_000 }));
          await assert.rejects(asked, LogTruncationError);
        }
        scene.consumer.seek(p0, { offset: 1 });
        await scene.produce(0, 'B');
        assert.deepEqual(await scene.read(1), ['0:B']);
      } else {
        await scene.produce(0, 'B');
        assert.deepEqual(await scene.read(1), expected);
      }
      await scene.end();
    });
  }

  test('a log cut amid what was fetched ahead: what is left is handed out', async () => {
    const scene = await Scene.start([1, 2]);
    for (const value of ['a', 'b', 'c']) await scene.produce(0, value);
    scene.consumer.assign([{ ...p0, from: 'earliest' }]);
    // All three wait, and the application has taken none.
    await scene.cluster.universe.advance(1_000);
    scene.served.log('t').truncateTo(2);
    scene.served.log('t').forgetProducers();
    scene.cluster.moveLeader('t', 0, 2);
    await scene.produce(0, 'C');
    await scene.cluster.universe.advance(10_000);
    assert.deepEqual(await scene.read(3), ['0:a', '0:b', '0:C']);
    await scene.end();
  });
});

describe('memory', () => {
  test('no more is read ahead than prefetchBytes, and all is read in the end', async () => {
    const options = { prefetchBytes: 3_000, maxPartitionFetchBytes: 1_000 };
    const scene = await Scene.start([1], options);
    const values = Array.from({ length: 40 }, (_, i) => `${i}`.padEnd(400, '.'));
    for (const value of values) await scene.produce(0, value);
    scene.consumer.assign([p0]);
    await scene.cluster.universe.advance(1_000);
    const asked = scene.served.fetches.map(({ topics }) => topics[0]?.partitions[0]?.fetchOffset);
    const farthest = Math.max(...asked.map((offset) => Number(offset ?? 0)));
    assert.ok(farthest > 0 && farthest <= 10, `asked up to offset ${farthest} of 40`);
    assert.deepEqual(await scene.read(40), values.map((value) => `0:${value}`));
    await scene.end();
  });
});

describe('memory of paused partitions', () => {
  test('does not keep others from being read', async () => {
    const options = { prefetchBytes: 1_500, maxPartitionFetchBytes: 1_000 };
    const scene = await Scene.start([1, 1], options);
    for (let count = 0; count < 20; count++) await scene.produce(0, `${count}`.padEnd(400, '.'));
    scene.consumer.assign([p0, p1]);
    await scene.cluster.universe.advance(1_000);
    scene.consumer.pause([p0]);
    await scene.produce(1, 'x');
    assert.deepEqual(await scene.read(1), ['1:x']);
    await scene.end();
  });
});

describe('ends', () => {
  test('close ends loops and waits, in every state', async () => {
    for (const pauseMs of [0, 1, 20, 300]) {
      const scene = await Scene.start([1]);
      scene.consumer.assign([p0]);
      const loop = async (): Promise<number> => {
        let count = 0;
        for await (const _ of scene.consumer.batches()) count += 1;
        return count;
      };
      const looping = loop();
      const waiting = assert.rejects(scene.consumer.next(), ClosedError);
      await scene.cluster.universe.advance(pauseMs);
      await scene.consumer.close();
      assert.equal(await scene.run(looping), 0);
      await scene.run(waiting);
      assert.throws(() => scene.consumer.assign([p0]), ClosedError);
      await scene.end();
    }
  });

  test('a signal ends a loop although more waits', async () => {
    const scene = await Scene.start([1, 1]);
    await scene.produce(0, 'a');
    await scene.produce(1, 'x');
    scene.consumer.assign([p0, p1]);
    await scene.cluster.universe.advance(100);
    const stopping = new AbortController();
    let count = 0;
    const loop = async (): Promise<void> => {
      for await (const _ of scene.consumer.batches({ signal: stopping.signal })) {
        count += 1;
        stopping.abort();
      }
    };
    await scene.run(loop());
    assert.equal(count, 1);
    await scene.end();
  });

  test('a signal ends a loop without an error', async () => {
    const scene = await Scene.start([1]);
    scene.consumer.assign([p0]);
    const stopping = new AbortController();
    const loop = async (): Promise<void> => {
      for await (const _ of scene.consumer.batches({ signal: stopping.signal }));
    };
    const looping = loop();
    await scene.cluster.universe.advance(50);
    stopping.abort();
    await scene.run(looping);
    await scene.end();
  });
});

describe('a replica in the same rack (KIP-392)', () => {
  async function startNear(options: Partial<ConsumerOptions> = {}): Promise<Scene> {
    const scene = await Scene.start([1, 2], { clientRack: 'here', ...options });
    scene.served.replicaOfRack.set('here', 2);
    await scene.produce(0, 'a', 'b');
    scene.consumer.assign([p0]);
    return scene;
  }

  const askedOf = (scene: Scene, nodeId: number): number =>
    scene.cluster.broker(nodeId).log.filter((line) => line.startsWith('Fetch ')).length;

  test('is read from once the leader has named it', async () => {
    const scene = await startNear();
    assert.deepEqual(await scene.read(2), ['0:a', '0:b']);
    assert.equal(askedOf(scene, 1), 1);
    await scene.produce(0, 'c');
    assert.deepEqual(await scene.read(1), ['0:c']);
    assert.equal(askedOf(scene, 1), 1);
    await scene.end();
  });

  test('without a rack nobody asks for one', async () => {
    const scene = await startNear({ clientRack: '' });
    assert.deepEqual(await scene.read(2), ['0:a', '0:b']);
    assert.equal(askedOf(scene, 2), 0);
    await scene.end();
  });

  test('the leader is asked again after metadataMaxAgeMs', async () => {
    const scene = await startNear({ metadataMaxAgeMs: 10_000 });
    await scene.read(2);
    await scene.cluster.universe.advance(11_000);
    scene.served.replicaOfRack.clear();
    await scene.produce(0, 'c');
    assert.deepEqual(await scene.read(1), ['0:c']);
    assert.ok(askedOf(scene, 1) >= 2);
    await scene.end();
  });

  test('one that is behind is no reason to reset: the leader’s range counts', async () => {
    const scene = await startNear({ autoOffsetReset: 'none' });
    scene.consumer.seek(p0, { offset: 0 });
    await scene.read(2);
    // The replica has lost what was read: the position is beyond its end.
    scene.served.replicatedTo = 1;
    await scene.produce(0, 'c');
    scene.served.replicaOfRack.delete('here');
    assert.deepEqual(await scene.read(1), ['0:c']);
    await scene.end();
  });

  test('one that is stuck gives its readers back to the leader', async () => {
    const scene = await startNear();
    await scene.read(2);
    const topicId = scene.cluster.topics.get('t')?.id ?? '';
    scene.cluster.broker(2).on(fetchApi, (_incoming, respond) => {
      const errorCode = errors.OFFSET_NOT_AVAILABLE.code;
      const partitions = [{ partitionIndex: 0, errorCode, records: Buffer.alloc(0) }];
      respond({ sessionId: 77, responses: [{ topicId, partitions }] });
    });
    await scene.cluster.universe.advance(1_000);
    scene.served.replicaOfRack.clear();
    await scene.produce(0, 'c');
    assert.deepEqual(await scene.read(1), ['0:c']);
    await scene.end();
  });

  test('one that dies gives its readers back to the leader', async () => {
    const scene = await startNear();
    await scene.read(2);
    scene.served.replicaOfRack.clear();
    scene.cluster.universe.kill('b2', 'process');
    await scene.produce(0, 'c');
    assert.deepEqual(await scene.read(1), ['0:c']);
    await scene.end();
  });
});
