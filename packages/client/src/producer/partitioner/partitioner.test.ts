import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { type TopicMetadata, ZERO_UUID } from '../../core/cluster-metadata.ts';
import { ClientError } from '../../errors.ts';
import { resolvePartitioner } from './partitioner.ts';

function topicOf(count: number): TopicMetadata {
  const partitions = Array.from({ length: count }, (_, partition) => ({
    partition,
    leader: 1,
    leaderEpoch: 0,
    replicas: [1],
    isr: [1],
    offlineReplicas: [],
    error: undefined,
  }));
  const available = [...partitions.keys()];
  return { name: 't', id: ZERO_UUID, isInternal: false, partitions, available };
}

const topic = topicOf(6);

describe('keys choose', () => {
  // CRC32 by zlib, modulo 6; murmur2 as in murmur2.test.ts.
  const cases = [
    { by: 'murmur2', key: 'kafka', partition: (-798503068 & 0x7fffffff) % 6 },
    { by: 'murmur2', key: '', partition: (275646681 & 0x7fffffff) % 6 },
    { by: 'murmur2', key: null, partition: undefined },
    { by: 'murmur2', key: undefined, partition: undefined },
    { by: 'consistent_random', key: '123456789', partition: 0xcbf43926 % 6 },
    { by: 'consistent_random', key: '', partition: undefined },
    { by: 'consistent_random', key: null, partition: undefined },
  ] as const;
  for (const { by, key, partition } of cases) {
    test(`${by} of ${JSON.stringify(key)}: ${partition}`, () => {
      const partitionOf = resolvePartitioner(by, false);
      assert.equal(partitionOf({ topic: 't', key }, topic), partition);
      if (typeof key !== 'string') return;
      assert.equal(partitionOf({ topic: 't', key: Buffer.from(key) }, topic), partition);
    });
  }

  test('text as its bytes, whatever its length and characters', () => {
    const partitionOf = resolvePartitioner('murmur2', false);
    const long = 'x'.repeat(5_000);
    for (const key of ['ключ', '鍵', '🔑', '\ud800', long, `${long}🔑`, 'k']) {
      const ofBytes = partitionOf({ topic: 't', key: Buffer.from(key) }, topic);
      assert.equal(partitionOf({ topic: 't', key }, topic), ofBytes, key.slice(0, 10));
    }
  });

  test('not where keys are to be ignored', () => {
    const partitionOf = resolvePartitioner('murmur2', true);
    assert.equal(partitionOf({ topic: 't', key: 'kafka' }, topic), undefined);
  });
});

describe('an own function', () => {
  test('is asked also where keys are to be ignored, and may leave it open', () => {
    const own = resolvePartitioner(({ key }) => (key === 'a' ? 5 : undefined), true);
    assert.equal(own({ topic: 't', key: 'a' }, topic), 5);
    assert.equal(own({ topic: 't', key: 'b' }, topic), undefined);
  });

  for (const partition of [-1, 6, 1.5, NaN]) {
    test(`${partition} is refused with what there is`, () => {
      const own = resolvePartitioner(() => partition, false);
      assert.throws(() => own({ topic: 't' }, topic), (error) => {
        assert.ok(error instanceof ClientError);
        assert.match(error.message, /chose partition .* of t, which has 6 partitions/);
        return true;
      });
    });
  }
});
