// Our own client among foreign ones: it reads what they produced and they read what it produced; it
// lives in a group with them, and in a group of its own kind, through members that join, leave and
// die and through restarts of the broker. OTTLA_INTEROP_BROKER=apache runs it against Apache Kafka.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { GroupChecks } from '../groups/group-checks.ts';
import { GroupRun } from '../groups/group-run.ts';
import { interopRoot } from '../paths.ts';
import { driverNamed, type Driver } from '../peers/drivers.ts';

const SETTLE_MS = 60_000;
const PARTITIONS = 24;

/** Our client, offering these assignors. */
function own(assignors: string): Driver {
  const program = join(interopRoot, 'drivers', 'ottla-driver.ts');
  return {
    name: 'ottla',
    codecs: ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
    isStatic: true,
    seeksByTime: true,
    command: async () => ['env', `OTTLA_DRIVER_ASSIGNORS=${assignors}`, process.execPath, program],
  };
}

/** A group that starts with `first`, and what happens to it. */
async function live(first: readonly Driver[], next: Driver): Promise<GroupChecks> {
  const checks = new GroupChecks(PARTITIONS);
  const run = await GroupRun.start({ checks, partitions: PARTITIONS, recordsPerSecond: 200 });
  try {
    for (const driver of first) await run.join(driver);
    await run.settle(SETTLE_MS);
    await run.leaveOne();
    await run.settle(SETTLE_MS);
    await run.killOne();
    await run.settle(SETTLE_MS);
    await run.join(next);
    await run.settle(SETTLE_MS);
    await run.broker.restart('stop');
    await run.settle(SETTLE_MS);
    await run.join(next);
    await run.settle(SETTLE_MS);
    await run.broker.restart('kill');
    await run.settle(SETTLE_MS);
    await run.finish(SETTLE_MS);
  } catch (error) {
    await run.abandon();
    throw error;
  }
  assert.deepEqual(checks.clientFaults.filter(({ clientId }) => clientId.startsWith('ottla')), []);
  return checks;
}

test('a group with Java and kafkajs: joining, leaving, dying, restarts', async () => {
  const mine = own('range');
  const foreign = ['java', 'kafkajs'].map(driverNamed);
  const checks = await live([mine, mine, ...foreign, mine], mine);
  assert.ok(checks.generations >= 5, `${checks.generations} generations`);
  assert.ok(checks.commits > 100, `${checks.commits} commits`);
});

for (const assignors of ['cooperative-sticky', 'range,cooperative-sticky', 'sticky']) {
  test(`a group of its own kind, ${assignors}: joining, leaving, dying, restarts`, async () => {
    const mine = own(assignors);
    const checks = await live([mine, mine, mine], mine);
    assert.ok(checks.generations >= 5, `${checks.generations} generations`);
    assert.ok(checks.commits > 100, `${checks.commits} commits`);
  });
}
