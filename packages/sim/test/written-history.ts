// Histories written by hand, for the checkers' own tests: one topic `t` of one partition unless a
// test says otherwise, times in the order of the calls.

import {
  type Claim,
  type CommittedRead,
  type ConsumerSession,
  examine,
  FAULTS_OVER,
  type FinalLog,
  type History,
  type Lookup,
  type Outcome,
  type Poll,
  POWER_LOSS,
  PROCESS_DEATH,
  type ProducerSession,
  type SeenRecord,
  type Send,
  type TopicFacts,
} from '../src/index.ts';

export const TOPIC: TopicFacts = {
  name: 't',
  partitions: 1,
  kind: 'kept',
  isDurable: true,
  isLogAppendTime: false,
};

export const PRODUCER: ProducerSession = {
  id: 'p.1',
  isIdempotent: true,
  acks: -1,
  keepsOrder: true,
};
export const READER: ConsumerSession = { id: 'r.1', groupId: undefined, isReadCommitted: false };
export const MEMBER: ConsumerSession = { ...READER, id: 'm.1', groupId: 'g' };

/** `'a@3'` is the value `a` at offset 3; `'a@3#2'` in leader epoch 2. */
type PlacedText = string;

export class WrittenHistory {
  readonly history: { -readonly [Key in keyof History]: History[Key] };
  readonly #sends: Send[] = [];
  readonly #polls: Poll[] = [];
  readonly #finals: FinalLog[] = [];
  #nowMs = 0;

  constructor(facts: Partial<TopicFacts> = {}) {
    this.history = {
      topics: [{ ...TOPIC, ...facts }],
      areOffsetsDurable: true,
      groups: [{ groupId: 'g', topics: ['t'] }],
      sends: this.#sends,
      polls: this.#polls,
      commits: [],
      committedReads: [],
      claims: [],
      lookups: [],
      trims: [],
      incidents: [],
      finals: this.#finals,
      stalls: [],
      complaints: [],
    };
  }

  /** Acknowledged where an offset stands in the text; else with the outcome that `about` tells. */
  send(text: PlacedText, about: Partial<Send> = {}): this {
    const { id, offset } = parse(text);
    const outcome: Outcome = offset >= 0 ? 'ok' : 'unknown';
    this.#sends.push({
      id,
      session: PRODUCER,
      topic: 't',
      key: `key of ${id}`,
      valueBytes: 10,
      timestamp: 1_000,
      invokedMs: this.#tick(),
      completedMs: this.#tick(),
      outcome,
      partition: 0,
      offset,
      storedTimestamp: 1_000,
      ...about,
    });
    return this;
  }

  poll(texts: readonly PlacedText[], about: Partial<Poll> = {}): this {
    const records = texts.map((text) => this.#seen(text));
    const nextOffset = (records.at(-1)?.offset ?? -1) + 1;
    this.#polls.push({
      session: READER,
      topic: 't',
      partition: 0,
      atMs: this.#tick(),
      stint: 1,
      records,
      nextOffset,
      highWatermark: 1_000,
      logStartOffset: 0,
      ...about,
    });
    return this;
  }

  final(texts: readonly PlacedText[], about: Partial<FinalLog> = {}): this {
    const records = texts.map((text) => this.#seen(text));
    const endOffset = (records.at(-1)?.offset ?? -1) + 1;
    const log = { topic: 't', partition: 0, startOffset: 0, endOffset, records };
    this.#finals.push({ ...log, ...about });
    return this;
  }

  powerLoss(kind = POWER_LOSS): this {
    const lost = { kind, atMs: this.#tick() };
    this.history.incidents = [...this.history.incidents, lost];
    return this;
  }

  processDeath(): this {
    return this.powerLoss(PROCESS_DEATH);
  }

  faultsOver(): this {
    return this.powerLoss(FAULTS_OVER);
  }

  /** For so long nothing happens. */
  pause(ms: number): this {
    this.#nowMs += ms;
    return this;
  }

  /** Offsets, and groups, are not on the disk when they are acknowledged. */
  withLooseOffsets(): this {
    this.history.areOffsetsDurable = false;
    return this;
  }

  commit(offset: number, outcome: Outcome = 'ok', session = MEMBER): this {
    const commit = { session, groupId: 'g', topic: 't', partition: 0, offset, outcome };
    const times = { invokedMs: this.#tick(), completedMs: this.#tick() };
    this.history.commits = [...this.history.commits, { ...commit, ...times }];
    return this;
  }

  committed(offset: number, about: Partial<CommittedRead> = {}): this {
    const times = { invokedMs: this.#tick(), completedMs: this.#tick() };
    const read = { groupId: 'g', topic: 't', partition: 0, offset, ...times, ...about };
    this.history.committedReads = [...this.history.committedReads, read];
    return this;
  }

  claim(owner: string, generation: number, ...partitions: string[]): this {
    const claim: Claim = { owner, groupId: 'g', generation, partitions, atMs: this.#tick() };
    this.history.claims = [...this.history.claims, claim];
    return this;
  }

  lookup(at: Lookup['at'], offset: number): this {
    const times = { invokedMs: this.#tick(), completedMs: this.#tick() };
    const lookup = { topic: 't', partition: 0, at, offset, ...times };
    this.history.lookups = [...this.history.lookups, lookup];
    return this;
  }

  trim(before: number, outcome: Outcome = 'ok'): this {
    const times = { invokedMs: this.#tick(), completedMs: this.#tick() };
    const trim = { topic: 't', partition: 0, before, outcome, ...times };
    this.history.trims = [...this.history.trims, trim];
    return this;
  }

  /** What one checker says of it. */
  saidBy(checker: string): string[] {
    return examine(this.history)
      .filter((anomaly) => anomaly.checker === checker)
      .map(({ text }) => text);
  }

  #tick(): number {
    this.#nowMs += 10;
    return this.#nowMs;
  }

  #seen(text: PlacedText): SeenRecord {
    const { id, offset, leaderEpoch } = parse(text);
    const send = this.#sends.find((each) => each.id === id);
    const key = send?.key ?? `key of ${id}`;
    return { id, offset, leaderEpoch, key, timestamp: send?.timestamp ?? 1_000, isIntact: true };
  }
}

function parse(text: PlacedText): { id: string; offset: number; leaderEpoch: number } {
  const [id = '', place = '-1'] = text.split('@');
  const [offset = '-1', epoch = '0'] = place.split('#');
  return { id, offset: Number(offset), leaderEpoch: Number(epoch) };
}
