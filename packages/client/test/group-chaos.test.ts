// A group that is not left in peace: members come and go, the coordinator moves, connections break,
// rebalances are called for. By seed. No partition has two owners, nothing is missed, and what is
// committed never goes back.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Prng } from '@ottla/base';

import type { Consumer, TopicPartition } from '../src/index.ts';
import { GroupScene } from './scripted/group-scene.ts';

const PARTITIONS = 6;
const STEPS = 30;

class Chaos {
  readonly scene: GroupScene;
  readonly #prng: Prng;
  readonly #assignors: string;
  readonly #owners = new Map<number, Consumer>();
  readonly #members: Consumer[] = [];
  readonly seen = new Set<string>();
  readonly expected = new Set<string>();

  constructor(scene: GroupScene, seed: number, assignors: string) {
    this.scene = scene;
    this.#prng = new Prng(seed);
    this.#assignors = assignors;
  }

  join(): void {
    const partitionAssignmentStrategy = this.#assignors;
    const consumer = this.scene.consumer({
      partitionAssignmentStrategy,
      autoCommitIntervalMs: 300,
      heartbeatIntervalMs: 500,
    });
    const release = (partitions: readonly TopicPartition[]): void => {
      for (const { partition } of partitions) this.#owners.delete(partition);
    };
    consumer.subscribe('t', {
      onPartitionsAssigned: (partitions) => {
        for (const { partition } of partitions) {
          assert.equal(this.#owners.get(partition), undefined, `${partition} has an owner`);
          this.#owners.set(partition, consumer);
        }
      },
      onPartitionsRevoked: release,
    });
    this.#members.push(consumer);
    void this.#read(consumer);
  }

  async #read(consumer: Consumer): Promise<void> {
    for await (const { partition, value } of consumer) {
      this.seen.add(`${partition}:${Buffer.from(value ?? []).toString()}`);
    }
  }

  async step(round: number): Promise<void> {
    const { cluster, groups, group } = this.scene;
    switch (this.#prng.below(6)) {
      case 0:
        if (this.#members.length < 5) this.join();
        break;
      case 1:
        if (this.#members.length > 1) {
          const [leaving] = this.#members.splice(this.#prng.below(this.#members.length), 1);
          await this.scene.run(leaving?.close() ?? Promise.resolve());
        }
        break;
      case 2:
        groups.coordinatorId = 1 + this.#prng.below(2);
        break;
      case 3:
        cluster.broker(1 + this.#prng.below(2)).dropAll();
        break;
      case 4:
        if (group.members.size > 0) group.rebalance();
        break;
      default:
        break;
    }
    const partition = this.#prng.below(PARTITIONS);
    await this.scene.produce(partition, `r${round}`);
    this.expected.add(`${partition}:r${round}`);
    await cluster.universe.advance(this.#prng.below(1_000));
  }

  get ownedCount(): number {
    return this.#owners.size;
  }

  checkCommits(): void {
    const last = new Map<string, number>();
    for (const line of this.scene.group.commits) {
      const [, key = '', offset = ''] = /^(\S+)=(\d+) /.exec(line) ?? [];
      assert.ok(Number(offset) >= (last.get(key) ?? 0), `${line} went back`);
      last.set(key, Number(offset));
    }
  }
}

for (const assignors of ['range', 'cooperative-sticky', 'sticky']) {
  for (const seed of [1, 2]) {
    test(`${assignors}, seed ${seed}`, async () => {
      const scene = await GroupScene.start([1, 2, 1, 2, 1, 2], seed);
      const chaos = new Chaos(scene, seed, assignors);
      chaos.join();
      for (let round = 0; round < STEPS; round++) await chaos.step(round);
      await scene.cluster.universe.advance(15_000);
      assert.equal(chaos.ownedCount, PARTITIONS);
      assert.deepEqual(chaos.seen, chaos.expected);
      chaos.checkCommits();
      await scene.end();
    });
  }
}
