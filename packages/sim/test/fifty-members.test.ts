// Fifty consumers that join one group at once settle, and stay settled: no loop of rebalances
// (trap 6). The real broker and the real client, in virtual time.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import { Admin, Consumer } from '@ottla/client';

import { BROKER_PORT, RecordedLog, startSimulatedNode } from '../src/index.ts';

const MEMBERS = 50;
const PARTITIONS = 100;
const SETTLED_MS = 60_000;
/** One to begin, and what those cause who came too late for it. */
const GENERATIONS_MAX = 5;

for (const assignor of ['range', 'cooperative-sticky'] as const) {
  test(`fifty members join at once: ${assignor}`, async () => {
    const universe = new SimulatedUniverse({ seed: 50 });
    const world = universe.createNode('broker');
    const logger = new RecordedLog();
    const overrides = { 'offsets.topic.replication.factor': '1' };
    const node = await startSimulatedNode({ universe, world, host: 'broker', logger, overrides });
    const bootstrapServers = `broker:${BROKER_PORT}`;
    const admin = new Admin({ world: universe.createNode('admin'), bootstrapServers });
    await universe.resolve(admin.createTopics([{ name: 't', partitions: PARTITIONS }]));
    const ending = new AbortController();
    const consumers = Array.from({ length: MEMBERS }, (_, index) => {
      const consumer = new Consumer({
        world: universe.createNode(`member-${index}`),
        bootstrapServers,
        groupId: 'g',
        partitionAssignmentStrategy: assignor,
      });
      consumer.subscribe('t');
      return consumer;
    });
    const { signal } = ending;
    const working = consumers.map((consumer) => consumer.process(() => undefined, { signal }));
    const isSettled = (): boolean =>
      consumers.every(({ assignment }) => assignment.length === PARTITIONS / MEMBERS);
    await universe.runUntil(isSettled);
    const generations = (): number[] =>
      consumers.map(({ membership }) => membership.generationId);
    const before = generations();
    assert.equal(new Set(before).size, 1, `generations ${before.join()}`);
    assert.ok((before[0] ?? 0) <= GENERATIONS_MAX, `${before[0]} generations`);
    await universe.advance(SETTLED_MS);
    assert.deepEqual(generations(), before);
    const owned = consumers.flatMap(({ assignment }) => assignment.map((each) => each.partition));
    assert.equal(new Set(owned).size, PARTITIONS);
    ending.abort();
    await universe.resolve(Promise.all(working));
    await universe.resolve(Promise.all(consumers.map((consumer) => consumer.close())));
    await universe.resolve(admin.close());
    await universe.resolve(node.stop());
  });
}
