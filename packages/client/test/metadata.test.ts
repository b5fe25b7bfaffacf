// How a client keeps its view of the cluster: where it asks, how often, and what it does when
// nobody it knows can be reached.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  describeLogDirsApi,
  errors,
  metadataApi,
  type Draft,
  type MetadataResponse,
} from '@ottla/protocol';

import { Admin, Producer, type ProducerOptions } from '../src/index.ts';
import { ScriptedBroker } from './scripted/scripted-broker.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { ServedLogs } from './scripted/serve-logs.ts';

class Scene {
  readonly cluster: ScriptedCluster;
  readonly served: ServedLogs;
  readonly producer: Producer;

  private constructor(cluster: ScriptedCluster, options: Partial<ProducerOptions>) {
    this.cluster = cluster;
    this.served = new ServedLogs(cluster);
    const { client: world, bootstrapServers } = cluster;
    this.producer = new Producer({ world, bootstrapServers, ...options });
  }

  static async start(brokers: number, options: Partial<ProducerOptions> = {}): Promise<Scene> {
    const cluster = await ScriptedCluster.start(brokers);
    cluster.addTopic('t', [1]);
    return new Scene(cluster, options);
  }

  send(value = 'x'): Promise<unknown> {
    return this.cluster.universe.resolve(this.producer.send({ topic: 't', value }));
  }

  /** What the brokers tell instead of what is so, which `change` is given. */
  answerMetadata(
    change: (told: Draft<MetadataResponse>, names: string[]) => Draft<MetadataResponse>,
  ): void {
    for (const broker of this.cluster.brokers) {
      broker.on(metadataApi, ({ request, version }, respond) => {
        const names = (request.topics ?? []).map(({ name }) => name ?? '');
        respond(change(this.cluster.metadataFor(names, version), names));
      });
    }
  }

  count(prefix: string): number {
    return this.cluster.brokers.reduce(
      (sum, { log }) => sum + log.filter((line) => line.startsWith(prefix)).length,
      0,
    );
  }

  async end(): Promise<void> {
    await this.cluster.universe.resolve(this.producer.close({ timeoutMs: 100 }));
  }
}

describe('asking', () => {
  test('once for many sends, and again when it has grown old', async () => {
    const scene = await Scene.start(1, { metadataMaxAgeMs: 5_000 });
    for (let i = 0; i < 20; i++) await scene.send();
    assert.equal(scene.count('Metadata'), 1);
    await scene.cluster.universe.advance(5_100);
    assert.equal(scene.count('Metadata'), 2);
    await scene.end();
  });

  test('not in a storm, however many answers say that it is stale', async () => {
    const scene = await Scene.start(2);
    await scene.send();
    const before = scene.count('Metadata');
    scene.served.produceFault = () => errors.NOT_LEADER_OR_FOLLOWER.code;
    const sends = Array.from({ length: 50 }, () => scene.producer.send({ topic: 't', value: '' }));
    await scene.cluster.universe.advance(1_000);
    const asked = scene.count('Metadata') - before;
    assert.ok(asked >= 2 && asked <= 12, `${asked} times in a second`);
    scene.served.produceFault = () => 'none';
    await scene.cluster.universe.resolve(Promise.all(sends));
    await scene.end();
  });

  test('for a topic that appears later: the send waits for it', async () => {
    const scene = await Scene.start(1);
    const sending = scene.producer.send({ topic: 'later', value: 'x' });
    await scene.cluster.universe.advance(500);
    scene.cluster.addTopic('later', [1]);
    await scene.cluster.universe.resolve(sending);
    assert.deepEqual(scene.served.log('later').values(), ['x']);
    await scene.end();
  });

  test('a topic that cannot be is refused at once', async () => {
    const scene = await Scene.start(1);
    scene.cluster.broker(1).on(metadataApi, ({ request, version }, respond) => {
      const errorCode = errors.INVALID_TOPIC_EXCEPTION.code;
      const topics = (request.topics ?? []).map(({ name }) => ({ name, errorCode }));
      respond({ ...scene.cluster.metadataFor([], version), topics });
    });
    const sending = scene.producer.send({ topic: 'a b', value: '' });
    await assert.rejects(scene.cluster.universe.resolve(sending), {
      name: 'INVALID_TOPIC_EXCEPTION',
      message: 'Invalid topics: [a b]',
    });
    await scene.end();
  });
});

describe('asking again', () => {
  test('each who uses a topic that was refused: a permission may have been given', async () => {
    const scene = await Scene.start(1);
    let isRefused = true;
    scene.answerMetadata((told) => {
      if (!isRefused) return told;
      const errorCode = errors.TOPIC_AUTHORIZATION_FAILED.code;
      const topics = (told.topics ?? []).map(({ name = null }) => ({ name, errorCode }));
      return { ...told, topics };
    });
    await assert.rejects(scene.send(), { name: 'TOPIC_AUTHORIZATION_FAILED' });
    await assert.rejects(scene.send(), { name: 'TOPIC_AUTHORIZATION_FAILED' });
    isRefused = false;
    await scene.send('allowed');
    assert.deepEqual(scene.served.log('t').values(), ['allowed']);
    await scene.end();
  });

  test('a broker that knows no brokers yet, as while it starts', async () => {
    const scene = await Scene.start(1);
    let asked = 0;
    scene.answerMetadata((told) => (++asked < 3 ? {} : told));
    await scene.send('x');
    assert.deepEqual(scene.served.log('t').values(), ['x']);
    assert.ok(scene.cluster.universe.nowMs < 2_000, `${scene.cluster.universe.nowMs} ms`);
    await scene.end();
  });

  test('for all topics when they are old, also where new ones come all the time', async () => {
    const scene = await Scene.start(1, { metadataMaxAgeMs: 5_000 });
    const asked: string[][] = [];
    scene.answerMetadata((told, names) => {
      asked.push(names);
      return told;
    });
    await scene.send();
    for (let i = 0; i < 5; i++) {
      scene.cluster.addTopic(`new-${i}`, [1]);
      const sending = scene.producer.send({ topic: `new-${i}`, value: '' });
      await scene.cluster.universe.resolve(sending);
      await scene.cluster.universe.advance(2_000);
    }
    assert.ok(asked.slice(1).some((names) => names.includes('t')), JSON.stringify(asked));
    await scene.end();
  });

  test('less and less often where a partition stays without a leader', async () => {
    const scene = await Scene.start(1);
    scene.cluster.addTopic('t', [1, -1]);
    const sending = scene.producer.send({ topic: 't', partition: 0, value: '' });
    await scene.cluster.universe.resolve(sending);
    const before = scene.count('Metadata');
    await scene.cluster.universe.advance(20_000);
    const asked = scene.count('Metadata') - before;
    assert.ok(asked >= 15 && asked <= 40, `${asked} times in 20 seconds`);
    scene.cluster.moveLeader('t', 1, 1);
    await scene.cluster.universe.advance(1_500);
    await scene.cluster.universe.resolve(
      scene.producer.send({ topic: 't', partition: 1, value: 'led' }),
    );
    await scene.end();
  });
});

describe('connections', () => {
  test('one to each broker, to the address that the metadata names', async () => {
    const scene = await Scene.start(3);
    scene.cluster.addTopic('t', [1, 2, 3]);
    const partitions = [0, 1, 2, 0, 1, 2];
    const records = partitions.map((partition) => ({ topic: 't', partition, value: '' }));
    await scene.cluster.universe.resolve(scene.producer.sendBatch(records));
    await scene.cluster.universe.resolve(scene.producer.sendBatch(records));
    // The connection to the bootstrap address is a second one, until the metadata is asked again.
    const counts = scene.cluster.brokers.map(({ connectionCount }) => connectionCount);
    assert.ok(counts.every((count) => count >= 1) && Math.max(...counts) <= 2, counts.join());
    await scene.end();
  });

  test('a broker that is down is tried again with pauses, and found when it is back', async () => {
    const scene = await Scene.start(1);
    await scene.send('before');
    const [broker] = scene.cluster.brokers;
    assert.ok(broker !== undefined);
    await scene.cluster.universe.resolve(broker.goAway());
    const sending = scene.producer.send({ topic: 't', value: 'after' });
    await scene.cluster.universe.advance(20_000);
    await scene.cluster.universe.resolve(broker.listen());
    await scene.cluster.universe.resolve(sending);
    assert.deepEqual(scene.served.log('t').values(), ['before', 'after']);
    await scene.end();
  });
});

describe('starting again from the bootstrap list', () => {
  test('when no broker of the metadata can be reached any more', async () => {
    const scene = await Scene.start(1);
    await scene.send('a');
    // The cluster moves: the bootstrap address stays, the broker behind it advertises another one.
    const universe = scene.cluster.universe;
    const moved = new ScriptedBroker(universe.createNode('moved'), 2, 9092);
    await universe.resolve(scene.cluster.broker(1).goAway());
    const gate = new ScriptedBroker(scene.cluster.broker(1).world, 2, 9092);
    const answer = scene.cluster.metadataFor(['t'], 13);
    for (const each of [gate, moved]) {
      each.on(metadataApi, (_incoming, respond) => {
        const topics = answer.topics?.map((topic) => ({
          ...topic,
          partitions: (topic.partitions ?? []).map((p) => ({ ...p, leaderId: 2, leaderEpoch: 1 })),
        }));
        const brokers = [{ nodeId: 2, host: 'moved', port: 9092 }];
        respond({ ...answer, brokers, ...(topics === undefined ? {} : { topics }) });
      });
    }
    await universe.resolve(gate.listen());
    await universe.resolve(moved.listen());
    await universe.advance(5_000);
    const waiting = scene.producer.send({ topic: 't', value: 'b' }).catch(() => undefined);
    await universe.advance(5_000);
    assert.ok(moved.log.length > 0, 'the moved broker was asked');
    await scene.end();
    await universe.resolve(waiting);
  });

  test('not while brokers answer, however seldom they are asked', async () => {
    const scene = await Scene.start(1, {
      metadataMaxAgeMs: 60_000,
      metadataRecoveryRebootstrapTriggerMs: 5_000,
    });
    await scene.send('a');
    await scene.send('b');
    const before = scene.count('ApiVersions');
    await scene.cluster.universe.advance(200_000);
    assert.ok(scene.count('Metadata') >= 4);
    assert.equal(scene.count('ApiVersions'), before);
    await scene.end();
  });

  test('when none has told its metadata for too long, since it was asked', async () => {
    const scene = await Scene.start(1, {
      metadataMaxAgeMs: 1_000,
      metadataRecoveryRebootstrapTriggerMs: 5_000,
    });
    await scene.send('a');
    await scene.send('b');
    const before = scene.count('ApiVersions');
    scene.answerMetadata(() => ({}));
    await scene.cluster.universe.advance(4_000);
    assert.equal(scene.count('ApiVersions'), before);
    await scene.cluster.universe.advance(6_000);
    assert.ok(scene.count('ApiVersions') > before);
    await scene.end();
  });

  test('when a broker asks for it, and who waits for the cluster waits on', async () => {
    const cluster = await ScriptedCluster.start(1);
    let asked = 0;
    cluster.broker(1).on(metadataApi, ({ version }, respond) => {
      asked += 1;
      const errorCode = errors.REBOOTSTRAP_REQUIRED.code;
      respond(asked < 3 ? { errorCode } : cluster.metadataFor([], version));
    });
    cluster.broker(1).on(describeLogDirsApi, (_incoming, respond) => {
      respond({ results: [{ logDir: '/data', topics: [] }] });
    });
    const { client: world, bootstrapServers } = cluster;
    const admin = new Admin({ world, bootstrapServers });
    const outcomes = await cluster.universe.resolve(admin.describeLogDirs([1]));
    assert.ok(Array.isArray(outcomes.get(1)), String(outcomes.get(1)));
    await admin.close();
  });

  test('when a broker asks for it', async () => {
    const scene = await Scene.start(2, { metadataMaxAgeMs: 1_000 });
    await scene.send('a');
    let asked = false;
    for (const broker of scene.cluster.brokers) {
      broker.on(metadataApi, ({ request, version }, respond) => {
        const names = request.topics?.map(({ name }) => name ?? '');
        const errorCode = asked ? 0 : errors.REBOOTSTRAP_REQUIRED.code;
        asked = true;
        const answer = scene.cluster.metadataFor(names, version);
        respond(errorCode === 0 ? answer : { errorCode });
      });
    }
    await scene.cluster.universe.advance(3_000);
    assert.ok(asked);
    await scene.send('b');
    assert.deepEqual(scene.served.log('t').values(), ['a', 'b']);
    await scene.end();
  });
});

test('the same seed gives the same history, to the byte', async () => {
  const histories: string[] = [];
  for (let run = 0; run < 2; run++) {
    const scene = await Scene.start(2);
    scene.served.produceDelayMs = () => scene.cluster.universe.prng.uint32() % 9;
    for (let i = 0; i < 30; i++) await scene.send(`${i}`);
    await scene.end();
    histories.push(String(scene.cluster.universe.trace.digest));
  }
  assert.equal(histories[0], histories[1]);
});
