// A member of a group: reads, commits what it was given, leaves now and then and comes back. Every
// assignment and every commit is in the history.

import { Consumer, CorruptBatchError, TimeoutError, type TopicPartition } from '@ottla/client';

import { describeError } from '../history/history-recorder.ts';
import { pause } from '../run/pause.ts';
import type { GroupPlan, MemberPlan } from '../scenario/scenario.ts';
import { Reading } from './reading.ts';
import { BOOTSTRAP, type Work } from './stage.ts';

const COMMIT_CHANCE = 0.2;
const COMMIT_TIMEOUT_MS = 10_000;
const POLL_MS = 1_000;
/** After an error that ended a consumer, before the next one. */
const AFTER_ERROR_MS = 1_000;

/** A member's own plan, and its group's. */
export interface Seat extends MemberPlan {
  readonly group: GroupPlan;
}

export async function consumeInGroup(work: Work<Seat>): Promise<void> {
  const { stage, plan, world } = work;
  for (let life = 1; !stage.isConsumingOver; life += 1) {
    const member = new Member(work, life);
    try {
      await member.live();
    } catch (error) {
      const text = describeError(error);
      if (error instanceof CorruptBatchError) stage.history.complaints.push(text);
      stage.logger.warn(`${plan.name} ended`, { error: text });
      stage.counters.add('consumer errors');
    }
    await member.close();
    if (!stage.isConsumingOver) await pause(world, AFTER_ERROR_MS);
  }
}

interface GivenOffset extends TopicPartition {
  readonly offset: number;
  readonly leaderEpoch: number;
}

class Member {
  readonly #work: Work<Seat>;
  readonly #consumer: Consumer;
  readonly #reading: Reading;
  /** What was given and not committed yet, by partition. */
  readonly #given = new Map<string, GivenOffset>();

  constructor(work: Work<Seat>, life: number) {
    this.#work = work;
    this.#consumer = createConsumer(work);
    const { name, group, isReadCommitted } = work.plan;
    const { groupId, topics } = group;
    const id = `${name}.${work.incarnation}.${life}`;
    this.#reading = new Reading(work.stage, { id, groupId, isReadCommitted });
    this.#consumer.subscribe(topics, {
      onPartitionsAssigned: (partitions) => this.#assigned(partitions),
      onPartitionsRevoked: (partitions) => this.#revoked(partitions),
      onPartitionsLost: (partitions) => this.#forget(partitions),
    });
  }

  async live(): Promise<void> {
    const { plan, stage, prng } = this.#work;
    while (!stage.isConsumingOver && !prng.chance(plan.leaveChance)) {
      const isIdle = await this.#readOnce();
      if (!plan.autoCommits && (isIdle || prng.chance(COMMIT_CHANCE))) await this.#commit();
    }
  }

  /** True where nothing came for a while. */
  async #readOnce(): Promise<boolean> {
    try {
      const batch = await this.#consumer.next({ timeoutMs: POLL_MS });
      this.#reading.take(batch);
      const { topic, partition, nextOffset: offset, lastLeaderEpoch: leaderEpoch } = batch;
      this.#given.set(`${topic}-${partition}`, { topic, partition, offset, leaderEpoch });
      return false;
    } catch (error) {
      if (error instanceof TimeoutError) return true;
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#consumer.close({ timeoutMs: 5_000 });
  }

  #assigned(partitions: readonly TopicPartition[]): void {
    const { stage, plan } = this.#work;
    const { history, counters } = stage;
    this.#reading.begin(partitions);
    counters.add('assignments');
    history.claims.push({
      // A static member that comes back is the same to its group.
      owner: plan.isStatic ? plan.name : this.#reading.session.id,
      groupId: plan.group.groupId,
      generation: this.#consumer.membership.generationId,
      partitions: this.#consumer.assignment.map((each) => `${each.topic}-${each.partition}`),
      atMs: history.nowMs,
    });
  }

  async #revoked(partitions: readonly TopicPartition[]): Promise<void> {
    const { plan, prng } = this.#work;
    if (!plan.autoCommits && prng.chance(0.5)) await this.#commit();
    this.#forget(partitions);
  }

  #forget(partitions: readonly TopicPartition[]): void {
    for (const { topic, partition } of partitions) this.#given.delete(`${topic}-${partition}`);
  }

  #committed(offsets: readonly GivenOffset[]): void {
    for (const given of offsets) {
      const key = `${given.topic}-${given.partition}`;
      if (this.#given.get(key) === given) this.#given.delete(key);
    }
  }

  async #commit(): Promise<void> {
    const offsets = [...this.#given.values()];
    if (offsets.length === 0) return;
    const { stage, plan } = this.#work;
    const { history, counters } = stage;
    const { session } = this.#reading;
    const { groupId } = plan.group;
    const commits = offsets.map(({ topic, partition, offset }) =>
      history.commit({ session, groupId, topic, partition, offset }),
    );
    try {
      await this.#consumer.commit(offsets, { timeoutMs: COMMIT_TIMEOUT_MS });
      for (const commit of commits) history.complete(commit, 'ok');
      this.#committed(offsets);
      counters.add('commits ok');
    } catch (error) {
      for (const commit of commits) history.complete(commit, 'unknown', error);
      counters.add('commits failed');
    }
  }
}

function createConsumer({ stage, plan, world }: Work<Seat>): Consumer {
  const { group } = plan;
  return new Consumer({
    bootstrapServers: BOOTSTRAP,
    world,
    groupId: group.groupId,
    groupInstanceId: plan.isStatic ? plan.name : undefined,
    clientId: plan.name,
    logger: stage.logger.child(plan.name),
    autoOffsetReset: 'earliest',
    enableAutoCommit: plan.autoCommits,
    autoCommitIntervalMs: 2_000,
    sessionTimeoutMs: plan.sessionTimeoutMs,
    heartbeatIntervalMs: 2_000,
    // A join waits for so long, also on a connection whose other end lost its power.
    maxPollIntervalMs: 30_000,
    partitionAssignmentStrategy: group.assignors,
    isolationLevel: plan.isReadCommitted ? 'read_committed' : 'read_uncommitted',
    fetchMaxWaitMs: plan.fetchMaxWaitMs,
    maxPartitionFetchBytes: plan.maxPartitionFetchBytes,
    requestTimeoutMs: 8_000,
    apiTimeoutMs: 15_000,
    connectionSetupTimeoutMs: 3_000,
    allowAutoCreateTopics: false,
  });
}
