// Rebalance listeners have the poll interval for what they do, and may leave the group themselves.
// By scripted brokers.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, test } from 'node:test';

import {
  ClosedError,
  type Assignor,
  type Consumer,
  type GroupConsumerOptions,
  type HealthCode,
  type RebalanceListener,
  type TopicPartition,
} from '../src/index.ts';
import { GroupScene, p0, p1 } from './scripted/group-scene.ts';

const MAX_POLL_INTERVAL_MS = 20_000;

/** Of its group: what concerns single partitions is left out. */
const codesOf = (consumer: Consumer): HealthCode[] =>
  consumer
    .health()
    .reasons.filter(({ partitions }) => partitions === undefined)
    .map(({ code }) => code);

async function start(
  options: Partial<GroupConsumerOptions> = {},
): Promise<{ readonly scene: GroupScene; readonly consumer: Consumer }> {
  const scene = await GroupScene.start([1, 1]);
  const consumer = scene.consumer({ maxPollIntervalMs: MAX_POLL_INTERVAL_MS, ...options });
  return { scene, consumer };
}

async function nextValues(consumer: Consumer): Promise<string[]> {
  const batch = await consumer.next();
  return [...batch].map(({ value }) => Buffer.from(value ?? []).toString());
}

/** A listener that is held, from its first call on, until `release`. */
function held(call: keyof RebalanceListener): {
  readonly listener: RebalanceListener;
  readonly release: () => void;
} {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { listener: { [call]: () => promise }, release: resolve };
}

describe('a listener that takes longer than maxPollIntervalMs', () => {
  test('costs the member its place; health tells of it', async () => {
    const { scene, consumer } = await start();
    const { listener, release } = held('onPartitionsAssigned');
    consumer.subscribe('t', listener);
    const waiting = nextValues(consumer);
    await scene.cluster.universe.advance(9_000);
    assert.deepEqual(codesOf(consumer), ['REBALANCING']);
    await scene.cluster.universe.advance(10_000);
    assert.equal(scene.group.state, 'stable');
    assert.deepEqual(codesOf(consumer), ['REBALANCING', 'LISTENER_SLOW']);
    assert.equal(consumer.stats().group.runningListener?.call, 'onPartitionsAssigned');
    await scene.cluster.universe.advance(2_000);
    assert.equal(scene.group.state, 'empty');
    const reason = 'leave: the poll interval has expired while partitions changed hands';
    assert.equal(scene.group.reasons.at(-1), reason);
    assert.deepEqual(codesOf(consumer), ['NOT_IN_GROUP', 'LISTENER_SLOW']);
    // Once it has settled the member comes back.
    release();
    await scene.produce(0, 'a');
    assert.deepEqual(await scene.run(waiting), ['a']);
    assert.deepEqual(codesOf(consumer), []);
    await scene.end();
  });

  test('however often the application asks meanwhile', async () => {
    const { scene, consumer } = await start();
    const { listener, release } = held('onPartitionsAssigned');
    consumer.subscribe('t', listener);
    for (let ask = 0; ask < 21; ask++) {
      await assert.rejects(scene.run(consumer.next({ timeoutMs: 1_000 })), /Timed out/);
    }
    assert.equal(scene.group.state, 'empty');
    release();
    await scene.end();
  });

  test('also where it is told of a revocation; what is left then is lost', async () => {
    const { scene, consumer } = await start({ partitionAssignmentStrategy: 'range' });
    const { listener, release } = held('onPartitionsRevoked');
    consumer.subscribe('t', listener);
    await scene.produce(0, 'a');
    await scene.read(consumer, 1);
    const waiting = nextValues(consumer);
    scene.group.rebalance();
    await scene.cluster.universe.advance(MAX_POLL_INTERVAL_MS + 4_000);
    assert.equal(scene.group.state, 'empty');
    release();
    await scene.produce(0, 'b');
    assert.deepEqual(await scene.run(waiting), ['b']);
    await scene.end();
  });

  test('one that settles in time costs nothing', async () => {
    const { scene, consumer } = await start();
    const { listener, release } = held('onPartitionsAssigned');
    consumer.subscribe('t', listener);
    const waiting = nextValues(consumer);
    await scene.cluster.universe.advance(MAX_POLL_INTERVAL_MS - 1_000);
    release();
    await scene.cluster.universe.advance(MAX_POLL_INTERVAL_MS);
    assert.deepEqual([scene.group.state, scene.group.generationId], ['stable', 1]);
    await scene.produce(0, 'a');
    assert.deepEqual(await scene.run(waiting), ['a']);
    await scene.end();
  });
});

describe('a listener that never settles', () => {
  test('keeps an unsubscribe for 30 s; the group is left once it has settled', async () => {
    const { scene, consumer } = await start();
    const { listener, release } = held('onPartitionsRevoked');
    consumer.subscribe('t', listener);
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 2_000 })), /Timed out/);
    const startMs = scene.cluster.universe.nowMs;
    const rejected = { name: 'TimeoutError', message: /30000 ms .* to leave its group/ };
    await assert.rejects(scene.run(consumer.unsubscribe()), rejected);
    assert.equal(Math.round((scene.cluster.universe.nowMs - startMs) / 1_000), 30);
    // It is still about to leave: nothing may begin anew.
    assert.throws(() => consumer.subscribe('t'), /unsubscribing still/);
    assert.deepEqual(consumer.assignment, [p0, p1]);
    release();
    await scene.cluster.universe.advance(1_000);
    assert.deepEqual([consumer.assignment, scene.group.members.size], [[], 0]);
    consumer.subscribe('t');
    await scene.produce(0, 'a');
    assert.deepEqual(await scene.run(nextValues(consumer)), ['a']);
    await scene.end();
  });

  test('nor does a close wait for longer after such an unsubscribe', async () => {
    const { scene, consumer } = await start();
    const { listener } = held('onPartitionsRevoked');
    consumer.subscribe('t', listener);
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 2_000 })), /Timed out/);
    await assert.rejects(scene.run(consumer.unsubscribe()), /Timed out/);
    const startMs = scene.cluster.universe.nowMs;
    await scene.run(consumer.close({ timeoutMs: 5_000 }));
    assert.equal(Math.round((scene.cluster.universe.nowMs - startMs) / 1_000), 5);
    await scene.end();
  });
});

describe('a listener that awaits', () => {
  const ends = ['unsubscribe', 'close'] as const;
  const calls = ['onPartitionsAssigned', 'onPartitionsRevoked', 'onPartitionsLost'] as const;

  /** Brings it about that the listener is told that. */
  async function provoke(
    scene: GroupScene,
    consumer: Consumer,
    call: (typeof calls)[number],
  ): Promise<void> {
    if (call === 'onPartitionsAssigned') return;
    await scene.cluster.universe.advance(2_000);
    if (call === 'onPartitionsRevoked') scene.group.rebalance();
    else scene.group.drop(consumer.membership.memberId);
  }

  for (const end of ends) {
    for (const call of calls) {
      test(`${end} in ${call} leaves the group, and is told of nothing twice`, async () => {
        const { scene, consumer } = await start({ partitionAssignmentStrategy: 'range' });
        const told: string[] = [];
        let hasEnded = false;
        const tell = (name: (typeof calls)[number]) => async (): Promise<void> => {
          told.push(name);
          if (name !== call || hasEnded) return;
          // Some time later it is still the listener that asks.
          await consumer.endOffsets([p0]);
          await consumer[end]();
          hasEnded = true;
        };
        consumer.subscribe('t', {
          onPartitionsAssigned: tell('onPartitionsAssigned'),
          onPartitionsRevoked: tell('onPartitionsRevoked'),
          onPartitionsLost: tell('onPartitionsLost'),
        });
        const waiting = assert.rejects(consumer.next(), /nothing to read|is closed/);
        await provoke(scene, consumer, call);
        await scene.cluster.universe.advance(10_000);
        await scene.run(waiting);
        assert.ok(hasEnded);
        const after = call === 'onPartitionsAssigned' ? 'onPartitionsRevoked' : call;
        assert.deepEqual(told, ['onPartitionsAssigned', after]);
        assert.equal(scene.group.members.size, 0);
        assert.deepEqual(consumer.assignment, []);
        await scene.end();
      });
    }

    test(`${end}, told because of a ${end} from outside, is not kept waiting`, async () => {
      const { scene, consumer } = await start();
      const told: string[] = [];
      consumer.subscribe('t', {
        async onPartitionsRevoked() {
          told.push('-');
          await consumer[end]();
          told.push('settled');
        },
      });
      await assert.rejects(scene.run(consumer.next({ timeoutMs: 2_000 })), /Timed out/);
      const startMs = scene.cluster.universe.nowMs;
      await scene.run(consumer[end]());
      assert.ok(scene.cluster.universe.nowMs - startMs < 1_000);
      assert.deepEqual(told, ['-', 'settled']);
      assert.equal(scene.group.members.size, 0);
      await scene.end();
    });
  }

  test('close while somebody else closes: nobody waits for the other', async () => {
    const { scene, consumer } = await start();
    const { promise, resolve } = Promise.withResolvers<void>();
    consumer.subscribe('t', {
      async onPartitionsAssigned() {
        await promise;
        await consumer.close();
      },
    });
    const waiting = assert.rejects(consumer.next(), ClosedError);
    await scene.cluster.universe.advance(2_000);
    const closing = consumer.close();
    await scene.cluster.universe.advance(2_000);
    const startMs = scene.cluster.universe.nowMs;
    resolve();
    await scene.run(closing);
    assert.ok(scene.cluster.universe.nowMs - startMs < 1_000);
    await scene.run(waiting);
    assert.equal(scene.group.members.size, 0);
    await scene.end();
  });

  test('close, once it is told that somebody closes, in that same moment', async () => {
    const { scene, consumer } = await start();
    await scene.produce(0, 'a');
    const stopping = new AbortController();
    let isHeld = false;
    consumer.subscribe('t', {
      async onPartitionsAssigned() {
        if (!isHeld) return;
        await once(stopping.signal, 'abort');
        await consumer.close();
      },
    });
    assert.deepEqual(await scene.read(consumer, 1), ['0:a']);
    isHeld = true;
    const waiting = assert.rejects(consumer.next(), ClosedError);
    scene.group.rebalance();
    await scene.cluster.universe.advance(5_000);
    assert.equal(consumer.stats().group.runningListener?.call, 'onPartitionsAssigned');
    const startMs = scene.cluster.universe.nowMs;
    stopping.abort();
    await scene.run(consumer.close());
    assert.ok(scene.cluster.universe.nowMs - startMs < 1_000);
    await scene.run(waiting);
    assert.equal(scene.committed()['t-0'], 1);
    assert.equal(scene.group.members.size, 0);
    await scene.end();
  });

  test('close from outside still waits for what runs', async () => {
    const { scene, consumer } = await start();
    const { listener, release } = held('onPartitionsAssigned');
    consumer.subscribe('t', listener);
    const waiting = assert.rejects(consumer.next(), ClosedError);
    await scene.cluster.universe.advance(2_000);
    let isClosed = false;
    const closing = consumer.close().then(() => {
      isClosed = true;
    });
    await scene.cluster.universe.advance(2_000);
    assert.deepEqual([isClosed, scene.group.members.size], [false, 1]);
    release();
    await scene.run(closing);
    await scene.run(waiting);
    assert.equal(scene.group.members.size, 0);
    await scene.end();
  });

  test('unsubscribe amid an assignment: what else it brings is not taken', async () => {
    let share = p0;
    const assignor: Assignor = {
      name: 'own',
      protocols: ['cooperative'],
      assign: (_topics, members) =>
        new Map(members.map(({ memberId }) => [memberId, { partitions: [share] }])),
    };
    const { scene, consumer } = await start({ partitionAssignmentStrategy: [assignor] });
    const told: string[] = [];
    const tell = (what: string, which: readonly TopicPartition[]): void => {
      told.push(`${what} ${which.map(({ partition }) => partition).join(' ')}`);
    };
    consumer.subscribe('t', {
      onPartitionsAssigned: (which) => tell('+', which),
      async onPartitionsRevoked(which) {
        tell('-', which);
        await consumer.unsubscribe();
      },
    });
    const waiting = assert.rejects(consumer.next(), /nothing to read/);
    await scene.cluster.universe.advance(2_000);
    share = p1;
    scene.group.rebalance();
    await scene.cluster.universe.advance(10_000);
    await scene.run(waiting);
    assert.deepEqual(told, ['+ 0', '- 0']);
    assert.deepEqual([consumer.assignment, scene.group.members.size], [[], 0]);
    await scene.end();
  });

  test('what it commits before it leaves is stored', async () => {
    const { scene, consumer } = await start({ enableAutoCommit: false });
    await scene.produce(0, 'a', 'b');
    consumer.subscribe('t', {
      async onPartitionsRevoked() {
        await consumer.commit();
        await consumer.unsubscribe();
      },
    });
    await scene.read(consumer, 2);
    const waiting = assert.rejects(consumer.next(), /nothing to read/);
    scene.group.rebalance();
    await scene.cluster.universe.advance(5_000);
    await scene.run(waiting);
    assert.equal(scene.committed()['t-0'], 2);
    // And it may begin anew.
    consumer.subscribe('t');
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 2_000 })), /Timed out/);
    assert.deepEqual(consumer.assignment, [p0, p1]);
    await scene.end();
  });
});
