// The end of a run: what must come about once all faults are over, and the reading of every log
// from its start to its end. What does not come about in time is a stall in the history.

import type { World } from '@ottla/base';
import {
  Admin,
  ClientError,
  type FetchedBatch,
  PartitionConsumer,
  TimeoutError,
  type TopicPartition,
} from '@ottla/client';

import { type FinalLog, POWER_LOSS, type SeenRecord } from '../history/history.ts';
import { describeError } from '../history/history-recorder.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { askCommitted } from '../workload/ask-committed.ts';
import { BOOTSTRAP, type Stage } from '../workload/stage.ts';

type Ends = ReadonlyMap<string, { readonly start: number; readonly end: number }>;

const READ_MS = 60_000;
const ASK_MS = 20_000;
const POLL_MS = 200;
const NOTHING_GIVEN: ReadonlyMap<string, number> = new Map();

export class Audit {
  readonly #stage: Stage;
  readonly #scenario: Scenario;
  readonly #world: World;
  readonly #admin: Admin;

  constructor(stage: Stage, scenario: Scenario, world: World) {
    this.#stage = stage;
    this.#scenario = scenario;
    this.#world = world;
    this.#admin = new Admin({ bootstrapServers: BOOTSTRAP, world, logger: stage.logger });
  }

  close(): Promise<void> {
    return this.#admin.close();
  }

  /** Partitions whose topic is there all the time. */
  get #partitions(): readonly TopicPartition[] {
    return this.#scenario.topics
      .filter(({ kind }) => kind !== 'fleeting')
      .flatMap(({ name: topic, partitions }) =>
        Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
      );
  }

  /** Whether each group has committed all that is there. */
  async areGroupsDone(): Promise<boolean> {
    try {
      const ends = await this.#askEnds();
      if (ends.size < this.#partitions.length) return false;
      for (const { groupId, topics } of this.#scenario.groups) {
        const committed = await askCommitted(this.#stage, this.#admin, groupId);
        const given = this.#mayForgetCommits ? this.#givenTo(groupId) : NOTHING_GIVEN;
        const isBehind = this.#partitions.some((each) => {
          // Of a log that is trimmed the rest may be gone before anybody reads it.
          if (!topics.includes(each.topic) || this.#isTrimmed(each.topic)) return false;
          const key = keyOf(each);
          const reached = Math.max(committed.get(key) ?? 0, given.get(key) ?? 0);
          return reached < (ends.get(key)?.end ?? 0);
        });
        if (isBehind) return false;
      }
      return true;
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#stage.logger.info('the auditor was not answered', { error: describeError(error) });
      return false;
    }
  }

  /** A loss of power took commits with it, of which members do not know. */
  get #mayForgetCommits(): boolean {
    const { areOffsetsDurable, incidents } = this.#stage.history;
    return !areOffsetsDurable && incidents.some(({ kind }) => kind === POWER_LOSS);
  }

  /** How far each partition was given to members of the group. */
  #givenTo(groupId: string): ReadonlyMap<string, number> {
    const given = new Map<string, number>();
    for (const { session, topic, partition, nextOffset } of this.#stage.history.polls) {
      if (session.groupId === groupId) given.set(`${topic}-${partition}`, nextOffset);
    }
    return given;
  }

  #isTrimmed(topic: string): boolean {
    const { topics } = this.#stage.history;
    return topics.some(({ name, kind }) => name === topic && kind === 'trimmed');
  }

  /** Into the history; what cannot be read is a stall. Throws what the client throws. */
  async readAll(): Promise<void> {
    const { stalls } = this.#stage.history;
    const ends = await this.#askEnds((what) => stalls.push({ what, waitedMs: ASK_MS }));
    const partitions = this.#partitions.filter((each) => ends.has(keyOf(each)));
    const world = this.#world;
    const consumer = new PartitionConsumer({
      bootstrapServers: BOOTSTRAP,
      world,
      autoOffsetReset: 'earliest',
      logger: this.#stage.logger,
    });
    consumer.assign(partitions.map((each) => ({ ...each, from: 'earliest' })));
    const records = new Map<string, SeenRecord[]>();
    const deadlineMs = this.#stage.history.nowMs + READ_MS;
    while (isShort(consumer, partitions, ends)) {
      if (this.#stage.history.nowMs > deadlineMs) throw new ClientError('not in time');
      const batch = await nextOf(consumer);
      if (batch === undefined) continue;
      const key = keyOf(batch);
      const seen = Array.from(batch, (record) => this.#stage.history.seen(record));
      records.set(key, [...(records.get(key) ?? []), ...seen]);
    }
    await consumer.close();
    for (const where of partitions) this.#tell(where, ends, records);
  }

  #tell(where: TopicPartition, ends: Ends, records: ReadonlyMap<string, SeenRecord[]>): void {
    const { history, counters } = this.#stage;
    const key = keyOf(where);
    const { start: startOffset, end: endOffset } = ends.get(key) ?? { start: 0, end: 0 };
    const log: FinalLog = { ...where, startOffset, endOffset, records: records.get(key) ?? [] };
    counters.add('records in the end', log.records.length);
    history.finals.push(log);
  }

  /** Of the partitions that tell; `missed` is called for the others. */
  async #askEnds(missed: (what: string) => void = () => {}): Promise<Ends> {
    const at = (end: 'earliest' | 'latest') =>
      this.#admin.listOffsets(
        this.#partitions.map((each) => ({ ...each, at: end })),
        { timeoutMs: ASK_MS },
      );
    const [starts, lasts] = [await at('earliest'), await at('latest')];
    const ends = new Map<string, { start: number; end: number }>();
    for (const [index, { topic, partition, found }] of lasts.entries()) {
      const start = starts[index]?.found;
      const key = `${topic}-${partition}`;
      if (found instanceof Error || start === undefined || start instanceof Error) {
        missed(`${key} to tell its ends (${describeError(found)})`);
      } else ends.set(key, { start: start.offset, end: found.offset });
    }
    return ends;
  }
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

/** Whether something is left to read. */
function isShort(
  consumer: PartitionConsumer,
  partitions: readonly TopicPartition[],
  ends: Ends,
): boolean {
  return partitions.some((where) => {
    return (consumer.position(where) ?? -1) < (ends.get(keyOf(where))?.end ?? 0);
  });
}

/** Undefined where nothing came for a moment. */
async function nextOf(consumer: PartitionConsumer): Promise<FetchedBatch | undefined> {
  try {
    return await consumer.next({ timeoutMs: POLL_MS });
  } catch (error) {
    if (error instanceof TimeoutError) return undefined;
    throw error;
  }
}
