// An administrator: looks offsets up, asks what groups have committed, deletes records, changes
// configs, deletes topics and makes them again. What must be true of the answers is in the history.

import { Admin, ClientError, outcomesOf } from '@ottla/client';

import { describeError } from '../history/history-recorder.ts';
import { pause } from '../run/pause.ts';
import type { Scenario, TopicPlan } from '../scenario/scenario.ts';
import { askCommitted } from './ask-committed.ts';
import { BOOTSTRAP, type Work } from './stage.ts';

type Act = (admin: Administrator) => Promise<void>;

export async function administer(work: Work<Scenario>): Promise<void> {
  const { stage, plan, world, prng } = work;
  const administrator = new Administrator(work);
  while (!stage.isProducingOver) {
    await pause(world, prng.between(0, plan.admin.pauseMsMax));
    await administrator.act();
  }
  await administrator.close();
}

const ACTS: readonly Act[] = [
  (admin) => admin.lookUp(),
  (admin) => admin.lookUp(),
  (admin) => admin.askCommitted(),
  (admin) => admin.askCommitted(),
  (admin) => admin.deleteRecords(),
  (admin) => admin.makeAgain(),
  (admin) => admin.alterConfig(),
  (admin) => admin.describe(),
];

class Administrator {
  readonly #work: Work<Scenario>;
  readonly #admin: Admin;

  constructor(work: Work<Scenario>) {
    const { stage, world } = work;
    this.#work = work;
    this.#admin = new Admin({
      bootstrapServers: BOOTSTRAP,
      world,
      logger: stage.logger.child('admin'),
      requestTimeoutMs: 5_000,
      apiTimeoutMs: 12_000,
      connectionSetupTimeoutMs: 3_000,
    });
  }

  async act(): Promise<void> {
    const { stage, prng } = this.#work;
    const { counters, logger } = stage;
    try {
      await prng.pick(ACTS)(this);
      counters.add('admin acts ok');
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      logger.info('an act of the administrator failed', { error: describeError(error) });
      counters.add('admin acts failed');
    }
  }

  async close(): Promise<void> {
    await this.#admin.close();
  }

  async lookUp(): Promise<void> {
    const { stage, world, prng } = this.#work;
    const { history, counters } = stage;
    const topic = this.#pickTopic(prng.pick(['kept', 'kept', 'trimmed']));
    if (topic === undefined) return;
    const partition = prng.below(topic.partitions);
    const ago = world.clock.wallMs() - prng.below(300_000);
    const places = ['earliest', 'latest', ago, ago] as const;
    const at = topic.kind === 'trimmed' ? 'earliest' : prng.pick(places);
    const spec = typeof at === 'number' ? { timestamp: at } : at;
    const invokedMs = history.nowMs;
    const asked = [{ topic: topic.name, partition, at: spec }];
    const [answer] = await this.#admin.listOffsets(asked);
    if (answer === undefined || answer.found instanceof Error) return;
    const { offset } = answer.found;
    const completedMs = history.nowMs;
    history.lookups.push({ topic: topic.name, partition, at, offset, invokedMs, completedMs });
    counters.add('lookups');
  }

  async askCommitted(): Promise<void> {
    const { stage, plan, prng } = this.#work;
    await askCommitted(stage, this.#admin, prng.pick(plan.groups).groupId);
  }

  async deleteRecords(): Promise<void> {
    const { stage, prng } = this.#work;
    const { history, counters } = stage;
    const topic = this.#pickTopic('trimmed');
    if (topic === undefined) return;
    const where = { topic: topic.name, partition: prng.below(topic.partitions) };
    const [end] = await this.#admin.listOffsets([{ ...where, at: 'latest' }]);
    if (end === undefined || end.found instanceof Error || end.found.offset <= 0) return;
    const before = prng.below(end.found.offset + 1);
    const trim = history.trim({ ...where, before });
    const deleting = this.#admin.deleteRecords([{ ...where, offset: before }]);
    const [told] = await outcomesOf(deleting);
    const isDone = told !== undefined && !(told.lowWatermark instanceof Error);
    history.complete(trim, isDone ? 'ok' : 'unknown');
    if (isDone) counters.add('trims');
  }

  /** Deletes a topic, or makes it where it is not there. */
  async makeAgain(): Promise<void> {
    const topic = this.#pickTopic('fleeting');
    if (topic === undefined) return;
    const { name, partitions, configs } = topic;
    const listed = await this.#admin.listTopics();
    if (listed.some((each) => each.name === name)) {
      await this.#admin.deleteTopics([name]);
      this.#work.stage.counters.add('topics deleted');
    } else {
      await this.#admin.createTopics([{ name, partitions, configs }]);
      this.#work.stage.counters.add('topics made');
    }
  }

  async alterConfig(): Promise<void> {
    const { plan, prng } = this.#work;
    const { name } = prng.pick(plan.topics);
    const value = String(prng.pick([4_000, 15_000, 600_000]));
    const changes = [{ name: 'segment.ms', operation: 'set', value } as const];
    await this.#admin.incrementalAlterConfigs([{ type: 'topic', name, changes }]);
    this.#work.stage.counters.add('configs altered');
  }

  async describe(): Promise<void> {
    const groups = this.#work.plan.groups.map(({ groupId }) => groupId);
    await this.#admin.describeConsumerGroups(groups);
    await this.#admin.listGroups();
    await this.#admin.describeLogDirs([1]);
  }

  #pickTopic(kind: TopicPlan['kind']): TopicPlan | undefined {
    const { plan, prng } = this.#work;
    const fitting = plan.topics.filter((topic) => topic.kind === kind);
    return fitting.length === 0 ? undefined : prng.pick(fitting);
  }
}
