// kill -9 of the broker while members of a group commit: every commit that the wire has seen
// acknowledged is there after the restart, and the group goes on from it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { GroupChecks } from '../groups/group-checks.ts';
import { GroupRun } from '../groups/group-run.ts';
import { wait } from '../groups/until.ts';
import { driverNamed } from '../peers/drivers.ts';

const KILLS = 5;
const PARTITIONS = 12;
const SETTLE_MS = 60_000;

test('every acknowledged commit survives kill -9 of the broker', async () => {
  const checks = new GroupChecks(PARTITIONS);
  const run = await GroupRun.start({ checks, partitions: PARTITIONS, recordsPerSecond: 500 });
  try {
    for (const name of ['librdkafka', 'franz-go', 'kafka-python']) {
      await run.join(driverNamed(name), { commitMs: 10 });
    }
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await run.settle(SETTLE_MS);
      await wait(500 + kill * 137);
      // What is acknowledged until the broker's last moment is what the restarted one must know:
      // members cannot reach it in between, and what they commit anew only goes further.
      await run.broker.restart('kill', async () => {
        const acknowledged = new Map(checks.committedOffsets());
        return () => run.checkCommitted(acknowledged, `after kill ${kill}`);
      });
    }
    await run.settle(SETTLE_MS);
    await run.finish(SETTLE_MS);
    assert.ok(checks.commits > 20 * KILLS, `${checks.commits} commits`);
  } finally {
    await run.abandon();
  }
});
