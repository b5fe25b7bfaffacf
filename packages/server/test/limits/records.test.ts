// How large a batch may be, as it comes and expanded, and how much a fetch brings.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fetchApi } from '@ottla/protocol';
import { batchOf, recordsOf } from '../../../broker/test/batches.ts';
import { createTopic, fetch, fetchRequest, produce, withNode } from './limited-node.ts';

const HEADER_BYTES = 61;

/** One record; between some hundred and some thousand bytes. */
function batchOfSize(sizeBytes: number): Uint8Array {
  const sample = batchOf(['x'.repeat(500)]).length;
  const batch = batchOf(['x'.repeat(500 + sizeBytes - sample)]);
  assert.equal(batch.length, sizeBytes);
  return batch;
}

test('message.max.bytes: a batch of so many is taken, one of more is refused', () =>
  withNode({ 'message.max.bytes': '1000' }, async (node) => {
    const client = await node.connect();
    await createTopic(client, 't');
    const rejected = 'kafka_server_brokertopicmetrics_bytesrejected_total';
    assert.equal(await produce(client, 't', batchOfSize(1000)), 'NONE');
    assert.equal(await node.served(`${rejected}{topic="t"}`), 0);
    assert.equal(await produce(client, 't', batchOfSize(1001)), 'MESSAGE_TOO_LARGE');
    assert.equal(await node.served(`${rejected}{topic="t"}`), 1001);
  }));

const VALUES = Array.from({ length: 200 }, (_, index) => `${index}`.padEnd(1000, 'x'));
const EXPANDED_BYTES = batchOf(VALUES).length - HEADER_BYTES;

test('ottla.decompressed.batch.max.bytes: who sends what expands further rests', () =>
  withNode({ 'ottla.decompressed.batch.max.bytes': `${EXPANDED_BYTES}` }, async (node) => {
    const client = await node.connect();
    await createTopic(client, 't');
    const rested = 'ottla_connections_rested_total';
    const codec = 'zstd';
    assert.equal(await produce(client, 't', batchOf(VALUES, { codec })), 'NONE');
    assert.equal(await node.served(rested), 0);
    const [first = '', ...rest] = VALUES;
    const longer = batchOf([`${first}x`, ...rest], { codec });
    assert.equal(await produce(client, 't', longer), 'MESSAGE_TOO_LARGE');
    assert.equal(await node.served(rested), 1);
  }));

test('fetch.max.bytes: an answer brings whole batches of so many, and no more', async () => {
  const batch = batchOfSize(1000);
  for (const [limit, count] of [
    [3000, 3],
    [2999, 2],
  ] as const) {
    await withNode({ 'fetch.max.bytes': `${limit}` }, async (node) => {
      const client = await node.connect();
      await createTopic(client, 't');
      for (let each = 0; each < 5; each++) assert.equal(await produce(client, 't', batch), 'NONE');
      const limited = 'ottla_fetches_limited_total';
      await fetch(client, 't', { maxBytes: limit });
      assert.equal(await node.served(limited), 0);
      const out = 'kafka_server_brokertopicmetrics_bytesout_total{topic="t"}';
      const before = await node.served(out);
      const { responses } = await client.ask(fetchApi, 12, fetchRequest('t'));
      const records = responses[0]?.partitions[0]?.records ?? null;
      assert.equal(recordsOf(records).length, count);
      assert.equal((await node.served(out)) - before, count * batch.length);
      assert.equal(await node.served(limited), 1);
    });
  }
});

test('max.incremental.fetch.session.cache.slots: as many have sessions, the next one none', () =>
  withNode({ 'max.incremental.fetch.session.cache.slots': '2' }, async (node) => {
    const [first, second, third] = await node.connectMany(3);
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    await createTopic(first, 't');
    const sessions = 'kafka_server_fetchsessioncache_numincrementalfetchsessions';
    const open = async (client: typeof first): Promise<boolean> =>
      (await fetch(client, 't', { isSession: true })).sessionId > 0;
    assert.ok(await open(first));
    assert.equal(await node.served(sessions), 1);
    assert.ok(await open(second));
    assert.ok(!(await open(third)));
    assert.equal(await node.served(sessions), 2);
    const partitions = 'kafka_server_fetchsessioncache_numincrementalfetchpartitionscached';
    assert.equal(await node.served(partitions), 2);
    const evictions = 'kafka_server_fetchsessioncache_incrementalfetchsessionevictions_total';
    assert.equal(await node.served(evictions), 0);
    // Two minutes unused: the next one may have a place.
    await node.advance(120_000);
    assert.ok(await open(third));
    assert.equal(await node.served(evictions), 1);
    assert.equal(await node.served(sessions), 2);
  }));
