// Apache Kafka is killed while it compacts a log, above its recovery point and the cleaner's
// checkpoint: Ottla opens what is left, has all of it, compacts on, and Apache Kafka serves that.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { cleanTo, untilCompacted } from '../interchange/cleaner-progress.ts';
import { complaintsIn } from '../interchange/complaints.ts';
import { toolAt } from '../interchange/description.ts';
import { dumpFiles } from '../interchange/dump-files.ts';
import { KilledCleaning } from '../interchange/killed-cleaning.ts';
import { type Serving, Site } from '../interchange/site.ts';
import { JavaRunner } from '../tools/java-runner.ts';

const SETTINGS = {
  'offsets.topic.replication.factor': 1,
  'log.cleaner.backoff.ms': 200,
  'log.cleaner.min.cleanable.ratio': 0.5,
  'log.cleaner.dedupe.buffer.size': 1_500_000,
  // So that a cleaning of some megabytes takes seconds.
  'log.cleaner.io.max.bytes.per.second': 1_500_000,
  'log.segment.delete.delay.ms': 1_000,
};
const LAG = 'min.compaction.lag.ms';
const AMID_MS = 40_000;
const COMPACTED = /\/cleaned-0\//;

let runner: JavaRunner;
let serving: Serving | undefined;

before(() => {
  runner = new JavaRunner();
});

after(async () => {
  await serving?.kill();
  await runner.close();
});

async function killAmidCleaning(site: Site, cleaning: KilledCleaning): Promise<void> {
  serving = await site.open('apache');
  const tool = toolAt(runner, site.bootstrap);
  // All of it by one cleaning.
  const config = ['cleanup.policy=compact', 'segment.bytes=1048576', `${LAG}=3600000`];
  const configs = config.flatMap((each) => ['--config', each]);
  const topic = ['--topic', cleaning.topic];
  await tool('topics', '--create', ...topic, '--partitions', '1', ...configs);
  await cleaning.write();
  // At once, whether the tool has ended or not: either may be quicker.
  const killed = cleaning.untilAmidCleaning(AMID_MS).then(() => serving?.kill());
  await Promise.all([tool('configs', '--alter', ...topic, '--delete-config', LAG), killed]);
  serving = undefined;
}

/** Of all directories; 0 where none has been written. */
function recoveryPoint(site: Site, topic: string): number {
  const texts = site.directories.map((path) => {
    return readFileSync(join(path, 'recovery-point-offset-checkpoint'), 'utf8');
  });
  return Number(new RegExp(`^${topic} 0 (\\d+)$`, 'm').exec(texts.join('\n'))?.[1] ?? 0);
}

test('a cleaning that Apache Kafka was killed in loses nothing', async () => {
  const site = await Site.create(SETTINGS);
  const cleaning = new KilledCleaning(site.directories, site.bootstrap);
  await killAmidCleaning(site, cleaning);
  assert.ok(cleaning.isHalfCleaned(), cleaning.files().join(' '));
  assert.deepEqual([recoveryPoint(site, 'cleaned'), cleanTo(site.directories, 'cleaned')], [0, 0]);
  serving = await site.open('ottla');
  assert.ok((await cleaning.check()) > 0);
  // And once more: what was recovered is as good as what was closed.
  await serving.kill();
  serving = await site.open('ottla');
  await cleaning.check();
  await untilCompacted(site.directories, new Map([[cleaning.topic, 0]]));
  const left = await cleaning.check();
  const log = await serving.close();
  serving = undefined;
  const loud = complaintsIn(log).filter((line) => !/a segment has no offset index/.test(line));
  assert.deepEqual(loud, []);
  const { complaints } = await dumpFiles(runner, site.directories, COMPACTED);
  assert.deepEqual(complaints, []);
  serving = await site.open('apache');
  assert.equal(await cleaning.check(), left);
  assert.deepEqual(complaintsIn(await serving.close()), []);
  serving = undefined;
});
