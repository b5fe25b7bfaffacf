// A reader of all partitions of its topics, by assignment; it seeks now and then.

import type { Prng } from '@ottla/base';
import {
  CorruptBatchError,
  PartitionConsumer,
  type StartPosition,
  TimeoutError,
  type TopicPartition,
} from '@ottla/client';

import { describeError } from '../history/history-recorder.ts';
import { pause } from '../run/pause.ts';
import type { ReaderPlan } from '../scenario/scenario.ts';
import { Reading } from './reading.ts';
import { BOOTSTRAP, type Work } from './stage.ts';

const POLL_MS = 1_000;
const AFTER_ERROR_MS = 1_000;

export async function consumeAssigned(work: Work<ReaderPlan>): Promise<void> {
  const { stage, plan, world } = work;
  for (let life = 1; !stage.isConsumingOver; life += 1) {
    const reader = new AssignedReader(work, life);
    try {
      await reader.readOn();
    } catch (error) {
      const text = describeError(error);
      if (error instanceof CorruptBatchError) stage.history.complaints.push(text);
      stage.logger.warn(`${plan.name} ended`, { error: text });
      stage.counters.add('consumer errors');
    }
    await reader.close();
    if (!stage.isConsumingOver) await pause(world, AFTER_ERROR_MS);
  }
}

class AssignedReader {
  readonly #work: Work<ReaderPlan>;
  readonly #consumer: PartitionConsumer;
  readonly #reading: Reading;
  readonly #partitions: readonly TopicPartition[];

  constructor(work: Work<ReaderPlan>, life: number) {
    const { name, isReadCommitted } = work.plan;
    const id = `${name}.${work.incarnation}.${life}`;
    this.#work = work;
    this.#consumer = createReader(work);
    this.#reading = new Reading(work.stage, { id, groupId: undefined, isReadCommitted });
    this.#partitions = partitionsOf(work);
    this.#reading.begin(this.#partitions);
    // Who starts again seldom reads everything again.
    const isFirst = work.incarnation === 1 && life === 1;
    const from = isFirst || work.prng.chance(0.2) ? 'earliest' : 'latest';
    this.#consumer.assign(this.#partitions.map((each) => ({ ...each, from })));
  }

  async readOn(): Promise<void> {
    const { stage, plan, prng } = this.#work;
    while (!stage.isConsumingOver) {
      try {
        const batch = await this.#consumer.next({ timeoutMs: POLL_MS });
        this.#reading.take(batch);
        if (prng.chance(plan.seekChance)) this.#seek(batch.nextOffset);
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
      }
    }
  }

  close(): Promise<void> {
    return this.#consumer.close();
  }

  #seek(offsetMax: number): void {
    const { stage, prng } = this.#work;
    const where = prng.pick(this.#partitions);
    this.#reading.begin([where]);
    this.#consumer.seek(where, drawPosition(prng, offsetMax));
    stage.counters.add('seeks');
  }
}

function drawPosition(prng: Prng, offsetMax: number): StartPosition {
  return prng.pick(['earliest', 'latest', { offset: prng.below(offsetMax + 1) }] as const);
}

function partitionsOf({ stage, plan }: Work<ReaderPlan>): TopicPartition[] {
  return stage.history.topics
    .filter(({ name }) => plan.topics.includes(name))
    .flatMap(({ name: topic, partitions }) =>
      Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
    );
}

function createReader({ stage, plan, world }: Work<ReaderPlan>): PartitionConsumer {
  return new PartitionConsumer({
    bootstrapServers: BOOTSTRAP,
    world,
    clientId: plan.name,
    logger: stage.logger.child(plan.name),
    autoOffsetReset: 'earliest',
    isolationLevel: plan.isReadCommitted ? 'read_committed' : 'read_uncommitted',
    fetchMaxWaitMs: plan.fetchMaxWaitMs,
    maxPartitionFetchBytes: plan.maxPartitionFetchBytes,
    requestTimeoutMs: 8_000,
    connectionSetupTimeoutMs: 3_000,
    allowAutoCreateTopics: false,
  });
}
