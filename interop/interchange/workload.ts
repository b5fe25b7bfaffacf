// What is written while a broker serves, and what must be there when the next one does: records of
// all codecs over several segments, deleted records, segments that went by retention, topics that
// came and went, a producer and a member of a group that live through all of it.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { until, wait } from '../groups/until.ts';
import { temporaryDirectory } from '../paths.ts';
import { driverNamed, Member, produceWith } from '../peers/drivers.ts';
import type { JavaRunner } from '../tools/java-runner.ts';
import { describeCluster, logStarts, type Tool, toolAt } from './description.ts';
import { Ledger } from './ledger.ts';
import { type LiveProducer, startLiveProducer } from './live-producer.ts';

/** Topics by what happens to them. */
const TOPICS = {
  codecs: { partitions: 3, configs: ['segment.bytes=1048576'] },
  cut: { partitions: 1, configs: ['segment.bytes=1048576'] },
  retained: { partitions: 1, configs: ['segment.bytes=1048576', 'retention.bytes=1200000'] },
  live: { partitions: 1, configs: [] },
} as const;
type Topic = keyof typeof TOPICS;

const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
/** In each partition, by one call: a segment of plain ones. */
const RECORDS = 2000;
const LIVE_RECORDS = 50;
const SETTLE_MS = 30_000;
const RETENTION_LOOK_MS = 1_500;
/** Outlives the time between two brokers. */
const SESSION_MS = 60_000;

export class Workload {
  readonly #bootstrap: string;
  readonly #tool: Tool;
  readonly #ledger = new Ledger();
  #live: LiveProducer | undefined;
  #member: Member | undefined;
  /** What the member has told. */
  readonly #heard = { records: 0, committed: 0, outOfOrder: 0 };
  #sent = 0;
  #described: readonly string[] = [];

  constructor(bootstrap: string, runner: JavaRunner) {
    this.#bootstrap = bootstrap;
    this.#tool = toolAt(runner, bootstrap);
  }

  /** On the first broker. */
  async begin(): Promise<void> {
    for (const [topic, { partitions, configs }] of Object.entries(TOPICS)) {
      const settings = configs.flatMap((config) => ['--config', config]);
      const size = ['--partitions', String(partitions)];
      await this.#tool('topics', '--create', '--topic', topic, ...size, ...settings);
    }
    this.#live = await startLiveProducer(this.#bootstrap, 'live');
    const member = { group: 'travellers', topics: ['live'], instanceId: 'one' };
    const settings = { bootstrap: this.#bootstrap, sessionTimeoutMs: SESSION_MS, ...member };
    const heard = this.#heard;
    this.#member = await Member.start(driverNamed('java'), settings, ({ kind, offset }) => {
      if (kind === 'committed') heard.committed = heard.records;
      if (kind !== 'record') return;
      if (offset !== heard.records) heard.outOfOrder += 1;
      heard.records += 1;
    });
  }

  async write(phase: number): Promise<void> {
    for (const codec of CODECS) await this.#produce('codecs', `${phase}-${codec}`, codec);
    await this.#produce('cut', `${phase}-cut`);
    await this.#produce('retained', `${phase}-kept`);
    await this.#deleteRecords(RECORDS * phase + 123);
    await this.#sendLive(phase);
    await this.#tool('topics', '--create', '--topic', `of-phase-${phase}`);
    const alter = ['--alter', '--entity-type', 'topics', '--entity-name', 'codecs'];
    await this.#tool('configs', ...alter, '--add-config', `max.message.bytes=${9_000_000 + phase}`);
    if (phase > 0) await this.#tool('topics', '--delete', '--topic', `of-phase-${phase - 1}`);
    await this.#untilRetentionRan();
    this.#described = await describeCluster(this.#tool);
  }

  /** What another broker wrote is all here. */
  async check(): Promise<void> {
    assert.deepEqual(await describeCluster(this.#tool), this.#described);
    for (const topic of this.#ledger.topics) {
      const starts = await logStarts(this.#tool, topic);
      assert.ok((await this.#ledger.check(this.#bootstrap, topic, starts)) > 0, topic);
    }
  }

  /**
   * The member read each record once. A restart has Java's client join anew, between two runs of
   * Apache Kafka as well: that it keeps its generation is not asked for.
   */
  async end(): Promise<void> {
    assert.equal(await this.#live?.close(), 0);
    assert.equal(await this.#member?.leave(), 0, this.#member?.said);
    const { records, outOfOrder } = this.#heard;
    assert.deepEqual([records, outOfOrder], [this.#sent, 0], 'the member went on where it was');
  }

  /** Where a test fails. */
  async abandon(): Promise<void> {
    this.#live?.kill();
    await this.#member?.kill();
  }

  async #produce(topic: Topic, name: string, codec: (typeof CODECS)[number] = 'none') {
    const { partitions } = TOPICS[topic];
    const records = recordsNamed(name, partitions, RECORDS * partitions);
    const settings = { bootstrap: this.#bootstrap, topic, codec };
    const acked = await produceWith(driverNamed('librdkafka'), settings, records);
    assert.equal(acked.length, records.length, `${name}: all are acknowledged`);
    this.#ledger.note(topic, records, acked);
  }

  async #sendLive(phase: number): Promise<void> {
    const records = recordsNamed(`${phase}-live`, 1, LIVE_RECORDS);
    this.#ledger.note('live', records, (await this.#live?.send(records)) ?? []);
    this.#sent += records.length;
    await until(() => this.#heard.committed === this.#sent, SETTLE_MS);
    assert.equal(this.#heard.committed, this.#sent, this.#member?.said);
  }

  async #deleteRecords(offset: number): Promise<void> {
    const file = join(temporaryDirectory('cut'), 'offsets.json');
    const partitions = [{ topic: 'cut', partition: 0, offset }];
    writeFileSync(file, JSON.stringify({ partitions, version: 1 }));
    await this.#tool('delete-records', '--offset-json-file', file);
  }

  /** Until the broker's next look at what retention may take has changed nothing more. */
  async #untilRetentionRan(): Promise<void> {
    let before = -1;
    for (let start = 0; start !== before; ) {
      before = start;
      await wait(RETENTION_LOOK_MS);
      start = (await logStarts(this.#tool, 'retained')).get(0) ?? 0;
    }
  }
}

/** Values that do not compress to nothing, so that segments fill. */
function recordsNamed(name: string, partitions: number, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    key: `${name}-${index}`,
    value: Array.from({ length: 60 }, (_, word) => (word * 7919 * (index + 1) ** 2) % 99991).join(),
    partition: index % partitions,
    timestamp: Date.now() - 1_000 + (index % 10),
    headers: { name, index: String(index) },
  }));
}
