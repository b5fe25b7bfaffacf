// One set of directories, opened in turn by Ottla and by Apache Kafka, there and back twice: each
// serves what the other wrote and goes on, and Kafka's dump tool reads every file after each.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { dumpFiles } from '../interchange/dump-files.ts';
import { type Maker, Site } from '../interchange/site.ts';
import { Workload } from '../interchange/workload.ts';
import { JavaRunner } from '../tools/java-runner.ts';

const SETTINGS = {
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 3,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  // Small, so that each broker writes snapshots, deletes old ones and the log below them.
  'metadata.log.max.record.bytes.between.snapshots': 4_000,
  'metadata.max.retention.bytes': 12_000,
  'log.initial.task.delay.ms': 500,
  'log.retention.check.interval.ms': 1_000,
  'log.segment.delete.delay.ms': 1_000,
};

/** What is said on one's own directories too. */
const USUAL_WARNINGS = [
  'Performing controller activation',
  'Attempting to close NetworkClient that has already been closed',
  'the topic asks for compaction, which comes later',
];
let runner: JavaRunner;

before(() => {
  runner = new JavaRunner();
});

after(() => runner.close());

function complaintsIn(log: string): readonly string[] {
  const lines = log.split('\n').filter((line) => /\] (WARN|ERROR|FATAL) |"level":[456]0/.test(line));
  return lines.filter((line) => !USUAL_WARNINGS.some((usual) => line.includes(usual)));
}

async function inTurn(site: Site, makers: readonly Maker[], workload: Workload): Promise<void> {
  for (const [phase, maker] of makers.entries()) {
    const serving = await site.open(maker);
    if (phase === 0) await workload.begin();
    else await workload.check();
    await workload.write(phase);
    if (phase === makers.length - 1) await workload.end();
    const log = await serving.close();
    assert.deepEqual(complaintsIn(log), [], `${maker} in phase ${phase}`);
    const { count, complaints } = await dumpFiles(runner, site.directories);
    assert.deepEqual(complaints, [], `files after ${maker} in phase ${phase}`);
    assert.ok(count > 20, `${count} files`);
  }
}

for (const first of ['ottla', 'apache'] satisfies Maker[]) {
  const second = first === 'ottla' ? 'apache' : 'ottla';
  test(`what ${first} formats and writes ${second} opens and goes on with, twice`, async () => {
    const site = await Site.create(SETTINGS);
    const workload = new Workload(site.bootstrap, runner);
    try {
      await inTurn(site, [first, second, first, second, first], workload);
    } finally {
      await workload.abandon();
    }
  });
}
