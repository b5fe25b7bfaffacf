// Groups of foreign clients: what each produces (every codec it has, headers, timestamps) each
// reads in a group; it seeks by offset and by time; and a group of all of them lives through
// members that join, leave and die and through restarts of the broker. OTTLA_INTEROP_BROKER=apache
// runs it against Apache Kafka.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { type TappedBroker, startTappedBroker } from '../groups/cluster.ts';
import { GroupChecks } from '../groups/group-checks.ts';
import { GroupRun } from '../groups/group-run.ts';
import { createTopic } from '../groups/load.ts';
import { until } from '../groups/until.ts';
import {
  type Driver,
  type DriverEvent,
  type DriverRecord,
  DRIVERS,
  Member,
  produceWith,
} from '../peers/drivers.ts';

const RECORDS = 12;
const FIRST_TIMESTAMP = Date.now() - 3_600_000;
const SETTLE_MS = 60_000;

let broker: TappedBroker;

before(async () => {
  broker = await startTappedBroker({ synced: () => undefined, committed: () => undefined });
});

after(() => broker.close());

function recordsOf(driver: Driver): readonly DriverRecord[] {
  return Array.from({ length: RECORDS }, (_, index) => ({
    key: `${driver.name}-${index}`,
    value: `${index}: ${'ä'.repeat(index)}`,
    partition: index % 3,
    timestamp: FIRST_TIMESTAMP + index * 1_000,
    headers: { index: String(index), from: driver.name },
  }));
}

/** Reads all of `topics`, which hold RECORDS each, in a group of one. */
async function readWhole(driver: Driver, topics: readonly string[]) {
  const group = `${driver.name}-of-${topics[0]}`;
  const settings = { bootstrap: broker.bootstrap, group, topics, whole: true };
  const seen: DriverEvent[] = [];
  const member = await Member.start(driver, settings, (event) => {
    if (event.kind === 'record') seen.push(event);
  });
  await until(() => seen.length >= topics.length * RECORDS || !member.isRunning, SETTLE_MS);
  assert.equal(await member.leave(), 0, member.said);
  return Map.groupBy(seen, ({ topic }) => topic);
}

function topicOf(driver: Driver, codec: string): string {
  return `from-${driver.name}-${codec}`;
}

/** What `from` writes and `to` can read: the codecs that both have. */
function readable(from: Driver, to: Driver): readonly string[] {
  return from.codecs.filter((codec) => to.codecs.includes(codec));
}

for (const driver of DRIVERS) {
  test(`${driver.name} produces and reads ${driver.codecs.join(', ')}`, async () => {
    for (const codec of driver.codecs) {
      const topic = topicOf(driver, codec);
      await createTopic(broker.bootstrap, topic, 3);
      const settings = { bootstrap: broker.bootstrap, topic, codec };
      const acked = await produceWith(driver, settings, recordsOf(driver));
      assert.equal(acked.length, RECORDS);
    }
    const seen = await readWhole(driver, driver.codecs.map((codec) => topicOf(driver, codec)));
    assert.equal(seen.size, driver.codecs.length);
    for (const events of seen.values()) checkSame(events, recordsOf(driver));
  });
}

function checkSame(seen: readonly DriverEvent[], sent: readonly DriverRecord[]): void {
  const byKey = new Map(seen.map((event) => [event.key, event]));
  for (const { key, value, partition, timestamp, headers } of sent) {
    const event = byKey.get(key);
    assert.deepEqual(
      {
        key: event?.key,
        value: event?.value,
        partition: event?.partition,
        timestamp: event?.timestamp,
        headers: event?.headers,
      },
      { key, value, partition, timestamp, headers },
    );
  }
  assert.equal(seen.length, sent.length);
}

for (const driver of DRIVERS) {
  test(`${driver.name} reads in a group what the others produced`, async () => {
    const others = DRIVERS.filter((other) => other !== driver);
    const seen = await readWhole(
      driver,
      others.flatMap((other) => readable(other, driver).map((codec) => topicOf(other, codec))),
    );
    for (const other of others) {
      for (const codec of readable(other, driver)) {
        checkSame(seen.get(topicOf(other, codec)) ?? [], recordsOf(other));
      }
    }
  });
}

for (const driver of DRIVERS) {
  const how = driver.seeksByTime ? 'by offset and by time' : 'by offset';
  test(`${driver.name} seeks ${how}`, async () => {
    const topic = `seek-${driver.name}`;
    await createTopic(broker.bootstrap, topic, 1);
    const records = recordsOf(driver).map((record) => ({ ...record, partition: 0 }));
    await produceWith(driver, { bootstrap: broker.bootstrap, topic, codec: 'none' }, records);
    let seen: number[] = [];
    const settings = { bootstrap: broker.bootstrap, group: topic, topics: [topic] };
    const member = await Member.start(driver, settings, (event) => {
      if (event.kind === 'record') seen.push(event.offset);
    });
    const sees = async (first: number): Promise<void> => {
      await until(() => seen.at(-1) === RECORDS - 1 || !member.isRunning, SETTLE_MS);
      const expected = Array.from({ length: RECORDS - first }, (_, index) => first + index);
      assert.deepEqual(seen, expected, member.said);
      seen = [];
    };
    await sees(0);
    member.tell(`seek ${topic} 0 4`);
    await sees(4);
    if (driver.seeksByTime) {
      member.tell(`seek-time ${FIRST_TIMESTAMP + 7_000}`);
      await sees(7);
    }
    assert.equal(await member.leave(), 0, member.said);
  });
}

test('a group of all of them: joining, leaving, dying, and restarts of the broker', async () => {
  const PARTITIONS = 24;
  const checks = new GroupChecks(PARTITIONS);
  const run = await GroupRun.start({ checks, partitions: PARTITIONS, recordsPerSecond: 200 });
  for (const driver of DRIVERS) await run.join(driver);
  await run.settle(SETTLE_MS);
  await run.leaveOne();
  await run.settle(SETTLE_MS);
  await run.killOne();
  await run.settle(SETTLE_MS);
  await run.broker.restart('stop');
  await run.settle(SETTLE_MS);
  for (const driver of DRIVERS.slice(0, 3)) await run.join(driver);
  await run.settle(SETTLE_MS);
  await run.broker.restart('kill');
  await run.settle(SETTLE_MS);
  await run.finish(SETTLE_MS);
  // What is claimed above is only worth something if the wire was heard: the first members, one
  // that left, one that was killed and those that came later settled in a generation each, at
  // least. How many more there were, the clients' timing decides.
  assert.ok(checks.generations >= 4, `${checks.generations} generations`);
  assert.ok(checks.commits > 100, `${checks.commits} commits`);
});
