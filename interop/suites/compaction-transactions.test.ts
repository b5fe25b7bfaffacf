// Compacted in turn by Ottla and by Apache Kafka, what is more than plain data: a topic with
// committed and aborted transactions (which Apache Kafka serves to librdkafka's producer, and Ottla
// finds on disk), and the commits of groups, of which some are deleted. What is left is read at
// either level of isolation, groups go on where they were, and Kafka's dump tool reads every file.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { cleanTo, untilCompacted } from '../interchange/cleaner-progress.ts';
import { complaintsIn } from '../interchange/complaints.ts';
import { toolAt } from '../interchange/description.ts';
import { dumpFiles } from '../interchange/dump-files.ts';
import { COMMITTED, GroupCommits, OFFSETS_TOPIC } from '../interchange/group-commits.ts';
import { type Maker, type Serving, Site } from '../interchange/site.ts';
import { TransactionalLedger } from '../interchange/transactional-ledger.ts';
import { JavaRunner } from '../tools/java-runner.ts';

const SETTINGS = {
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 1,
  'offsets.topic.segment.bytes': 1_048_576,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 1,
  'group.initial.rebalance.delay.ms': 0,
  'log.cleaner.backoff.ms': 200,
  'log.cleaner.min.cleanable.ratio': 0.01,
  'log.cleaner.dedupe.buffer.size': 1_500_000,
  'log.segment.delete.delay.ms': 1_000,
};
const LEDGER = 'ledger';
/** What is dumped; the rest is empty. */
const WRITTEN = [LEDGER, OFFSETS_TOPIC, '__transaction_state'];
const COMPACTED = /\/(ledger|__consumer_offsets)-0\//;

let runner: JavaRunner;

before(() => {
  runner = new JavaRunner();
});

after(() => runner.close());

class Turns {
  readonly #site: Site;
  readonly #ledger: TransactionalLedger;
  readonly #commits: GroupCommits;
  #serving: Serving | undefined;

  constructor(site: Site) {
    this.#site = site;
    this.#ledger = new TransactionalLedger(site.bootstrap, LEDGER);
    this.#commits = new GroupCommits(site.bootstrap, toolAt(runner, site.bootstrap));
  }

  async take(maker: Maker, phase: number): Promise<void> {
    const { directories } = this.#site;
    this.#serving = await this.#site.open(maker);
    if (phase === 0) await this.#create();
    else await this.#check();
    const before = new Map([LEDGER, OFFSETS_TOPIC].map((it) => [it, cleanTo(directories, it)]));
    await this.#ledger.write(phase, { transactional: maker === 'apache' });
    await this.#commits.readOn(LEDGER, this.#ledger.lastCommitted);
    await this.#commits.write(phase);
    await untilCompacted(directories, before);
    await this.#check();
    const log = await this.#serving.close();
    this.#serving = undefined;
    assert.deepEqual(complaintsIn(log), [], `${maker} in phase ${phase}`);
    const written = directories.flatMap((path) => WRITTEN.map((name) => join(path, `${name}-0`)));
    const there = written.filter((path) => existsSync(path));
    const { count, complaints } = await dumpFiles(runner, there, COMPACTED);
    assert.deepEqual(complaints, [], `files after ${maker} in phase ${phase}`);
    assert.ok(count > 10, `${count} files`);
  }

  async #create(): Promise<void> {
    const tool = toolAt(runner, this.#site.bootstrap);
    const configs = ['cleanup.policy=compact', 'segment.bytes=1048576'];
    const settings = configs.flatMap((config) => ['--config', config]);
    await tool('topics', '--create', '--topic', LEDGER, '--partitions', '1', ...settings);
    const { topic, partitions } = COMMITTED;
    await tool('topics', '--create', '--topic', topic, '--partitions', String(partitions));
  }

  async #check(): Promise<void> {
    const clean = cleanTo(this.#site.directories, LEDGER);
    const committed = await this.#ledger.check('read_committed', clean);
    const all = await this.#ledger.check('read_uncommitted', clean);
    assert.ok(committed > 0 && committed <= all && all < 3_000, `${committed} of ${all}`);
    await this.#commits.check();
  }

  async abandon(): Promise<void> {
    await this.#serving?.kill();
  }
}

const MAKERS: readonly Maker[] = ['apache', 'ottla', 'apache', 'ottla'];

test(`transactions and commits, compacted by ${MAKERS.join(', then by ')}`, async () => {
  const turns = new Turns(await Site.create(SETTINGS));
  try {
    for (const [phase, maker] of MAKERS.entries()) await turns.take(maker, phase);
  } finally {
    await turns.abandon();
  }
});
