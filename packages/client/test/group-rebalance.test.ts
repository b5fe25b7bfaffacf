// Members come and go: what each is told, who has what, what is committed. By scripted
// brokers.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors } from '@ottla/protocol';

import {
  CommitFailedError,
  KafkaError,
  type Assignor,
  type Consumer,
  type GroupConsumerOptions,
  type RebalanceListener,
} from '../src/index.ts';
import { GroupScene, p0, p1 } from './scripted/group-scene.ts';

/** Writes down what a member is told. */
function recorder(log: string[], name: string): RebalanceListener {
  const note = (what: string) => (partitions: readonly { readonly partition: number }[]) => {
    log.push(`${name} ${what} [${partitions.map(({ partition }) => partition).join(' ')}]`);
  };
  return {
    onPartitionsAssigned: note('+'),
    onPartitionsRevoked: note('-'),
    onPartitionsLost: note('lost'),
  };
}

/** Reads until it is stopped, and remembers the values. */
function readForever(consumer: Consumer): { readonly seen: string[] } {
  const seen: string[] = [];
  const loop = async (): Promise<void> => {
    for await (const { partition, value } of consumer) {
      seen.push(`${partition}:${Buffer.from(value ?? []).toString()}`);
    }
  };
  void loop();
  return { seen };
}

const partitionsOf = (consumer: Consumer): number[] =>
  consumer.assignment.map(({ partition }) => partition);

async function twoMembers(options: Partial<GroupConsumerOptions>) {
  const scene = await GroupScene.start([1, 1, 2, 2]);
  const log: string[] = [];
  const members = ['A', 'B'].map((name) => {
    const consumer = scene.consumer({ clientId: name, ...options });
    consumer.subscribe('t', recorder(log, name));
    return consumer;
  });
  const [a, b] = members;
  assert.ok(a !== undefined && b !== undefined);
  return { scene, log, a, b };
}

describe('eager', () => {
  test('a second member: all is revoked, then shared', async () => {
    const { scene, log, a, b } = await twoMembers({ partitionAssignmentStrategy: 'range' });
    readForever(a);
    await scene.cluster.universe.advance(5_000);
    readForever(b);
    await scene.cluster.universe.advance(10_000);
    assert.deepEqual(log.slice(0, 2), ['A + [0 1 2 3]', 'A - [0 1 2 3]']);
    assert.deepEqual(log.slice(2).toSorted(), ['A + [0 1]', 'B + [2 3]']);
    await scene.run(b.close());
    await scene.cluster.universe.advance(10_000);
    assert.deepEqual(log.slice(4), ['B - [2 3]', 'A - [0 1]', 'A + [0 1 2 3]']);
    await scene.end();
  });
});

describe('cooperative', () => {
  const options = { partitionAssignmentStrategy: 'cooperative-sticky' };

  test('a second member: only what moves is revoked, and given in a second round', async () => {
    const { scene, log, a, b } = await twoMembers(options);
    readForever(a);
    await scene.cluster.universe.advance(5_000);
    readForever(b);
    await scene.cluster.universe.advance(20_000);
    assert.equal(log[0], 'A + [0 1 2 3]');
    assert.deepEqual(log.filter((line) => line.startsWith('A -')), ['A - [2 3]']);
    assert.deepEqual([partitionsOf(a), partitionsOf(b)], [[0, 1], [2, 3]]);
    await scene.end();
  });

  test('what stays is read without a break, nothing twice and nothing missed', async () => {
    const { scene, a, b } = await twoMembers({ ...options, autoCommitIntervalMs: 100 });
    const ofA = readForever(a);
    let ofB: ReturnType<typeof readForever> | undefined;
    const expected: string[] = [];
    for (let round = 0; round < 40; round++) {
      for (const partition of [0, 1, 2, 3]) {
        await scene.produce(partition, `r${round}`);
        expected.push(`${partition}:r${round}`);
      }
      if (round === 10) ofB = readForever(b);
      await scene.cluster.universe.advance(200);
    }
    const all = [...ofA.seen, ...(ofB?.seen ?? [])];
    assert.deepEqual(all.toSorted(), expected.toSorted());
    assert.ok((ofB?.seen.length ?? 0) > 0);
    await scene.end();
  });
});

describe('generations that end', () => {
  test('a dropped member loses what it had, and comes back', async () => {
    const { scene, log, a } = await twoMembers({ partitionAssignmentStrategy: 'range' });
    readForever(a);
    await scene.cluster.universe.advance(1_000);
    scene.group.drop(a.membership.memberId);
    await scene.cluster.universe.advance(10_000);
    assert.deepEqual(log, ['A + [0 1 2 3]', 'A lost [0 1 2 3]', 'A + [0 1 2 3]']);
    await scene.end();
  });

  test('a commit of a generation that is over is refused, and overwrites nothing', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a', 'b');
    const [a, b] = [scene.consumer({ enableAutoCommit: false }), scene.consumer()];
    a.subscribe('t');
    await scene.read(a, 2);
    scene.group.drop(a.membership.memberId);
    b.subscribe('t');
    await scene.read(b, 2);
    await scene.run(b.commit());
    await assert.rejects(scene.run(a.commit([{ ...p0, offset: 1 }])), CommitFailedError);
    assert.deepEqual(scene.committed(), { 't-0': 2 });
    await scene.end();
  });

  test('longer than maxPollIntervalMs between two asks: it leaves, and comes back', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a');
    const log: string[] = [];
    const a = scene.consumer({ maxPollIntervalMs: 20_000 });
    a.subscribe('t', recorder(log, 'A'));
    await scene.read(a, 1);
    await scene.cluster.universe.advance(19_000);
    assert.equal(scene.group.state, 'stable');
    await scene.cluster.universe.advance(2_000);
    assert.equal(scene.group.state, 'empty');
    assert.deepEqual(scene.group.reasons.at(-1), 'leave: the poll interval has expired');
    await scene.produce(0, 'b');
    // What was not committed before is read again.
    assert.deepEqual(await scene.read(a, 2), ['0:a', '0:b']);
    assert.deepEqual(log, ['A + [0]', 'A lost [0]', 'A + [0]']);
    await scene.end();
  });
});

test('a listener that failed: what it has is claimed with the right generation', async () => {
  const scene = await GroupScene.start([1]);
  const told: number[] = [];
  const assignor: Assignor = {
    name: 'own',
    protocols: ['eager'],
    subscriptionUserData(_topics, { generationId }) {
      told.push(generationId);
      return null;
    },
    assign: (_topics, members) =>
      new Map(members.map(({ memberId }) => [memberId, { partitions: [p0] }])),
  };
  const a = scene.consumer({ partitionAssignmentStrategy: [assignor] });
  a.subscribe('t', {
    onPartitionsAssigned: () => {
      throw new Error('no room');
    },
  });
  for (let round = 0; round < 2; round++) {
    await assert.rejects(scene.run(a.next({ timeoutMs: 10_000 })), /no room/);
    scene.group.rebalance();
  }
  assert.equal(told.at(-1), 1);
  assert.equal(a.stats().group.rebalances, 2);
  await scene.end();
});

test('a handler that takes longer than the session is not thrown out', async () => {
  const scene = await GroupScene.start([1]);
  await scene.produce(0, 'a');
  const a = scene.consumer({ sessionTimeoutMs: 6_000, heartbeatIntervalMs: 2_000 });
  a.subscribe('t');
  await scene.read(a, 1);
  await scene.cluster.universe.advance(60_000);
  await scene.run(a.commit());
  assert.deepEqual([scene.group.generationId, scene.committed()], [1, { 't-0': 1 }]);
  await scene.end();
});

describe('coordinators', () => {
  test('a new coordinator is found, the generation goes on', async () => {
    const { scene, log, a } = await twoMembers({});
    readForever(a);
    await scene.cluster.universe.advance(1_000);
    scene.groups.coordinatorId = 2;
    await scene.cluster.universe.advance(30_000);
    assert.deepEqual(log, ['A + [0 1 2 3]']);
    await scene.run(a.commit());
    assert.equal(scene.group.generationId, 1);
    await scene.end();
  });

  test('a heartbeat that is refused for now goes again after the backoff', async () => {
    const { scene, a } = await twoMembers({});
    readForever(a);
    await scene.cluster.universe.advance(1_000);
    const askedMs: number[] = [];
    scene.groups.fault = (request) => {
      if (request !== 'heartbeat') return undefined;
      askedMs.push(scene.cluster.universe.nowMs);
      return askedMs.length === 1 ? errors.COORDINATOR_NOT_AVAILABLE.code : undefined;
    };
    await scene.cluster.universe.advance(10_000);
    const [first = 0, second = Infinity] = askedMs;
    assert.ok(second - first < 1_000, `${second - first} ms`);
    await scene.end();
  });

  test('joined although the coordinator loads, moves and drops connections', async () => {
    const { scene, a } = await twoMembers({});
    const trouble = [
      errors.COORDINATOR_LOAD_IN_PROGRESS.code,
      errors.NOT_COORDINATOR.code,
      errors.COORDINATOR_NOT_AVAILABLE.code,
      errors.REBALANCE_IN_PROGRESS.code,
    ];
    scene.groups.fault = (request) =>
      request === 'join' || request === 'sync' ? trouble.pop() : undefined;
    readForever(a);
    await scene.cluster.universe.advance(200);
    scene.cluster.broker(1).dropAll();
    await scene.cluster.universe.advance(10_000);
    assert.deepEqual(partitionsOf(a), [0, 1, 2, 3]);
    await scene.end();
  });

  test('committed offsets that cannot be fetched now are waited for, never guessed', async () => {
    const scene = await GroupScene.start([1]);
    await scene.produce(0, 'a', 'b', 'c');
    scene.group.offsets.set('t-0', { offset: 2, leaderEpoch: -1, metadata: '' });
    let failures = 20;
    scene.groups.fault = (request) => {
      if (request !== 'fetch' || failures-- <= 0) return undefined;
      return errors.COORDINATOR_LOAD_IN_PROGRESS.code;
    };
    const a = scene.consumer();
    a.subscribe('t');
    assert.deepEqual(await scene.read(a, 1), ['0:c']);
    await scene.end();
  });

  test('what the coordinator refuses for good is thrown', async () => {
    const { scene, a } = await twoMembers({});
    scene.groups.fault = (request) =>
      request === 'join' ? errors.GROUP_AUTHORIZATION_FAILED.code : undefined;
    await assert.rejects(scene.run(a.next()), (error) => {
      assert.ok(error instanceof KafkaError);
      assert.equal(error.name, 'GROUP_AUTHORIZATION_FAILED');
      return true;
    });
    scene.groups.fault = () => undefined;
    await scene.produce(0, 'x');
    assert.deepEqual(await scene.read(a, 1), ['0:x']);
    await scene.end();
  });
});

describe('static members', () => {
  const options = { groupInstanceId: 'seat-1', partitionAssignmentStrategy: 'range' };

  test('stay in the group when they close, and get back what they had', async () => {
    const scene = await GroupScene.start([1, 1]);
    const first = scene.consumer(options);
    first.subscribe('t');
    readForever(first);
    await scene.cluster.universe.advance(1_000);
    await scene.run(first.close());
    assert.equal(scene.group.members.size, 1);
    const second = scene.consumer(options);
    second.subscribe('t');
    readForever(second);
    await scene.cluster.universe.advance(1_000);
    assert.deepEqual(second.assignment, [p0, p1]);
    assert.equal(scene.group.members.size, 1);
    await scene.run(second.close({ leaveGroup: true }));
    assert.equal(scene.group.members.size, 0);
    await scene.end();
  });

  test('one whose seat another took is fenced, and does not take it back', async () => {
    const scene = await GroupScene.start([1]);
    const [first, second] = [scene.consumer(options), scene.consumer(options)];
    first.subscribe('t');
    second.subscribe('t');
    await assert.rejects(scene.run(first.next({ timeoutMs: 1_000 })), /Timed out/);
    scene.groups.fault = (request) =>
      request === 'heartbeat' ? errors.FENCED_INSTANCE_ID.code : undefined;
    for (let round = 0; round < 2; round++) {
      await assert.rejects(scene.run(first.next({ timeoutMs: 10_000 })), (error) => {
        assert.ok(error instanceof KafkaError);
        assert.equal(error.name, 'FENCED_INSTANCE_ID');
        return true;
      });
    }
    await scene.end();
  });
});
