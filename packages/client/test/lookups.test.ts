// Where partitions start, and whether their logs were cut: each broker is asked once for all that
// it leads at a moment, and what one partition is refused is asked again for that one alone.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors, listOffsetsApi, offsetForLeaderEpochApi } from '@ottla/protocol';

import { KafkaError, PartitionConsumer, Producer } from '../src/index.ts';
import type { ScriptedBroker } from './scripted/scripted-broker.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

const PARTITIONS = Array.from({ length: 20 }, (_, partition) => partition);
/** Broker 1 leads these, broker 2 the others. */
const EVEN = PARTITIONS.filter((partition) => partition % 2 === 0);
const ODD = PARTITIONS.filter((partition) => partition % 2 === 1);

const at = (partition: number) => ({ topic: 't', partition });

/** One request: who was asked, and for which partitions. */
interface Asked {
  readonly broker: number;
  readonly partitions: readonly number[];
}

class Scene {
  readonly cluster: ScriptedCluster;
  readonly served: ServedLogs;
  readonly producer: Producer;
  readonly consumer: PartitionConsumer;
  /** ListOffsets. */
  readonly starts: Asked[] = [];
  /** OffsetForLeaderEpoch. */
  readonly ends: Asked[] = [];
  /** An error code, or 0. */
  refuse: (partition: number) => number = () => 0;
  /** Answers ListOffsets when it is called. */
  hold: ((answer: () => void) => void) | undefined;

  private constructor(cluster: ScriptedCluster) {
    this.cluster = cluster;
    this.served = new ServedLogs(cluster);
    for (const broker of cluster.brokers) {
      this.#serveStarts(broker);
      this.#serveEnds(broker);
    }
    const { client: world, bootstrapServers } = cluster;
    this.producer = new Producer({ world, bootstrapServers });
    this.consumer = new PartitionConsumer({ world, bootstrapServers, autoOffsetReset: 'none' });
  }

  static async start(): Promise<Scene> {
    const cluster = await ScriptedCluster.start(2);
    cluster.addTopic('t', PARTITIONS.map((partition) => 1 + (partition % 2)));
    return new Scene(cluster);
  }

  /** Refuses each of these partitions once. */
  refuseOnce(code: number, ...partitions: readonly number[]): void {
    const left = new Set(partitions);
    this.refuse = (partition) => (left.delete(partition) ? code : 0);
  }

  assignAll(): void {
    this.consumer.assign(PARTITIONS.map((partition) => ({ ...at(partition), from: 'earliest' })));
  }

  async produceAll(value: string): Promise<void> {
    const records = PARTITIONS.map((partition) => ({ ...at(partition), value }));
    await this.cluster.universe.resolve(this.producer.sendBatch(records));
  }

  async read(count: number): Promise<void> {
    for (let seen = 0; seen < count; ) {
      const batch = await this.cluster.universe.resolve(this.consumer.next({ timeoutMs: 5_000 }));
      seen += [...batch].length;
    }
  }

  positions(): (number | undefined)[] {
    return PARTITIONS.map((partition) => this.consumer.position(at(partition)));
  }

  async end(): Promise<void> {
    await this.consumer.close();
    await this.cluster.universe.resolve(this.producer.close());
  }

  #serveStarts(broker: ScriptedBroker): void {
    broker.on(listOffsetsApi, ({ request }, respond) => {
      const partitions = request.topics.flatMap((topic) => topic.partitions);
      const named = partitions.map(({ partitionIndex }) => partitionIndex);
      this.starts.push({ broker: broker.nodeId, partitions: named });
      const answers = named.map((partitionIndex) => {
        const errorCode = this.refuse(partitionIndex);
        return { partitionIndex, errorCode, offset: errorCode === 0 ? 0 : -1 };
      });
      const answer = (): void => respond({ topics: [{ name: 't', partitions: answers }] });
      if (this.hold === undefined) answer();
      else this.hold(answer);
    });
  }

  #serveEnds(broker: ScriptedBroker): void {
    broker.on(offsetForLeaderEpochApi, ({ request }, respond) => {
      const partitions = request.topics.flatMap((topic) => topic.partitions);
      const named = partitions.map(({ partition }) => partition);
      this.ends.push({ broker: broker.nodeId, partitions: named });
      const answers = partitions.map(({ partition, leaderEpoch }) => {
        const errorCode = this.refuse(partition);
        if (errorCode !== 0) return { partition, errorCode };
        return { partition, ...this.served.log('t', partition).endOfEpoch(leaderEpoch) };
      });
      respond({ topics: [{ topic: 't', partitions: answers }] });
    });
  }
}

function byBroker(asked: readonly Asked[]): readonly Asked[] {
  return asked.toSorted((a, b) => a.broker - b.broker);
}

describe('starting positions', () => {
  test('of 20 partitions on 2 brokers take 2 requests', async () => {
    const scene = await Scene.start();
    scene.assignAll();
    await scene.cluster.universe.advance(1_000);
    assert.deepEqual(byBroker(scene.starts), [
      { broker: 1, partitions: EVEN },
      { broker: 2, partitions: ODD },
    ]);
    assert.deepEqual(scene.positions(), PARTITIONS.map(() => 0));
    await scene.end();
  });

  for (const { name, code } of [errors.LEADER_NOT_AVAILABLE, errors.UNKNOWN_SERVER_ERROR]) {
    test(`one that is refused for the moment is asked for again, alone: ${name}`, async () => {
      const scene = await Scene.start();
      scene.refuseOnce(code, 3, 7);
      scene.assignAll();
      await scene.cluster.universe.advance(1_000);
      assert.deepEqual(byBroker(scene.starts), [
        { broker: 1, partitions: EVEN },
        { broker: 2, partitions: ODD },
        { broker: 2, partitions: [3, 7] },
      ]);
      assert.deepEqual(scene.positions(), PARTITIONS.map(() => 0));
      await scene.end();
    });
  }

  test('one that is refused for good is told, and leaves the others alone', async () => {
    const scene = await Scene.start();
    scene.refuseOnce(errors.TOPIC_AUTHORIZATION_FAILED.code, 3);
    scene.assignAll();
    await scene.cluster.universe.advance(1_000);
    const known = PARTITIONS.filter((partition) => scene.positions()[partition] !== undefined);
    assert.deepEqual(known, PARTITIONS.filter((partition) => partition !== 3));
    await assert.rejects(scene.cluster.universe.resolve(scene.consumer.next()), (error) => {
      assert.ok(error instanceof KafkaError);
      assert.equal(error.code, errors.TOPIC_AUTHORIZATION_FAILED.code);
      return true;
    });
    // It may be read by now.
    await scene.produceAll('a');
    await scene.read(PARTITIONS.length);
    assert.deepEqual(scene.starts.at(-1), { broker: 2, partitions: [3] });
    await scene.end();
  });

  test('a seek meanwhile counts, and drops the answer for its partition only', async () => {
    const scene = await Scene.start();
    const held: (() => void)[] = [];
    scene.hold = (answer) => held.push(answer);
    scene.assignAll();
    await scene.cluster.universe.advance(1_000);
    scene.consumer.seek(at(4), { offset: 2 });
    for (const answer of held) answer();
    await scene.cluster.universe.advance(10);
    assert.deepEqual(
      scene.positions(),
      PARTITIONS.map((partition) => (partition === 4 ? 2 : 0)),
    );
    await scene.end();
  });

  test('a broker that is lost costs its own partitions a second request, no others', async () => {
    const scene = await Scene.start();
    let isFirst = true;
    scene.hold = (answer) => {
      const asked = scene.starts.at(-1);
      if (asked?.broker !== 2 || !isFirst) return answer();
      isFirst = false;
      scene.cluster.broker(2).dropAll();
    };
    scene.assignAll();
    await scene.cluster.universe.advance(2_000);
    assert.deepEqual(byBroker(scene.starts), [
      { broker: 1, partitions: EVEN },
      { broker: 2, partitions: ODD },
      { broker: 2, partitions: ODD },
    ]);
    assert.deepEqual(scene.positions(), PARTITIONS.map(() => 0));
    await scene.end();
  });
});

describe('positions after a change of leaders (KIP-320)', () => {
  async function withMovedLeaders(): Promise<Scene> {
    const scene = await Scene.start();
    await scene.produceAll('a');
    scene.assignAll();
    await scene.read(PARTITIONS.length);
    return scene;
  }

  test('take one request to each new leader', async () => {
    const scene = await withMovedLeaders();
    for (const partition of EVEN) scene.cluster.moveLeader('t', partition, 2);
    await scene.cluster.universe.advance(1_000);
    assert.deepEqual(scene.ends, [{ broker: 2, partitions: EVEN }]);
    await scene.produceAll('b');
    await scene.read(PARTITIONS.length);
    assert.deepEqual(scene.positions(), PARTITIONS.map(() => 2));
    await scene.end();
  });

  test('one that is refused for the moment is asked for again, alone', async () => {
    const scene = await withMovedLeaders();
    scene.refuseOnce(errors.FENCED_LEADER_EPOCH.code, 4);
    for (const partition of EVEN) scene.cluster.moveLeader('t', partition, 2);
    await scene.cluster.universe.advance(1_000);
    assert.deepEqual(scene.ends, [
      { broker: 2, partitions: EVEN },
      { broker: 2, partitions: [4] },
    ]);
    await scene.produceAll('b');
    await scene.read(PARTITIONS.length);
    await scene.end();
  });
});
