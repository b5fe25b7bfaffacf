// One group of our consumer and others' under each assignor: members of both kinds come, go and
// die, and partitions are split without gap or overlap. With Java's under all four, with
// librdkafka's under those that it has. OTTLA_INTEROP_BROKER=apache runs it against Apache Kafka.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { GroupChecks } from '../groups/group-checks.ts';
import { GroupRun } from '../groups/group-run.ts';
import { interopRoot } from '../paths.ts';
import { driverNamed, type Driver } from '../peers/drivers.ts';

const SETTLE_MS = 60_000;
/** Not a multiple of the members' number: shares differ. */
const PARTITIONS = 25;

const ottla: Driver = {
  name: 'ottla',
  codecs: ['none'],
  isStatic: true,
  seeksByTime: true,
  command: async () => [process.execPath, join(interopRoot, 'drivers', 'ottla-driver.ts')],
};

type Act = (run: GroupRun) => Promise<unknown>;

async function live(assignor: string, other: Driver): Promise<GroupChecks> {
  const checks = new GroupChecks(PARTITIONS);
  const run = await GroupRun.start({ checks, partitions: PARTITIONS, recordsPerSecond: 200 });
  const joins = (driver: Driver): Act => () => run.join(driver, { assignor });
  // `leaveOne` and `killOne` take the oldest: of either kind, as they joined.
  const acts: readonly Act[] = [
    joins(ottla),
    joins(other),
    joins(ottla),
    joins(other),
    () => run.leaveOne(),
    () => run.killOne(),
    joins(ottla),
    joins(other),
    () => run.killOne(),
    () => run.leaveOne(),
  ];
  try {
    for (const act of acts) {
      await act(run);
      await run.settle(SETTLE_MS);
    }
    await run.finish(SETTLE_MS);
  } catch (error) {
    await run.abandon();
    throw error;
  }
  return checks;
}

const HAS: Readonly<Record<string, readonly string[]>> = {
  java: ['range', 'roundrobin', 'sticky', 'cooperative-sticky'],
  librdkafka: ['range', 'roundrobin', 'cooperative-sticky'],
};

for (const [other, assignors] of Object.entries(HAS)) {
  for (const assignor of assignors) {
    test(`${assignor}, with ${other}`, async () => {
      const checks = await live(assignor, driverNamed(other));
      const faults = checks.clientFaults.filter(({ clientId }) => clientId.startsWith('ottla'));
      assert.deepEqual(faults, []);
      assert.ok(checks.generations >= 8, `${checks.generations} generations`);
      assert.ok(checks.commits > 50, `${checks.commits} commits`);
    });
  }
}
