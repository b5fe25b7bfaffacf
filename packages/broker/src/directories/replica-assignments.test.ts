import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SimulatedUniverse } from '@ottla/base';
import type { MetadataImage } from '@ottla/metadata';
import { type AssignReplicasToDirsRequest, errors, type ProtocolError } from '@ottla/protocol';
import { broker, imageOf, partition, topic, topicId } from '../../test/metadata-images.ts';
import { recordingLogger } from '../../test/recording-logger.ts';
import type { ControllerChannel } from '../controller/controller-channel.ts';
import { ReplicaAssignments } from './replica-assignments.ts';

const A = 'AAAAAAAAAAAAAAAAAAAAZA';
const B = 'BBBBBBBBBBBBBBBBBBBBBA';

/** What the controller says: to the whole, and to each partition. */
interface Says {
  readonly whole?: ProtocolError | 'nothing';
  readonly partition?: (index: number) => ProtocolError;
}

class Scene {
  readonly universe = new SimulatedUniverse({ seed: 'assignments' });
  image: MetadataImage = imageOf([broker(1, { epoch: 5 })], [topic('t', many([1]))]);
  says: Says = {};
  /** Of each request when it came, and `directory: indexes; …`. */
  readonly asked: [number, string][] = [];
  readonly accepted: string[] = [];
  readonly epochs: unknown[] = [];
  /** While set, answers wait. */
  held: Promise<void> | undefined;
  readonly assignments: ReplicaAssignments;

  constructor() {
    const channel: ControllerChannel = {
      call: async <_, Response>(_api: object, _version: number, request: unknown) => {
        const answer = this.#answer(request as AssignReplicasToDirsRequest); // what it sends
        await this.held;
        if (this.says.whole === 'nothing') throw new Error('the controller is away');
        return answer as Response; // as the API does
      },
    };
    this.assignments = new ReplicaAssignments({
      world: this.universe.createNode('broker'),
      logger: recordingLogger().logger,
      channel,
      brokerId: 1,
      image: () => this.image,
    });
  }

  assign(index: number, directoryId: string): void {
    this.assignments.assign({
      topicId: topicId('t'),
      index,
      directoryId,
      onAccepted: () => this.accepted.push(`${index}:${directoryId}`),
    });
  }

  #answer({ brokerEpoch, directories }: AssignReplicasToDirsRequest): object {
    this.epochs.push(brokerEpoch);
    const { whole, partition: says = () => errors.NONE } = this.says;
    const told = directories.map(({ id, topics }) => {
      const indexes = topics.flatMap((each) => each.partitions.map((one) => one.partitionIndex));
      return `${id.slice(0, 1)}: ${indexes.join(' ')}`;
    });
    this.asked.push([this.universe.nowMs, told.join('; ')]);
    if (whole !== undefined && whole !== 'nothing') {
      return { errorCode: whole.code, directories: [] };
    }
    return {
      errorCode: 0,
      directories: directories.map(({ id, topics }) => ({
        id,
        topics: topics.map((each) => ({
          topicId: each.topicId,
          partitions: each.partitions.map(({ partitionIndex }) => ({
            partitionIndex,
            errorCode: says(partitionIndex).code,
          })),
        })),
      })),
    };
  }
}

function many(replicas: readonly number[], count = 10) {
  return Array.from({ length: count }, () => partition(replicas));
}

test('what gathers for a moment shares a request, with the epoch of the registration', async () => {
  const scene = new Scene();
  scene.assign(0, A);
  await scene.universe.advance(50);
  scene.assign(1, B);
  scene.assign(2, A);
  scene.assign(0, B);
  assert.equal(scene.assignments.pendingCount, 3);
  await scene.universe.advance(1000);
  assert.deepEqual(scene.asked, [[100, 'B: 0 1; A: 2']]);
  assert.deepEqual(scene.epochs, [5]);
  assert.deepEqual(scene.accepted, [`0:${B}`, `1:${B}`, `2:${A}`]);
  assert.equal(scene.assignments.pendingCount, 0);
});

test('what is no replica of this broker any more is not sent', async () => {
  const scene = new Scene();
  scene.assign(0, A);
  scene.image = imageOf([broker(1)], [topic('t', many([2]))]);
  await scene.universe.advance(1000);
  scene.image = imageOf([broker(1)]);
  scene.assign(0, A);
  await scene.universe.advance(1000);
  assert.deepEqual(scene.asked, []);
  assert.equal(scene.assignments.pendingCount, 0);
});

for (const whole of ['nothing', errors.NOT_CONTROLLER, errors.STALE_BROKER_EPOCH] as const) {
  const title = whole === 'nothing' ? whole : whole.name;
  test(`the whole is sent again, later and later, while the answer is ${title}`, async () => {
    const scene = new Scene();
    scene.says = { whole };
    scene.assign(0, A);
    await scene.universe.advance(30_000);
    const times = scene.asked.map(([time]) => time);
    const waits = times.map((time, index) => time - (times[index - 1] ?? 0)).slice(1);
    const expected = [200, 400, 800, 1600, 3200, 6400, 10_000];
    assert.equal(waits.length, expected.length);
    const isNear = (wait: number, index: number): boolean =>
      Math.abs(wait / (expected[index] ?? 0) - 1) <= 0.021;
    assert.ok(waits.every(isNear), String(waits));
    assert.deepEqual(scene.accepted, []);
    scene.says = {};
    await scene.universe.advance(15_000);
    assert.deepEqual(scene.accepted, [`0:${A}`]);
    scene.assign(1, A);
    const before = scene.universe.nowMs;
    await scene.universe.advance(1000);
    assert.deepEqual(scene.asked.at(-1), [before + 100, 'A: 1'], 'the failures are forgotten');
  });
}

test('partitions that were refused are sent again, without the others', async () => {
  const scene = new Scene();
  const refused = errors.UNKNOWN_TOPIC_ID;
  scene.says = { partition: (index) => (index === 1 ? refused : errors.NONE) };
  for (const index of [0, 1, 2]) scene.assign(index, A);
  await scene.universe.advance(150);
  scene.says = {};
  await scene.universe.advance(150);
  assert.deepEqual(scene.asked.map(([, told]) => told), ['A: 0 1 2', 'A: 1']);
  assert.deepEqual(scene.accepted, [`0:${A}`, `2:${A}`, `1:${A}`]);
});

test('while a request is under way the next one waits, and what is newer wins', async () => {
  const scene = new Scene();
  const { promise, resolve } = Promise.withResolvers<void>();
  scene.held = promise;
  scene.says = { partition: () => errors.UNKNOWN_TOPIC_ID };
  scene.assign(0, A);
  await scene.universe.advance(150);
  scene.assign(0, B);
  await scene.universe.advance(5000);
  assert.equal(scene.asked.length, 1);
  scene.says = {};
  resolve();
  await scene.universe.advance(1000);
  assert.deepEqual(scene.asked.map(([, told]) => told), ['A: 0', 'B: 0']);
  assert.deepEqual(scene.accepted, [`0:${B}`]);
});

test('a request has a bound', async () => {
  const scene = new Scene();
  scene.image = imageOf([broker(1)], [topic('t', many([1], 3000))]);
  for (let index = 0; index < 3000; index++) scene.assign(index, A);
  await scene.universe.advance(1000);
  const sizes = scene.asked.map(([, told]) => told.split(' ').length - 1);
  assert.deepEqual(sizes, [2250, 750]);
});

test('nothing is sent after the end', async () => {
  const scene = new Scene();
  scene.assign(0, A);
  scene.assignments.close();
  scene.assign(1, A);
  await scene.universe.advance(5000);
  assert.deepEqual(scene.asked, []);
});
