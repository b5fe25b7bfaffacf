// A connection's life: versions agreed on, answers in order, timeouts, and an end that leaves
// nobody waiting.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import {
  createTopicsApi,
  describeClusterApi,
  metadataApi,
  type Api,
} from '@ottla/protocol';

import {
  Admin,
  ClosedError,
  ConnectionError,
  TimeoutError,
  UnsupportedVersionError,
} from '../src/index.ts';
import { ScriptedCluster } from './scripted/scripted-cluster.ts';
import { SilentPeer } from './scripted/silent-peer.ts';

async function clusterWithAdmin(options: object = {}): Promise<{
  cluster: ScriptedCluster;
  admin: Admin;
}> {
  const cluster = await ScriptedCluster.start(1);
  const { client: world, bootstrapServers } = cluster;
  return { cluster, admin: new Admin({ world, bootstrapServers, ...options }) };
}

describe('versions', () => {
  test('the newest ApiVersions comes first, an older one when the broker refuses it', async () => {
    for (const [max, expected] of [
      [4, ['ApiVersions v4']],
      [2, ['ApiVersions v4', 'ApiVersions v2']],
      [0, ['ApiVersions v4', 'ApiVersions v0']],
    ] as const) {
      const { cluster, admin } = await clusterWithAdmin();
      cluster.broker(1).apiVersionsMax = max;
      assert.deepEqual(await cluster.universe.resolve(admin.listTopics()), []);
      const asked = cluster.broker(1).log.filter((line) => line.startsWith('ApiVersions'));
      assert.deepEqual(asked, expected);
      await admin.close();
    }
  });

  test('the highest version that both know is used, at every version of the broker', async () => {
    for (let max = 0; max <= metadataApi.request.maxVersion; max++) {
      const { cluster, admin } = await clusterWithAdmin();
      cluster.addTopic('t', [1]);
      cluster.broker(1).on(
        metadataApi,
        ({ version }, respond) => respond(cluster.metadataFor(undefined, version)),
        max,
      );
      const topics = await cluster.universe.resolve(admin.listTopics());
      assert.deepEqual(topics.map(({ name }) => name), ['t']);
      assert.ok(cluster.broker(1).log.includes(`Metadata v${max}`));
      await admin.close();
    }
  });

  test('an API that the broker does not serve is an error that names it', async () => {
    const { cluster, admin } = await clusterWithAdmin({ apiTimeoutMs: 5_000 });
    const failing = cluster.universe.resolve(admin.createTopics([{ name: 't' }]));
    await assert.rejects(failing, (error) => {
      assert.ok(error instanceof UnsupportedVersionError);
      assert.equal(error.message, 'The broker does not support CreateTopics');
      return true;
    });
    await admin.close();
  });
});

describe('answers', () => {
  test('belong to their requests in order, many in flight on one connection', async () => {
    const { cluster, admin } = await clusterWithAdmin();
    let count = 0;
    cluster.broker(1).on(describeClusterApi, (_incoming, respond) => {
      count += 1;
      respond({ clusterId: `answer ${count}`, controllerId: count, brokers: [] });
    });
    const asked = Array.from({ length: 40 }, () => admin.describeCluster());
    const answers = await cluster.universe.resolve(Promise.all(asked));
    const ids = answers.map(({ controllerId }) => controllerId);
    assert.deepEqual(ids.toSorted((a, b) => a - b), Array.from({ length: 40 }, (_, i) => i + 1));
    assert.equal(cluster.broker(1).connectionCount, 1);
    await admin.close();
  });

  test('a throttled client sends nothing to that broker until the time is over', async () => {
    const { cluster, admin } = await clusterWithAdmin();
    const times: number[] = [];
    cluster.broker(1).on(describeClusterApi, (_incoming, respond) => {
      times.push(cluster.universe.nowMs);
      respond({ throttleTimeMs: 700, clusterId: 'c', brokers: [] });
    });
    await cluster.universe.resolve(admin.describeCluster());
    await cluster.universe.resolve(admin.describeCluster());
    const [first = 0, second = 0] = times;
    assert.ok(second - first >= 700, `asked again after ${second - first} ms`);
    await admin.close();
  });

  test('of several that throttle, the one that asks for most is obeyed', async () => {
    const { cluster, admin } = await clusterWithAdmin();
    const times: number[] = [];
    const throttles = [0, 5_000, 10, 0];
    cluster.broker(1).on(describeClusterApi, (_incoming, respond) => {
      const throttleTimeMs = throttles[times.length] ?? 0;
      times.push(cluster.universe.nowMs);
      respond({ throttleTimeMs, clusterId: 'c', brokers: [] });
    });
    const ask = (): Promise<unknown> => admin.describeCluster();
    await cluster.universe.resolve(ask());
    await cluster.universe.resolve(Promise.all([ask(), ask()]));
    await cluster.universe.resolve(ask());
    const [, first = 0, second = 0, third = 0] = times;
    assert.ok(second - first < 100, 'both were in flight at once');
    assert.ok(third - first >= 5_000, `asked again after ${third - first} ms`);
    await admin.close();
  });

  test('a request that cannot be written fails alone: what is in flight goes on', async () => {
    const { cluster, admin } = await clusterWithAdmin();
    const { universe } = cluster;
    cluster.broker(1).on(createTopicsApi, ({ request }, respond) => {
      respond({ topics: request.topics.map(({ name }) => ({ name })) });
    });
    let answer = (): void => undefined;
    cluster.broker(1).on(describeClusterApi, (_incoming, respond) => {
      answer = () => respond({ clusterId: 'at last', brokers: [] });
    });
    await universe.resolve(admin.createTopics([{ name: 'first' }]));
    await universe.advance(1_000);
    const describing = admin.describeCluster();
    await universe.advance(100);
    const failing = admin.createTopics([{ name: 'second', partitions: 2 ** 40 }]);
    await assert.rejects(universe.resolve(failing), /numPartitions/);
    const creating = admin.createTopics([{ name: 'third' }]);
    answer();
    assert.equal((await universe.resolve(describing)).clusterId, 'at last');
    assert.ok((await universe.resolve(creating)).has('third'));
    await admin.close();
  });

  test('one that cannot be decoded fails its request and ends the connection', async () => {
    const { cluster, admin } = await clusterWithAdmin({ apiTimeoutMs: 3_000 });
    // The answer of another API: its body ends too early for DescribeCluster.
    const wrong = { ...describeClusterApi, response: metadataApi.response };
    cluster.broker(1).on(wrong as unknown as Api, (_incoming, respond) => respond({}));
    await assert.rejects(cluster.universe.resolve(admin.describeCluster()), /DescribeCluster/);
    await admin.close();
  });
});

describe('ends', () => {
  test('no answer: the request times out and says for what', async () => {
    const { cluster, admin } = await clusterWithAdmin({
      requestTimeoutMs: 1_000,
      apiTimeoutMs: 2_500,
    });
    cluster.broker(1).on(describeClusterApi, () => undefined);
    await assert.rejects(cluster.universe.resolve(admin.describeCluster()), (error) => {
      assert.ok(error instanceof TimeoutError);
      assert.match(error.message, /Timed out after 2500 ms .* describe the cluster/);
      return true;
    });
    await admin.close();
  });

  test('a lost connection is made again, and the call repeated', async () => {
    const { cluster, admin } = await clusterWithAdmin();
    let asked = 0;
    cluster.broker(1).on(describeClusterApi, ({ drop }, respond) => {
      asked += 1;
      if (asked < 3) drop();
      else respond({ clusterId: 'at last', brokers: [] });
    });
    const { clusterId } = await cluster.universe.resolve(admin.describeCluster());
    assert.equal(clusterId, 'at last');
    await admin.close();
  });

  test('all brokers down: rejects within its timeout', async () => {
    const { cluster, admin } = await clusterWithAdmin({ apiTimeoutMs: 4_000 });
    await cluster.universe.resolve(cluster.broker(1).goAway());
    const startMs = cluster.universe.nowMs;
    await assert.rejects(cluster.universe.resolve(admin.listTopics()), (error) => {
      assert.ok(error instanceof TimeoutError);
      assert.match(error.message, /b1:9092/);
      return true;
    });
    assert.ok(cluster.universe.nowMs - startMs <= 4_500);
    await admin.close();
  });

  test('close fails what is under way, in every state', async () => {
    for (const pauseMs of [0, 0.1, 1, 5, 50]) {
      const { cluster, admin } = await clusterWithAdmin();
      cluster.broker(1).on(describeClusterApi, () => undefined);
      const failing = assert.rejects(admin.describeCluster(), (error) => {
        return error instanceof ClosedError || error instanceof ConnectionError;
      });
      await cluster.universe.advance(pauseMs);
      await admin.close();
      await admin.close();
      await cluster.universe.resolve(failing);
      await assert.rejects(cluster.universe.resolve(admin.listTopics()), ClosedError);
    }
  });

  test('close while a broker does not answer leaves no connection open', async () => {
    const universe = new SimulatedUniverse({ seed: 1 });
    const peer = await universe.resolve(SilentPeer.listen(universe.createNode('b1')));
    const world = universe.createNode('client');
    const admin = new Admin({ world, bootstrapServers: 'b1:9092' });
    const failing = assert.rejects(admin.listTopics(), ClosedError);
    await universe.advance(500);
    assert.equal(peer.open, 1);
    await admin.close();
    await universe.advance(500);
    assert.equal(peer.open, 0);
    await universe.resolve(failing);
  });

  test('close gives up what is connecting to where nobody answers', async () => {
    const universe = new SimulatedUniverse({ seed: 1 });
    const peer = await universe.resolve(SilentPeer.listen(universe.createNode('b1')));
    const world = universe.createNode('client');
    universe.network.partition(['client'], ['b1']);
    const admin = new Admin({ world, bootstrapServers: 'b1:9092' });
    const failing = assert.rejects(admin.listTopics(), ClosedError);
    await universe.advance(500);
    await admin.close();
    await universe.resolve(failing);
    // Within the time that a connection may take.
    universe.network.heal();
    await universe.advance(60_000);
    assert.equal(peer.accepted, 0);
  });

  test('the steps before a request share its time: metadata, then a connection', async () => {
    const cluster = await ScriptedCluster.start(2);
    const { universe, client: world } = cluster;
    await universe.resolve(cluster.broker(1).goAway());
    await universe.resolve(SilentPeer.listen(cluster.broker(1).world));
    cluster.broker(2).on(metadataApi, ({ request, version }, respond) => {
      const names = request.topics?.map(({ name }) => name ?? '');
      world.timers.after(1_500, () => respond(cluster.metadataFor(names, version)));
    });
    const admin = new Admin({ world, bootstrapServers: 'b2:9092' });
    const startMs = universe.nowMs;
    const outcomes = await universe.resolve(admin.describeLogDirs([1], { timeoutMs: 2_000 }));
    assert.ok(outcomes.get(1) instanceof TimeoutError);
    const tookMs = universe.nowMs - startMs;
    assert.ok(tookMs <= 2_100, `${tookMs} ms`);
    await admin.close();
  });

  test('an AbortSignal ends the wait with its reason; the client goes on', async () => {
    const { cluster, admin } = await clusterWithAdmin();
    cluster.broker(1).on(describeClusterApi, () => undefined);
    const aborting = new AbortController();
    const failing = assert.rejects(
      admin.describeCluster({ signal: aborting.signal }),
      /enough of it/,
    );
    await cluster.universe.advance(100);
    aborting.abort(new Error('enough of it'));
    await cluster.universe.resolve(failing);
    await assert.rejects(admin.listTopics({ signal: AbortSignal.abort(new Error('no')) }), /no/);
    await admin.close();
  });
});
