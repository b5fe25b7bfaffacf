// One set of directories, opened in turn by Ottla and by Apache Kafka, there and back twice: each
// serves what the other wrote and goes on, and Kafka's dump tool reads every file after each.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { complaintsIn } from '../interchange/complaints.ts';
import { dumpFiles } from '../interchange/dump-files.ts';
import { type Maker, type Serving, Site } from '../interchange/site.ts';
import { checkMetadataSnapshots, checkOneProducer } from '../interchange/traces.ts';
import { Workload } from '../interchange/workload.ts';
import { JavaRunner } from '../tools/java-runner.ts';

const SETTINGS = {
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 3,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  // Small, so that each broker writes snapshots; and what is due for one is too much to keep, so
  // that the snapshot before it goes, and the log below it, however quick the machine is.
  'metadata.log.max.record.bytes.between.snapshots': 4_000,
  'metadata.max.retention.bytes': 4_000,
  'log.initial.task.delay.ms': 500,
  'log.retention.check.interval.ms': 1_000,
  'log.segment.delete.delay.ms': 1_000,
};

let runner: JavaRunner;

before(() => {
  runner = new JavaRunner();
});

after(() => runner.close());

class Turns {
  readonly #site: Site;
  readonly #workload: Workload;
  #serving: Serving | undefined;

  constructor(site: Site) {
    this.#site = site;
    this.#workload = new Workload(site.bootstrap, runner);
  }

  async take(maker: Maker, phase: number, isLast: boolean): Promise<void> {
    this.#serving = await this.#site.open(maker);
    if (phase === 0) await this.#workload.begin();
    else await this.#workload.check();
    await this.#workload.write(phase);
    if (isLast) await this.#workload.end();
    const log = await this.#serving.close();
    this.#serving = undefined;
    assert.deepEqual(complaintsIn(log), [], `${maker} in phase ${phase}`);
    const { count, complaints } = await dumpFiles(runner, this.#site.directories);
    assert.deepEqual(complaints, [], `files after ${maker} in phase ${phase}`);
    assert.ok(count > 20, `${count} files`);
    await checkOneProducer(runner, this.#site.directories);
    if (isLast) checkMetadataSnapshots(this.#site.directories);
  }

  /** Nothing may keep the process from ending, where a test failed. */
  async abandon(): Promise<void> {
    await this.#workload.abandon();
    await this.#serving?.kill();
  }
}

for (const first of ['ottla', 'apache'] satisfies Maker[]) {
  const second = first === 'ottla' ? 'apache' : 'ottla';
  test(`what ${first} formats and writes ${second} opens and goes on with, twice`, async () => {
    const turns = new Turns(await Site.create(SETTINGS));
    const makers: readonly Maker[] = [first, second, first, second, first];
    try {
      for (const [phase, maker] of makers.entries()) {
        await turns.take(maker, phase, phase === makers.length - 1);
      }
    } finally {
      await turns.abandon();
    }
  });
}
