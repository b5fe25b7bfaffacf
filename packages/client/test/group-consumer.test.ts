// A consumer in its group: reading, committing, seeking, leaving. By scripted brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  errors,
  findCoordinatorApi,
  metadataApi,
  offsetCommitApi,
  syncGroupApi,
} from '@ottla/protocol';

import {
  ClientError,
  ClosedError,
  ConfigError,
  Consumer,
  NoOffsetError,
  TimeoutError,
  WakeupError,
  type GroupConsumerOptions,
} from '../src/index.ts';
import { GroupScene, p0, p1 } from './scripted/group-scene.ts';

const text = (value: Uint8Array | null): string => Buffer.from(value ?? []).toString();

/** One member of a group, and its partition 0 with these values. */
async function withValues(
  values: readonly string[],
  options: Partial<GroupConsumerOptions> = {},
): Promise<{ readonly scene: GroupScene; readonly consumer: Consumer }> {
  const scene = await GroupScene.start([1]);
  if (values.length > 0) await scene.produce(0, ...values);
  const consumer = scene.consumer(options);
  consumer.subscribe('t');
  return { scene, consumer };
}

describe('one member', () => {
  test('joins, reads everything, commits what it finished, leaves', async () => {
    const scene = await GroupScene.start([1, 2]);
    await scene.produce(0, 'a', 'b');
    await scene.produce(1, 'x');
    const consumer = scene.consumer();
    consumer.subscribe('t');
    assert.deepEqual((await scene.read(consumer, 3)).toSorted(), ['0:a', '0:b', '1:x']);
    assert.deepEqual(consumer.assignment, [p0, p1]);
    await scene.run(consumer.commit());
    assert.deepEqual(scene.committed(), { 't-0': 2, 't-1': 1 });
    await scene.run(consumer.close());
    assert.equal(scene.group.state, 'empty');
    await scene.end();
  });

  test('goes on where the group left off', async () => {
    const { scene, consumer } = await withValues(['a', 'b']);
    await scene.read(consumer, 2);
    await scene.run(consumer.commit());
    await scene.run(consumer.close());
    await scene.produce(0, 'c');
    const second = scene.consumer();
    second.subscribe('t');
    assert.deepEqual(await scene.read(second, 1), ['0:c']);
    await scene.end();
  });

  test('without a committed offset and with the policy none: an error, each time', async () => {
    const { scene, consumer } = await withValues(['a'], { autoOffsetReset: 'none' });
    for (let round = 0; round < 2; round++) {
      await assert.rejects(scene.run(consumer.next({ timeoutMs: 5_000 })), NoOffsetError);
    }
    consumer.seek(p0, { offset: 0 });
    assert.deepEqual(await scene.read(consumer, 1), ['0:a']);
    await scene.end();
  });

  test('where one partition has neither offset nor policy, others are read', async () => {
    const scene = await GroupScene.start([1, 1]);
    await scene.produce(1, 'x');
    scene.group.offsets.set('t-1', { offset: 0, leaderEpoch: -1, metadata: '' });
    const consumer = scene.consumer({ autoOffsetReset: 'none' });
    consumer.subscribe('t');
    const told: string[] = [];
    for (let ask = 0; ask < 5; ask++) {
      const asked = scene.run(consumer.next({ timeoutMs: 5_000 }));
      await asked.then(
        (batch) => told.push(`a batch of ${batch.partition}`),
        (error: unknown) => told.push(String((error as Error).name)), // whatever was thrown
      );
    }
    assert.deepEqual([...new Set(told)].toSorted(), ['NoOffsetError', 'a batch of 1']);
    await scene.end();
  });

  test('its heartbeats do not wait behind fetches that wait for records', async () => {
    const { scene, consumer } = await withValues([], { fetchMaxWaitMs: 30_000 });
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 100_000 })), TimeoutError);
    assert.equal(scene.group.generationId, 1);
    await scene.end();
  });
});

describe('what is finished', () => {
  test('all but the record in hand is auto-committed', async () => {
    const { scene, consumer } = await withValues(['a', 'b', 'c'], { autoCommitIntervalMs: 100 });
    const committed: unknown[] = [];
    const loop = async (): Promise<void> => {
      for await (const record of consumer) {
        await new Promise<void>((resume) => {
          scene.cluster.client.timers.after(200, resume);
        });
        committed.push([text(record.value), scene.committed()['t-0']]);
        if (committed.length === 3) break;
      }
    };
    await scene.run(loop());
    assert.deepEqual(committed, [['a', 0], ['b', 1], ['c', 2]]);
    await scene.end();
  });

  test('a loop that is left in the middle has not finished what it had in hand', async () => {
    const { scene, consumer } = await withValues(['a', 'b', 'c']);
    const failing = async (): Promise<void> => {
      for await (const record of consumer) if (text(record.value) === 'b') throw new Error('no');
    };
    await assert.rejects(scene.run(failing()), /no/);
    await scene.run(consumer.close());
    assert.deepEqual(scene.committed(), { 't-0': 1 });
    await scene.end();
  });

  test('commit takes the record in hand with it, and nothing takes that back', async () => {
    const { scene, consumer } = await withValues(['a', 'b', 'c']);
    const loop = async (): Promise<void> => {
      for await (const record of consumer) {
        if (text(record.value) !== 'b') continue;
        await consumer.commit();
        break;
      }
    };
    await scene.run(loop());
    assert.deepEqual(scene.committed(), { 't-0': 2 });
    await scene.run(consumer.close());
    assert.deepEqual(scene.committed(), { 't-0': 2 });
    await scene.end();
  });

  test('the next loop goes on with the record after', async () => {
    const { scene, consumer } = await withValues(['a', 'b', 'c', 'd']);
    const seen: string[] = [];
    const two = async (): Promise<void> => {
      for await (const record of consumer) if (seen.push(text(record.value)) % 2 === 0) break;
    };
    await scene.run(two());
    assert.equal(consumer.position(p0), 2);
    await scene.run(two());
    assert.deepEqual(seen, ['a', 'b', 'c', 'd']);
    await scene.end();
  });

  test('a position that was looked up is committed, so that nothing is skipped later', async () => {
    const options = { autoOffsetReset: 'latest', autoCommitIntervalMs: 100 } as const;
    const { scene, consumer } = await withValues(['a', 'b'], options);
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 1_000 })), TimeoutError);
    assert.deepEqual(scene.committed(), { 't-0': 2 });
    await scene.end();
  });
});

describe('commits', () => {
  test('of given offsets, with metadata, are stored as given and read back', async () => {
    const { scene, consumer } = await withValues(['a', 'b'], { enableAutoCommit: false });
    await scene.read(consumer, 2);
    await scene.run(consumer.commit([{ ...p0, offset: 1, leaderEpoch: 0, metadata: 'note' }]));
    const expected = { ...p0, offset: 1, leaderEpoch: 0, metadata: 'note' };
    const found = await scene.run(consumer.committed([{ topic: 't', partition: 7 }, p0]));
    assert.deepEqual(found, [undefined, expected]);
    await scene.end();
  });

  test('keep their order, also where the first is refused for a while', async () => {
    const { scene, consumer } = await withValues(['a', 'b', 'c'], { enableAutoCommit: false });
    await scene.read(consumer, 3);
    let refusals = 3;
    scene.groups.fault = (request) => {
      if (request !== 'commit' || refusals-- <= 0) return undefined;
      return errors.COORDINATOR_LOAD_IN_PROGRESS.code;
    };
    const offsets = [1, 2, 3];
    await scene.run(
      Promise.all(offsets.map((offset) => consumer.commit([{ ...p0, offset }]))),
    );
    const order = scene.group.commits.map((line) => line.split(' ')[0]);
    assert.deepEqual(order, ['t-0=1', 't-0=2', 't-0=3']);
    await scene.end();
  });

  test('wait for earlier ones no longer than told, and are not stored later', async () => {
    const { scene, consumer } = await withValues(['a', 'b'], { enableAutoCommit: false });
    await scene.read(consumer, 2);
    let isLoading = true;
    scene.groups.fault = (request) =>
      request === 'commit' && isLoading ? errors.COORDINATOR_LOAD_IN_PROGRESS.code : undefined;
    const stopping = new AbortController();
    const startMs = scene.cluster.universe.nowMs;
    const first = consumer.commit([{ ...p0, offset: 1 }]);
    const second = consumer.commit([{ ...p0, offset: 2 }], { timeoutMs: 500 });
    const third = consumer.commit([{ ...p0, offset: 2 }], { signal: stopping.signal });
    await assert.rejects(scene.run(second), TimeoutError);
    stopping.abort(new Error('enough'));
    await assert.rejects(scene.run(third), /enough/);
    assert.ok(scene.cluster.universe.nowMs - startMs < 600);
    isLoading = false;
    await scene.run(first);
    await scene.run(consumer.commit([]));
    assert.deepEqual(scene.committed(), { 't-0': 1 });
    await scene.end();
  });

  test('the search for the coordinator is waited for no longer than told', async () => {
    const { scene, consumer } = await withValues([]);
    scene.cluster.broker(1).on(findCoordinatorApi, () => {});
    const stopping = new AbortController();
    const startMs = scene.cluster.universe.nowMs;
    const first = consumer.committed([p0], { signal: stopping.signal });
    const second = consumer.committed([p0], { timeoutMs: 500 });
    await assert.rejects(scene.run(second), TimeoutError);
    stopping.abort(new Error('enough'));
    await assert.rejects(scene.run(first), /enough/);
    assert.ok(scene.cluster.universe.nowMs - startMs < 600);
    await scene.end();
  });

  test('an offset that no broker would store is refused at once', async () => {
    const { scene, consumer } = await withValues(['a']);
    await assert.rejects(consumer.commit([{ ...p0, offset: -1 }]), ConfigError);
    await scene.end();
  });

  test('what stands still is auto-committed again: the group would lose it', async () => {
    const { scene, consumer } = await withValues(['a'], { autoCommitIntervalMs: 1_000 });
    await scene.read(consumer, 1);
    const ends = assert.rejects(consumer.next({ timeoutMs: 6_000 }), TimeoutError);
    await scene.cluster.universe.advance(2_500);
    assert.deepEqual(scene.committed(), { 't-0': 1 });
    // As if the coordinator had expired them.
    scene.group.offsets.clear();
    await scene.cluster.universe.advance(1_100);
    assert.deepEqual(scene.committed(), { 't-0': 1 });
    scene.group.offsets.clear();
    scene.group.rebalance();
    await scene.run(ends);
    scene.group.offsets.clear();
    await scene.run(consumer.close());
    assert.deepEqual(scene.committed(), { 't-0': 1 });
    await scene.end();
  });

  test('an auto-commit that fails is not thrown, and made up for later', async () => {
    const { scene, consumer } = await withValues(['a'], { autoCommitIntervalMs: 100 });
    scene.groups.fault = (request) =>
      request === 'commit' ? errors.OFFSET_METADATA_TOO_LARGE.code : undefined;
    await scene.read(consumer, 1);
    const waiting = consumer.next({ timeoutMs: 2_000 });
    await assert.rejects(scene.run(waiting), TimeoutError);
    assert.deepEqual(scene.committed(), {});
    scene.groups.fault = () => undefined;
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 2_000 })), TimeoutError);
    assert.deepEqual(scene.committed(), { 't-0': 1 });
    await scene.end();
  });
});

describe('positions', () => {
  test('a seek in onPartitionsAssigned decides where it starts', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a', 'b', 'c');
    const consumer = scene.consumer();
    consumer.subscribe('t', { onPartitionsAssigned: () => consumer.seek(p0, { offset: 2 }) });
    assert.deepEqual(await scene.read(consumer, 1), ['0:c']);
    await scene.end();
  });

  test('seek, pause and resume in the middle of a batch', async () => {
    const { scene, consumer } = await withValues(['a', 'b', 'c', 'd']);
    const seen: string[] = [];
    const loop = async (): Promise<void> => {
      for await (const record of consumer) {
        seen.push(text(record.value));
        if (seen.length === 2) consumer.seek(p0, { offset: 0 });
        if (seen.length === 4) consumer.pause([p0]);
        if (seen.length === 6) break;
      }
    };
    const looping = loop();
    await scene.cluster.universe.advance(2_000);
    assert.deepEqual(seen, ['a', 'b', 'a', 'b']);
    assert.deepEqual(consumer.paused, [p0]);
    consumer.resume([p0]);
    await scene.run(looping);
    assert.deepEqual(seen.slice(4), ['c', 'd']);
    await scene.end();
  });

  test('the ends of partitions, and offsets by time', async () => {
    const { scene, consumer } = await withValues(['a', 'b']);
    assert.deepEqual(await scene.run(consumer.beginningOffsets([p0])), [0]);
    assert.deepEqual(await scene.run(consumer.endOffsets([p0])), [2]);
    const asked = [{ ...p0, timestamp: 5 }];
    assert.equal((await scene.run(consumer.offsetsForTimes(asked)))[0]?.offset, 2);
    await assert.rejects(
      scene.run(consumer.endOffsets([{ topic: 't', partition: 9 }], { timeoutMs: 500 })),
      TimeoutError,
    );
    await scene.end();
  });

  test('of partitions that are not assigned there are none', async () => {
    const { scene, consumer } = await withValues([]);
    assert.throws(() => consumer.position(p1), /t-1 is not assigned/);
    assert.throws(() => consumer.seek(p1, 'earliest'), ClientError);
    await scene.end();
  });
});

describe('subscriptions', () => {
  test('new partitions and new topics of a pattern come by themselves', async () => {
    const scene = await GroupScene.start([1]);
    const consumer = scene.consumer({ metadataMaxAgeMs: 1_000 });
    consumer.subscribe(/^t/);
    const waiting = assert.rejects(consumer.next({ timeoutMs: 30_000 }), TimeoutError);
    await scene.cluster.universe.advance(3_000);
    assert.deepEqual(consumer.assignment, [p0]);
    scene.cluster.addTopic('t', [1, 1]);
    scene.cluster.addTopic('t2', [1]);
    scene.cluster.addTopic('other', [1]);
    await scene.cluster.universe.advance(10_000);
    assert.deepEqual(consumer.assignment, [p0, p1, { topic: 't2', partition: 0 }]);
    assert.deepEqual(consumer.subscription, ['t', 't2']);
    await scene.run(waiting);
    await scene.end();
  });

  test('a changed subscription gives up what it names no more', async () => {
    const scene = await GroupScene.start([1]);
    scene.cluster.addTopic('u', [1]);
    const consumer = scene.consumer();
    consumer.subscribe(['t']);
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 1_000 })), TimeoutError);
    consumer.subscribe(['u']);
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 5_000 })), TimeoutError);
    assert.deepEqual(consumer.assignment, [{ topic: 'u', partition: 0 }]);
    await scene.end();
  });

  test('a topic that may not be read is told of, and read once it may be', async () => {
    const { scene, consumer } = await withValues(['a'], { metadataMaxAgeMs: 1_000 });
    const { cluster } = scene;
    const refused = [{ name: 't', errorCode: errors.TOPIC_AUTHORIZATION_FAILED.code }];
    let mayRead = false;
    cluster.broker(1).on(metadataApi, ({ request, version }, respond) => {
      const answer = cluster.metadataFor(request.topics?.map(({ name }) => name ?? ''), version);
      respond(mayRead ? answer : { ...answer, topics: refused });
    });
    const asked = scene.run(consumer.next({ timeoutMs: 5_000 }));
    await assert.rejects(asked, /Not authorized to access topics: \[t\]/);
    assert.ok(consumer.health().reasons.some(({ code }) => code === 'TOPICS_MISSING'));
    mayRead = true;
    assert.deepEqual(await scene.read(consumer, 1), ['0:a']);
    await scene.end();
  });

  test('assigned partitions are read, and committed, without a membership', async () => {
    const scene = await GroupScene.start([1, 1]);
    await scene.produce(1, 'x', 'y');
    const consumer = scene.consumer();
    consumer.assign([p1]);
    assert.deepEqual(await scene.read(consumer, 2), ['1:x', '1:y']);
    await scene.run(consumer.commit());
    assert.deepEqual(scene.committed(), { 't-1': 2 });
    assert.equal(scene.group.members.size, 0);
    assert.throws(() => consumer.subscribe('t'), /exclude each other/);
    await scene.run(consumer.unsubscribe());
    consumer.subscribe('t');
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 1_000 })), TimeoutError);
    assert.deepEqual(consumer.assignment, [p0, p1]);
    await scene.end();
  });

  test('what was read of assigned partitions is auto-committed when they go', async () => {
    const scene = await GroupScene.start([1, 1]);
    await scene.produce(0, 'a', 'b');
    const consumer = scene.consumer();
    consumer.assign([p0]);
    await scene.read(consumer, 2);
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 100 })), TimeoutError);
    consumer.assign([p1]);
    await scene.cluster.universe.advance(100);
    assert.deepEqual(scene.committed(), { 't-0': 2 });
    await scene.end();
  });

  test('a listener that fails is told of once; the group goes on', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a');
    const consumer = scene.consumer();
    consumer.subscribe('t', {
      onPartitionsAssigned: () => {
        throw new Error('no room');
      },
    });
    const first = scene.run(consumer.next({ timeoutMs: 5_000 }));
    await assert.rejects(first, /onPartitionsAssigned failed: no room/);
    assert.deepEqual(await scene.read(consumer, 1), ['0:a']);
    await scene.end();
  });
});

describe('ends', () => {
  test('wakeup ends one wait; without one it ends the next', async () => {
    const { scene, consumer } = await withValues([]);
    const waiting = assert.rejects(consumer.next(), WakeupError);
    await scene.cluster.universe.advance(1_000);
    consumer.wakeup();
    await scene.run(waiting);
    consumer.wakeup();
    await assert.rejects(scene.run(consumer.next()), WakeupError);
    await scene.produce(0, 'a');
    assert.deepEqual(await scene.read(consumer, 1), ['0:a']);
    await scene.end();
  });

  test('a signal ends a loop without an error, and what it had is finished', async () => {
    const { scene, consumer } = await withValues(['a', 'b', 'c']);
    const stopping = new AbortController();
    const loop = async (): Promise<void> => {
      for await (const record of consumer.records({ signal: stopping.signal })) {
        if (text(record.value) === 'b') stopping.abort();
      }
    };
    await scene.run(loop());
    await scene.run(consumer.close());
    assert.deepEqual(scene.committed(), { 't-0': 2 });
    await scene.end();
  });

  test('close ends the loop and leaves, at any moment of a join', async () => {
    for (const pauseMs of [0, 0.5, 1, 2, 3, 5, 8, 100]) {
      const { scene, consumer } = await withValues([]);
      const loop = async (): Promise<number> => {
        let count = 0;
        for await (const _ of consumer.batches()) count += 1;
        return count;
      };
      const looping = loop();
      await scene.cluster.universe.advance(pauseMs);
      const startMs = scene.cluster.universe.nowMs;
      await scene.run(consumer.close());
      assert.ok(scene.cluster.universe.nowMs - startMs < 1_000, `closed from ${pauseMs} ms on`);
      assert.equal(await scene.run(looping), 0);
      assert.equal(scene.group.members.size, 0, `left from ${pauseMs} ms on`);
      await assert.rejects(consumer.next(), ClosedError);
      await scene.end();
    }
  });

  test('close inside of the loop, and while the group waits for another member', async () => {
    const { scene, consumer: a } = await withValues(['a']);
    const loop = async (): Promise<void> => {
      for await (const _ of a) await a.close();
    };
    await scene.run(loop());
    const [b, c] = [scene.consumer(), scene.consumer()];
    b.subscribe('t');
    c.subscribe('t');
    await scene.read(b, 1);
    // The group waits for b, which works on what it has.
    const waiting = assert.rejects(c.next(), ClosedError);
    await scene.cluster.universe.advance(1_000);
    assert.equal(scene.group.state, 'preparing');
    await scene.run(c.close());
    await scene.run(waiting);
    assert.equal(scene.group.members.size, 1);
    await scene.end();
  });

  test('close does not wait for a leader that makes no assignment', async () => {
    const { scene, consumer } = await withValues([]);
    scene.cluster.broker(1).on(syncGroupApi, () => {});
    const waiting = assert.rejects(consumer.next(), ClosedError);
    await scene.cluster.universe.advance(1_000);
    assert.equal(consumer.stats().group.state, 'syncing');
    const startMs = scene.cluster.universe.nowMs;
    await scene.run(consumer.close());
    assert.ok(scene.cluster.universe.nowMs - startMs < 1_000);
    await scene.run(waiting);
    assert.equal(scene.group.members.size, 0);
    await scene.end();
  });

  test('unsubscribe ends a wait, and nothing joins again before a subscribe', async () => {
    const { scene, consumer } = await withValues([]);
    const waiting = assert.rejects(consumer.next({ timeoutMs: 60_000 }), /nothing to read/);
    await scene.cluster.universe.advance(1_000);
    const leaving = consumer.unsubscribe();
    assert.throws(() => consumer.subscribe('t'), /unsubscribing still/);
    await scene.run(leaving);
    await scene.run(waiting);
    await scene.cluster.universe.advance(5_000);
    assert.equal(scene.group.members.size, 0);
    consumer.subscribe('t');
    await scene.produce(0, 'a');
    assert.deepEqual(await scene.read(consumer, 1), ['0:a']);
    await scene.end();
  });

  test('close tells who waits at once, however long the last commit takes', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a');
    const consumer = scene.consumer();
    consumer.assign([p0]);
    await scene.read(consumer, 1);
    let store = (): void => undefined;
    scene.cluster.broker(1).on(
      offsetCommitApi,
      (_incoming, respond) => {
        store = () => respond({ topics: [] });
      },
      9,
    );
    let toldMs = Infinity;
    const waiting = assert.rejects(consumer.next(), ClosedError).then(() => {
      toldMs = scene.cluster.universe.nowMs;
    });
    await scene.cluster.universe.advance(100);
    const startMs = scene.cluster.universe.nowMs;
    const closing = consumer.close();
    await scene.cluster.universe.advance(1_000);
    assert.equal(toldMs - startMs, 0);
    store();
    await scene.run(Promise.all([closing, waiting]));
    await scene.end();
  });

  test('close waits for a listener no longer than told', async () => {
    const scene = await GroupScene.start([1]);
    const consumer = scene.consumer();
    consumer.subscribe('t', { onPartitionsRevoked: () => new Promise(() => {}) });
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 1_000 })), TimeoutError);
    const startMs = scene.cluster.universe.nowMs;
    await scene.run(consumer.close({ timeoutMs: 700 }));
    assert.equal(Math.round(scene.cluster.universe.nowMs - startMs), 700);
    await scene.end();
  });

  test('two readers at once are refused', async () => {
    const { scene, consumer } = await withValues([]);
    const first = assert.rejects(consumer.next({ timeoutMs: 1_000 }), TimeoutError);
    await assert.rejects(consumer.next(), /one at a time/);
    await scene.run(first);
    await scene.end();
  });
});

describe('settings', () => {
  const table: readonly (readonly [Partial<GroupConsumerOptions>, RegExp])[] = [
    [{ groupId: ' ' }, /groupId must name the group/],
    [{ groupInstanceId: '' }, /groupInstanceId must not be empty/],
    [{ heartbeatIntervalMs: 45_000 }, /heartbeatIntervalMs must be below sessionTimeoutMs/],
    [{ maxPollIntervalMs: 0 }, /maxPollIntervalMs must be a whole number/],
    [{ prefetchBytes: 0 }, /prefetchBytes must be a whole number from 1, got 0/],
    [{ fetchMinBytes: -1 }, /fetchMinBytes must be a whole number from 0, got -1/],
    [{ fetchMaxBytes: 0.5 }, /fetchMaxBytes must be a whole number from 0, got 0.5/],
    [{ partitionAssignmentStrategy: 'fair' }, /must name one of range, .*, got fair/],
    [{ partitionAssignmentStrategy: 'range,range' }, /names range twice/],
    [{ partitionAssignmentStrategy: [] }, /at least one assignor/],
  ];
  for (const [options, message] of table) {
    test(JSON.stringify(options), () => {
      const base = { bootstrapServers: 'b:1', groupId: 'g' };
      assert.throws(() => new Consumer({ ...base, ...options }), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, message);
        return true;
      });
    });
  }
});
