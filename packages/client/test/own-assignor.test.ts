// An assignor of the application's own: what each member is told of what it was assigned, and when.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type {
  Assignor,
  GroupMembership,
  RebalanceProtocol,
  TopicPartition,
} from '../src/index.ts';
import { GroupScene, p0, p1 } from './scripted/group-scene.ts';

const text = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();

/** Gives the members in order what `shares` says, with a greeting; writes down what it is told. */
function recording(
  protocol: RebalanceProtocol,
  shares: () => readonly (readonly TopicPartition[])[],
  told: string[],
  groups: GroupMembership[] = [],
): Assignor {
  return {
    name: 'own',
    protocols: [protocol],
    assign(_topics, members) {
      const ids = members.map(({ memberId }) => memberId).toSorted();
      return new Map(
        ids.map((memberId, index) => {
          const userData = Buffer.from(`hello ${index}`);
          return [memberId, { partitions: shares()[index] ?? [], userData }];
        }),
      );
    },
    onAssignment({ partitions, userData }, group) {
      told.push(`${text(userData)}: [${partitions.map(({ partition }) => partition).join(' ')}]`);
      groups.push(group);
    },
  };
}

describe('onAssignment', () => {
  test('tells each member its partitions, its user data and who it is', async () => {
    const scene = await GroupScene.start([1, 1]);
    const told: string[] = [];
    const groups: GroupMembership[] = [];
    const assignor = recording('eager', () => [[p0], [p1]], told, groups);
    const options = { partitionAssignmentStrategy: [assignor] };
    const consumers = [scene.consumer(options), scene.consumer(options)];
    const waits = consumers.map((consumer) => {
      consumer.subscribe('t');
      return assert.rejects(consumer.next({ timeoutMs: 10_000 }), /Timed out/);
    });
    await scene.cluster.universe.advance(8_000);
    assert.deepEqual(told.slice(-2).toSorted(), ['hello 0: [0]', 'hello 1: [1]']);
    const known = new Set(consumers.map(({ membership }) => JSON.stringify(membership)));
    assert.deepEqual(new Set(groups.slice(-2).map((group) => JSON.stringify(group))), known);
    for (const wait of waits) await scene.run(wait);
    await scene.end();
  });

  test('comes when what goes is revoked, and before what is new is assigned', async () => {
    const scene = await GroupScene.start([1, 1]);
    const told: string[] = [];
    let shares = [[p0]];
    const assignor = recording('cooperative', () => shares, told);
    const consumer = scene.consumer({ partitionAssignmentStrategy: [assignor] });
    consumer.subscribe('t', {
      onPartitionsAssigned: (which) => void told.push(`+ ${JSON.stringify(which)}`),
      onPartitionsRevoked: (which) => void told.push(`- ${JSON.stringify(which)}`),
    });
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 1_000 })), /Timed out/);
    shares = [[p1]];
    scene.group.rebalance();
    await assert.rejects(scene.run(consumer.next({ timeoutMs: 10_000 })), /Timed out/);
    const [first, second] = [p0, p1].map((each) => JSON.stringify([each]));
    assert.deepEqual(told.slice(0, 5), [
      'hello 0: [0]',
      `+ ${first}`,
      `- ${first}`,
      'hello 0: [1]',
      `+ ${second}`,
    ]);
    await scene.end();
  });

  test('what it throws, the next ask throws; the group goes on', async () => {
    const scene = await GroupScene.start([1, 1]);
    await scene.produce(0, 'a');
    const failing: Assignor = {
      ...recording('eager', () => [[p0]], []),
      onAssignment: () => {
        throw new Error('no room');
      },
    };
    const consumer = scene.consumer({ partitionAssignmentStrategy: [failing] });
    consumer.subscribe('t');
    const asked = scene.run(consumer.next({ timeoutMs: 5_000 }));
    await assert.rejects(asked, /onAssignment of the assignor own failed: no room/);
    assert.deepEqual(await scene.read(consumer, 1), ['0:a']);
    await scene.end();
  });
});
