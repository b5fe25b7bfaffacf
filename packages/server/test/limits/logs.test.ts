// How many files of segments are open, and for how many keys compaction has room.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { batchOf } from '../../../broker/test/batches.ts';
import { put } from '../compacted-client.ts';
import { createTopic, produce, withNode } from './limited-node.ts';

const OPEN = 'ottla_log_open_files';

test('ottla.log.open.files.max: as many are open, however many are used', async () => {
  for (const [limit, isReached] of [
    [20, true],
    [2_000, false],
  ] as const) {
    await withNode({ 'ottla.log.open.files.max': `${limit}` }, async (node) => {
      const client = await node.connect();
      await createTopic(client, 't', 60);
      for (let index = 0; index < 60; index++) {
        assert.equal(await produce(client, 't', batchOf(['a']), index), 'NONE');
      }
      const open = await node.served(OPEN);
      if (isReached) assert.equal(open, limit);
      else assert.ok(open >= 60 && open < limit, `${open} are open`);
    });
  }
});

/** As small as Kafka takes it: for 39,321 keys, at most nine tenths full. */
const BUFFER = { 'log.cleaner.dedupe.buffer.size': '1048577' };
const QUICK = { 'log.cleaner.backoff.ms': '5000', 'log.cleaner.min.cleanable.ratio': '0.01' };
const CONFIGS = { 'cleanup.policy': 'compact', 'internal.segment.bytes': '200000' };

for (const [keys, isOnePass] of [
  [39_000, true],
  [42_000, false],
] as const) {
  test(`log.cleaner.dedupe.buffer.size: ${keys} keys beside the 39,321 that fit`, () =>
    withNode({ ...BUFFER, ...QUICK }, async (node) => {
      const client = await node.connect();
      await createTopic(client, 'c', 1, CONFIGS);
      for (let from = 0; from < keys; from += 500) {
        const at = Array.from({ length: 500 }, (_, index) => `${from + index}`);
        await put(client, 'c', at.map((key) => [key, 'v']));
      }
      // What the newest segment has is left alone: it is filled with keys that came before.
      for (let each = 0; each < 20; each++) {
        await put(client, 'c', Array.from({ length: 500 }, (_, key) => [`${key}`, 'w']));
      }
      let fullest = 0;
      for (let second = 0; second < 30; second++) {
        const full = await node.served('kafka_log_logcleaner_max_buffer_utilization_percent');
        fullest = Math.max(fullest, full);
      }
      // Of several passes the last is told, which has what the others had no room for.
      const isFull = fullest >= 85 && fullest <= 90;
      assert.equal(isFull, isOnePass, `${fullest} percent full`);
      assert.ok(fullest > 0 && fullest <= 90, `${fullest} percent full`);
      const passes = node.started.lines.filter(({ message }) => message === 'cleaned a log');
      assert.equal(passes.length === 1, isOnePass, `${passes.length} passes`);
    }));
}
