// How much memory requests, answers and slabs may take, and how long who holds it may stall.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fetchApi } from '@ottla/protocol';
import { batchOf } from '../../../broker/test/batches.ts';
import type { RawClient } from '../../../broker/test/raw-client.ts';
import {
  createTopic,
  fetchRequest,
  isOver,
  type LimitedNode,
  produce,
  withNode,
} from './limited-node.ts';

const MB = 1024 * 1024;
const USED = 'kafka_network_socketserver_memorypoolused';
const AVAILABLE = 'kafka_network_socketserver_memorypoolavailable';
const DEPLETED = 'kafka_server_socket_server_metrics_memorypooldepletedtimetotal';
const EVICTIONS = 'ottla_memory_evictions_total';
const UNSENT = 'ottla_response_memory_used_bytes';
const SLABS = 'ottla_receive_slabs_bytes';

/** More than any slab holds: it asks for its room. */
const REQUEST_BYTES = 8 * MB;

/** The beginning of a Produce request of that size. */
function beginning(): Buffer {
  const bytes = Buffer.alloc(5 * MB);
  bytes.writeInt32BE(REQUEST_BYTES - 4);
  bytes.writeInt16BE(9, 6);
  return bytes;
}

for (const setting of ['ottla.receive.memory.max.bytes', 'queued.max.request.bytes']) {
  test(`${setting}: requests of so many bytes are read, the next one waits`, () => {
    const sizes = { [setting]: `${2 * REQUEST_BYTES}`, 'socket.request.max.bytes': '10000000' };
    return withNode(sizes, async (node) => {
      const [first, second, third] = await node.connectMany(3);
      assert.ok(first !== undefined && second !== undefined && third !== undefined);
      first.sendBytes(beginning());
      assert.equal(await node.served(USED), REQUEST_BYTES);
      assert.equal(await node.served(AVAILABLE), REQUEST_BYTES);
      assert.equal(await node.served(DEPLETED), 0);
      second.sendBytes(beginning());
      assert.equal(await node.served(AVAILABLE), 0);
      third.sendBytes(beginning());
      assert.equal(await node.served(USED), 2 * REQUEST_BYTES);
      assert.ok((await node.served(DEPLETED)) > 0);
      assert.ok(third.connection.queuedBytes() > 0, 'it is not read');
      first.connection.destroy();
      await node.advance(100);
      assert.equal(third.connection.queuedBytes(), 0);
    });
  });
}

const ANSWER_BYTES = 100_000;
/** What an answer has beside its records. */
const FRAME_BYTES = 1_000;

/** A topic of batches of a hundred kilobytes. */
async function fill(node: LimitedNode): Promise<void> {
  const client = await node.connect();
  await createTopic(client, 't');
  const batch = batchOf(['x'.repeat(ANSWER_BYTES)]);
  for (let each = 0; each < 3; each++) assert.equal(await produce(client, 't', batch), 'NONE');
}

/** Asks for a batch again and again, and takes none. */
async function askOften(node: LimitedNode, client: RawClient, times: number): Promise<void> {
  for (let each = 0; each < times; each++) {
    client.send(fetchApi, 12, fetchRequest('t', { maxBytes: ANSWER_BYTES }));
    await node.advance(10);
  }
}

test('ottla.connection.unsent.max.bytes: with as much untaken nothing more is handled', () =>
  withNode({ 'ottla.connection.unsent.max.bytes': '500000' }, async (node) => {
    await fill(node);
    const reader = await node.connectAlone('reader');
    node.holdUp('reader');
    await askOften(node, reader, 4);
    const four = await node.served(UNSENT);
    assert.ok(four > 0 && four < 500_000, `${four} bytes wait`);
    await askOften(node, reader, 10);
    const most = await node.served(UNSENT);
    assert.ok(most > 500_000 && most < 500_000 + ANSWER_BYTES + FRAME_BYTES, `${most} bytes wait`);
  }));

test('ottla.response.memory.max.bytes: beyond it no client may leave more than 64 KB', () =>
  withNode({ 'ottla.response.memory.max.bytes': '1000000' }, async (node) => {
    await fill(node);
    const names = ['a', 'b', 'c', 'd'];
    for (const name of names) {
      const reader = await node.connectAlone(name);
      node.holdUp(name);
      await askOften(node, reader, 20);
    }
    const most = await node.served(UNSENT);
    const beyond = names.length * (64 * 1024 + ANSWER_BYTES + FRAME_BYTES);
    assert.ok(most > 900_000 && most < 1_000_000 + beyond, `${most} bytes wait`);
    assert.ok((await node.served(SLABS)) > 0);
  }));

test('ottla.memory.pressure.timeout.ms: who stalls for so long is closed, and not before', () =>
  withNode(
    {
      'ottla.memory.pressure.timeout.ms': '20000',
      'ottla.receive.memory.max.bytes': `${REQUEST_BYTES}`,
    },
    async (node) => {
      const [staller, other] = await node.connectMany(2);
      assert.ok(staller !== undefined && other !== undefined);
      staller.sendBytes(beginning());
      await node.advance(100);
      other.sendBytes(beginning());
      await node.advance(18_000);
      assert.equal(await node.served(EVICTIONS), 0);
      assert.ok(!isOver(staller));
      await node.advance(2_000);
      assert.equal(await node.served(EVICTIONS), 1);
      assert.ok(isOver(staller));
      assert.ok(!isOver(other));
    },
  ));

/** The least that may be set. */
const SLAB_BYTES = 12 * MB;
const SLAB_SETTINGS = {
  'ottla.memory.slabs.max.bytes': `${SLAB_BYTES}`,
  'ottla.receive.memory.max.bytes': `${2 * MB}`,
  'ottla.response.memory.max.bytes': `${6 * MB}`,
};
const SLABS_MAX = SLAB_BYTES + 8 * MB;

/** One more client who takes nothing: what little waits for it holds a whole slab. */
async function holdSlab(node: LimitedNode, index: number): Promise<RawClient> {
  const topic = `t${index}`;
  const writer = await node.connect();
  await createTopic(writer, topic);
  const batch = batchOf(['x'.repeat(ANSWER_BYTES)]);
  assert.equal(await produce(writer, topic, batch), 'NONE');
  const reader = await node.connectAlone(`reader ${index}`);
  node.holdUp(`reader ${index}`);
  // The network takes the first ones.
  for (let each = 0; each < 3; each++) reader.send(fetchApi, 12, fetchRequest(topic));
  await node.advance(10);
  // Which push that slab out of the logs' tails.
  const filler = batchOf(['x'.repeat(700_000)]);
  for (let each = 0; each < 6; each++) assert.equal(await produce(writer, topic, filler), 'NONE');
  writer.connection.destroy();
  return reader;
}

/** What one more of them adds at most: its own slab, and one of its writer's. */
const STEP_BYTES = 8 * MB;

test('ottla.memory.slabs.max.bytes: beyond it who takes nothing is closed', () =>
  withNode(SLAB_SETTINGS, async (node) => {
    const readers: RawClient[] = [];
    let before = 0;
    while (readers.length < 40) {
      readers.push(await holdSlab(node, readers.length));
      if ((await node.served(EVICTIONS)) > 0) break;
      before = await node.served(SLABS);
      assert.ok(before <= SLABS_MAX, `${before} bytes with ${readers.length} readers`);
    }
    // They have stalled for longer than ottla.memory.pressure.timeout.ms: it is the slabs that
    // one of them is closed for.
    assert.ok(before > SLABS_MAX - STEP_BYTES, `${before} bytes with ${readers.length} readers`);
    assert.ok((await node.served(EVICTIONS)) > 0);
    assert.ok((await node.served(SLABS)) <= SLABS_MAX);
    assert.ok(readers.length > 5 && readers.some((each) => !isOver(each)), 'not more than must');
  }));
