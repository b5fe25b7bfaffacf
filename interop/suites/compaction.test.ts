// Compacted topics on one set of directories, compacted in turn by Ottla and by Apache Kafka: kcat
// writes them with every codec and reads the last values at their offsets, whoever serves; Kafka's
// dump tool reads every file that each leaves.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { CompactedTopics } from '../interchange/compacted.ts';
import { complaintsIn } from '../interchange/complaints.ts';
import { toolAt } from '../interchange/description.ts';
import { dumpFiles } from '../interchange/dump-files.ts';
import { type Maker, type Serving, Site } from '../interchange/site.ts';
import { JavaRunner } from '../tools/java-runner.ts';

const SETTINGS = {
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 1,
  'log.cleaner.backoff.ms': 200,
  'log.cleaner.min.cleanable.ratio': 0.01,
  // 1.5 MB of buffers for each of the cleaner's threads, of which there is one.
  'log.cleaner.dedupe.buffer.size': 1_500_000,
  'log.segment.delete.delay.ms': 1_000,
};
const COMPACTED = /\/(compacted-\w+|brief)-0\//;

let runner: JavaRunner;

before(() => {
  runner = new JavaRunner();
});

after(() => runner.close());

async function create(site: Site, topics: CompactedTopics): Promise<void> {
  const tool = toolAt(runner, site.bootstrap);
  for (const { name, configs } of topics.topics) {
    const settings = configs.flatMap((config) => ['--config', config]);
    await tool('topics', '--create', '--topic', name, '--partitions', '1', ...settings);
  }
}

type Hold = (serving: Serving | undefined) => void;

async function takeTurns(site: Site, makers: readonly Maker[], hold: Hold): Promise<void> {
  const topics = new CompactedTopics(site.directories, site.bootstrap);
  for (const [phase, maker] of makers.entries()) {
    const serving = await site.open(maker);
    hold(serving);
    if (phase === 0) await create(site, topics);
    else assert.ok((await topics.check()) > 0);
    topics.phaseEnds();
    await topics.write(phase);
    await topics.untilCompacted();
    const left = await topics.check();
    assert.ok(left < 12_000, `${left} of 24,000 records a phase are left`);
    const log = await serving.close();
    hold(undefined);
    assert.deepEqual(complaintsIn(log), [], `${maker} in phase ${phase}`);
    const { count, complaints } = await dumpFiles(runner, site.directories, COMPACTED);
    assert.deepEqual(complaints, [], `files after ${maker} in phase ${phase}`);
    assert.ok(count > 20, `${count} files`);
  }
}

for (const first of ['ottla', 'apache'] satisfies Maker[]) {
  const second = first === 'ottla' ? 'apache' : 'ottla';
  test(`what ${first} compacts ${second} serves and compacts on, and back`, async () => {
    const site = await Site.create(SETTINGS);
    let serving: Serving | undefined;
    try {
      await takeTurns(site, [first, second, first], (it) => (serving = it));
    } finally {
      await serving?.kill();
    }
  });
}
