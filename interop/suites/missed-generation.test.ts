// What a client does that has missed a generation: it slept between its join and its sync, and
// meanwhile another owned its partition, committed, and left. When the partition comes back, only
// the group's committed offset is right: the broker must tell it to whoever asks, but cannot make
// anybody ask. OTTLA_INTEROP_BROKER=apache runs it against Apache Kafka.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startTappedBroker } from '../groups/cluster.ts';
import { GroupChecks } from '../groups/group-checks.ts';
import { createTopic, Load } from '../groups/load.ts';
import { Puppet } from '../groups/puppet.ts';
import { until, wait } from '../groups/until.ts';
import { driverNamed, Member } from '../peers/drivers.ts';

const LIMIT_MS = 20_000;
/** From its last word to its request. */
const JOINS_MS = 500;
const TOPIC = 'missed';
const GROUP = 'missed';
const SLEEPER = 'sleeper-1';

/** Whether it asks for the committed offset, or goes on from where it was. */
const ASKS: Readonly<Record<string, boolean>> = {
  librdkafka: true,
  'kafka-python': false,
  kafkajs: true,
  'franz-go': true,
  java: true,
};

async function produce(bootstrap: string, atLeast: number): Promise<number> {
  const recordsPerSecond = 10 * atLeast;
  const load = await Load.start({ bootstrap, topic: TOPIC, partitions: 1, recordsPerSecond });
  await until(() => load.sent >= atLeast, LIMIT_MS);
  await load.stop();
  return load.sent;
}

/** What the sleeper has done so far. */
class Heard {
  next = 0;
  revoked = 0;
}

async function startSleeper(name: string, bootstrap: string, heard: Heard): Promise<Member> {
  const times = { commitMs: 1, sessionTimeoutMs: 30_000, heartbeatMs: 300 };
  const settings = { bootstrap, group: GROUP, topics: [TOPIC], clientId: SLEEPER, ...times };
  return Member.start(driverNamed(name), settings, ({ kind, offset }) => {
    if (kind === 'record') heard.next = offset + 1;
    else if (kind === 'revoked') heard.revoked += 1;
  });
}

/** The leader joins and gives the partition to `owner`, or to whoever is neither puppet. */
async function assign(leader: Puppet, other: Puppet, owner?: Puppet): Promise<void> {
  const { members } = await leader.join();
  const puppets = [leader.memberId, other.memberId];
  const sleeper = members.find(({ memberId }) => !puppets.includes(memberId))?.memberId;
  await leader.sync(owner?.memberId ?? sleeper);
}

async function missGeneration(name: string): Promise<GroupChecks> {
  const checks = new GroupChecks(1);
  const broker = await startTappedBroker(checks, { 'group.initial.rebalance.delay.ms': 0 });
  const { bootstrap } = broker;
  await createTopic(bootstrap, TOPIC, 1);
  let end = await produce(bootstrap, 20);
  const at = { port: Number(bootstrap.split(':')[1]), group: GROUP, topic: TOPIC };
  const leader = new Puppet({ ...at, clientId: 'leader-1' });
  const other = new Puppet({ ...at, clientId: 'other-1' });
  await leader.join();
  await leader.sync(leader.memberId);
  const heard = new Heard();
  const sleeper = await startSleeper(name, bootstrap, heard);
  try {
    await leader.untilRebalance();
    await assign(leader, other);
    await until(() => checks.committedOffsets().get(0) === end, LIMIT_MS);
    const { revoked } = heard;
    const otherJoins = other.join();
    await until(() => heard.revoked > revoked, LIMIT_MS);
    await wait(JOINS_MS);
    sleeper.signal('SIGSTOP');
    await Promise.all([otherJoins, leader.join()]);
    await leader.sync(other.memberId);
    await other.sync();
    end += await produce(bootstrap, 5_000);
    assert.equal(await other.commit(end), 0);
    await other.leave();
    sleeper.signal('SIGCONT');
    await assign(leader, other);
    end += await produce(bootstrap, 20);
    await until(() => checks.committedOffsets().get(0) === end, LIMIT_MS);
    assert.equal(checks.committedOffsets().get(0), end, `all is read: ${sleeper.said}`);
    assert.equal(heard.next, end);
  } finally {
    await sleeper.kill();
    leader.close();
    other.close();
    await broker.close();
  }
  return checks;
}

for (const [name, asks] of Object.entries(ASKS)) {
  const does = asks ? 'asks' : 'does not ask';
  test(`${name} ${does} for offsets after a generation it missed`, async () => {
    const { violations, clientFaults } = await missGeneration(name);
    assert.deepEqual(violations, []);
    assert.equal(clientFaults.length > 0, !asks, clientFaults.map(({ text }) => text).join('\n'));
    for (const { clientId, text } of clientFaults) {
      assert.equal(clientId, SLEEPER);
      assert.match(text, /had not asked in this generation/);
    }
  });
}
