// ruby-kafka's requests, version by version: it produces JSON bids that Java's consumer prints, and
// reads them back as a member of a group that commits and leaves. The gem itself is not installed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createTopic } from '../groups/load.ts';
import { type BrokerProcess, startBroker } from '../peers/broker.ts';
import { runJavaTool } from '../peers/java.ts';
import { assignment, Bytes, recordBatch, RubyConnection, subscription } from '../ruby/wire.ts';

const TOPIC = 'bids';
const GROUP = 'ruby-bidders';
const BIDS = [3, 5, 8].map(
  (euros, at) => [`item-${at}`, JSON.stringify({ item: at, euros, by: 'Grete' })] as const,
);

let broker: BrokerProcess;
let ruby: RubyConnection;

before(async () => {
  broker = await startBroker({ overrides: { 'group.initial.rebalance.delay.ms': 0 } });
  await createTopic(broker.bootstrap, TOPIC, 1);
  ruby = await RubyConnection.open(broker.port);
});

after(async () => {
  ruby.close();
  assert.equal(await broker.stop(), 0, broker.log());
});

test('ApiVersions 0 and Metadata 1 tell it what it looks for', async () => {
  const versions = await ruby.call(18, 0, new Bytes());
  assert.equal(versions.int16(), 0);
  assert.ok(versions.int32() > 20, 'how many apis there are');
  const metadata = await ruby.call(3, 1, new Bytes().int32(1).string(TOPIC));
  assert.equal(metadata.int32(), 1, 'one broker');
  const nodeId = metadata.int32();
  assert.match(metadata.string(), /localhost|127\.0\.0\.1/);
  assert.equal(metadata.int32(), broker.port);
  assert.deepEqual([metadata.string(), metadata.int32()], ['', nodeId], 'rack, controller');
  assert.deepEqual([metadata.int32(), metadata.int16(), metadata.string()], [1, 0, TOPIC]);
});

test("what Produce 3 brings, Java's consumer prints", async () => {
  const batch = recordBatch(BIDS, Date.now());
  const body = new Bytes().string(null).int16(-1).int32(10_000).int32(1).string(TOPIC);
  const answer = await ruby.call(0, 3, body.int32(1).int32(0).bytes(batch));
  assert.deepEqual([answer.int32(), answer.string(), answer.int32()], [1, TOPIC, 1]);
  assert.deepEqual([answer.int32(), answer.int16(), answer.int64()], [0, 0, 0], 'base offset 0');
  const read = await runJavaTool('console-consumer', [
    ...['--bootstrap-server', broker.bootstrap, '--topic', TOPIC, '--from-beginning'],
    ...['--max-messages', String(BIDS.length), '--formatter-property', 'print.key=true'],
  ]);
  assert.equal(read.stdout, BIDS.map(([key, value]) => `${key}\t${value}\n`).join(''));
});

/** FindCoordinator 1, JoinGroup 1, SyncGroup 0: the only member, and so the leader. */
async function join(): Promise<{ generation: number; member: string }> {
  const found = await ruby.call(10, 1, new Bytes().string(GROUP).int8(0));
  assert.deepEqual([found.int32(), found.int16()], [0, 0]);
  const ask = new Bytes().string(GROUP).int32(10_000).int32(10_000).string('').string('consumer');
  const protocols = ask.int32(1).string('roundrobin').bytes(subscription(TOPIC));
  const joined = await ruby.call(11, 1, protocols);
  const [error, generation, protocol] = [joined.int16(), joined.int32(), joined.string()];
  const [leader, member] = [joined.string(), joined.string()];
  assert.deepEqual([error, protocol, leader], [0, 'roundrobin', member]);
  assert.deepEqual([joined.int32(), joined.string()], [1, member]);
  assert.deepEqual(joined.bytes(), subscription(TOPIC));
  const given = new Bytes().string(GROUP).int32(generation).string(member).int32(1).string(member);
  const synced = await ruby.call(14, 0, given.bytes(assignment(TOPIC, 0)));
  assert.equal(synced.int16(), 0);
  assert.deepEqual(synced.bytes(), assignment(TOPIC, 0));
  return { generation, member };
}

test('it reads in a group, commits and leaves', async () => {
  const { generation, member } = await join();
  const partition = new Bytes().string(GROUP).int32(1).string(TOPIC).int32(1).int32(0);
  const nothing = await ruby.call(9, 1, partition);
  nothing.skip(4 + 2 + TOPIC.length + 4 + 4);
  assert.equal(nothing.int64(), -1, 'OffsetFetch 1 before any commit');
  const earliest = new Bytes().int32(-1).int8(1).int32(1).string(TOPIC).int32(1).int32(0);
  const offsets = await ruby.call(2, 2, earliest.int64(-2));
  offsets.skip(4 + 4 + 2 + TOPIC.length + 4 + 4);
  assert.deepEqual([offsets.int16(), offsets.int64(), offsets.int64()], [0, -1, 0]);
  await fetchBids();
  const me = new Bytes().string(GROUP).int32(generation).string(member);
  assert.equal((await ruby.call(12, 0, me)).int16(), 0, 'Heartbeat 0');
  const commit = new Bytes().string(GROUP).int32(generation).string(member).int64(-1).int32(1);
  const place = commit.string(TOPIC).int32(1).int32(0);
  const committed = await ruby.call(8, 2, place.int64(BIDS.length).string(null));
  assert.equal(committed.skip(4 + 2 + TOPIC.length + 4 + 4).int16(), 0, 'OffsetCommit 2');
  const left = await ruby.call(13, 0, new Bytes().string(GROUP).string(member));
  assert.equal(left.int16(), 0, 'LeaveGroup 0');
  const stored = await ruby.call(9, 1, partition);
  assert.equal(stored.skip(4 + 2 + TOPIC.length + 4 + 4).int64(), BIDS.length);
});

/** Fetch 4 gives the batch with the bids in it. */
async function fetchBids(): Promise<void> {
  const ask = new Bytes().int32(-1).int32(1_000).int32(1).int32(1_000_000).int8(1);
  const where = ask.int32(1).string(TOPIC).int32(1).int32(0).int64(0).int32(1_000_000);
  const fetched = await ruby.call(1, 4, where);
  assert.deepEqual([fetched.int32(), fetched.int32(), fetched.string()], [0, 1, TOPIC]);
  assert.deepEqual([fetched.int32(), fetched.int32(), fetched.int16()], [1, 0, 0]);
  assert.deepEqual([fetched.int64(), fetched.int64()], [BIDS.length, BIDS.length]);
  fetched.skip(4);
  const records = fetched.bytes().toString('latin1');
  for (const [key, value] of BIDS) assert.ok(records.includes(key) && records.includes(value));
}
