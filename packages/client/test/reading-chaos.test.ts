// One who reads record by record and is not left in peace: leaders move, connections break,
// sessions are forgotten, markers come amid the records, loops are left and begun again. By seed.
// Every record comes once and in order, and nothing is committed that was not handed out.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Prng } from '@ottla/base';

import { GroupScene } from './scripted/group-scene.ts';
import {
  MARKER,
  pause,
  readerKinds,
  within,
  type Reader,
  type ReaderKind,
} from './scripted/reader-kinds.ts';

const PARTITIONS = [0, 1, 2] as const;
const ROUNDS = 40;

class Chaos {
  readonly scene: GroupScene;
  readonly reader: Reader;
  readonly #prng: Prng;
  readonly expected = new Map<number, string[]>(PARTITIONS.map((each) => [each, []]));
  readonly seen = new Map<number, string[]>(PARTITIONS.map((each) => [each, []]));
  #count = 0;

  constructor(scene: GroupScene, reader: Reader, seed: number) {
    this.scene = scene;
    this.reader = reader;
    this.#prng = new Prng(seed);
  }

  async round(): Promise<void> {
    const reading = this.read(100 + this.#prng.below(900), 1 + this.#prng.below(8));
    // It is waited for below.
    reading.catch(() => {});
    await this.#produce(this.#prng.below(PARTITIONS.length));
    this.#disturb(this.#prng.below(PARTITIONS.length));
    await this.#produce(this.#prng.below(PARTITIONS.length));
    await this.scene.run(reading);
    this.#checkCommits();
  }

  async read(mostMs: number, mostRecords: number): Promise<void> {
    let count = 0;
    for await (const { partition, value } of this.reader.records(within(this.scene, mostMs))) {
      this.seen.get(partition)?.push(Buffer.from(value ?? []).toString());
      count += 1;
      if (this.#prng.chance(0.3)) await pause(this.scene, this.#prng.below(200));
      if (count === mostRecords) break;
    }
  }

  async #produce(partition: number): Promise<void> {
    const length = 1 + this.#prng.below(4);
    const values = Array.from({ length }, () => `${this.#count++}`);
    await this.scene.produce(partition, ...values);
    this.expected.get(partition)?.push(...values);
    if (!this.#prng.chance(0.5)) return;
    const { leaderEpoch = 0 } = this.scene.cluster.topics.get('t')?.partitions[partition] ?? {};
    this.scene.served.log('t', partition).mark(MARKER, leaderEpoch);
  }

  #disturb(partition: number): void {
    const { cluster, served } = this.scene;
    const where = { topic: 't', partition };
    switch (this.#prng.below(6)) {
      case 0:
      case 1:
        cluster.moveLeader('t', partition, 1 + this.#prng.below(2));
        break;
      case 2:
        cluster.broker(1 + this.#prng.below(2)).dropAll();
        break;
      case 3:
        for (const drop of served.dropSessions) drop();
        break;
      case 4:
        if (this.reader.assignment.length === 0) break;
        this.reader.pause([where]);
        cluster.client.timers.after(500, () => this.reader.resume([where]));
        break;
      default:
        break;
    }
  }

  #checkCommits(): void {
    const committed = this.scene.committed();
    for (const partition of this.reader.assignment.map((each) => each.partition)) {
      const position = this.reader.position({ topic: 't', partition }) ?? Infinity;
      const offset = committed[`t-${partition}`] ?? 0;
      assert.ok(offset <= position, `t-${partition}: ${offset} is committed, read to ${position}`);
    }
  }
}

async function readAll({ make, end }: ReaderKind, seed: number): Promise<void> {
  const scene = await GroupScene.start([1, 2, 1], seed);
  for (const partition of PARTITIONS) {
    const start = { offset: 0, leaderEpoch: -1, metadata: '' };
    scene.group.offsets.set(`t-${partition}`, start);
  }
  // With the policy none nothing may be taken for cut, or out of range.
  const reader = make(scene, {
    autoOffsetReset: 'none',
    metadataMaxAgeMs: 2_000,
    maxPartitionFetchBytes: 200,
  });
  const chaos = new Chaos(scene, reader, seed);
  for (let round = 0; round < ROUNDS; round++) await chaos.round();
  await scene.cluster.universe.advance(1_000);
  await scene.run(chaos.read(10_000, Infinity));
  assert.deepEqual(chaos.seen, chaos.expected);
  await scene.run(end(reader));
  await scene.end();
}

for (const kind of readerKinds) {
  describe(kind.name, () => {
    for (const seed of [1, 2, 3, 4]) test(`seed ${seed}`, () => readAll(kind, seed));
  });
}
